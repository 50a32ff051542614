import datetime

from causeway.moderation.v1 import events_pb2 as _events_pb2
from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Reviewer(_message.Message):
    __slots__ = ("person_id", "safeguarding_lead", "cleared")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    SAFEGUARDING_LEAD_FIELD_NUMBER: _ClassVar[int]
    CLEARED_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    safeguarding_lead: bool
    cleared: bool
    def __init__(self, person_id: _Optional[str] = ..., safeguarding_lead: _Optional[bool] = ..., cleared: _Optional[bool] = ...) -> None: ...

class SetClearedRequest(_message.Message):
    __slots__ = ("programme_id", "person_id", "cleared")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    CLEARED_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    person_id: str
    cleared: bool
    def __init__(self, programme_id: _Optional[str] = ..., person_id: _Optional[str] = ..., cleared: _Optional[bool] = ...) -> None: ...

class SetClearedResponse(_message.Message):
    __slots__ = ("reviewer",)
    REVIEWER_FIELD_NUMBER: _ClassVar[int]
    reviewer: Reviewer
    def __init__(self, reviewer: _Optional[_Union[Reviewer, _Mapping]] = ...) -> None: ...

class ListReviewersRequest(_message.Message):
    __slots__ = ("programme_id", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListReviewersResponse(_message.Message):
    __slots__ = ("reviewers", "next_page_token")
    REVIEWERS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    reviewers: _containers.RepeatedCompositeFieldContainer[Reviewer]
    next_page_token: str
    def __init__(self, reviewers: _Optional[_Iterable[_Union[Reviewer, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class Limits(_message.Message):
    __slots__ = ("open_claims", "danger_cases", "golden_one_in", "audit_one_in")
    OPEN_CLAIMS_FIELD_NUMBER: _ClassVar[int]
    DANGER_CASES_FIELD_NUMBER: _ClassVar[int]
    GOLDEN_ONE_IN_FIELD_NUMBER: _ClassVar[int]
    AUDIT_ONE_IN_FIELD_NUMBER: _ClassVar[int]
    open_claims: int
    danger_cases: int
    golden_one_in: int
    audit_one_in: int
    def __init__(self, open_claims: _Optional[int] = ..., danger_cases: _Optional[int] = ..., golden_one_in: _Optional[int] = ..., audit_one_in: _Optional[int] = ...) -> None: ...

class SetLimitsRequest(_message.Message):
    __slots__ = ("programme_id", "limits")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    LIMITS_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    limits: Limits
    def __init__(self, programme_id: _Optional[str] = ..., limits: _Optional[_Union[Limits, _Mapping]] = ...) -> None: ...

class SetLimitsResponse(_message.Message):
    __slots__ = ("limits",)
    LIMITS_FIELD_NUMBER: _ClassVar[int]
    limits: Limits
    def __init__(self, limits: _Optional[_Union[Limits, _Mapping]] = ...) -> None: ...

class GetLimitsRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class GetLimitsResponse(_message.Message):
    __slots__ = ("limits",)
    LIMITS_FIELD_NUMBER: _ClassVar[int]
    limits: Limits
    def __init__(self, limits: _Optional[_Union[Limits, _Mapping]] = ...) -> None: ...

class AddGoldenRequest(_message.Message):
    __slots__ = ("programme_id", "client_key", "case_id", "text", "categories", "answer")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    client_key: str
    case_id: str
    text: str
    categories: _containers.RepeatedScalarFieldContainer[str]
    answer: _events_pb2.Verdict
    def __init__(self, programme_id: _Optional[str] = ..., client_key: _Optional[str] = ..., case_id: _Optional[str] = ..., text: _Optional[str] = ..., categories: _Optional[_Iterable[str]] = ..., answer: _Optional[_Union[_events_pb2.Verdict, str]] = ...) -> None: ...

class AddGoldenResponse(_message.Message):
    __slots__ = ("golden_id",)
    GOLDEN_ID_FIELD_NUMBER: _ClassVar[int]
    golden_id: str
    def __init__(self, golden_id: _Optional[str] = ...) -> None: ...

class QualityRequest(_message.Message):
    __slots__ = ("programme_id", "days")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    days: int
    def __init__(self, programme_id: _Optional[str] = ..., days: _Optional[int] = ...) -> None: ...

class QualityResponse(_message.Message):
    __slots__ = ("reviewers", "disagreements", "since", "cut")
    REVIEWERS_FIELD_NUMBER: _ClassVar[int]
    DISAGREEMENTS_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    CUT_FIELD_NUMBER: _ClassVar[int]
    reviewers: _containers.RepeatedCompositeFieldContainer[ReviewerQuality]
    disagreements: _containers.RepeatedCompositeFieldContainer[Disagreement]
    since: _timestamp_pb2.Timestamp
    cut: bool
    def __init__(self, reviewers: _Optional[_Iterable[_Union[ReviewerQuality, _Mapping]]] = ..., disagreements: _Optional[_Iterable[_Union[Disagreement, _Mapping]]] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., cut: _Optional[bool] = ...) -> None: ...

class ReviewerQuality(_message.Message):
    __slots__ = ("person_id", "decided", "median_minutes", "golden", "golden_by_category", "audit", "overturned", "kappa", "looked_at_by_two")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    DECIDED_FIELD_NUMBER: _ClassVar[int]
    MEDIAN_MINUTES_FIELD_NUMBER: _ClassVar[int]
    GOLDEN_FIELD_NUMBER: _ClassVar[int]
    GOLDEN_BY_CATEGORY_FIELD_NUMBER: _ClassVar[int]
    AUDIT_FIELD_NUMBER: _ClassVar[int]
    OVERTURNED_FIELD_NUMBER: _ClassVar[int]
    KAPPA_FIELD_NUMBER: _ClassVar[int]
    LOOKED_AT_BY_TWO_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    decided: int
    median_minutes: float
    golden: Share
    golden_by_category: _containers.RepeatedCompositeFieldContainer[CategoryShare]
    audit: Share
    overturned: Share
    kappa: float
    looked_at_by_two: int
    def __init__(self, person_id: _Optional[str] = ..., decided: _Optional[int] = ..., median_minutes: _Optional[float] = ..., golden: _Optional[_Union[Share, _Mapping]] = ..., golden_by_category: _Optional[_Iterable[_Union[CategoryShare, _Mapping]]] = ..., audit: _Optional[_Union[Share, _Mapping]] = ..., overturned: _Optional[_Union[Share, _Mapping]] = ..., kappa: _Optional[float] = ..., looked_at_by_two: _Optional[int] = ...) -> None: ...

class Share(_message.Message):
    __slots__ = ("count", "of")
    COUNT_FIELD_NUMBER: _ClassVar[int]
    OF_FIELD_NUMBER: _ClassVar[int]
    count: int
    of: int
    def __init__(self, count: _Optional[int] = ..., of: _Optional[int] = ...) -> None: ...

class CategoryShare(_message.Message):
    __slots__ = ("category", "right")
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    RIGHT_FIELD_NUMBER: _ClassVar[int]
    category: str
    right: Share
    def __init__(self, category: _Optional[str] = ..., right: _Optional[_Union[Share, _Mapping]] = ...) -> None: ...

class Disagreement(_message.Message):
    __slots__ = ("message_id", "first_by", "second_by", "first", "second", "at")
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    FIRST_BY_FIELD_NUMBER: _ClassVar[int]
    SECOND_BY_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    SECOND_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    message_id: str
    first_by: str
    second_by: str
    first: _events_pb2.Verdict
    second: _events_pb2.Verdict
    at: _timestamp_pb2.Timestamp
    def __init__(self, message_id: _Optional[str] = ..., first_by: _Optional[str] = ..., second_by: _Optional[str] = ..., first: _Optional[_Union[_events_pb2.Verdict, str]] = ..., second: _Optional[_Union[_events_pb2.Verdict, str]] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
