"""Wires urgent mail to staff into the service."""

from causeway.notifications.v1 import staff_pb2
from causeway_kit.routes import Opens
from causeway_kit.service import Service
from notifications.adapters.reading import MongoReading
from notifications.adapters.smtp import SmtpMailer
from notifications.adapters.staff_contacts import MongoStaffBook, SealedStaffContacts
from notifications.app.ports import Postroom
from notifications.domain.letter import Pages
from notifications.entrypoints.nudging import Sending
from notifications.entrypoints.rpc_staff import STAFF_STATUSES, StaffContactsRpc
from notifications.settings import Settings


def answer_staff(service: Service) -> None:
    contacts = SealedStaffContacts(service.store, service.keyring)
    answering = StaffContactsRpc(service.group_commit(), MongoStaffBook, contacts)
    service.answers(staff_pb2.DESCRIPTOR.services_by_name["StaffContacts"], answering, STAFF_STATUSES)


def urgent_sending(service: Service, settings: Settings, opens: Opens[Postroom]) -> Sending:
    """Beside that of nudges and with addresses of its own, so that neither a backlog nor another service holds it up."""
    contacts = SealedStaffContacts(service.store, service.keyring)
    mailer = SmtpMailer(settings.smtp_host, settings.smtp_port, settings.sender, service.clock)
    reading = MongoReading(service.store, urgent=True)
    return Sending(service.open_work, opens, reading, contacts, mailer, Pages(alerts=settings.alerts_url), service.clock)
