from causeway.access.v1 import access_pb2 as _access_pb2
from google.protobuf import descriptor_pb2 as _descriptor_pb2
from google.protobuf import descriptor as _descriptor
from typing import ClassVar as _ClassVar

DESCRIPTOR: _descriptor.FileDescriptor
TOPIC_FIELD_NUMBER: _ClassVar[int]
topic: _descriptor.FieldDescriptor
KEY_FIELD_NUMBER: _ClassVar[int]
key: _descriptor.FieldDescriptor
SEALED_FIELD_NUMBER: _ClassVar[int]
sealed: _descriptor.FieldDescriptor
WRITTEN_BY_PERSON_FIELD_NUMBER: _ClassVar[int]
written_by_person: _descriptor.FieldDescriptor
ADDED_LATER_FIELD_NUMBER: _ClassVar[int]
added_later: _descriptor.FieldDescriptor
ACCESS_FIELD_NUMBER: _ClassVar[int]
access: _descriptor.FieldDescriptor
