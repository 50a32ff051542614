"""Events matching listens to: its own roles, by which sign-in works here as everywhere."""

from causeway.matching.v1.events import RoleEnded, RoleGranted
from causeway.moderation.v1.events import PersonBarred
from causeway_kit.access import follow_grants
from causeway_kit.bars import follow_bars
from causeway_kit.consume import BatchConsumer


def subscribe(consumer: BatchConsumer) -> None:
    follow_grants(consumer, RoleGranted, RoleEnded)
    follow_bars(consumer, PersonBarred)
