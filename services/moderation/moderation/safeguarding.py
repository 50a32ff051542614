"""Wires safeguarding alerts and the rota into the service."""

from datetime import timedelta

from causeway.moderation.v1 import alerts_pb2
from causeway_kit.service import Service
from moderation.adapters.alerts import MongoAlertReading, MongoDesk
from moderation.domain.alert import Pace
from moderation.entrypoints.alert_events import subscribe_alerts
from moderation.entrypoints.alerting import Alerting
from moderation.entrypoints.rpc_alerts import ALERT_STATUSES, AlertsRpc
from moderation.settings import Settings

LOOK_SECONDS = 1


def pace_of(settings: Settings) -> Pace:
    return Pace(timedelta(seconds=settings.alert_wait_seconds), timedelta(seconds=settings.alert_night_wait_seconds))


def add_alerts(service: Service, settings: Settings) -> None:
    reading = MongoAlertReading(service.store)
    subscribe_alerts(service.consumer, MongoDesk)
    answering = AlertsRpc(service.group_commit(), MongoDesk, reading, service.clock)
    service.answers(alerts_pb2.DESCRIPTOR.services_by_name["Alerts"], answering, ALERT_STATUSES)
    service.every(LOOK_SECONDS, Alerting(service.open_work, MongoDesk, reading, pace_of(settings), service.clock).step)
