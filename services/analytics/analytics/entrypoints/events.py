"""Events analytics listens to. One function per event, named after it."""

from analytics.app import count_enrolment, count_message, count_nudge, count_pair, open_programme
from analytics.app.ports import Books
from causeway.matching.v1.events import PairEnded, PairStarted, PersonEnrolled, ProgrammeOpened, RoleEnded, RoleGranted
from causeway.messaging.v1.events import MessageBlocked, MessageHeld, MessageReleased
from causeway.moderation.v1.events import PersonBarred
from causeway.notifications.v1.events import NudgeSettled
from causeway_kit.access import follow_grants
from causeway_kit.bars import follow_bars
from causeway_kit.consume import BatchConsumer
from causeway_kit.routes import Opens


def subscribe(consumer: BatchConsumer, opens: Opens[Books]) -> None:
    follow_grants(consumer, RoleGranted, RoleEnded)
    follow_bars(consumer, PersonBarred)

    @consumer.on(MessageReleased, opens, needs=count_message.release_needs, new=count_message.new_release)
    def on_message_released(books: Books, released: MessageReleased) -> None:
        count_message.count_release(books, released)

    @consumer.on(MessageHeld, opens, needs=count_message.hold_needs)
    def on_message_held(books: Books, held: MessageHeld) -> None:
        count_message.count_hold(books, held)

    @consumer.on(MessageBlocked, opens, needs=count_message.block_needs)
    def on_message_blocked(books: Books, blocked: MessageBlocked) -> None:
        count_message.count_block(books, blocked)

    @consumer.on(ProgrammeOpened, opens, needs=open_programme.needs)
    def on_programme_opened(books: Books, opened: ProgrammeOpened) -> None:
        open_programme.open_programme(books, opened)

    @consumer.on(PairStarted, opens, needs=count_pair.needs)
    def on_pair_started(books: Books, started: PairStarted) -> None:
        count_pair.count_start(books, started)

    @consumer.on(PairEnded, opens, needs=count_pair.needs)
    def on_pair_ended(books: Books, ended: PairEnded) -> None:
        count_pair.count_end(books, ended)

    @consumer.on(PersonEnrolled, opens, needs=count_enrolment.needs)
    def on_person_enrolled(books: Books, enrolled: PersonEnrolled) -> None:
        count_enrolment.count_enrolment(books, enrolled)

    @consumer.on(NudgeSettled, opens, needs=count_nudge.needs)
    def on_nudge_settled(books: Books, settled: NudgeSettled) -> None:
        count_nudge.count_nudge(books, settled)
