import datetime

from causeway.access.v1 import access_pb2 as _access_pb2
from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PairKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PAIR_KIND_UNSPECIFIED: _ClassVar[PairKind]
    PAIR_KIND_PAIR: _ClassVar[PairKind]
    PAIR_KIND_CHAT: _ClassVar[PairKind]

class RequestOutcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REQUEST_OUTCOME_UNSPECIFIED: _ClassVar[RequestOutcome]
    REQUEST_OUTCOME_ACCEPTED: _ClassVar[RequestOutcome]
    REQUEST_OUTCOME_DECLINED: _ClassVar[RequestOutcome]
    REQUEST_OUTCOME_EXPIRED: _ClassVar[RequestOutcome]
    REQUEST_OUTCOME_WITHDRAWN: _ClassVar[RequestOutcome]
    REQUEST_OUTCOME_CANCELLED: _ClassVar[RequestOutcome]

class PairEndReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PAIR_END_REASON_UNSPECIFIED: _ClassVar[PairEndReason]
    PAIR_END_REASON_STAFF: _ClassVar[PairEndReason]
    PAIR_END_REASON_COMPLETED: _ClassVar[PairEndReason]
    PAIR_END_REASON_NO_FAULT: _ClassVar[PairEndReason]
    PAIR_END_REASON_LEFT: _ClassVar[PairEndReason]
    PAIR_END_REASON_TRANSFERRED: _ClassVar[PairEndReason]
    PAIR_END_REASON_TIME_OVER: _ClassVar[PairEndReason]

class CheckInWhom(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHECK_IN_WHOM_UNSPECIFIED: _ClassVar[CheckInWhom]
    CHECK_IN_WHOM_MENTEE: _ClassVar[CheckInWhom]
    CHECK_IN_WHOM_MENTOR: _ClassVar[CheckInWhom]
    CHECK_IN_WHOM_GUARDIAN: _ClassVar[CheckInWhom]

class CheckInDepth(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHECK_IN_DEPTH_UNSPECIFIED: _ClassVar[CheckInDepth]
    CHECK_IN_DEPTH_QUICK: _ClassVar[CheckInDepth]
    CHECK_IN_DEPTH_IN_DEPTH: _ClassVar[CheckInDepth]

class PairSource(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PAIR_SOURCE_UNSPECIFIED: _ClassVar[PairSource]
    PAIR_SOURCE_INVITED: _ClassVar[PairSource]

class Purpose(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PURPOSE_UNSPECIFIED: _ClassVar[Purpose]
    PURPOSE_TAKING_PART: _ClassVar[Purpose]
    PURPOSE_PROFILE_IMPORT: _ClassVar[Purpose]
    PURPOSE_RESEARCH: _ClassVar[Purpose]
    PURPOSE_PARTNER_DATA: _ClassVar[Purpose]
    PURPOSE_STORIES: _ClassVar[Purpose]
PAIR_KIND_UNSPECIFIED: PairKind
PAIR_KIND_PAIR: PairKind
PAIR_KIND_CHAT: PairKind
REQUEST_OUTCOME_UNSPECIFIED: RequestOutcome
REQUEST_OUTCOME_ACCEPTED: RequestOutcome
REQUEST_OUTCOME_DECLINED: RequestOutcome
REQUEST_OUTCOME_EXPIRED: RequestOutcome
REQUEST_OUTCOME_WITHDRAWN: RequestOutcome
REQUEST_OUTCOME_CANCELLED: RequestOutcome
PAIR_END_REASON_UNSPECIFIED: PairEndReason
PAIR_END_REASON_STAFF: PairEndReason
PAIR_END_REASON_COMPLETED: PairEndReason
PAIR_END_REASON_NO_FAULT: PairEndReason
PAIR_END_REASON_LEFT: PairEndReason
PAIR_END_REASON_TRANSFERRED: PairEndReason
PAIR_END_REASON_TIME_OVER: PairEndReason
CHECK_IN_WHOM_UNSPECIFIED: CheckInWhom
CHECK_IN_WHOM_MENTEE: CheckInWhom
CHECK_IN_WHOM_MENTOR: CheckInWhom
CHECK_IN_WHOM_GUARDIAN: CheckInWhom
CHECK_IN_DEPTH_UNSPECIFIED: CheckInDepth
CHECK_IN_DEPTH_QUICK: CheckInDepth
CHECK_IN_DEPTH_IN_DEPTH: CheckInDepth
PAIR_SOURCE_UNSPECIFIED: PairSource
PAIR_SOURCE_INVITED: PairSource
PURPOSE_UNSPECIFIED: Purpose
PURPOSE_TAKING_PART: Purpose
PURPOSE_PROFILE_IMPORT: Purpose
PURPOSE_RESEARCH: Purpose
PURPOSE_PARTNER_DATA: Purpose
PURPOSE_STORIES: Purpose

class ProgrammeOpened(_message.Message):
    __slots__ = ("event_id", "occurred_at", "programme_id", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    programme_id: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., programme_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class PersonEnrolled(_message.Message):
    __slots__ = ("event_id", "occurred_at", "person_id", "programme_id", "role", "minor", "time_zone", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    MINOR_FIELD_NUMBER: _ClassVar[int]
    TIME_ZONE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    person_id: str
    programme_id: str
    role: _access_pb2.Role
    minor: bool
    time_zone: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., person_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ..., minor: _Optional[bool] = ..., time_zone: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class RoleGranted(_message.Message):
    __slots__ = ("event_id", "occurred_at", "subject", "person_id", "role", "scope", "until", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    SCOPE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    subject: str
    person_id: str
    role: _access_pb2.Role
    scope: str
    until: _timestamp_pb2.Timestamp
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., subject: _Optional[str] = ..., person_id: _Optional[str] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ..., scope: _Optional[str] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., version: _Optional[int] = ...) -> None: ...

class RoleEnded(_message.Message):
    __slots__ = ("event_id", "occurred_at", "subject", "person_id", "role", "scope", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    SCOPE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    subject: str
    person_id: str
    role: _access_pb2.Role
    scope: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., subject: _Optional[str] = ..., person_id: _Optional[str] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ..., scope: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class PairStarted(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "mentee_id", "mentor_id", "minor", "version", "kind", "ends_at", "private", "source")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    MINOR_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    ENDS_AT_FIELD_NUMBER: _ClassVar[int]
    PRIVATE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    minor: bool
    version: int
    kind: PairKind
    ends_at: _timestamp_pb2.Timestamp
    private: bool
    source: PairSource
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., minor: _Optional[bool] = ..., version: _Optional[int] = ..., kind: _Optional[_Union[PairKind, str]] = ..., ends_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., private: _Optional[bool] = ..., source: _Optional[_Union[PairSource, str]] = ...) -> None: ...

class PairEnded(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "mentee_id", "mentor_id", "version", "kind", "reason")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    version: int
    kind: PairKind
    reason: PairEndReason
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., version: _Optional[int] = ..., kind: _Optional[_Union[PairKind, str]] = ..., reason: _Optional[_Union[PairEndReason, str]] = ...) -> None: ...

class RunApproved(_message.Message):
    __slots__ = ("event_id", "occurred_at", "run_id", "programme_id", "pairs", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAIRS_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    run_id: str
    programme_id: str
    pairs: int
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., run_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., pairs: _Optional[int] = ..., version: _Optional[int] = ...) -> None: ...

class MenteeWaiting(_message.Message):
    __slots__ = ("event_id", "occurred_at", "mentee_id", "programme_id", "since", "waiting_days", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    WAITING_DAYS_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    mentee_id: str
    programme_id: str
    since: _timestamp_pb2.Timestamp
    waiting_days: int
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., mentee_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., waiting_days: _Optional[int] = ..., version: _Optional[int] = ...) -> None: ...

class MatchProposed(_message.Message):
    __slots__ = ("event_id", "occurred_at", "request_id", "programme_id", "mentee_id", "mentor_id", "answer_by", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    ANSWER_BY_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    request_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    answer_by: _timestamp_pb2.Timestamp
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., request_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., answer_by: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., version: _Optional[int] = ...) -> None: ...

class RequestSettled(_message.Message):
    __slots__ = ("event_id", "occurred_at", "request_id", "programme_id", "mentee_id", "mentor_id", "outcome", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    request_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    outcome: RequestOutcome
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., request_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., outcome: _Optional[_Union[RequestOutcome, str]] = ..., version: _Optional[int] = ...) -> None: ...

class MentorOffered(_message.Message):
    __slots__ = ("event_id", "occurred_at", "mentee_id", "programme_id", "mentor_id", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    mentee_id: str
    programme_id: str
    mentor_id: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., mentee_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class ChatAsked(_message.Message):
    __slots__ = ("event_id", "occurred_at", "chat_id", "programme_id", "asker_id", "offered_ids", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    CHAT_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    ASKER_ID_FIELD_NUMBER: _ClassVar[int]
    OFFERED_IDS_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    chat_id: str
    programme_id: str
    asker_id: str
    offered_ids: _containers.RepeatedScalarFieldContainer[str]
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., chat_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., asker_id: _Optional[str] = ..., offered_ids: _Optional[_Iterable[str]] = ..., version: _Optional[int] = ...) -> None: ...

class ChatRated(_message.Message):
    __slots__ = ("event_id", "occurred_at", "chat_id", "programme_id", "rater_id", "role", "stars", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    CHAT_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RATER_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    STARS_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    chat_id: str
    programme_id: str
    rater_id: str
    role: _access_pb2.Role
    stars: int
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., chat_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., rater_id: _Optional[str] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ..., stars: _Optional[int] = ..., version: _Optional[int] = ...) -> None: ...

class CallOpened(_message.Message):
    __slots__ = ("event_id", "occurred_at", "call_id", "programme_id", "sign_up_by", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    CALL_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    SIGN_UP_BY_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    call_id: str
    programme_id: str
    sign_up_by: _timestamp_pb2.Timestamp
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., call_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., sign_up_by: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., version: _Optional[int] = ...) -> None: ...

class WritingRefused(_message.Message):
    __slots__ = ("event_id", "occurred_at", "writing_id", "programme_id", "author_id", "categories", "rules_version", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    WRITING_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_ID_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    RULES_VERSION_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    writing_id: str
    programme_id: str
    author_id: str
    categories: _containers.RepeatedScalarFieldContainer[str]
    rules_version: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., writing_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., author_id: _Optional[str] = ..., categories: _Optional[_Iterable[str]] = ..., rules_version: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class PairTransferred(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "mentee_id", "mentor_id", "from_pair_id", "from_mentor_id", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    FROM_PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    FROM_MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    from_pair_id: str
    from_mentor_id: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., from_pair_id: _Optional[str] = ..., from_mentor_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class PairPaused(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "mentee_id", "mentor_id", "until", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    until: _timestamp_pb2.Timestamp
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., version: _Optional[int] = ...) -> None: ...

class PairResumed(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "mentee_id", "mentor_id", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class PairClosing(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "mentee_id", "mentor_id", "ends_at", "reason", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    ENDS_AT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    ends_at: _timestamp_pb2.Timestamp
    reason: PairEndReason
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., ends_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reason: _Optional[_Union[PairEndReason, str]] = ..., version: _Optional[int] = ...) -> None: ...

class PairChangeAsked(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "manager_id", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MANAGER_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    manager_id: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., manager_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class ManagerAssigned(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "manager_id", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MANAGER_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    manager_id: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., manager_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class ManagerMissing(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class AgreementAccepted(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "mentee_id", "mentor_id", "agreement_version", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    AGREEMENT_VERSION_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    agreement_version: int
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., agreement_version: _Optional[int] = ..., version: _Optional[int] = ...) -> None: ...

class AgreementOverdue(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "mentee_id", "mentor_id", "manager_id", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    MANAGER_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    manager_id: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., manager_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class GoalStepCompleted(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "mentee_id", "mentor_id", "goal_id", "step_id", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    GOAL_ID_FIELD_NUMBER: _ClassVar[int]
    STEP_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    goal_id: str
    step_id: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., goal_id: _Optional[str] = ..., step_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class GoalStepOverdue(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "mentee_id", "mentor_id", "goal_id", "step_id", "due_at", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    GOAL_ID_FIELD_NUMBER: _ClassVar[int]
    STEP_ID_FIELD_NUMBER: _ClassVar[int]
    DUE_AT_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    goal_id: str
    step_id: str
    due_at: _timestamp_pb2.Timestamp
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., goal_id: _Optional[str] = ..., step_id: _Optional[str] = ..., due_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., version: _Optional[int] = ...) -> None: ...

class SkillRated(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "mentee_id", "mentor_id", "skill_id", "level", "target", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    SKILL_ID_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    skill_id: str
    level: int
    target: int
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., skill_id: _Optional[str] = ..., level: _Optional[int] = ..., target: _Optional[int] = ..., version: _Optional[int] = ...) -> None: ...

class SkillTargetAgreed(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "mentee_id", "mentor_id", "skill_id", "level", "target", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    SKILL_ID_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    skill_id: str
    level: int
    target: int
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., skill_id: _Optional[str] = ..., level: _Optional[int] = ..., target: _Optional[int] = ..., version: _Optional[int] = ...) -> None: ...

class CheckInDue(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "check_in_id", "whom", "depth", "manager_id", "answer_by", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CHECK_IN_ID_FIELD_NUMBER: _ClassVar[int]
    WHOM_FIELD_NUMBER: _ClassVar[int]
    DEPTH_FIELD_NUMBER: _ClassVar[int]
    MANAGER_ID_FIELD_NUMBER: _ClassVar[int]
    ANSWER_BY_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    check_in_id: str
    whom: CheckInWhom
    depth: CheckInDepth
    manager_id: str
    answer_by: _timestamp_pb2.Timestamp
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., check_in_id: _Optional[str] = ..., whom: _Optional[_Union[CheckInWhom, str]] = ..., depth: _Optional[_Union[CheckInDepth, str]] = ..., manager_id: _Optional[str] = ..., answer_by: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., version: _Optional[int] = ...) -> None: ...

class CheckInAnswered(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "check_in_id", "whom", "depth", "staff_id", "worrying", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CHECK_IN_ID_FIELD_NUMBER: _ClassVar[int]
    WHOM_FIELD_NUMBER: _ClassVar[int]
    DEPTH_FIELD_NUMBER: _ClassVar[int]
    STAFF_ID_FIELD_NUMBER: _ClassVar[int]
    WORRYING_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    check_in_id: str
    whom: CheckInWhom
    depth: CheckInDepth
    staff_id: str
    worrying: bool
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., check_in_id: _Optional[str] = ..., whom: _Optional[_Union[CheckInWhom, str]] = ..., depth: _Optional[_Union[CheckInDepth, str]] = ..., staff_id: _Optional[str] = ..., worrying: _Optional[bool] = ..., version: _Optional[int] = ...) -> None: ...

class CheckInMissed(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "check_in_id", "whom", "depth", "escalation", "manager_id", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CHECK_IN_ID_FIELD_NUMBER: _ClassVar[int]
    WHOM_FIELD_NUMBER: _ClassVar[int]
    DEPTH_FIELD_NUMBER: _ClassVar[int]
    ESCALATION_FIELD_NUMBER: _ClassVar[int]
    MANAGER_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    check_in_id: str
    whom: CheckInWhom
    depth: CheckInDepth
    escalation: int
    manager_id: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., check_in_id: _Optional[str] = ..., whom: _Optional[_Union[CheckInWhom, str]] = ..., depth: _Optional[_Union[CheckInDepth, str]] = ..., escalation: _Optional[int] = ..., manager_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class ReviewDue(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "mentee_id", "mentor_id", "review", "answer_by", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    ANSWER_BY_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    review: int
    answer_by: _timestamp_pb2.Timestamp
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., review: _Optional[int] = ..., answer_by: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., version: _Optional[int] = ...) -> None: ...

class PlanStored(_message.Message):
    __slots__ = ("event_id", "occurred_at", "pair_id", "programme_id", "mentee_id", "mentor_id", "review", "plan_version", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    PLAN_VERSION_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    review: int
    plan_version: int
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., review: _Optional[int] = ..., plan_version: _Optional[int] = ..., version: _Optional[int] = ...) -> None: ...

class AlumniJoined(_message.Message):
    __slots__ = ("event_id", "occurred_at", "person_id", "programme_id", "role", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    person_id: str
    programme_id: str
    role: _access_pb2.Role
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., person_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ..., version: _Optional[int] = ...) -> None: ...

class ProgrammeClosed(_message.Message):
    __slots__ = ("event_id", "occurred_at", "programme_id", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    programme_id: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., programme_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class ConsentChanged(_message.Message):
    __slots__ = ("event_id", "occurred_at", "person_id", "programme_id", "purpose", "words_version", "given", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    WORDS_VERSION_FIELD_NUMBER: _ClassVar[int]
    GIVEN_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    person_id: str
    programme_id: str
    purpose: Purpose
    words_version: str
    given: bool
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., person_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., purpose: _Optional[_Union[Purpose, str]] = ..., words_version: _Optional[str] = ..., given: _Optional[bool] = ..., version: _Optional[int] = ...) -> None: ...

class TrainingCompleted(_message.Message):
    __slots__ = ("event_id", "occurred_at", "person_id", "programme_id", "module_id", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MODULE_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    person_id: str
    programme_id: str
    module_id: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., person_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., module_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class RoleChanged(_message.Message):
    __slots__ = ("event_id", "occurred_at", "person_id", "programme_id", "before", "role", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    person_id: str
    programme_id: str
    before: _access_pb2.Role
    role: _access_pb2.Role
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., person_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., before: _Optional[_Union[_access_pb2.Role, str]] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ..., version: _Optional[int] = ...) -> None: ...

class PersonPaused(_message.Message):
    __slots__ = ("event_id", "occurred_at", "person_id", "programme_id", "until", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    person_id: str
    programme_id: str
    until: _timestamp_pb2.Timestamp
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., person_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., version: _Optional[int] = ...) -> None: ...

class PersonReturned(_message.Message):
    __slots__ = ("event_id", "occurred_at", "person_id", "programme_id", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    person_id: str
    programme_id: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., person_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class PersonLeft(_message.Message):
    __slots__ = ("event_id", "occurred_at", "person_id", "programme_id", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    person_id: str
    programme_id: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., person_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class PersonBlocked(_message.Message):
    __slots__ = ("event_id", "occurred_at", "person_id", "programme_id", "blocked_id", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    BLOCKED_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    person_id: str
    programme_id: str
    blocked_id: str
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., person_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., blocked_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...
