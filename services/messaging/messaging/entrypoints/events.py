"""Events messaging listens to. One function per event, named after it."""

from causeway.matching.v1.events import PairEnded, PairStarted, RoleEnded, RoleGranted
from causeway.moderation.v1.events import MessageJudged, PersonBarred
from causeway_kit.access import follow_grants
from causeway_kit.bars import follow_bars
from causeway_kit.consume import BatchConsumer
from causeway_kit.routes import Opens
from messaging.app import close_conversation, open_conversation, settle_message
from messaging.app.ports import Mailroom


def subscribe(consumer: BatchConsumer, opens: Opens[Mailroom]) -> None:
    follow_grants(consumer, RoleGranted, RoleEnded)
    follow_bars(consumer, PersonBarred)

    @consumer.on(PairStarted, opens, needs=open_conversation.needs)
    def on_pair_started(mailroom: Mailroom, started: PairStarted) -> None:
        open_conversation.open_pair_conversation(mailroom, started)

    @consumer.on(PairEnded, opens, needs=close_conversation.needs)
    def on_pair_ended(mailroom: Mailroom, ended: PairEnded) -> None:
        close_conversation.close_pair_conversation(mailroom, ended)

    @consumer.on(MessageJudged, opens, needs=settle_message.needs)
    def on_message_judged(mailroom: Mailroom, judged: MessageJudged) -> None:
        settle_message.settle_message(mailroom, judged)
