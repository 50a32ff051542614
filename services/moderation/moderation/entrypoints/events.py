"""Events moderation listens to. One function per event, named after it."""

from causeway.matching.v1.events import RoleEnded, RoleGranted
from causeway.messaging.v1.events import MessagePosted
from causeway_kit.access import follow_grants
from causeway_kit.consume import BatchConsumer
from causeway_kit.routes import Opens
from moderation.app import judge_message, sample_message
from moderation.app.ports import Policies, TextJudging
from moderation.app.review_ports import LimitsKnown, ReviewBench


def subscribe(
    consumer: BatchConsumer, opens: Opens[ReviewBench], judge: TextJudging, policies: Policies, limits: LimitsKnown
) -> None:
    follow_grants(consumer, RoleGranted, RoleEnded)

    coming: list[MessagePosted] = []

    def needs(posted: MessagePosted) -> list[tuple[str, str]]:
        coming.append(posted)
        return [*judge_message.needs(posted), *sample_message.needs(posted)]

    def new(posted: MessagePosted) -> list[tuple[str, str]]:
        return [*judge_message.new(posted), *sample_message.new(posted)]

    @consumer.on(MessagePosted, opens, needs=needs, new=new)
    def on_message_posted(bench: ReviewBench, posted: MessagePosted) -> None:
        if coming:  # the first of a batch: classifiers read all of its texts at once, many times faster
            judge_message.read_ahead(bench, judge, coming)
            coming.clear()
        judge_message.judge_message(bench, judge, posted, policies.of(posted.programme_id))
        sample_message.sample_message(bench, posted, limits.of(posted.programme_id).audit_one_in)
