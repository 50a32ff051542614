"""Every event travels as its .proto says, and says no more than it may."""

import importlib
import json
import pkgutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import json_format
from google.protobuf.descriptor import Descriptor, FieldDescriptor

import causeway
from causeway.event import Event, OpenEnum
from causeway.moderation.v1.events import Verdict
from causeway.options.v1 import options_pb2

GOLDEN = Path(__file__).parent / "golden"
MOMENT = datetime(2026, 3, 2, 9, 30, 15, 250_000, tzinfo=UTC)
PERSONAL = {"text", "name", "email", "address", "phone", "birth", "body", "title", "note"}


def event_modules() -> list[Any]:
    found = pkgutil.walk_packages(causeway.__path__, "causeway.")
    return [importlib.import_module(module.name) for module in found if module.name.endswith(".v1.events")]


def event_classes() -> list[type[Event]]:
    return [
        thing
        for module in event_modules()
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Event) and thing is not Event
    ]


EVENTS = event_classes()
every_event = pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)


def proto_of(kind: type[Event]) -> Any:
    return getattr(importlib.import_module(f"{kind.__module__}_pb2"), kind.__name__)


def sample(kind: type[Event]) -> Event:
    """An event with every field filled."""
    return kind(**{field.name: value_for(kind, field) for field in proto_of(kind).DESCRIPTOR.fields})


def value_for(kind: type[Event], field: FieldDescriptor) -> Any:
    value: Any
    if field.enum_type is not None:
        value = field.enum_type.values[-1].name
    elif field.message_type is not None:
        value = MOMENT
    else:
        value = {"str": f"a {field.name}", "int": 7, "float": 0.25, "bool": True}[scalar(field)]
    return (value, value) if field.is_repeated else value


def scalar(field: FieldDescriptor) -> str:
    kinds = {field.CPPTYPE_STRING: "str", field.CPPTYPE_INT32: "int", field.CPPTYPE_DOUBLE: "float", field.CPPTYPE_BOOL: "bool"}
    return kinds[field.cpp_type]


def test_there_are_events_to_look_at() -> None:
    assert len(EVENTS) >= 14


@every_event
def test_an_event_and_its_proto_read_each_other_without_loss(kind: type[Event]) -> None:
    event = sample(kind)

    message = json_format.Parse(event.to_json(), proto_of(kind)(), ignore_unknown_fields=True)
    back = json_format.MessageToJson(message, preserving_proto_field_name=True, always_print_fields_with_no_presence=True)

    assert kind.model_validate_json(back) == event


@every_event
def test_an_event_ignores_fields_of_a_newer_schema(kind: type[Event]) -> None:
    newer = json.loads(sample(kind).to_json()) | {"added_later": {"deep": [1]}}

    assert kind.model_validate(newer) == sample(kind)


@every_event
def test_an_event_goes_to_a_topic_of_its_owner_keyed_by_one_of_its_fields(kind: type[Event]) -> None:
    owner = kind.__module__.split(".")[1]

    assert kind.TOPIC.startswith(f"{owner}.")
    assert kind.TOPIC.endswith(".v1")
    assert kind.KEY in kind.model_fields


@every_event
def test_no_event_has_a_field_for_text_or_personal_data_but_the_sealed_one(kind: type[Event]) -> None:
    suspicious = [field for field in proto_of(kind).DESCRIPTOR.fields if set(field.name.split("_")) & PERSONAL]

    allowed = [field for field in suspicious if field.GetOptions().Extensions[options_pb2.sealed]]
    assert suspicious == allowed
    assert not suspicious or kind.__name__ == "MessagePosted"


@every_event
def test_events_recorded_in_the_past_still_parse(kind: type[Event]) -> None:
    recorded = GOLDEN / f"{kind.__name__}.json"

    assert recorded.exists(), f"record one: write a {kind.__name__} as JSON to {recorded.name} in tests/contracts/golden"
    event = kind.model_validate_json(recorded.read_bytes())
    assert event.event_id
    assert getattr(event, kind.KEY)


def test_an_unknown_verdict_reads_as_unspecified_and_not_as_allow() -> None:
    assert Verdict("VERDICT_INVENTED_LATER") is Verdict.UNSPECIFIED


def test_every_enum_has_an_unspecified_value_for_what_it_does_not_know() -> None:
    enums = {
        thing
        for module in event_modules()
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, OpenEnum) and thing is not OpenEnum
    }

    assert enums
    assert all("UNSPECIFIED" in enum.__members__ for enum in enums)


def rpc_messages() -> list[Descriptor]:
    found = [module.name for module in pkgutil.walk_packages(causeway.__path__, "causeway.")]
    contracts = [name for name in found if name.endswith("_pb2") and not name.endswith(".events_pb2")]
    modules = [importlib.import_module(name) for name in contracts]
    return [message for module in modules for message in module.DESCRIPTOR.message_types_by_name.values()]


WORDS = ("text", "body", "note", "words", "answer", "goodbye")


def is_marked(field: FieldDescriptor) -> bool:
    return bool(field.GetOptions().Extensions[options_pb2.written_by_person])


def test_every_text_that_a_person_writes_for_another_is_marked() -> None:
    fields = [field for message in rpc_messages() for field in message.fields]
    texts = [field for field in fields if field.name in WORDS and field.cpp_type == field.CPPTYPE_STRING]

    unmarked = [field.full_name for field in texts if not is_marked(field)]

    # ScreenRequest.text is only judged and never shown
    assert unmarked == ["causeway.moderation.v1.ScreenRequest.text"]
