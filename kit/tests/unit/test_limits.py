"""What a process takes on when there is more than it can do: who gives way first, and how fast one person may be."""

import importlib
from types import ModuleType

import grpc
import pytest
from google.protobuf import descriptor_pb2, descriptor_pool
from google.protobuf.descriptor import MethodDescriptor

from causeway.access.v1 import access_pb2
from causeway.messaging.v1 import messaging_pb2 as messaging
from causeway.moderation.v1 import moderation_pb2 as moderation
from causeway_kit.limits import KNOWN_SUBJECTS, SHARES, Busy, Pace, Paces, Room, priority_of
from causeway_kit.settings import ServiceSettings

SERVICES = ("matching", "messaging", "moderation", "notifications", "analytics")
FIRST_TO_LAST = (
    access_pb2.PRIORITY_SAFEGUARDING,
    access_pb2.PRIORITY_MODERATION,
    access_pb2.PRIORITY_POSTS,
    access_pb2.PRIORITY_READS,
    access_pb2.PRIORITY_NUDGES,
    access_pb2.PRIORITY_METRICS,
)


def method(module: ModuleType, service: str, name: str) -> MethodDescriptor:
    found: MethodDescriptor = module.DESCRIPTOR.services_by_name[service].methods_by_name[name]
    return found


def every_method() -> list[MethodDescriptor]:
    modules = [importlib.import_module(f"causeway.{name}.v1.{name}_pb2") for name in SERVICES]
    return [each for module in modules for service in module.DESCRIPTOR.services_by_name.values() for each in service.methods]


class Watch:
    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


def test_every_method_of_the_contracts_states_its_priority() -> None:
    stated = {each.full_name: priority_of(each) for each in every_method()}

    assert len(stated) >= 28
    assert set(stated.values()) == set(FIRST_TO_LAST)


def test_a_method_without_a_priority_cannot_be_served() -> None:
    file = descriptor_pb2.FileDescriptorProto(name="unranked.proto", package="unranked")
    file.message_type.add(name="Ask")
    file.service.add(name="Bare").method.add(name="Ask", input_type=".unranked.Ask", output_type=".unranked.Ask")
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)

    with pytest.raises(ValueError, match="has no priority"):
        priority_of(pool.FindServiceByName("unranked.Bare").methods_by_name["Ask"])


def test_a_decision_of_a_moderator_goes_before_a_post_and_a_post_before_a_read() -> None:
    decide = priority_of(method(moderation, "Review", "Decide"))
    post, sync = (priority_of(method(messaging, "Messages", name)) for name in ("Post", "Sync"))

    assert SHARES[decide] > SHARES[post] > SHARES[sync]


def test_what_matters_more_finds_room_when_everything_less_important_is_refused() -> None:
    room = Room(100)
    refused_at = {}
    for taken in range(101):
        room.taken = taken
        for priority in FIRST_TO_LAST:
            if room.full_for(priority):
                refused_at.setdefault(priority, taken)

    assert [refused_at[priority] for priority in FIRST_TO_LAST] == [100, 95, 90, 75, 60, 50]


def test_even_the_smallest_room_takes_one_call_of_each_kind() -> None:
    assert not any(Room(1).full_for(priority) for priority in FIRST_TO_LAST)


def test_a_person_may_write_a_burst_and_then_at_the_pace() -> None:
    watch = Watch()
    paces = Paces(Pace(5, 20), watch)
    for _ in range(20):
        paces.spend("maya")

    with pytest.raises(Busy) as refusal:
        paces.spend("maya")
    watch.time += refusal.value.retry_after_ms / 1000
    paces.spend("maya")

    assert refusal.value.status is grpc.StatusCode.RESOURCE_EXHAUSTED
    assert 190 <= refusal.value.retry_after_ms <= 210
    assert "0.2 seconds" in refusal.value.sentence


def test_one_person_in_a_hurry_slows_nobody_else() -> None:
    paces = Paces(Pace(1, 1), Watch())
    paces.spend("maya")

    paces.spend("omar")

    with pytest.raises(Busy):
        paces.spend("maya")


def test_refused_calls_do_not_push_the_end_of_the_wait_further_away() -> None:
    watch = Watch()
    paces = Paces(Pace(1, 1), watch)
    paces.spend("maya")
    for _ in range(100):
        with pytest.raises(Busy):
            paces.spend("maya")

    watch.time += 1
    paces.spend("maya")

    with pytest.raises(Busy):
        paces.spend("maya")


def test_a_rest_gives_the_whole_burst_back_and_no_more() -> None:
    watch = Watch()
    paces = Paces(Pace(2, 3), watch)
    paces.spend("maya")
    watch.time += 3600
    for _ in range(3):
        paces.spend("maya")

    with pytest.raises(Busy):
        paces.spend("maya")


def test_no_pace_means_no_limit() -> None:
    paces = Paces(Pace(0, 1), Watch())
    for _ in range(1000):
        paces.spend("maya")

    assert paces.known == 0


def test_the_memory_for_paces_is_bounded_however_many_people_come() -> None:
    watch = Watch()
    paces = Paces(Pace(1, 5), watch)
    most = 0
    for number in range(3 * KNOWN_SUBJECTS):
        paces.spend(f"person-{number}")
        most = max(most, paces.known)

    assert most <= KNOWN_SUBJECTS


def test_the_limits_are_settings_with_the_documented_defaults() -> None:
    fields = ServiceSettings.model_fields
    defaults = {name: fields[name].default for name in fields if name.startswith("person_") or name.endswith("_in_flight")}

    assert defaults == {
        "calls_in_flight": 512,
        "streams_in_flight": 10_000,
        "person_posts_a_second": 5,
        "person_posts_burst": 20,
        "person_calls_a_second": 50,
        "person_calls_burst": 200,
        "person_streams": 50,
    }
