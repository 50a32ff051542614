"""Writes one pydantic class for each event and each enum that events use. Called by generate.py."""

import importlib
import sys
from pathlib import Path

from google.protobuf import descriptor_pb2
from google.protobuf.descriptor_pb2 import (
    DescriptorProto,
    EnumDescriptorProto,
    FieldDescriptorProto,
    FileDescriptorProto,
)

OUT = Path(sys.argv[1])
sys.path.insert(0, str(OUT))
options = importlib.import_module("causeway.options.v1.options_pb2")

Field = FieldDescriptorProto
SCALARS = {Field.TYPE_STRING: "str", Field.TYPE_BOOL: "bool", Field.TYPE_INT32: "int", Field.TYPE_DOUBLE: "float"}
DEFAULTS = {Field.TYPE_STRING: '""', Field.TYPE_BOOL: "False", Field.TYPE_INT32: "0", Field.TYPE_DOUBLE: "0.0"}
BASE_FIELDS = ("event_id", "occurred_at")


def module_of(proto: str) -> str:
    """causeway/moderation/v1/events.proto -> causeway.moderation.v1.events"""
    return proto.removesuffix(".proto").replace("/", ".")


def leading_comment(file: FileDescriptorProto, path: list[int]) -> str:
    for location in file.source_code_info.location:
        if list(location.path) == path:
            return " ".join(line.strip() for line in location.leading_comments.strip().splitlines())
    return ""


def enum_lines(file: FileDescriptorProto, index: int, enum: EnumDescriptorProto) -> list[str]:
    prefix = (
        "".join(f"_{letter}" if letter.isupper() and place else letter for place, letter in enumerate(enum.name)).upper() + "_"
    )
    comment = leading_comment(file, [5, index]) or f"The {enum.name} of a fact."
    members = [f'    {value.name.removeprefix(prefix)} = "{value.name}"' for value in enum.value]
    return [f"class {enum.name}(OpenEnum):", f'    """{comment}"""', "", *members, "", ""]


def type_of(field: FieldDescriptorProto, home: FileDescriptorProto, imports: set[str]) -> str:
    if field.type == Field.TYPE_MESSAGE:
        if field.type_name != ".google.protobuf.Timestamp":
            sys.exit(f"{home.name}: {field.name}: events hold scalars, timestamps, enums and lists of these")
        imports.add("from pydantic import AwareDatetime")
        return "AwareDatetime"
    if field.type == Field.TYPE_ENUM:
        package, name = field.type_name.lstrip(".").rsplit(".", 1)
        if package != home.package:
            owner = "access" if package.startswith("causeway.access.") else "events"
            imports.add(f"from {package}.{owner} import {name}")
        return name
    if field.type not in SCALARS:
        sys.exit(f"{home.name}: {field.name}: this type does not travel in JSON without loss")
    return SCALARS[field.type]


def field_line(field: FieldDescriptorProto, home: FileDescriptorProto, imports: set[str]) -> str:
    kind = type_of(field, home, imports)
    if field.label == Field.LABEL_REPEATED:
        return f"    {field.name}: tuple[{kind}, ...] = ()"
    if field.proto3_optional:
        return f"    {field.name}: {kind} | None = None"
    if field.options.Extensions[options.added_later]:
        return f"    {field.name}: {kind} = {default_of(field, kind, imports)}"
    return f"    {field.name}: {kind}"


def default_of(field: FieldDescriptorProto, kind: str, imports: set[str]) -> str:
    """What an event of an older build, which lacks the field, is read with: the default of proto3."""
    if field.type == Field.TYPE_ENUM:
        return f"{kind}.UNSPECIFIED"
    if field.type == Field.TYPE_MESSAGE:
        imports.add("from causeway.event import UNSTAMPED")
        return "UNSTAMPED"
    return DEFAULTS[field.type]


def event_lines(file: FileDescriptorProto, index: int, message: DescriptorProto, imports: set[str]) -> list[str]:
    topic, key = message.options.Extensions[options.topic], message.options.Extensions[options.key]
    if not topic or not key:
        sys.exit(f"{file.name}: {message.name} needs the options topic and key")
    comment = leading_comment(file, [4, index])
    lines = [f"class {message.name}(Event):", f'    """{comment}"""', ""]
    lines += [f'    TOPIC: ClassVar[str] = "{topic}"', f'    KEY: ClassVar[str] = "{key}"', ""]
    lines += [field_line(field, file, imports) for field in message.field if field.name not in BASE_FIELDS]
    return [*lines, "", ""]


def write_module(file: FileDescriptorProto) -> None:
    imports: set[str] = set()
    body: list[str] = []
    for index, enum in enumerate(file.enum_type):
        body += enum_lines(file, index, enum)
    events = list(file.message_type) if file.name.endswith("/events.proto") else []
    for index, message in enumerate(events):
        body += event_lines(file, index, message, imports)
    names = sorted((["Event"] if events else []) + (["OpenEnum"] if file.enum_type else []))
    head = [f'"""Generated from {file.name} by proto/generate.py. Do not edit."""', ""]
    if events:
        head += ["from typing import ClassVar", ""]
    head += sorted(imports, key=lambda line: ("pydantic" not in line, line))
    head += [f"from causeway.event import {', '.join(names)}"] if names else []
    target = OUT / Path(module_of(file.name).replace(".", "/") + ".py")
    target.write_text("\n".join([*head, "", "", *body]).rstrip() + "\n")


def main() -> None:
    files = descriptor_pb2.FileDescriptorSet.FromString((OUT / "all.desc").read_bytes())
    for file in files.file:
        if file.name.endswith(("/events.proto", "/access.proto")):
            write_module(file)


if __name__ == "__main__":
    main()
