import datetime

from causeway.matching.v1 import events_pb2 as _events_pb2
from causeway.matching.v1 import writing_pb2 as _writing_pb2
from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ConcernKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONCERN_KIND_UNSPECIFIED: _ClassVar[ConcernKind]
    CONCERN_KIND_NO_MANAGER: _ClassVar[ConcernKind]
    CONCERN_KIND_AGREEMENT_OVERDUE: _ClassVar[ConcernKind]
    CONCERN_KIND_CHECK_IN_MISSED: _ClassVar[ConcernKind]
    CONCERN_KIND_CHECK_IN_WORRYING: _ClassVar[ConcernKind]
    CONCERN_KIND_CHANGE_ASKED: _ClassVar[ConcernKind]
    CONCERN_KIND_REVIEW_OVERDUE: _ClassVar[ConcernKind]

class ChangeReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHANGE_REASON_UNSPECIFIED: _ClassVar[ChangeReason]
    CHANGE_REASON_NO_ANSWERS: _ClassVar[ChangeReason]
    CHANGE_REASON_NOT_A_FIT: _ClassVar[ChangeReason]
    CHANGE_REASON_NO_TIME: _ClassVar[ChangeReason]
    CHANGE_REASON_OTHER_GOALS: _ClassVar[ChangeReason]
    CHANGE_REASON_RATHER_NOT_SAY: _ClassVar[ChangeReason]

class Going(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    GOING_UNSPECIFIED: _ClassVar[Going]
    GOING_WELL: _ClassVar[Going]
    GOING_UNSURE: _ClassVar[Going]
    GOING_WORRYING: _ClassVar[Going]
    GOING_NOT_REACHED: _ClassVar[Going]

class Channel(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHANNEL_UNSPECIFIED: _ClassVar[Channel]
    CHANNEL_MESSAGES: _ClassVar[Channel]
    CHANNEL_VIDEO_MEETING: _ClassVar[Channel]
    CHANNEL_MEETING_IN_PERSON: _ClassVar[Channel]
CONCERN_KIND_UNSPECIFIED: ConcernKind
CONCERN_KIND_NO_MANAGER: ConcernKind
CONCERN_KIND_AGREEMENT_OVERDUE: ConcernKind
CONCERN_KIND_CHECK_IN_MISSED: ConcernKind
CONCERN_KIND_CHECK_IN_WORRYING: ConcernKind
CONCERN_KIND_CHANGE_ASKED: ConcernKind
CONCERN_KIND_REVIEW_OVERDUE: ConcernKind
CHANGE_REASON_UNSPECIFIED: ChangeReason
CHANGE_REASON_NO_ANSWERS: ChangeReason
CHANGE_REASON_NOT_A_FIT: ChangeReason
CHANGE_REASON_NO_TIME: ChangeReason
CHANGE_REASON_OTHER_GOALS: ChangeReason
CHANGE_REASON_RATHER_NOT_SAY: ChangeReason
GOING_UNSPECIFIED: Going
GOING_WELL: Going
GOING_UNSURE: Going
GOING_WORRYING: Going
GOING_NOT_REACHED: Going
CHANNEL_UNSPECIFIED: Channel
CHANNEL_MESSAGES: Channel
CHANNEL_VIDEO_MEETING: Channel
CHANNEL_MEETING_IN_PERSON: Channel

class Pair(_message.Message):
    __slots__ = ("pair_id", "programme_id", "mentee_id", "mentor_id", "active", "score", "reasons", "started_at", "ended_at", "paused_until", "goodbye_until", "from_pair_id")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    ACTIVE_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    STARTED_AT_FIELD_NUMBER: _ClassVar[int]
    ENDED_AT_FIELD_NUMBER: _ClassVar[int]
    PAUSED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    GOODBYE_UNTIL_FIELD_NUMBER: _ClassVar[int]
    FROM_PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    active: bool
    score: float
    reasons: _containers.RepeatedScalarFieldContainer[str]
    started_at: _timestamp_pb2.Timestamp
    ended_at: _timestamp_pb2.Timestamp
    paused_until: _timestamp_pb2.Timestamp
    goodbye_until: _timestamp_pb2.Timestamp
    from_pair_id: str
    def __init__(self, pair_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., active: _Optional[bool] = ..., score: _Optional[float] = ..., reasons: _Optional[_Iterable[str]] = ..., started_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., ended_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., paused_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., goodbye_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., from_pair_id: _Optional[str] = ...) -> None: ...

class ListPairsRequest(_message.Message):
    __slots__ = ("programme_id", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListPairsResponse(_message.Message):
    __slots__ = ("pairs", "next_page_token")
    PAIRS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    pairs: _containers.RepeatedCompositeFieldContainer[Pair]
    next_page_token: str
    def __init__(self, pairs: _Optional[_Iterable[_Union[Pair, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListMineRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListMineResponse(_message.Message):
    __slots__ = ("pairs",)
    PAIRS_FIELD_NUMBER: _ClassVar[int]
    pairs: _containers.RepeatedCompositeFieldContainer[Pair]
    def __init__(self, pairs: _Optional[_Iterable[_Union[Pair, _Mapping]]] = ...) -> None: ...

class EndRequest(_message.Message):
    __slots__ = ("programme_id", "pair_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    pair_id: str
    def __init__(self, programme_id: _Optional[str] = ..., pair_id: _Optional[str] = ...) -> None: ...

class EndResponse(_message.Message):
    __slots__ = ("pair",)
    PAIR_FIELD_NUMBER: _ClassVar[int]
    pair: Pair
    def __init__(self, pair: _Optional[_Union[Pair, _Mapping]] = ...) -> None: ...

class CareRules(_message.Message):
    __slots__ = ("first_check_in_days", "check_in_days", "answer_days", "agreement_days", "review_days", "review_answer_days")
    FIRST_CHECK_IN_DAYS_FIELD_NUMBER: _ClassVar[int]
    CHECK_IN_DAYS_FIELD_NUMBER: _ClassVar[int]
    ANSWER_DAYS_FIELD_NUMBER: _ClassVar[int]
    AGREEMENT_DAYS_FIELD_NUMBER: _ClassVar[int]
    REVIEW_DAYS_FIELD_NUMBER: _ClassVar[int]
    REVIEW_ANSWER_DAYS_FIELD_NUMBER: _ClassVar[int]
    first_check_in_days: int
    check_in_days: int
    answer_days: int
    agreement_days: int
    review_days: int
    review_answer_days: int
    def __init__(self, first_check_in_days: _Optional[int] = ..., check_in_days: _Optional[int] = ..., answer_days: _Optional[int] = ..., agreement_days: _Optional[int] = ..., review_days: _Optional[int] = ..., review_answer_days: _Optional[int] = ...) -> None: ...

class GetCareRulesRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class GetCareRulesResponse(_message.Message):
    __slots__ = ("rules",)
    RULES_FIELD_NUMBER: _ClassVar[int]
    rules: CareRules
    def __init__(self, rules: _Optional[_Union[CareRules, _Mapping]] = ...) -> None: ...

class SetCareRulesRequest(_message.Message):
    __slots__ = ("programme_id", "rules")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RULES_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    rules: CareRules
    def __init__(self, programme_id: _Optional[str] = ..., rules: _Optional[_Union[CareRules, _Mapping]] = ...) -> None: ...

class SetCareRulesResponse(_message.Message):
    __slots__ = ("rules",)
    RULES_FIELD_NUMBER: _ClassVar[int]
    rules: CareRules
    def __init__(self, rules: _Optional[_Union[CareRules, _Mapping]] = ...) -> None: ...

class Caseload(_message.Message):
    __slots__ = ("staff_id", "pairs", "limit", "trained", "overloaded", "deputy_id")
    STAFF_ID_FIELD_NUMBER: _ClassVar[int]
    PAIRS_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    TRAINED_FIELD_NUMBER: _ClassVar[int]
    OVERLOADED_FIELD_NUMBER: _ClassVar[int]
    DEPUTY_ID_FIELD_NUMBER: _ClassVar[int]
    staff_id: str
    pairs: int
    limit: int
    trained: bool
    overloaded: bool
    deputy_id: str
    def __init__(self, staff_id: _Optional[str] = ..., pairs: _Optional[int] = ..., limit: _Optional[int] = ..., trained: _Optional[bool] = ..., overloaded: _Optional[bool] = ..., deputy_id: _Optional[str] = ...) -> None: ...

class SetCaseloadRequest(_message.Message):
    __slots__ = ("programme_id", "staff_id", "limit", "trained", "deputy_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    STAFF_ID_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    TRAINED_FIELD_NUMBER: _ClassVar[int]
    DEPUTY_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    staff_id: str
    limit: int
    trained: bool
    deputy_id: str
    def __init__(self, programme_id: _Optional[str] = ..., staff_id: _Optional[str] = ..., limit: _Optional[int] = ..., trained: _Optional[bool] = ..., deputy_id: _Optional[str] = ...) -> None: ...

class SetCaseloadResponse(_message.Message):
    __slots__ = ("caseload",)
    CASELOAD_FIELD_NUMBER: _ClassVar[int]
    caseload: Caseload
    def __init__(self, caseload: _Optional[_Union[Caseload, _Mapping]] = ...) -> None: ...

class ListCaseloadsRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class ListCaseloadsResponse(_message.Message):
    __slots__ = ("caseloads",)
    CASELOADS_FIELD_NUMBER: _ClassVar[int]
    caseloads: _containers.RepeatedCompositeFieldContainer[Caseload]
    def __init__(self, caseloads: _Optional[_Iterable[_Union[Caseload, _Mapping]]] = ...) -> None: ...

class Concern(_message.Message):
    __slots__ = ("kind", "since", "about", "escalation")
    KIND_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    ABOUT_FIELD_NUMBER: _ClassVar[int]
    ESCALATION_FIELD_NUMBER: _ClassVar[int]
    kind: ConcernKind
    since: _timestamp_pb2.Timestamp
    about: str
    escalation: int
    def __init__(self, kind: _Optional[_Union[ConcernKind, str]] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., about: _Optional[str] = ..., escalation: _Optional[int] = ...) -> None: ...

class Care(_message.Message):
    __slots__ = ("pair_id", "mentee_id", "mentor_id", "minor", "started_at", "manager_id", "concerns", "next_due", "check_ins_answered", "check_ins_missed", "reviews", "plans", "change_asked_by", "change_reason")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    MINOR_FIELD_NUMBER: _ClassVar[int]
    STARTED_AT_FIELD_NUMBER: _ClassVar[int]
    MANAGER_ID_FIELD_NUMBER: _ClassVar[int]
    CONCERNS_FIELD_NUMBER: _ClassVar[int]
    NEXT_DUE_FIELD_NUMBER: _ClassVar[int]
    CHECK_INS_ANSWERED_FIELD_NUMBER: _ClassVar[int]
    CHECK_INS_MISSED_FIELD_NUMBER: _ClassVar[int]
    REVIEWS_FIELD_NUMBER: _ClassVar[int]
    PLANS_FIELD_NUMBER: _ClassVar[int]
    CHANGE_ASKED_BY_FIELD_NUMBER: _ClassVar[int]
    CHANGE_REASON_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    mentee_id: str
    mentor_id: str
    minor: bool
    started_at: _timestamp_pb2.Timestamp
    manager_id: str
    concerns: _containers.RepeatedCompositeFieldContainer[Concern]
    next_due: _timestamp_pb2.Timestamp
    check_ins_answered: int
    check_ins_missed: int
    reviews: int
    plans: int
    change_asked_by: str
    change_reason: ChangeReason
    def __init__(self, pair_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., minor: _Optional[bool] = ..., started_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., manager_id: _Optional[str] = ..., concerns: _Optional[_Iterable[_Union[Concern, _Mapping]]] = ..., next_due: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., check_ins_answered: _Optional[int] = ..., check_ins_missed: _Optional[int] = ..., reviews: _Optional[int] = ..., plans: _Optional[int] = ..., change_asked_by: _Optional[str] = ..., change_reason: _Optional[_Union[ChangeReason, str]] = ...) -> None: ...

class ListCaseloadRequest(_message.Message):
    __slots__ = ("programme_id", "staff_id", "concerned_only", "concern", "unassigned_only", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    STAFF_ID_FIELD_NUMBER: _ClassVar[int]
    CONCERNED_ONLY_FIELD_NUMBER: _ClassVar[int]
    CONCERN_FIELD_NUMBER: _ClassVar[int]
    UNASSIGNED_ONLY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    staff_id: str
    concerned_only: bool
    concern: ConcernKind
    unassigned_only: bool
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., staff_id: _Optional[str] = ..., concerned_only: _Optional[bool] = ..., concern: _Optional[_Union[ConcernKind, str]] = ..., unassigned_only: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListCaseloadResponse(_message.Message):
    __slots__ = ("pairs", "next_page_token")
    PAIRS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    pairs: _containers.RepeatedCompositeFieldContainer[Care]
    next_page_token: str
    def __init__(self, pairs: _Optional[_Iterable[_Union[Care, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class AssignManagerRequest(_message.Message):
    __slots__ = ("programme_id", "pair_id", "staff_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    STAFF_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    pair_id: str
    staff_id: str
    def __init__(self, programme_id: _Optional[str] = ..., pair_id: _Optional[str] = ..., staff_id: _Optional[str] = ...) -> None: ...

class AssignManagerResponse(_message.Message):
    __slots__ = ("care",)
    CARE_FIELD_NUMBER: _ClassVar[int]
    care: Care
    def __init__(self, care: _Optional[_Union[Care, _Mapping]] = ...) -> None: ...

class SettleConcernRequest(_message.Message):
    __slots__ = ("programme_id", "pair_id", "kind", "about")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    ABOUT_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    pair_id: str
    kind: ConcernKind
    about: str
    def __init__(self, programme_id: _Optional[str] = ..., pair_id: _Optional[str] = ..., kind: _Optional[_Union[ConcernKind, str]] = ..., about: _Optional[str] = ...) -> None: ...

class SettleConcernResponse(_message.Message):
    __slots__ = ("care",)
    CARE_FIELD_NUMBER: _ClassVar[int]
    care: Care
    def __init__(self, care: _Optional[_Union[Care, _Mapping]] = ...) -> None: ...

class CheckIn(_message.Message):
    __slots__ = ("check_in_id", "pair_id", "person_id", "whom", "depth", "manager_id", "due_at", "answer_by", "overdue", "escalation", "going", "record", "answered_by", "answered_at")
    CHECK_IN_ID_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    WHOM_FIELD_NUMBER: _ClassVar[int]
    DEPTH_FIELD_NUMBER: _ClassVar[int]
    MANAGER_ID_FIELD_NUMBER: _ClassVar[int]
    DUE_AT_FIELD_NUMBER: _ClassVar[int]
    ANSWER_BY_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    ESCALATION_FIELD_NUMBER: _ClassVar[int]
    GOING_FIELD_NUMBER: _ClassVar[int]
    RECORD_FIELD_NUMBER: _ClassVar[int]
    ANSWERED_BY_FIELD_NUMBER: _ClassVar[int]
    ANSWERED_AT_FIELD_NUMBER: _ClassVar[int]
    check_in_id: str
    pair_id: str
    person_id: str
    whom: _events_pb2.CheckInWhom
    depth: _events_pb2.CheckInDepth
    manager_id: str
    due_at: _timestamp_pb2.Timestamp
    answer_by: _timestamp_pb2.Timestamp
    overdue: bool
    escalation: int
    going: Going
    record: str
    answered_by: str
    answered_at: _timestamp_pb2.Timestamp
    def __init__(self, check_in_id: _Optional[str] = ..., pair_id: _Optional[str] = ..., person_id: _Optional[str] = ..., whom: _Optional[_Union[_events_pb2.CheckInWhom, str]] = ..., depth: _Optional[_Union[_events_pb2.CheckInDepth, str]] = ..., manager_id: _Optional[str] = ..., due_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., answer_by: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., overdue: _Optional[bool] = ..., escalation: _Optional[int] = ..., going: _Optional[_Union[Going, str]] = ..., record: _Optional[str] = ..., answered_by: _Optional[str] = ..., answered_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListCheckInsRequest(_message.Message):
    __slots__ = ("programme_id", "staff_id", "pair_id", "all", "overdue_only", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    STAFF_ID_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    ALL_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_ONLY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    staff_id: str
    pair_id: str
    all: bool
    overdue_only: bool
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., staff_id: _Optional[str] = ..., pair_id: _Optional[str] = ..., all: _Optional[bool] = ..., overdue_only: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListCheckInsResponse(_message.Message):
    __slots__ = ("check_ins", "next_page_token")
    CHECK_INS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    check_ins: _containers.RepeatedCompositeFieldContainer[CheckIn]
    next_page_token: str
    def __init__(self, check_ins: _Optional[_Iterable[_Union[CheckIn, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RecordCheckInRequest(_message.Message):
    __slots__ = ("programme_id", "check_in_id", "going", "record")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CHECK_IN_ID_FIELD_NUMBER: _ClassVar[int]
    GOING_FIELD_NUMBER: _ClassVar[int]
    RECORD_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    check_in_id: str
    going: Going
    record: str
    def __init__(self, programme_id: _Optional[str] = ..., check_in_id: _Optional[str] = ..., going: _Optional[_Union[Going, str]] = ..., record: _Optional[str] = ...) -> None: ...

class RecordCheckInResponse(_message.Message):
    __slots__ = ("check_in",)
    CHECK_IN_FIELD_NUMBER: _ClassVar[int]
    check_in: CheckIn
    def __init__(self, check_in: _Optional[_Union[CheckIn, _Mapping]] = ...) -> None: ...

class Hours(_message.Message):
    __slots__ = ("weekday", "from_hour", "until_hour")
    WEEKDAY_FIELD_NUMBER: _ClassVar[int]
    FROM_HOUR_FIELD_NUMBER: _ClassVar[int]
    UNTIL_HOUR_FIELD_NUMBER: _ClassVar[int]
    weekday: int
    from_hour: int
    until_hour: int
    def __init__(self, weekday: _Optional[int] = ..., from_hour: _Optional[int] = ..., until_hour: _Optional[int] = ...) -> None: ...

class AgreementTerms(_message.Message):
    __slots__ = ("number", "goals", "channels", "hours", "reply_within_hours", "proposed_by", "accepted_by", "accepted_at")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    GOALS_FIELD_NUMBER: _ClassVar[int]
    CHANNELS_FIELD_NUMBER: _ClassVar[int]
    HOURS_FIELD_NUMBER: _ClassVar[int]
    REPLY_WITHIN_HOURS_FIELD_NUMBER: _ClassVar[int]
    PROPOSED_BY_FIELD_NUMBER: _ClassVar[int]
    ACCEPTED_BY_FIELD_NUMBER: _ClassVar[int]
    ACCEPTED_AT_FIELD_NUMBER: _ClassVar[int]
    number: int
    goals: _writing_pb2.Writing
    channels: _containers.RepeatedScalarFieldContainer[Channel]
    hours: _containers.RepeatedCompositeFieldContainer[Hours]
    reply_within_hours: int
    proposed_by: str
    accepted_by: _containers.RepeatedScalarFieldContainer[str]
    accepted_at: _timestamp_pb2.Timestamp
    def __init__(self, number: _Optional[int] = ..., goals: _Optional[_Union[_writing_pb2.Writing, _Mapping]] = ..., channels: _Optional[_Iterable[_Union[Channel, str]]] = ..., hours: _Optional[_Iterable[_Union[Hours, _Mapping]]] = ..., reply_within_hours: _Optional[int] = ..., proposed_by: _Optional[str] = ..., accepted_by: _Optional[_Iterable[str]] = ..., accepted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ProposeAgreementRequest(_message.Message):
    __slots__ = ("pair_id", "number", "goals", "channels", "hours", "reply_within_hours")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    GOALS_FIELD_NUMBER: _ClassVar[int]
    CHANNELS_FIELD_NUMBER: _ClassVar[int]
    HOURS_FIELD_NUMBER: _ClassVar[int]
    REPLY_WITHIN_HOURS_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    number: int
    goals: str
    channels: _containers.RepeatedScalarFieldContainer[Channel]
    hours: _containers.RepeatedCompositeFieldContainer[Hours]
    reply_within_hours: int
    def __init__(self, pair_id: _Optional[str] = ..., number: _Optional[int] = ..., goals: _Optional[str] = ..., channels: _Optional[_Iterable[_Union[Channel, str]]] = ..., hours: _Optional[_Iterable[_Union[Hours, _Mapping]]] = ..., reply_within_hours: _Optional[int] = ...) -> None: ...

class ProposeAgreementResponse(_message.Message):
    __slots__ = ("proposed",)
    PROPOSED_FIELD_NUMBER: _ClassVar[int]
    proposed: AgreementTerms
    def __init__(self, proposed: _Optional[_Union[AgreementTerms, _Mapping]] = ...) -> None: ...

class AcceptAgreementRequest(_message.Message):
    __slots__ = ("pair_id", "number")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    number: int
    def __init__(self, pair_id: _Optional[str] = ..., number: _Optional[int] = ...) -> None: ...

class AcceptAgreementResponse(_message.Message):
    __slots__ = ("current",)
    CURRENT_FIELD_NUMBER: _ClassVar[int]
    current: AgreementTerms
    def __init__(self, current: _Optional[_Union[AgreementTerms, _Mapping]] = ...) -> None: ...

class GetAgreementRequest(_message.Message):
    __slots__ = ("pair_id",)
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    def __init__(self, pair_id: _Optional[str] = ...) -> None: ...

class GetAgreementResponse(_message.Message):
    __slots__ = ("current", "proposed", "past", "newest_number")
    CURRENT_FIELD_NUMBER: _ClassVar[int]
    PROPOSED_FIELD_NUMBER: _ClassVar[int]
    PAST_FIELD_NUMBER: _ClassVar[int]
    NEWEST_NUMBER_FIELD_NUMBER: _ClassVar[int]
    current: AgreementTerms
    proposed: AgreementTerms
    past: _containers.RepeatedCompositeFieldContainer[AgreementTerms]
    newest_number: int
    def __init__(self, current: _Optional[_Union[AgreementTerms, _Mapping]] = ..., proposed: _Optional[_Union[AgreementTerms, _Mapping]] = ..., past: _Optional[_Iterable[_Union[AgreementTerms, _Mapping]]] = ..., newest_number: _Optional[int] = ...) -> None: ...

class Step(_message.Message):
    __slots__ = ("step_id", "title", "due_at", "done_at", "overdue")
    STEP_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    DUE_AT_FIELD_NUMBER: _ClassVar[int]
    DONE_AT_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    step_id: str
    title: _writing_pb2.Writing
    due_at: _timestamp_pb2.Timestamp
    done_at: _timestamp_pb2.Timestamp
    overdue: bool
    def __init__(self, step_id: _Optional[str] = ..., title: _Optional[_Union[_writing_pb2.Writing, _Mapping]] = ..., due_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., done_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., overdue: _Optional[bool] = ...) -> None: ...

class Goal(_message.Message):
    __slots__ = ("goal_id", "title", "made_by", "made_at", "steps", "closed_at", "reached")
    GOAL_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    MADE_BY_FIELD_NUMBER: _ClassVar[int]
    MADE_AT_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    CLOSED_AT_FIELD_NUMBER: _ClassVar[int]
    REACHED_FIELD_NUMBER: _ClassVar[int]
    goal_id: str
    title: _writing_pb2.Writing
    made_by: str
    made_at: _timestamp_pb2.Timestamp
    steps: _containers.RepeatedCompositeFieldContainer[Step]
    closed_at: _timestamp_pb2.Timestamp
    reached: bool
    def __init__(self, goal_id: _Optional[str] = ..., title: _Optional[_Union[_writing_pb2.Writing, _Mapping]] = ..., made_by: _Optional[str] = ..., made_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., steps: _Optional[_Iterable[_Union[Step, _Mapping]]] = ..., closed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reached: _Optional[bool] = ...) -> None: ...

class NewStep(_message.Message):
    __slots__ = ("title", "due_at")
    TITLE_FIELD_NUMBER: _ClassVar[int]
    DUE_AT_FIELD_NUMBER: _ClassVar[int]
    title: str
    due_at: _timestamp_pb2.Timestamp
    def __init__(self, title: _Optional[str] = ..., due_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class CreateGoalRequest(_message.Message):
    __slots__ = ("pair_id", "client_key", "title", "steps")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    client_key: str
    title: str
    steps: _containers.RepeatedCompositeFieldContainer[NewStep]
    def __init__(self, pair_id: _Optional[str] = ..., client_key: _Optional[str] = ..., title: _Optional[str] = ..., steps: _Optional[_Iterable[_Union[NewStep, _Mapping]]] = ...) -> None: ...

class CreateGoalResponse(_message.Message):
    __slots__ = ("goal",)
    GOAL_FIELD_NUMBER: _ClassVar[int]
    goal: Goal
    def __init__(self, goal: _Optional[_Union[Goal, _Mapping]] = ...) -> None: ...

class AddStepRequest(_message.Message):
    __slots__ = ("pair_id", "goal_id", "client_key", "step")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    GOAL_ID_FIELD_NUMBER: _ClassVar[int]
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    goal_id: str
    client_key: str
    step: NewStep
    def __init__(self, pair_id: _Optional[str] = ..., goal_id: _Optional[str] = ..., client_key: _Optional[str] = ..., step: _Optional[_Union[NewStep, _Mapping]] = ...) -> None: ...

class AddStepResponse(_message.Message):
    __slots__ = ("goal",)
    GOAL_FIELD_NUMBER: _ClassVar[int]
    goal: Goal
    def __init__(self, goal: _Optional[_Union[Goal, _Mapping]] = ...) -> None: ...

class MoveStepRequest(_message.Message):
    __slots__ = ("pair_id", "goal_id", "step_id", "due_at")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    GOAL_ID_FIELD_NUMBER: _ClassVar[int]
    STEP_ID_FIELD_NUMBER: _ClassVar[int]
    DUE_AT_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    goal_id: str
    step_id: str
    due_at: _timestamp_pb2.Timestamp
    def __init__(self, pair_id: _Optional[str] = ..., goal_id: _Optional[str] = ..., step_id: _Optional[str] = ..., due_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class MoveStepResponse(_message.Message):
    __slots__ = ("goal",)
    GOAL_FIELD_NUMBER: _ClassVar[int]
    goal: Goal
    def __init__(self, goal: _Optional[_Union[Goal, _Mapping]] = ...) -> None: ...

class CompleteStepRequest(_message.Message):
    __slots__ = ("pair_id", "goal_id", "step_id")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    GOAL_ID_FIELD_NUMBER: _ClassVar[int]
    STEP_ID_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    goal_id: str
    step_id: str
    def __init__(self, pair_id: _Optional[str] = ..., goal_id: _Optional[str] = ..., step_id: _Optional[str] = ...) -> None: ...

class CompleteStepResponse(_message.Message):
    __slots__ = ("goal",)
    GOAL_FIELD_NUMBER: _ClassVar[int]
    goal: Goal
    def __init__(self, goal: _Optional[_Union[Goal, _Mapping]] = ...) -> None: ...

class CloseGoalRequest(_message.Message):
    __slots__ = ("pair_id", "goal_id", "reached")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    GOAL_ID_FIELD_NUMBER: _ClassVar[int]
    REACHED_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    goal_id: str
    reached: bool
    def __init__(self, pair_id: _Optional[str] = ..., goal_id: _Optional[str] = ..., reached: _Optional[bool] = ...) -> None: ...

class CloseGoalResponse(_message.Message):
    __slots__ = ("goal",)
    GOAL_FIELD_NUMBER: _ClassVar[int]
    goal: Goal
    def __init__(self, goal: _Optional[_Union[Goal, _Mapping]] = ...) -> None: ...

class ListGoalsRequest(_message.Message):
    __slots__ = ("pair_id",)
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    def __init__(self, pair_id: _Optional[str] = ...) -> None: ...

class ListGoalsResponse(_message.Message):
    __slots__ = ("goals",)
    GOALS_FIELD_NUMBER: _ClassVar[int]
    goals: _containers.RepeatedCompositeFieldContainer[Goal]
    def __init__(self, goals: _Optional[_Iterable[_Union[Goal, _Mapping]]] = ...) -> None: ...

class Rating(_message.Message):
    __slots__ = ("level", "rated_at")
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    RATED_AT_FIELD_NUMBER: _ClassVar[int]
    level: int
    rated_at: _timestamp_pb2.Timestamp
    def __init__(self, level: _Optional[int] = ..., rated_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Skill(_message.Message):
    __slots__ = ("skill_id", "skill", "ratings", "proposed_target", "target", "agreed_at", "reached")
    SKILL_ID_FIELD_NUMBER: _ClassVar[int]
    SKILL_FIELD_NUMBER: _ClassVar[int]
    RATINGS_FIELD_NUMBER: _ClassVar[int]
    PROPOSED_TARGET_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    AGREED_AT_FIELD_NUMBER: _ClassVar[int]
    REACHED_FIELD_NUMBER: _ClassVar[int]
    skill_id: str
    skill: _writing_pb2.Writing
    ratings: _containers.RepeatedCompositeFieldContainer[Rating]
    proposed_target: int
    target: int
    agreed_at: _timestamp_pb2.Timestamp
    reached: bool
    def __init__(self, skill_id: _Optional[str] = ..., skill: _Optional[_Union[_writing_pb2.Writing, _Mapping]] = ..., ratings: _Optional[_Iterable[_Union[Rating, _Mapping]]] = ..., proposed_target: _Optional[int] = ..., target: _Optional[int] = ..., agreed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reached: _Optional[bool] = ...) -> None: ...

class RateSkillRequest(_message.Message):
    __slots__ = ("pair_id", "skill_id", "client_key", "skill", "level", "target")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    SKILL_ID_FIELD_NUMBER: _ClassVar[int]
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    SKILL_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    skill_id: str
    client_key: str
    skill: str
    level: int
    target: int
    def __init__(self, pair_id: _Optional[str] = ..., skill_id: _Optional[str] = ..., client_key: _Optional[str] = ..., skill: _Optional[str] = ..., level: _Optional[int] = ..., target: _Optional[int] = ...) -> None: ...

class RateSkillResponse(_message.Message):
    __slots__ = ("skill",)
    SKILL_FIELD_NUMBER: _ClassVar[int]
    skill: Skill
    def __init__(self, skill: _Optional[_Union[Skill, _Mapping]] = ...) -> None: ...

class AgreeTargetRequest(_message.Message):
    __slots__ = ("pair_id", "skill_id", "target")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    SKILL_ID_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    skill_id: str
    target: int
    def __init__(self, pair_id: _Optional[str] = ..., skill_id: _Optional[str] = ..., target: _Optional[int] = ...) -> None: ...

class AgreeTargetResponse(_message.Message):
    __slots__ = ("skill",)
    SKILL_FIELD_NUMBER: _ClassVar[int]
    skill: Skill
    def __init__(self, skill: _Optional[_Union[Skill, _Mapping]] = ...) -> None: ...

class ListSkillsRequest(_message.Message):
    __slots__ = ("pair_id",)
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    def __init__(self, pair_id: _Optional[str] = ...) -> None: ...

class ListSkillsResponse(_message.Message):
    __slots__ = ("skills",)
    SKILLS_FIELD_NUMBER: _ClassVar[int]
    skills: _containers.RepeatedCompositeFieldContainer[Skill]
    def __init__(self, skills: _Optional[_Iterable[_Union[Skill, _Mapping]]] = ...) -> None: ...

class PairRecord(_message.Message):
    __slots__ = ("goals", "goals_reached", "steps_done", "steps_late", "skills", "skills_at_target", "check_ins_answered", "check_ins_missed", "agreement_number")
    GOALS_FIELD_NUMBER: _ClassVar[int]
    GOALS_REACHED_FIELD_NUMBER: _ClassVar[int]
    STEPS_DONE_FIELD_NUMBER: _ClassVar[int]
    STEPS_LATE_FIELD_NUMBER: _ClassVar[int]
    SKILLS_FIELD_NUMBER: _ClassVar[int]
    SKILLS_AT_TARGET_FIELD_NUMBER: _ClassVar[int]
    CHECK_INS_ANSWERED_FIELD_NUMBER: _ClassVar[int]
    CHECK_INS_MISSED_FIELD_NUMBER: _ClassVar[int]
    AGREEMENT_NUMBER_FIELD_NUMBER: _ClassVar[int]
    goals: int
    goals_reached: int
    steps_done: int
    steps_late: int
    skills: int
    skills_at_target: int
    check_ins_answered: int
    check_ins_missed: int
    agreement_number: int
    def __init__(self, goals: _Optional[int] = ..., goals_reached: _Optional[int] = ..., steps_done: _Optional[int] = ..., steps_late: _Optional[int] = ..., skills: _Optional[int] = ..., skills_at_target: _Optional[int] = ..., check_ins_answered: _Optional[int] = ..., check_ins_missed: _Optional[int] = ..., agreement_number: _Optional[int] = ...) -> None: ...

class ReviewAnswers(_message.Message):
    __slots__ = ("person_id", "answers", "answered_at")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    ANSWERED_AT_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    answers: _containers.RepeatedCompositeFieldContainer[_writing_pb2.Writing]
    answered_at: _timestamp_pb2.Timestamp
    def __init__(self, person_id: _Optional[str] = ..., answers: _Optional[_Iterable[_Union[_writing_pb2.Writing, _Mapping]]] = ..., answered_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Review(_message.Message):
    __slots__ = ("number", "opened_at", "answer_by", "record", "questions", "answers", "plan_version")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    OPENED_AT_FIELD_NUMBER: _ClassVar[int]
    ANSWER_BY_FIELD_NUMBER: _ClassVar[int]
    RECORD_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    PLAN_VERSION_FIELD_NUMBER: _ClassVar[int]
    number: int
    opened_at: _timestamp_pb2.Timestamp
    answer_by: _timestamp_pb2.Timestamp
    record: PairRecord
    questions: _containers.RepeatedScalarFieldContainer[str]
    answers: _containers.RepeatedCompositeFieldContainer[ReviewAnswers]
    plan_version: int
    def __init__(self, number: _Optional[int] = ..., opened_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., answer_by: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., record: _Optional[_Union[PairRecord, _Mapping]] = ..., questions: _Optional[_Iterable[str]] = ..., answers: _Optional[_Iterable[_Union[ReviewAnswers, _Mapping]]] = ..., plan_version: _Optional[int] = ...) -> None: ...

class AnswerReviewRequest(_message.Message):
    __slots__ = ("pair_id", "number", "answers")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    number: int
    answers: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, pair_id: _Optional[str] = ..., number: _Optional[int] = ..., answers: _Optional[_Iterable[str]] = ...) -> None: ...

class AnswerReviewResponse(_message.Message):
    __slots__ = ("review",)
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    review: Review
    def __init__(self, review: _Optional[_Union[Review, _Mapping]] = ...) -> None: ...

class ListReviewsRequest(_message.Message):
    __slots__ = ("pair_id",)
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    def __init__(self, pair_id: _Optional[str] = ...) -> None: ...

class ListReviewsResponse(_message.Message):
    __slots__ = ("reviews",)
    REVIEWS_FIELD_NUMBER: _ClassVar[int]
    reviews: _containers.RepeatedCompositeFieldContainer[Review]
    def __init__(self, reviews: _Optional[_Iterable[_Union[Review, _Mapping]]] = ...) -> None: ...

class PlannedGoal(_message.Message):
    __slots__ = ("goal_id", "title", "open_steps")
    GOAL_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    OPEN_STEPS_FIELD_NUMBER: _ClassVar[int]
    goal_id: str
    title: _writing_pb2.Writing
    open_steps: int
    def __init__(self, goal_id: _Optional[str] = ..., title: _Optional[_Union[_writing_pb2.Writing, _Mapping]] = ..., open_steps: _Optional[int] = ...) -> None: ...

class Plan(_message.Message):
    __slots__ = ("version", "review", "stored_at", "record", "answers", "goals", "agreement_number")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    STORED_AT_FIELD_NUMBER: _ClassVar[int]
    RECORD_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    GOALS_FIELD_NUMBER: _ClassVar[int]
    AGREEMENT_NUMBER_FIELD_NUMBER: _ClassVar[int]
    version: int
    review: int
    stored_at: _timestamp_pb2.Timestamp
    record: PairRecord
    answers: _containers.RepeatedCompositeFieldContainer[ReviewAnswers]
    goals: _containers.RepeatedCompositeFieldContainer[PlannedGoal]
    agreement_number: int
    def __init__(self, version: _Optional[int] = ..., review: _Optional[int] = ..., stored_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., record: _Optional[_Union[PairRecord, _Mapping]] = ..., answers: _Optional[_Iterable[_Union[ReviewAnswers, _Mapping]]] = ..., goals: _Optional[_Iterable[_Union[PlannedGoal, _Mapping]]] = ..., agreement_number: _Optional[int] = ...) -> None: ...

class ListPlansRequest(_message.Message):
    __slots__ = ("pair_id",)
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    def __init__(self, pair_id: _Optional[str] = ...) -> None: ...

class ListPlansResponse(_message.Message):
    __slots__ = ("plans",)
    PLANS_FIELD_NUMBER: _ClassVar[int]
    plans: _containers.RepeatedCompositeFieldContainer[Plan]
    def __init__(self, plans: _Optional[_Iterable[_Union[Plan, _Mapping]]] = ...) -> None: ...

class PauseRequest(_message.Message):
    __slots__ = ("pair_id", "until")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    until: _timestamp_pb2.Timestamp
    def __init__(self, pair_id: _Optional[str] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class PauseResponse(_message.Message):
    __slots__ = ("pair",)
    PAIR_FIELD_NUMBER: _ClassVar[int]
    pair: Pair
    def __init__(self, pair: _Optional[_Union[Pair, _Mapping]] = ...) -> None: ...

class ResumeRequest(_message.Message):
    __slots__ = ("pair_id",)
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    def __init__(self, pair_id: _Optional[str] = ...) -> None: ...

class ResumeResponse(_message.Message):
    __slots__ = ("pair",)
    PAIR_FIELD_NUMBER: _ClassVar[int]
    pair: Pair
    def __init__(self, pair: _Optional[_Union[Pair, _Mapping]] = ...) -> None: ...

class AskForChangeRequest(_message.Message):
    __slots__ = ("pair_id", "reason")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    reason: ChangeReason
    def __init__(self, pair_id: _Optional[str] = ..., reason: _Optional[_Union[ChangeReason, str]] = ...) -> None: ...

class AskForChangeResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class CloseRequest(_message.Message):
    __slots__ = ("programme_id", "pair_id", "reason", "goodbye_days")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    GOODBYE_DAYS_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    pair_id: str
    reason: _events_pb2.PairEndReason
    goodbye_days: int
    def __init__(self, programme_id: _Optional[str] = ..., pair_id: _Optional[str] = ..., reason: _Optional[_Union[_events_pb2.PairEndReason, str]] = ..., goodbye_days: _Optional[int] = ...) -> None: ...

class CloseResponse(_message.Message):
    __slots__ = ("pair",)
    PAIR_FIELD_NUMBER: _ClassVar[int]
    pair: Pair
    def __init__(self, pair: _Optional[_Union[Pair, _Mapping]] = ...) -> None: ...

class SayGoodbyeRequest(_message.Message):
    __slots__ = ("pair_id", "rating", "usefulness", "feedback")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    RATING_FIELD_NUMBER: _ClassVar[int]
    USEFULNESS_FIELD_NUMBER: _ClassVar[int]
    FEEDBACK_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    rating: int
    usefulness: int
    feedback: str
    def __init__(self, pair_id: _Optional[str] = ..., rating: _Optional[int] = ..., usefulness: _Optional[int] = ..., feedback: _Optional[str] = ...) -> None: ...

class SayGoodbyeResponse(_message.Message):
    __slots__ = ("pair",)
    PAIR_FIELD_NUMBER: _ClassVar[int]
    pair: Pair
    def __init__(self, pair: _Optional[_Union[Pair, _Mapping]] = ...) -> None: ...

class Goodbye(_message.Message):
    __slots__ = ("person_id", "rating", "usefulness", "feedback", "said_at")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    RATING_FIELD_NUMBER: _ClassVar[int]
    USEFULNESS_FIELD_NUMBER: _ClassVar[int]
    FEEDBACK_FIELD_NUMBER: _ClassVar[int]
    SAID_AT_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    rating: int
    usefulness: int
    feedback: _writing_pb2.Writing
    said_at: _timestamp_pb2.Timestamp
    def __init__(self, person_id: _Optional[str] = ..., rating: _Optional[int] = ..., usefulness: _Optional[int] = ..., feedback: _Optional[_Union[_writing_pb2.Writing, _Mapping]] = ..., said_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListGoodbyesRequest(_message.Message):
    __slots__ = ("pair_id",)
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    def __init__(self, pair_id: _Optional[str] = ...) -> None: ...

class ListGoodbyesResponse(_message.Message):
    __slots__ = ("goodbyes",)
    GOODBYES_FIELD_NUMBER: _ClassVar[int]
    goodbyes: _containers.RepeatedCompositeFieldContainer[Goodbye]
    def __init__(self, goodbyes: _Optional[_Iterable[_Union[Goodbye, _Mapping]]] = ...) -> None: ...

class TransferRequest(_message.Message):
    __slots__ = ("programme_id", "pair_id", "mentor_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    pair_id: str
    mentor_id: str
    def __init__(self, programme_id: _Optional[str] = ..., pair_id: _Optional[str] = ..., mentor_id: _Optional[str] = ...) -> None: ...

class TransferResponse(_message.Message):
    __slots__ = ("pair",)
    PAIR_FIELD_NUMBER: _ClassVar[int]
    pair: Pair
    def __init__(self, pair: _Optional[_Union[Pair, _Mapping]] = ...) -> None: ...

class JoinAlumniRequest(_message.Message):
    __slots__ = ("pair_id",)
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    def __init__(self, pair_id: _Optional[str] = ...) -> None: ...

class JoinAlumniResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
