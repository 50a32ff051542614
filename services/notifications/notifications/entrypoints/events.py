"""Events notifications listens to. One function per event, named after it."""

from datetime import timedelta

from causeway.matching.v1.events import PairEnded, PairStarted, PersonEnrolled, RoleEnded, RoleGranted
from causeway.messaging.v1.events import ConversationRead, MessageReleased
from causeway.moderation.v1.events import (
    CaseDueSoon,
    PersonBarred,
    RuleFlooding,
    RuleQuarantined,
    SafeguardingAlertRaised,
    SafeguardingAlertUnheard,
    SafeguardingLeadAsked,
)
from causeway_kit.access import follow_grants
from causeway_kit.bars import follow_bars
from causeway_kit.consume import BatchConsumer
from causeway_kit.routes import Opens
from notifications.app import end_pair, enrol_person, note_reading, notify_readers, offer_help, send_urgent, start_pair
from notifications.app.ports import Postroom


def subscribe(consumer: BatchConsumer, opens: Opens[Postroom], unread_after: timedelta) -> None:
    follow_grants(consumer, RoleGranted, RoleEnded)
    follow_bars(consumer, PersonBarred)

    @consumer.on(PersonEnrolled, opens, needs=enrol_person.needs)
    def on_person_enrolled(postroom: Postroom, enrolled: PersonEnrolled) -> None:
        enrol_person.enrol_person(postroom, enrolled)

    @consumer.on(PairStarted, opens, needs=start_pair.needs)
    def on_pair_started(postroom: Postroom, started: PairStarted) -> None:
        start_pair.start_pair(postroom, started)

    @consumer.on(PairEnded, opens, needs=end_pair.needs)
    def on_pair_ended(postroom: Postroom, ended: PairEnded) -> None:
        end_pair.end_pair(postroom, ended)

    @consumer.on(MessageReleased, opens, needs=notify_readers.needs)
    def on_message_released(postroom: Postroom, released: MessageReleased) -> None:
        notify_readers.notify_readers(postroom, released, unread_after)

    @consumer.on(ConversationRead, opens, needs=note_reading.needs)
    def on_conversation_read(postroom: Postroom, seen: ConversationRead) -> None:
        note_reading.note_reading(postroom, seen, unread_after)

    @consumer.on(SafeguardingAlertRaised, opens, needs=offer_help.needs)
    def on_alert_raised(postroom: Postroom, raised: SafeguardingAlertRaised) -> None:
        offer_help.offer_help(postroom, raised)

    @consumer.on(SafeguardingLeadAsked, opens, needs=send_urgent.asking_needs)
    def on_lead_asked(postroom: Postroom, asked: SafeguardingLeadAsked) -> None:
        send_urgent.send_asking(postroom, asked)

    @consumer.on(SafeguardingAlertUnheard, opens, needs=send_urgent.telling_needs)
    def on_alert_unheard(postroom: Postroom, unheard: SafeguardingAlertUnheard) -> None:
        send_urgent.send_telling(postroom, unheard)

    @consumer.on(CaseDueSoon, opens, needs=send_urgent.due_needs)
    def on_case_due_soon(postroom: Postroom, due: CaseDueSoon) -> None:
        send_urgent.send_due(postroom, due)

    @consumer.on(RuleQuarantined, opens, needs=send_urgent.rule_needs)
    def on_rule_quarantined(postroom: Postroom, told: RuleQuarantined) -> None:
        send_urgent.send_about_rule(postroom, told)

    @consumer.on(RuleFlooding, opens, needs=send_urgent.rule_needs)
    def on_rule_flooding(postroom: Postroom, told: RuleFlooding) -> None:
        send_urgent.send_about_rule(postroom, told)
