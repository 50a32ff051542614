import datetime

from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Channel(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHANNEL_UNSPECIFIED: _ClassVar[Channel]
    CHANNEL_INBOX: _ClassVar[Channel]
    CHANNEL_EMAIL: _ClassVar[Channel]

class Outcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OUTCOME_UNSPECIFIED: _ClassVar[Outcome]
    OUTCOME_SENT: _ClassVar[Outcome]
    OUTCOME_FAILED: _ClassVar[Outcome]
    OUTCOME_UNKNOWN: _ClassVar[Outcome]
    OUTCOME_DROPPED: _ClassVar[Outcome]
CHANNEL_UNSPECIFIED: Channel
CHANNEL_INBOX: Channel
CHANNEL_EMAIL: Channel
OUTCOME_UNSPECIFIED: Outcome
OUTCOME_SENT: Outcome
OUTCOME_FAILED: Outcome
OUTCOME_UNKNOWN: Outcome
OUTCOME_DROPPED: Outcome

class NudgeSettled(_message.Message):
    __slots__ = ("event_id", "occurred_at", "nudge_id", "person_id", "programme_id", "conversation_id", "kind", "channel", "outcome")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    NUDGE_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    nudge_id: str
    person_id: str
    programme_id: str
    conversation_id: str
    kind: str
    channel: Channel
    outcome: Outcome
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., nudge_id: _Optional[str] = ..., person_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., conversation_id: _Optional[str] = ..., kind: _Optional[str] = ..., channel: _Optional[_Union[Channel, str]] = ..., outcome: _Optional[_Union[Outcome, str]] = ...) -> None: ...

class LeadAskSettled(_message.Message):
    __slots__ = ("event_id", "occurred_at", "alert_id", "programme_id", "person_id", "asking", "outcome")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    ALERT_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    ASKING_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    alert_id: str
    programme_id: str
    person_id: str
    asking: int
    outcome: Outcome
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., alert_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., person_id: _Optional[str] = ..., asking: _Optional[int] = ..., outcome: _Optional[_Union[Outcome, str]] = ...) -> None: ...
