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

class CaseState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CASE_STATE_UNSPECIFIED: _ClassVar[CaseState]
    CASE_STATE_WAITING: _ClassVar[CaseState]
    CASE_STATE_CLAIMED: _ClassVar[CaseState]
    CASE_STATE_DECIDED: _ClassVar[CaseState]
CASE_STATE_UNSPECIFIED: CaseState
CASE_STATE_WAITING: CaseState
CASE_STATE_CLAIMED: CaseState
CASE_STATE_DECIDED: CaseState

class Span(_message.Message):
    __slots__ = ("start", "end", "category", "rule")
    START_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    RULE_FIELD_NUMBER: _ClassVar[int]
    start: int
    end: int
    category: str
    rule: str
    def __init__(self, start: _Optional[int] = ..., end: _Optional[int] = ..., category: _Optional[str] = ..., rule: _Optional[str] = ...) -> None: ...

class ScreenRequest(_message.Message):
    __slots__ = ("programme_id", "text", "minor")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    MINOR_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    text: str
    minor: bool
    def __init__(self, programme_id: _Optional[str] = ..., text: _Optional[str] = ..., minor: _Optional[bool] = ...) -> None: ...

class ScreenResponse(_message.Message):
    __slots__ = ("verdict", "categories", "score", "spans", "rules", "rules_version", "policy_version")
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    SPANS_FIELD_NUMBER: _ClassVar[int]
    RULES_FIELD_NUMBER: _ClassVar[int]
    RULES_VERSION_FIELD_NUMBER: _ClassVar[int]
    POLICY_VERSION_FIELD_NUMBER: _ClassVar[int]
    verdict: _events_pb2.Verdict
    categories: _containers.RepeatedScalarFieldContainer[str]
    score: float
    spans: _containers.RepeatedCompositeFieldContainer[Span]
    rules: _containers.RepeatedScalarFieldContainer[str]
    rules_version: str
    policy_version: int
    def __init__(self, verdict: _Optional[_Union[_events_pb2.Verdict, str]] = ..., categories: _Optional[_Iterable[str]] = ..., score: _Optional[float] = ..., spans: _Optional[_Iterable[_Union[Span, _Mapping]]] = ..., rules: _Optional[_Iterable[str]] = ..., rules_version: _Optional[str] = ..., policy_version: _Optional[int] = ...) -> None: ...

class AdviseRequest(_message.Message):
    __slots__ = ("programme_id", "draft")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    DRAFT_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    draft: str
    def __init__(self, programme_id: _Optional[str] = ..., draft: _Optional[str] = ...) -> None: ...

class AdviseResponse(_message.Message):
    __slots__ = ("advice",)
    ADVICE_FIELD_NUMBER: _ClassVar[int]
    advice: _containers.RepeatedCompositeFieldContainer[Advice]
    def __init__(self, advice: _Optional[_Iterable[_Union[Advice, _Mapping]]] = ...) -> None: ...

class Advice(_message.Message):
    __slots__ = ("category", "advice", "places")
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    ADVICE_FIELD_NUMBER: _ClassVar[int]
    PLACES_FIELD_NUMBER: _ClassVar[int]
    category: str
    advice: str
    places: _containers.RepeatedCompositeFieldContainer[AdvicePlace]
    def __init__(self, category: _Optional[str] = ..., advice: _Optional[str] = ..., places: _Optional[_Iterable[_Union[AdvicePlace, _Mapping]]] = ...) -> None: ...

class AdvicePlace(_message.Message):
    __slots__ = ("start", "end")
    START_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    start: int
    end: int
    def __init__(self, start: _Optional[int] = ..., end: _Optional[int] = ...) -> None: ...

class Case(_message.Message):
    __slots__ = ("case_id", "programme_id", "conversation_id", "author_id", "state", "categories", "rules", "minor", "opened_at", "due_at", "claimed_by", "second_look", "disputed", "appealed", "steps", "together", "audit", "danger")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    RULES_FIELD_NUMBER: _ClassVar[int]
    MINOR_FIELD_NUMBER: _ClassVar[int]
    OPENED_AT_FIELD_NUMBER: _ClassVar[int]
    DUE_AT_FIELD_NUMBER: _ClassVar[int]
    CLAIMED_BY_FIELD_NUMBER: _ClassVar[int]
    SECOND_LOOK_FIELD_NUMBER: _ClassVar[int]
    DISPUTED_FIELD_NUMBER: _ClassVar[int]
    APPEALED_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    TOGETHER_FIELD_NUMBER: _ClassVar[int]
    AUDIT_FIELD_NUMBER: _ClassVar[int]
    DANGER_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    programme_id: str
    conversation_id: str
    author_id: str
    state: CaseState
    categories: _containers.RepeatedScalarFieldContainer[str]
    rules: _containers.RepeatedScalarFieldContainer[str]
    minor: bool
    opened_at: _timestamp_pb2.Timestamp
    due_at: _timestamp_pb2.Timestamp
    claimed_by: str
    second_look: bool
    disputed: bool
    appealed: bool
    steps: _containers.RepeatedCompositeFieldContainer[CaseStep]
    together: int
    audit: bool
    danger: bool
    def __init__(self, case_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., conversation_id: _Optional[str] = ..., author_id: _Optional[str] = ..., state: _Optional[_Union[CaseState, str]] = ..., categories: _Optional[_Iterable[str]] = ..., rules: _Optional[_Iterable[str]] = ..., minor: _Optional[bool] = ..., opened_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., due_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., claimed_by: _Optional[str] = ..., second_look: _Optional[bool] = ..., disputed: _Optional[bool] = ..., appealed: _Optional[bool] = ..., steps: _Optional[_Iterable[_Union[CaseStep, _Mapping]]] = ..., together: _Optional[int] = ..., audit: _Optional[bool] = ..., danger: _Optional[bool] = ...) -> None: ...

class CaseStep(_message.Message):
    __slots__ = ("step", "by", "at")
    STEP_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    step: str
    by: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, step: _Optional[str] = ..., by: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListCasesRequest(_message.Message):
    __slots__ = ("programme_id", "page_size", "page_token", "category", "appealed", "minor", "mine")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    APPEALED_FIELD_NUMBER: _ClassVar[int]
    MINOR_FIELD_NUMBER: _ClassVar[int]
    MINE_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    page_size: int
    page_token: str
    category: str
    appealed: bool
    minor: bool
    mine: bool
    def __init__(self, programme_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., category: _Optional[str] = ..., appealed: _Optional[bool] = ..., minor: _Optional[bool] = ..., mine: _Optional[bool] = ...) -> None: ...

class ListCasesResponse(_message.Message):
    __slots__ = ("cases", "next_page_token")
    CASES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    cases: _containers.RepeatedCompositeFieldContainer[Case]
    next_page_token: str
    def __init__(self, cases: _Optional[_Iterable[_Union[Case, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ClaimRequest(_message.Message):
    __slots__ = ("programme_id", "case_id", "unveil")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    UNVEIL_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    case_id: str
    unveil: bool
    def __init__(self, programme_id: _Optional[str] = ..., case_id: _Optional[str] = ..., unveil: _Optional[bool] = ...) -> None: ...

class ClaimResponse(_message.Message):
    __slots__ = ("case", "text", "spans", "appeal", "veiled", "others", "break_suggested", "context", "context_incomplete")
    CASE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SPANS_FIELD_NUMBER: _ClassVar[int]
    APPEAL_FIELD_NUMBER: _ClassVar[int]
    VEILED_FIELD_NUMBER: _ClassVar[int]
    OTHERS_FIELD_NUMBER: _ClassVar[int]
    BREAK_SUGGESTED_FIELD_NUMBER: _ClassVar[int]
    CONTEXT_FIELD_NUMBER: _ClassVar[int]
    CONTEXT_INCOMPLETE_FIELD_NUMBER: _ClassVar[int]
    case: Case
    text: str
    spans: _containers.RepeatedCompositeFieldContainer[Span]
    appeal: str
    veiled: bool
    others: _containers.RepeatedCompositeFieldContainer[Case]
    break_suggested: bool
    context: _containers.RepeatedCompositeFieldContainer[ContextMessage]
    context_incomplete: bool
    def __init__(self, case: _Optional[_Union[Case, _Mapping]] = ..., text: _Optional[str] = ..., spans: _Optional[_Iterable[_Union[Span, _Mapping]]] = ..., appeal: _Optional[str] = ..., veiled: _Optional[bool] = ..., others: _Optional[_Iterable[_Union[Case, _Mapping]]] = ..., break_suggested: _Optional[bool] = ..., context: _Optional[_Iterable[_Union[ContextMessage, _Mapping]]] = ..., context_incomplete: _Optional[bool] = ...) -> None: ...

class UnveilRequest(_message.Message):
    __slots__ = ("programme_id", "case_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    case_id: str
    def __init__(self, programme_id: _Optional[str] = ..., case_id: _Optional[str] = ...) -> None: ...

class UnveilResponse(_message.Message):
    __slots__ = ("case", "text", "appeal", "spans")
    CASE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    APPEAL_FIELD_NUMBER: _ClassVar[int]
    SPANS_FIELD_NUMBER: _ClassVar[int]
    case: Case
    text: str
    appeal: str
    spans: _containers.RepeatedCompositeFieldContainer[Span]
    def __init__(self, case: _Optional[_Union[Case, _Mapping]] = ..., text: _Optional[str] = ..., appeal: _Optional[str] = ..., spans: _Optional[_Iterable[_Union[Span, _Mapping]]] = ...) -> None: ...

class GetContextRequest(_message.Message):
    __slots__ = ("programme_id", "case_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    case_id: str
    def __init__(self, programme_id: _Optional[str] = ..., case_id: _Optional[str] = ...) -> None: ...

class GetContextResponse(_message.Message):
    __slots__ = ("messages", "incomplete")
    MESSAGES_FIELD_NUMBER: _ClassVar[int]
    INCOMPLETE_FIELD_NUMBER: _ClassVar[int]
    messages: _containers.RepeatedCompositeFieldContainer[ContextMessage]
    incomplete: bool
    def __init__(self, messages: _Optional[_Iterable[_Union[ContextMessage, _Mapping]]] = ..., incomplete: _Optional[bool] = ...) -> None: ...

class ContextMessage(_message.Message):
    __slots__ = ("message_id", "author_id", "at", "categories", "text", "held")
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_ID_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    HELD_FIELD_NUMBER: _ClassVar[int]
    message_id: str
    author_id: str
    at: _timestamp_pb2.Timestamp
    categories: _containers.RepeatedScalarFieldContainer[str]
    text: str
    held: bool
    def __init__(self, message_id: _Optional[str] = ..., author_id: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., categories: _Optional[_Iterable[str]] = ..., text: _Optional[str] = ..., held: _Optional[bool] = ...) -> None: ...

class SummaryRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class SummaryResponse(_message.Message):
    __slots__ = ("waiting", "claimed", "late", "due_within_an_hour", "danger", "appeals", "categories", "oldest_opened_at", "stuck", "stuck_case_ids")
    WAITING_FIELD_NUMBER: _ClassVar[int]
    CLAIMED_FIELD_NUMBER: _ClassVar[int]
    LATE_FIELD_NUMBER: _ClassVar[int]
    DUE_WITHIN_AN_HOUR_FIELD_NUMBER: _ClassVar[int]
    DANGER_FIELD_NUMBER: _ClassVar[int]
    APPEALS_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    OLDEST_OPENED_AT_FIELD_NUMBER: _ClassVar[int]
    STUCK_FIELD_NUMBER: _ClassVar[int]
    STUCK_CASE_IDS_FIELD_NUMBER: _ClassVar[int]
    waiting: int
    claimed: int
    late: int
    due_within_an_hour: int
    danger: int
    appeals: int
    categories: _containers.RepeatedCompositeFieldContainer[CategoryCount]
    oldest_opened_at: _timestamp_pb2.Timestamp
    stuck: int
    stuck_case_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, waiting: _Optional[int] = ..., claimed: _Optional[int] = ..., late: _Optional[int] = ..., due_within_an_hour: _Optional[int] = ..., danger: _Optional[int] = ..., appeals: _Optional[int] = ..., categories: _Optional[_Iterable[_Union[CategoryCount, _Mapping]]] = ..., oldest_opened_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., stuck: _Optional[int] = ..., stuck_case_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class CategoryCount(_message.Message):
    __slots__ = ("category", "cases")
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    CASES_FIELD_NUMBER: _ClassVar[int]
    category: str
    cases: int
    def __init__(self, category: _Optional[str] = ..., cases: _Optional[int] = ...) -> None: ...

class SkipRequest(_message.Message):
    __slots__ = ("programme_id", "case_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    case_id: str
    def __init__(self, programme_id: _Optional[str] = ..., case_id: _Optional[str] = ...) -> None: ...

class SkipResponse(_message.Message):
    __slots__ = ("case",)
    CASE_FIELD_NUMBER: _ClassVar[int]
    case: Case
    def __init__(self, case: _Optional[_Union[Case, _Mapping]] = ...) -> None: ...

class AppealRequest(_message.Message):
    __slots__ = ("message_id", "words")
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    message_id: str
    words: str
    def __init__(self, message_id: _Optional[str] = ..., words: _Optional[str] = ...) -> None: ...

class AppealResponse(_message.Message):
    __slots__ = ("due_at",)
    DUE_AT_FIELD_NUMBER: _ClassVar[int]
    due_at: _timestamp_pb2.Timestamp
    def __init__(self, due_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ReleaseRequest(_message.Message):
    __slots__ = ("programme_id", "case_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    case_id: str
    def __init__(self, programme_id: _Optional[str] = ..., case_id: _Optional[str] = ...) -> None: ...

class ReleaseResponse(_message.Message):
    __slots__ = ("case",)
    CASE_FIELD_NUMBER: _ClassVar[int]
    case: Case
    def __init__(self, case: _Optional[_Union[Case, _Mapping]] = ...) -> None: ...

class DecideRequest(_message.Message):
    __slots__ = ("programme_id", "case_id", "verdict", "reason")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    case_id: str
    verdict: _events_pb2.Verdict
    reason: str
    def __init__(self, programme_id: _Optional[str] = ..., case_id: _Optional[str] = ..., verdict: _Optional[_Union[_events_pb2.Verdict, str]] = ..., reason: _Optional[str] = ...) -> None: ...

class DecideResponse(_message.Message):
    __slots__ = ("case",)
    CASE_FIELD_NUMBER: _ClassVar[int]
    case: Case
    def __init__(self, case: _Optional[_Union[Case, _Mapping]] = ...) -> None: ...
