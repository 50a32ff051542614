import datetime

from causeway.moderation.v1 import events_pb2 as _events_pb2
from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AlertState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ALERT_STATE_UNSPECIFIED: _ClassVar[AlertState]
    ALERT_STATE_WAITING: _ClassVar[AlertState]
    ALERT_STATE_ACKNOWLEDGED: _ClassVar[AlertState]
    ALERT_STATE_CLOSED: _ClassVar[AlertState]

class AskingState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ASKING_STATE_UNSPECIFIED: _ClassVar[AskingState]
    ASKING_STATE_SENDING: _ClassVar[AskingState]
    ASKING_STATE_SENT: _ClassVar[AskingState]
    ASKING_STATE_NOT_REACHED: _ClassVar[AskingState]
ALERT_STATE_UNSPECIFIED: AlertState
ALERT_STATE_WAITING: AlertState
ALERT_STATE_ACKNOWLEDGED: AlertState
ALERT_STATE_CLOSED: AlertState
ASKING_STATE_UNSPECIFIED: AskingState
ASKING_STATE_SENDING: AskingState
ASKING_STATE_SENT: AskingState
ASKING_STATE_NOT_REACHED: AskingState

class RotaMember(_message.Message):
    __slots__ = ("person_id", "time_zone", "hours")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    TIME_ZONE_FIELD_NUMBER: _ClassVar[int]
    HOURS_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    time_zone: str
    hours: _containers.RepeatedCompositeFieldContainer[DutyHours]
    def __init__(self, person_id: _Optional[str] = ..., time_zone: _Optional[str] = ..., hours: _Optional[_Iterable[_Union[DutyHours, _Mapping]]] = ...) -> None: ...

class DutyHours(_message.Message):
    __slots__ = ("days", "begin", "end")
    DAYS_FIELD_NUMBER: _ClassVar[int]
    BEGIN_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    days: _containers.RepeatedScalarFieldContainer[int]
    begin: str
    end: str
    def __init__(self, days: _Optional[_Iterable[int]] = ..., begin: _Optional[str] = ..., end: _Optional[str] = ...) -> None: ...

class Rota(_message.Message):
    __slots__ = ("members",)
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    members: _containers.RepeatedCompositeFieldContainer[RotaMember]
    def __init__(self, members: _Optional[_Iterable[_Union[RotaMember, _Mapping]]] = ...) -> None: ...

class SetRotaRequest(_message.Message):
    __slots__ = ("programme_id", "rota")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    ROTA_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    rota: Rota
    def __init__(self, programme_id: _Optional[str] = ..., rota: _Optional[_Union[Rota, _Mapping]] = ...) -> None: ...

class SetRotaResponse(_message.Message):
    __slots__ = ("rota", "has_gaps")
    ROTA_FIELD_NUMBER: _ClassVar[int]
    HAS_GAPS_FIELD_NUMBER: _ClassVar[int]
    rota: Rota
    has_gaps: bool
    def __init__(self, rota: _Optional[_Union[Rota, _Mapping]] = ..., has_gaps: _Optional[bool] = ...) -> None: ...

class GetRotaRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class GetRotaResponse(_message.Message):
    __slots__ = ("rota", "has_gaps")
    ROTA_FIELD_NUMBER: _ClassVar[int]
    HAS_GAPS_FIELD_NUMBER: _ClassVar[int]
    rota: Rota
    has_gaps: bool
    def __init__(self, rota: _Optional[_Union[Rota, _Mapping]] = ..., has_gaps: _Optional[bool] = ...) -> None: ...

class Alert(_message.Message):
    __slots__ = ("alert_id", "programme_id", "person_id", "conversation_id", "message_id", "categories", "minor", "signs", "state", "opened_at", "newest_at", "trouble", "askings", "acknowledged_by", "acknowledged_at", "closed_by", "closed_at", "outcome", "writing_id")
    ALERT_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    MINOR_FIELD_NUMBER: _ClassVar[int]
    SIGNS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    OPENED_AT_FIELD_NUMBER: _ClassVar[int]
    NEWEST_AT_FIELD_NUMBER: _ClassVar[int]
    TROUBLE_FIELD_NUMBER: _ClassVar[int]
    ASKINGS_FIELD_NUMBER: _ClassVar[int]
    ACKNOWLEDGED_BY_FIELD_NUMBER: _ClassVar[int]
    ACKNOWLEDGED_AT_FIELD_NUMBER: _ClassVar[int]
    CLOSED_BY_FIELD_NUMBER: _ClassVar[int]
    CLOSED_AT_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    WRITING_ID_FIELD_NUMBER: _ClassVar[int]
    alert_id: str
    programme_id: str
    person_id: str
    conversation_id: str
    message_id: str
    categories: _containers.RepeatedScalarFieldContainer[str]
    minor: bool
    signs: int
    state: AlertState
    opened_at: _timestamp_pb2.Timestamp
    newest_at: _timestamp_pb2.Timestamp
    trouble: _events_pb2.Trouble
    askings: _containers.RepeatedCompositeFieldContainer[Asking]
    acknowledged_by: str
    acknowledged_at: _timestamp_pb2.Timestamp
    closed_by: str
    closed_at: _timestamp_pb2.Timestamp
    outcome: _events_pb2.AlertOutcome
    writing_id: str
    def __init__(self, alert_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., person_id: _Optional[str] = ..., conversation_id: _Optional[str] = ..., message_id: _Optional[str] = ..., categories: _Optional[_Iterable[str]] = ..., minor: _Optional[bool] = ..., signs: _Optional[int] = ..., state: _Optional[_Union[AlertState, str]] = ..., opened_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., newest_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., trouble: _Optional[_Union[_events_pb2.Trouble, str]] = ..., askings: _Optional[_Iterable[_Union[Asking, _Mapping]]] = ..., acknowledged_by: _Optional[str] = ..., acknowledged_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., closed_by: _Optional[str] = ..., closed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., outcome: _Optional[_Union[_events_pb2.AlertOutcome, str]] = ..., writing_id: _Optional[str] = ...) -> None: ...

class Asking(_message.Message):
    __slots__ = ("person_id", "at", "state")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    at: _timestamp_pb2.Timestamp
    state: AskingState
    def __init__(self, person_id: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., state: _Optional[_Union[AskingState, str]] = ...) -> None: ...

class ListAlertsRequest(_message.Message):
    __slots__ = ("programme_id", "page_size", "page_token", "state", "person_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    page_size: int
    page_token: str
    state: AlertState
    person_id: str
    def __init__(self, programme_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., state: _Optional[_Union[AlertState, str]] = ..., person_id: _Optional[str] = ...) -> None: ...

class ListAlertsResponse(_message.Message):
    __slots__ = ("alerts", "next_page_token")
    ALERTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    alerts: _containers.RepeatedCompositeFieldContainer[Alert]
    next_page_token: str
    def __init__(self, alerts: _Optional[_Iterable[_Union[Alert, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class AcknowledgeRequest(_message.Message):
    __slots__ = ("programme_id", "alert_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    ALERT_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    alert_id: str
    def __init__(self, programme_id: _Optional[str] = ..., alert_id: _Optional[str] = ...) -> None: ...

class AcknowledgeResponse(_message.Message):
    __slots__ = ("alert",)
    ALERT_FIELD_NUMBER: _ClassVar[int]
    alert: Alert
    def __init__(self, alert: _Optional[_Union[Alert, _Mapping]] = ...) -> None: ...

class CloseRequest(_message.Message):
    __slots__ = ("programme_id", "alert_id", "outcome", "reason", "signs")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    ALERT_ID_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SIGNS_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    alert_id: str
    outcome: _events_pb2.AlertOutcome
    reason: str
    signs: int
    def __init__(self, programme_id: _Optional[str] = ..., alert_id: _Optional[str] = ..., outcome: _Optional[_Union[_events_pb2.AlertOutcome, str]] = ..., reason: _Optional[str] = ..., signs: _Optional[int] = ...) -> None: ...

class CloseResponse(_message.Message):
    __slots__ = ("alert",)
    ALERT_FIELD_NUMBER: _ClassVar[int]
    alert: Alert
    def __init__(self, alert: _Optional[_Union[Alert, _Mapping]] = ...) -> None: ...
