"""Wires notifications and runs it."""

from datetime import timedelta

from causeway.notifications.v1 import notifications_pb2 as pb
from causeway_kit.client import ServiceTokens, open_channel
from causeway_kit.clock import Clock
from causeway_kit.routes import Opens
from causeway_kit.service import Service, run_service
from causeway_kit.settings import read_settings
from causeway_kit.work import UnitOfWork
from notifications.adapters.contacts import SealedContacts
from notifications.adapters.helplines import PolicyHelplines
from notifications.adapters.matching import MatchingAddresses
from notifications.adapters.mongo import INDEXES, MongoPostroom
from notifications.adapters.nudge_ids import KeyedNudgeIds
from notifications.adapters.reading import MongoReading
from notifications.adapters.smtp import SmtpMailer
from notifications.adapters.staff_contacts import STAFF_INDEXES
from notifications.app.offer_help import FixedHelplines, Helplines
from notifications.app.ports import Postroom, Reading
from notifications.domain.letter import Pages
from notifications.entrypoints.events import subscribe
from notifications.entrypoints.nudging import Claiming, Sending
from notifications.entrypoints.rpc import STATUSES, InboxRpc, PreferencesRpc
from notifications.entrypoints.waiting import Waiting
from notifications.entrypoints.watching import Watching
from notifications.settings import Settings
from notifications.urgent_mail import answer_staff, urgent_sending

LOOK_SECONDS = 1


def build(settings: Settings, clock: Clock | None = None) -> Service:
    service = Service("notifications", settings, {**INDEXES, **STAFF_INDEXES}, clock)
    reading = MongoReading(service.store)
    watching = Watching(reading, service.clock)

    def opens(work: UnitOfWork) -> MongoPostroom:
        return MongoPostroom(work, watching.noticed)

    subscribe(service.consumer, opens, timedelta(seconds=settings.unread_after_seconds))
    helplines = _helplines(service, settings)
    commits, services = service.group_commit(), pb.DESCRIPTOR.services_by_name
    service.answers(services["Preferences"], PreferencesRpc(commits, opens, reading), STATUSES)
    service.answers(services["Inbox"], InboxRpc(commits, opens, reading, watching, helplines, settings.help_reply), STATUSES)
    answer_staff(service)
    service.beside(watching.run)
    for step in (*nudging(service, settings, opens, reading), urgent_sending(service, settings, opens)):
        service.every(LOOK_SECONDS, Waiting(step.step, service.clock).step)
    return service


def _helplines(service: Service, settings: Settings) -> Helplines:
    if not settings.moderation_address:
        return FixedHelplines(settings.helplines)
    token = ServiceTokens(settings.token_url, settings.client_id, settings.client_secret_file)
    return PolicyHelplines(open_channel(settings.moderation_address), token, settings.helplines, service.clock)


def nudging(service: Service, settings: Settings, opens: Opens[Postroom], reading: Reading) -> tuple[Claiming, Sending]:
    clock, open_work = service.clock, service.open_work
    token = ServiceTokens(settings.token_url, settings.client_id, settings.client_secret_file)
    addresses = MatchingAddresses(open_channel(settings.matching_address), token)
    contacts = SealedContacts(service.store, service.keyring, clock, open_work, addresses)
    mailer = SmtpMailer(settings.smtp_host, settings.smtp_port, settings.sender, clock, settings.settings_url)
    pages = Pages(settings.messages_url, settings.settings_url)
    claiming = Claiming(open_work, opens, reading, KeyedNudgeIds(service.keyring), clock)
    return claiming, Sending(open_work, opens, reading, contacts, mailer, pages, clock)


def main() -> None:
    settings = read_settings(Settings)
    run_service("notifications", settings, lambda: build(settings))


if __name__ == "__main__":
    main()
