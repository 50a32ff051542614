import datetime

from causeway.moderation.v1 import events_pb2 as _events_pb2
from causeway.moderation.v1 import moderation_pb2 as _moderation_pb2
from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AgeGroup(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    AGE_GROUP_UNSPECIFIED: _ClassVar[AgeGroup]
    AGE_GROUP_UNDER_18: _ClassVar[AgeGroup]
    AGE_GROUP_ADULT: _ClassVar[AgeGroup]

class Choice(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHOICE_UNSPECIFIED: _ClassVar[Choice]
    CHOICE_ALLOW: _ClassVar[Choice]
    CHOICE_WARN: _ClassVar[Choice]
    CHOICE_HOLD: _ClassVar[Choice]
    CHOICE_BLOCK: _ClassVar[Choice]
AGE_GROUP_UNSPECIFIED: AgeGroup
AGE_GROUP_UNDER_18: AgeGroup
AGE_GROUP_ADULT: AgeGroup
CHOICE_UNSPECIFIED: Choice
CHOICE_ALLOW: Choice
CHOICE_WARN: Choice
CHOICE_HOLD: Choice
CHOICE_BLOCK: Choice

class Cell(_message.Message):
    __slots__ = ("age_group", "category", "choice")
    AGE_GROUP_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    CHOICE_FIELD_NUMBER: _ClassVar[int]
    age_group: AgeGroup
    category: str
    choice: Choice
    def __init__(self, age_group: _Optional[_Union[AgeGroup, str]] = ..., category: _Optional[str] = ..., choice: _Optional[_Union[Choice, str]] = ...) -> None: ...

class PolicyTerms(_message.Message):
    __slots__ = ("cells", "adults_only", "block_hate_when_sure", "helplines", "helplines_link")
    CELLS_FIELD_NUMBER: _ClassVar[int]
    ADULTS_ONLY_FIELD_NUMBER: _ClassVar[int]
    BLOCK_HATE_WHEN_SURE_FIELD_NUMBER: _ClassVar[int]
    HELPLINES_FIELD_NUMBER: _ClassVar[int]
    HELPLINES_LINK_FIELD_NUMBER: _ClassVar[int]
    cells: _containers.RepeatedCompositeFieldContainer[Cell]
    adults_only: bool
    block_hate_when_sure: float
    helplines: str
    helplines_link: str
    def __init__(self, cells: _Optional[_Iterable[_Union[Cell, _Mapping]]] = ..., adults_only: _Optional[bool] = ..., block_hate_when_sure: _Optional[float] = ..., helplines: _Optional[str] = ..., helplines_link: _Optional[str] = ...) -> None: ...

class Policy(_message.Message):
    __slots__ = ("programme_id", "version", "terms", "set_by", "set_at")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TERMS_FIELD_NUMBER: _ClassVar[int]
    SET_BY_FIELD_NUMBER: _ClassVar[int]
    SET_AT_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    version: int
    terms: PolicyTerms
    set_by: str
    set_at: _timestamp_pb2.Timestamp
    def __init__(self, programme_id: _Optional[str] = ..., version: _Optional[int] = ..., terms: _Optional[_Union[PolicyTerms, _Mapping]] = ..., set_by: _Optional[str] = ..., set_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class GetPolicyRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class GetPolicyResponse(_message.Message):
    __slots__ = ("policy",)
    POLICY_FIELD_NUMBER: _ClassVar[int]
    policy: Policy
    def __init__(self, policy: _Optional[_Union[Policy, _Mapping]] = ...) -> None: ...

class SetPolicyRequest(_message.Message):
    __slots__ = ("programme_id", "terms", "expected_version", "reason")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    TERMS_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_VERSION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    terms: PolicyTerms
    expected_version: int
    reason: str
    def __init__(self, programme_id: _Optional[str] = ..., terms: _Optional[_Union[PolicyTerms, _Mapping]] = ..., expected_version: _Optional[int] = ..., reason: _Optional[str] = ...) -> None: ...

class SetPolicyResponse(_message.Message):
    __slots__ = ("policy",)
    POLICY_FIELD_NUMBER: _ClassVar[int]
    policy: Policy
    def __init__(self, policy: _Optional[_Union[Policy, _Mapping]] = ...) -> None: ...

class ListPolicyVersionsRequest(_message.Message):
    __slots__ = ("programme_id", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListPolicyVersionsResponse(_message.Message):
    __slots__ = ("policies", "next_page_token")
    POLICIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    policies: _containers.RepeatedCompositeFieldContainer[Policy]
    next_page_token: str
    def __init__(self, policies: _Optional[_Iterable[_Union[Policy, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class PreviewRequest(_message.Message):
    __slots__ = ("programme_id", "terms", "sample", "version")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    TERMS_FIELD_NUMBER: _ClassVar[int]
    SAMPLE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    terms: PolicyTerms
    sample: str
    version: int
    def __init__(self, programme_id: _Optional[str] = ..., terms: _Optional[_Union[PolicyTerms, _Mapping]] = ..., sample: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class PreviewResponse(_message.Message):
    __slots__ = ("outcomes", "rules_version")
    OUTCOMES_FIELD_NUMBER: _ClassVar[int]
    RULES_VERSION_FIELD_NUMBER: _ClassVar[int]
    outcomes: _containers.RepeatedCompositeFieldContainer[Outcome]
    rules_version: str
    def __init__(self, outcomes: _Optional[_Iterable[_Union[Outcome, _Mapping]]] = ..., rules_version: _Optional[str] = ...) -> None: ...

class Outcome(_message.Message):
    __slots__ = ("age_group", "by_minor", "verdict", "categories", "spans", "advised", "alert")
    AGE_GROUP_FIELD_NUMBER: _ClassVar[int]
    BY_MINOR_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    SPANS_FIELD_NUMBER: _ClassVar[int]
    ADVISED_FIELD_NUMBER: _ClassVar[int]
    ALERT_FIELD_NUMBER: _ClassVar[int]
    age_group: AgeGroup
    by_minor: bool
    verdict: _events_pb2.Verdict
    categories: _containers.RepeatedScalarFieldContainer[str]
    spans: _containers.RepeatedCompositeFieldContainer[_moderation_pb2.Span]
    advised: _containers.RepeatedScalarFieldContainer[str]
    alert: bool
    def __init__(self, age_group: _Optional[_Union[AgeGroup, str]] = ..., by_minor: _Optional[bool] = ..., verdict: _Optional[_Union[_events_pb2.Verdict, str]] = ..., categories: _Optional[_Iterable[str]] = ..., spans: _Optional[_Iterable[_Union[_moderation_pb2.Span, _Mapping]]] = ..., advised: _Optional[_Iterable[str]] = ..., alert: _Optional[bool] = ...) -> None: ...
