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

class RuleStage(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RULE_STAGE_UNSPECIFIED: _ClassVar[RuleStage]
    RULE_STAGE_PROPOSED: _ClassVar[RuleStage]
    RULE_STAGE_ACTIVE: _ClassVar[RuleStage]
    RULE_STAGE_QUARANTINED: _ClassVar[RuleStage]
    RULE_STAGE_RETIRED: _ClassVar[RuleStage]

class RehearsalProgress(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REHEARSAL_PROGRESS_UNSPECIFIED: _ClassVar[RehearsalProgress]
    REHEARSAL_PROGRESS_WAITING: _ClassVar[RehearsalProgress]
    REHEARSAL_PROGRESS_RUNNING: _ClassVar[RehearsalProgress]
    REHEARSAL_PROGRESS_FINISHED: _ClassVar[RehearsalProgress]
    REHEARSAL_PROGRESS_CANCELLED: _ClassVar[RehearsalProgress]
    REHEARSAL_PROGRESS_FAILED: _ClassVar[RehearsalProgress]
RULE_STAGE_UNSPECIFIED: RuleStage
RULE_STAGE_PROPOSED: RuleStage
RULE_STAGE_ACTIVE: RuleStage
RULE_STAGE_QUARANTINED: RuleStage
RULE_STAGE_RETIRED: RuleStage
REHEARSAL_PROGRESS_UNSPECIFIED: RehearsalProgress
REHEARSAL_PROGRESS_WAITING: RehearsalProgress
REHEARSAL_PROGRESS_RUNNING: RehearsalProgress
REHEARSAL_PROGRESS_FINISHED: RehearsalProgress
REHEARSAL_PROGRESS_CANCELLED: RehearsalProgress
REHEARSAL_PROGRESS_FAILED: RehearsalProgress

class RuleContent(_message.Message):
    __slots__ = ("category", "name", "reason", "score", "patterns", "unless", "catches", "passes")
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    PATTERNS_FIELD_NUMBER: _ClassVar[int]
    UNLESS_FIELD_NUMBER: _ClassVar[int]
    CATCHES_FIELD_NUMBER: _ClassVar[int]
    PASSES_FIELD_NUMBER: _ClassVar[int]
    category: str
    name: str
    reason: str
    score: float
    patterns: _containers.RepeatedScalarFieldContainer[str]
    unless: _containers.RepeatedScalarFieldContainer[str]
    catches: _containers.RepeatedScalarFieldContainer[str]
    passes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, category: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ..., score: _Optional[float] = ..., patterns: _Optional[_Iterable[str]] = ..., unless: _Optional[_Iterable[str]] = ..., catches: _Optional[_Iterable[str]] = ..., passes: _Optional[_Iterable[str]] = ...) -> None: ...

class RuleFigures(_message.Message):
    __slots__ = ("matched", "would_hold", "people_blocked", "people_allowed")
    MATCHED_FIELD_NUMBER: _ClassVar[int]
    WOULD_HOLD_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_BLOCKED_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_ALLOWED_FIELD_NUMBER: _ClassVar[int]
    matched: int
    would_hold: int
    people_blocked: int
    people_allowed: int
    def __init__(self, matched: _Optional[int] = ..., would_hold: _Optional[int] = ..., people_blocked: _Optional[int] = ..., people_allowed: _Optional[int] = ...) -> None: ...

class RuleVersion(_message.Message):
    __slots__ = ("rule_id", "programme_id", "stage", "trial", "content", "proposed_by", "proposed_at", "activated_by", "changed_by", "changed_at", "trouble", "flooding", "figures", "owner")
    RULE_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    TRIAL_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    PROPOSED_BY_FIELD_NUMBER: _ClassVar[int]
    PROPOSED_AT_FIELD_NUMBER: _ClassVar[int]
    ACTIVATED_BY_FIELD_NUMBER: _ClassVar[int]
    CHANGED_BY_FIELD_NUMBER: _ClassVar[int]
    CHANGED_AT_FIELD_NUMBER: _ClassVar[int]
    TROUBLE_FIELD_NUMBER: _ClassVar[int]
    FLOODING_FIELD_NUMBER: _ClassVar[int]
    FIGURES_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    rule_id: str
    programme_id: str
    stage: RuleStage
    trial: bool
    content: RuleContent
    proposed_by: str
    proposed_at: _timestamp_pb2.Timestamp
    activated_by: str
    changed_by: str
    changed_at: _timestamp_pb2.Timestamp
    trouble: _events_pb2.RuleTrouble
    flooding: bool
    figures: RuleFigures
    owner: str
    def __init__(self, rule_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., stage: _Optional[_Union[RuleStage, str]] = ..., trial: _Optional[bool] = ..., content: _Optional[_Union[RuleContent, _Mapping]] = ..., proposed_by: _Optional[str] = ..., proposed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., activated_by: _Optional[str] = ..., changed_by: _Optional[str] = ..., changed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., trouble: _Optional[_Union[_events_pb2.RuleTrouble, str]] = ..., flooding: _Optional[bool] = ..., figures: _Optional[_Union[RuleFigures, _Mapping]] = ..., owner: _Optional[str] = ...) -> None: ...

class RuleCount(_message.Message):
    __slots__ = ("of", "messages")
    OF_FIELD_NUMBER: _ClassVar[int]
    MESSAGES_FIELD_NUMBER: _ClassVar[int]
    of: str
    messages: int
    def __init__(self, of: _Optional[str] = ..., messages: _Optional[int] = ...) -> None: ...

class RehearsalReport(_message.Message):
    __slots__ = ("messages", "unreadable", "matched", "newly_held", "newly_held_of_minors", "newly_held_by_category", "newly_held_by_programme", "people_blocked", "people_allowed", "reviewer_hours", "minutes_a_case", "timed_cases", "sample_message_ids", "since", "until")
    MESSAGES_FIELD_NUMBER: _ClassVar[int]
    UNREADABLE_FIELD_NUMBER: _ClassVar[int]
    MATCHED_FIELD_NUMBER: _ClassVar[int]
    NEWLY_HELD_FIELD_NUMBER: _ClassVar[int]
    NEWLY_HELD_OF_MINORS_FIELD_NUMBER: _ClassVar[int]
    NEWLY_HELD_BY_CATEGORY_FIELD_NUMBER: _ClassVar[int]
    NEWLY_HELD_BY_PROGRAMME_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_BLOCKED_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_ALLOWED_FIELD_NUMBER: _ClassVar[int]
    REVIEWER_HOURS_FIELD_NUMBER: _ClassVar[int]
    MINUTES_A_CASE_FIELD_NUMBER: _ClassVar[int]
    TIMED_CASES_FIELD_NUMBER: _ClassVar[int]
    SAMPLE_MESSAGE_IDS_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    messages: int
    unreadable: int
    matched: int
    newly_held: int
    newly_held_of_minors: int
    newly_held_by_category: _containers.RepeatedCompositeFieldContainer[RuleCount]
    newly_held_by_programme: _containers.RepeatedCompositeFieldContainer[RuleCount]
    people_blocked: int
    people_allowed: int
    reviewer_hours: float
    minutes_a_case: float
    timed_cases: int
    sample_message_ids: _containers.RepeatedScalarFieldContainer[str]
    since: _timestamp_pb2.Timestamp
    until: _timestamp_pb2.Timestamp
    def __init__(self, messages: _Optional[int] = ..., unreadable: _Optional[int] = ..., matched: _Optional[int] = ..., newly_held: _Optional[int] = ..., newly_held_of_minors: _Optional[int] = ..., newly_held_by_category: _Optional[_Iterable[_Union[RuleCount, _Mapping]]] = ..., newly_held_by_programme: _Optional[_Iterable[_Union[RuleCount, _Mapping]]] = ..., people_blocked: _Optional[int] = ..., people_allowed: _Optional[int] = ..., reviewer_hours: _Optional[float] = ..., minutes_a_case: _Optional[float] = ..., timed_cases: _Optional[int] = ..., sample_message_ids: _Optional[_Iterable[str]] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Rehearsal(_message.Message):
    __slots__ = ("rehearsal_id", "rule_id", "days", "progress", "done", "total", "asked_by", "asked_at", "finished_at", "report", "failure")
    REHEARSAL_ID_FIELD_NUMBER: _ClassVar[int]
    RULE_ID_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    ASKED_BY_FIELD_NUMBER: _ClassVar[int]
    ASKED_AT_FIELD_NUMBER: _ClassVar[int]
    FINISHED_AT_FIELD_NUMBER: _ClassVar[int]
    REPORT_FIELD_NUMBER: _ClassVar[int]
    FAILURE_FIELD_NUMBER: _ClassVar[int]
    rehearsal_id: str
    rule_id: str
    days: int
    progress: RehearsalProgress
    done: int
    total: int
    asked_by: str
    asked_at: _timestamp_pb2.Timestamp
    finished_at: _timestamp_pb2.Timestamp
    report: RehearsalReport
    failure: str
    def __init__(self, rehearsal_id: _Optional[str] = ..., rule_id: _Optional[str] = ..., days: _Optional[int] = ..., progress: _Optional[_Union[RehearsalProgress, str]] = ..., done: _Optional[int] = ..., total: _Optional[int] = ..., asked_by: _Optional[str] = ..., asked_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., finished_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., report: _Optional[_Union[RehearsalReport, _Mapping]] = ..., failure: _Optional[str] = ...) -> None: ...

class RulesProposeRequest(_message.Message):
    __slots__ = ("programme_id", "client_key", "content", "trial")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    TRIAL_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    client_key: str
    content: RuleContent
    trial: bool
    def __init__(self, programme_id: _Optional[str] = ..., client_key: _Optional[str] = ..., content: _Optional[_Union[RuleContent, _Mapping]] = ..., trial: _Optional[bool] = ...) -> None: ...

class RulesProposeResponse(_message.Message):
    __slots__ = ("rule",)
    RULE_FIELD_NUMBER: _ClassVar[int]
    rule: RuleVersion
    def __init__(self, rule: _Optional[_Union[RuleVersion, _Mapping]] = ...) -> None: ...

class RulesListRequest(_message.Message):
    __slots__ = ("programme_id", "stage", "shipped", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    SHIPPED_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    stage: RuleStage
    shipped: bool
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., stage: _Optional[_Union[RuleStage, str]] = ..., shipped: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class RulesListResponse(_message.Message):
    __slots__ = ("rules", "next_page_token")
    RULES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    rules: _containers.RepeatedCompositeFieldContainer[RuleVersion]
    next_page_token: str
    def __init__(self, rules: _Optional[_Iterable[_Union[RuleVersion, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RulesGetRequest(_message.Message):
    __slots__ = ("programme_id", "rule_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RULE_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    rule_id: str
    def __init__(self, programme_id: _Optional[str] = ..., rule_id: _Optional[str] = ...) -> None: ...

class RulesGetResponse(_message.Message):
    __slots__ = ("rule", "rehearsal")
    RULE_FIELD_NUMBER: _ClassVar[int]
    REHEARSAL_FIELD_NUMBER: _ClassVar[int]
    rule: RuleVersion
    rehearsal: Rehearsal
    def __init__(self, rule: _Optional[_Union[RuleVersion, _Mapping]] = ..., rehearsal: _Optional[_Union[Rehearsal, _Mapping]] = ...) -> None: ...

class RulesRehearseRequest(_message.Message):
    __slots__ = ("programme_id", "rule_id", "days")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RULE_ID_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    rule_id: str
    days: int
    def __init__(self, programme_id: _Optional[str] = ..., rule_id: _Optional[str] = ..., days: _Optional[int] = ...) -> None: ...

class RulesRehearseResponse(_message.Message):
    __slots__ = ("rehearsal",)
    REHEARSAL_FIELD_NUMBER: _ClassVar[int]
    rehearsal: Rehearsal
    def __init__(self, rehearsal: _Optional[_Union[Rehearsal, _Mapping]] = ...) -> None: ...

class RulesCancelRehearsalRequest(_message.Message):
    __slots__ = ("programme_id", "rule_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RULE_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    rule_id: str
    def __init__(self, programme_id: _Optional[str] = ..., rule_id: _Optional[str] = ...) -> None: ...

class RulesCancelRehearsalResponse(_message.Message):
    __slots__ = ("rehearsal",)
    REHEARSAL_FIELD_NUMBER: _ClassVar[int]
    rehearsal: Rehearsal
    def __init__(self, rehearsal: _Optional[_Union[Rehearsal, _Mapping]] = ...) -> None: ...

class RulesSetTrialRequest(_message.Message):
    __slots__ = ("programme_id", "rule_id", "on")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RULE_ID_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    rule_id: str
    on: bool
    def __init__(self, programme_id: _Optional[str] = ..., rule_id: _Optional[str] = ..., on: _Optional[bool] = ...) -> None: ...

class RulesSetTrialResponse(_message.Message):
    __slots__ = ("rule",)
    RULE_FIELD_NUMBER: _ClassVar[int]
    rule: RuleVersion
    def __init__(self, rule: _Optional[_Union[RuleVersion, _Mapping]] = ...) -> None: ...

class RulesActivateRequest(_message.Message):
    __slots__ = ("programme_id", "rule_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RULE_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    rule_id: str
    def __init__(self, programme_id: _Optional[str] = ..., rule_id: _Optional[str] = ...) -> None: ...

class RulesActivateResponse(_message.Message):
    __slots__ = ("rule",)
    RULE_FIELD_NUMBER: _ClassVar[int]
    rule: RuleVersion
    def __init__(self, rule: _Optional[_Union[RuleVersion, _Mapping]] = ...) -> None: ...

class RulesRetireRequest(_message.Message):
    __slots__ = ("programme_id", "rule_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RULE_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    rule_id: str
    def __init__(self, programme_id: _Optional[str] = ..., rule_id: _Optional[str] = ...) -> None: ...

class RulesRetireResponse(_message.Message):
    __slots__ = ("rule",)
    RULE_FIELD_NUMBER: _ClassVar[int]
    rule: RuleVersion
    def __init__(self, rule: _Optional[_Union[RuleVersion, _Mapping]] = ...) -> None: ...

class RulesQuarantineRequest(_message.Message):
    __slots__ = ("programme_id", "rule_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RULE_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    rule_id: str
    def __init__(self, programme_id: _Optional[str] = ..., rule_id: _Optional[str] = ...) -> None: ...

class RulesQuarantineResponse(_message.Message):
    __slots__ = ("rule",)
    RULE_FIELD_NUMBER: _ClassVar[int]
    rule: RuleVersion
    def __init__(self, rule: _Optional[_Union[RuleVersion, _Mapping]] = ...) -> None: ...

class RulesReleaseRequest(_message.Message):
    __slots__ = ("programme_id", "rule_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RULE_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    rule_id: str
    def __init__(self, programme_id: _Optional[str] = ..., rule_id: _Optional[str] = ...) -> None: ...

class RulesReleaseResponse(_message.Message):
    __slots__ = ("rule",)
    RULE_FIELD_NUMBER: _ClassVar[int]
    rule: RuleVersion
    def __init__(self, rule: _Optional[_Union[RuleVersion, _Mapping]] = ...) -> None: ...

class RulesReplayRequest(_message.Message):
    __slots__ = ("programme_id", "message_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    message_id: str
    def __init__(self, programme_id: _Optional[str] = ..., message_id: _Optional[str] = ...) -> None: ...

class RulesReplayResponse(_message.Message):
    __slots__ = ("verdict", "categories", "rules", "rules_version", "stored_rules_version", "stored_rules", "differences", "same")
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    RULES_FIELD_NUMBER: _ClassVar[int]
    RULES_VERSION_FIELD_NUMBER: _ClassVar[int]
    STORED_RULES_VERSION_FIELD_NUMBER: _ClassVar[int]
    STORED_RULES_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCES_FIELD_NUMBER: _ClassVar[int]
    SAME_FIELD_NUMBER: _ClassVar[int]
    verdict: _events_pb2.Verdict
    categories: _containers.RepeatedScalarFieldContainer[str]
    rules: _containers.RepeatedScalarFieldContainer[str]
    rules_version: str
    stored_rules_version: str
    stored_rules: _containers.RepeatedScalarFieldContainer[str]
    differences: _containers.RepeatedScalarFieldContainer[str]
    same: bool
    def __init__(self, verdict: _Optional[_Union[_events_pb2.Verdict, str]] = ..., categories: _Optional[_Iterable[str]] = ..., rules: _Optional[_Iterable[str]] = ..., rules_version: _Optional[str] = ..., stored_rules_version: _Optional[str] = ..., stored_rules: _Optional[_Iterable[str]] = ..., differences: _Optional[_Iterable[str]] = ..., same: _Optional[bool] = ...) -> None: ...
