"""A field that is added later has a default for events of older builds; nothing else may be missing."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import descriptor_pb2
from pydantic import ValidationError

from causeway.options.v1 import options_pb2

GENERATOR = Path(__file__).parents[3] / "proto" / "generate_events.py"
Field = descriptor_pb2.FieldDescriptorProto
ENVELOPE = {"event_id": "e1", "occurred_at": "2026-03-02T09:30:00Z"}
ADDED = {"mood": Field.TYPE_STRING, "count": Field.TYPE_INT32, "share": Field.TYPE_DOUBLE, "seen": Field.TYPE_BOOL}


@pytest.fixture
def noted(tmp_path: Path) -> Any:
    """The class of an event with one field from the first day and others added later."""
    file = descriptor_pb2.FileDescriptorProto(
        name="causeway/noting/v1/events.proto", package="causeway.noting.v1", syntax="proto3"
    )
    file.enum_type.add(name="Kind").value.add(name="KIND_UNSPECIFIED", number=0)
    message = file.message_type.add(name="Noted")
    message.options.Extensions[options_pb2.topic] = "noting.notes.v1"  # type: ignore[index]
    message.options.Extensions[options_pb2.key] = "note_id"  # type: ignore[index]
    message.field.add(name="note_id", number=3, type=Field.TYPE_STRING, label=Field.LABEL_OPTIONAL)
    for number, (field, kind) in enumerate(ADDED.items(), 4):
        later(message.field.add(name=field, number=number, type=kind, label=Field.LABEL_OPTIONAL))
    kind_field = message.field.add(name="kind", number=20, type=Field.TYPE_ENUM, label=Field.LABEL_OPTIONAL)
    kind_field.type_name = ".causeway.noting.v1.Kind"
    later(kind_field)
    moment = message.field.add(name="noted_at", number=21, type=Field.TYPE_MESSAGE, label=Field.LABEL_OPTIONAL)
    moment.type_name = ".google.protobuf.Timestamp"
    later(moment)
    (tmp_path / "all.desc").write_bytes(descriptor_pb2.FileDescriptorSet(file=[file]).SerializeToString())
    (tmp_path / "causeway" / "noting" / "v1").mkdir(parents=True)
    subprocess.run([sys.executable, "-P", str(GENERATOR), str(tmp_path)], check=True)
    spec = importlib.util.spec_from_file_location("noting_events", tmp_path / "causeway" / "noting" / "v1" / "events.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["noting_events"] = module
    spec.loader.exec_module(module)
    return module.Noted


def later(field: descriptor_pb2.FieldDescriptorProto) -> None:
    field.options.Extensions[options_pb2.added_later] = True  # type: ignore[index]


def test_an_event_of_an_older_build_gets_the_defaults_of_what_it_lacks(noted: Any) -> None:
    old = noted.model_validate_json(json.dumps({**ENVELOPE, "note_id": "n1"}))

    assert (old.mood, old.count, old.share, old.seen, old.kind.name) == ("", 0, 0.0, False, "UNSPECIFIED")
    assert old.noted_at.year == 1970


def test_an_event_without_a_field_of_the_first_day_is_not_one(noted: Any) -> None:
    with pytest.raises(ValidationError):
        noted.model_validate_json(json.dumps({**ENVELOPE, "mood": "calm"}))
