"""Wires notifications and runs it."""

from datetime import timedelta

from causeway.notifications.v1 import notifications_pb2 as pb
from causeway_kit.client import ServiceTokens, open_channel
from causeway_kit.clock import Clock
from causeway_kit.service import Service, run_service
from causeway_kit.settings import read_settings
from causeway_kit.work import UnitOfWork

from notifications.adapters.contacts import SealedContacts
from notifications.adapters.matching import MatchingAddresses
from notifications.adapters.mongo import INDEXES, MongoPostroom
from notifications.adapters.nudge_ids import KeyedNudgeIds
from notifications.adapters.reading import MongoReading
from notifications.adapters.smtp import SmtpMailer
from notifications.domain.letter import Pages
from notifications.entrypoints.events import subscribe
from notifications.entrypoints.nudging import Claiming, Sending
from notifications.entrypoints.rpc import STATUSES, InboxRpc, PreferencesRpc
from notifications.entrypoints.watching import Watching
from notifications.settings import Settings

LOOK_SECONDS = 1


def build(settings: Settings, clock: Clock | None = None) -> Service:
    service = Service("notifications", settings, INDEXES, clock)
    reading = MongoReading(service.store)
    watching = Watching(reading, service.clock)

    def opens(work: UnitOfWork) -> MongoPostroom:
        return MongoPostroom(work, watching.noticed)

    subscribe(service.consumer, opens, timedelta(seconds=settings.unread_after_seconds))
    commits, services = service.group_commit(), pb.DESCRIPTOR.services_by_name
    service.answers(services["Preferences"], PreferencesRpc(commits, opens, reading), STATUSES)
    service.answers(services["Inbox"], InboxRpc(commits, opens, reading, watching), STATUSES)
    service.beside(watching.run)
    ids = KeyedNudgeIds(service.keyring)
    service.every(LOOK_SECONDS, Claiming(service.open_work, opens, reading, ids, service.clock).step)
    mailer = SmtpMailer(settings.smtp_host, settings.smtp_port, settings.sender, service.clock, settings.settings_url)
    pages = Pages(settings.messages_url, settings.settings_url)
    contacts = _contacts(service, settings)
    service.every(LOOK_SECONDS, Sending(service.open_work, opens, reading, contacts, mailer, pages, service.clock).step)
    return service


def _contacts(service: Service, settings: Settings) -> SealedContacts:
    token = ServiceTokens(settings.token_url, settings.client_id, settings.client_secret_file)
    addresses = MatchingAddresses(open_channel(settings.matching_address), token)
    return SealedContacts(service.store, service.keyring, service.clock, service.open_work, addresses)


def main() -> None:
    settings = read_settings(Settings)
    run_service("notifications", settings, lambda: build(settings))


if __name__ == "__main__":
    main()
