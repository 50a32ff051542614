"""Events that alerts follow: refused words outside conversations, and what became of mails to safeguarding leads."""

from causeway.matching.v1.events import WritingRefused
from causeway.notifications.v1.events import LeadAskSettled
from causeway_kit.consume import BatchConsumer
from causeway_kit.routes import Opens
from moderation.app import raise_alert, settle_asking
from moderation.app.alert_ports import Desk


def subscribe_alerts(consumer: BatchConsumer, opens: Opens[Desk]) -> None:
    @consumer.on(WritingRefused, opens, needs=raise_alert.needs)
    def on_writing_refused(desk: Desk, refused: WritingRefused) -> None:
        raise_alert.raise_for_writing(desk, refused)

    @consumer.on(LeadAskSettled, opens, needs=settle_asking.needs)
    def on_lead_ask_settled(desk: Desk, settled: LeadAskSettled) -> None:
        settle_asking.settle_asking(desk, settled)
