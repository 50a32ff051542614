import datetime

from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Verdict(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VERDICT_UNSPECIFIED: _ClassVar[Verdict]
    VERDICT_ALLOW: _ClassVar[Verdict]
    VERDICT_HOLD: _ClassVar[Verdict]
    VERDICT_BLOCK: _ClassVar[Verdict]

class Judge(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    JUDGE_UNSPECIFIED: _ClassVar[Judge]
    JUDGE_RULES: _ClassVar[Judge]
    JUDGE_PERSON: _ClassVar[Judge]

class Trouble(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TROUBLE_UNSPECIFIED: _ClassVar[Trouble]
    TROUBLE_NOBODY_ON_ROTA: _ClassVar[Trouble]
    TROUBLE_NOBODY_REACHED: _ClassVar[Trouble]

class AlertOutcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ALERT_OUTCOME_UNSPECIFIED: _ClassVar[AlertOutcome]
    ALERT_OUTCOME_SUPPORTED: _ClassVar[AlertOutcome]
    ALERT_OUTCOME_REFERRED: _ClassVar[AlertOutcome]
    ALERT_OUTCOME_NO_DANGER: _ClassVar[AlertOutcome]

class RuleTrouble(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RULE_TROUBLE_UNSPECIFIED: _ClassVar[RuleTrouble]
    RULE_TROUBLE_FLOOD: _ClassVar[RuleTrouble]
    RULE_TROUBLE_BROKEN: _ClassVar[RuleTrouble]
    RULE_TROUBLE_PERSON: _ClassVar[RuleTrouble]
VERDICT_UNSPECIFIED: Verdict
VERDICT_ALLOW: Verdict
VERDICT_HOLD: Verdict
VERDICT_BLOCK: Verdict
JUDGE_UNSPECIFIED: Judge
JUDGE_RULES: Judge
JUDGE_PERSON: Judge
TROUBLE_UNSPECIFIED: Trouble
TROUBLE_NOBODY_ON_ROTA: Trouble
TROUBLE_NOBODY_REACHED: Trouble
ALERT_OUTCOME_UNSPECIFIED: AlertOutcome
ALERT_OUTCOME_SUPPORTED: AlertOutcome
ALERT_OUTCOME_REFERRED: AlertOutcome
ALERT_OUTCOME_NO_DANGER: AlertOutcome
RULE_TROUBLE_UNSPECIFIED: RuleTrouble
RULE_TROUBLE_FLOOD: RuleTrouble
RULE_TROUBLE_BROKEN: RuleTrouble
RULE_TROUBLE_PERSON: RuleTrouble

class MessageJudged(_message.Message):
    __slots__ = ("event_id", "occurred_at", "message_id", "conversation_id", "programme_id", "content_version", "content_hmac", "verdict", "version", "judged_by", "categories", "rules", "rules_version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CONTENT_VERSION_FIELD_NUMBER: _ClassVar[int]
    CONTENT_HMAC_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    JUDGED_BY_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    RULES_FIELD_NUMBER: _ClassVar[int]
    RULES_VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    message_id: str
    conversation_id: str
    programme_id: str
    content_version: int
    content_hmac: str
    verdict: Verdict
    version: int
    judged_by: Judge
    categories: _containers.RepeatedScalarFieldContainer[str]
    rules: _containers.RepeatedScalarFieldContainer[str]
    rules_version: str
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., message_id: _Optional[str] = ..., conversation_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., content_version: _Optional[int] = ..., content_hmac: _Optional[str] = ..., verdict: _Optional[_Union[Verdict, str]] = ..., version: _Optional[int] = ..., judged_by: _Optional[_Union[Judge, str]] = ..., categories: _Optional[_Iterable[str]] = ..., rules: _Optional[_Iterable[str]] = ..., rules_version: _Optional[str] = ...) -> None: ...

class PersonBarred(_message.Message):
    __slots__ = ("event_id", "occurred_at", "person_id", "programme_id", "suspended", "until", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    SUSPENDED_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    person_id: str
    programme_id: str
    suspended: bool
    until: _timestamp_pb2.Timestamp
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., person_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., suspended: _Optional[bool] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., version: _Optional[int] = ...) -> None: ...

class PersonWarned(_message.Message):
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

class CaseDueSoon(_message.Message):
    __slots__ = ("event_id", "occurred_at", "case_id", "programme_id", "categories", "minor", "due_at", "claimed", "version", "reviewer_ids")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    MINOR_FIELD_NUMBER: _ClassVar[int]
    DUE_AT_FIELD_NUMBER: _ClassVar[int]
    CLAIMED_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    REVIEWER_IDS_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    case_id: str
    programme_id: str
    categories: _containers.RepeatedScalarFieldContainer[str]
    minor: bool
    due_at: _timestamp_pb2.Timestamp
    claimed: bool
    version: int
    reviewer_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., case_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., categories: _Optional[_Iterable[str]] = ..., minor: _Optional[bool] = ..., due_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., claimed: _Optional[bool] = ..., version: _Optional[int] = ..., reviewer_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class SafeguardingAlertRaised(_message.Message):
    __slots__ = ("event_id", "occurred_at", "sign_id", "message_id", "conversation_id", "programme_id", "author_id", "categories", "minor", "telling", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    SIGN_ID_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    CONVERSATION_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_ID_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    MINOR_FIELD_NUMBER: _ClassVar[int]
    TELLING_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    sign_id: str
    message_id: str
    conversation_id: str
    programme_id: str
    author_id: str
    categories: _containers.RepeatedScalarFieldContainer[str]
    minor: bool
    telling: bool
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., sign_id: _Optional[str] = ..., message_id: _Optional[str] = ..., conversation_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., author_id: _Optional[str] = ..., categories: _Optional[_Iterable[str]] = ..., minor: _Optional[bool] = ..., telling: _Optional[bool] = ..., version: _Optional[int] = ...) -> None: ...

class SafeguardingLeadAsked(_message.Message):
    __slots__ = ("event_id", "occurred_at", "alert_id", "programme_id", "person_id", "asking", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    ALERT_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    ASKING_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    alert_id: str
    programme_id: str
    person_id: str
    asking: int
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., alert_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., person_id: _Optional[str] = ..., asking: _Optional[int] = ..., version: _Optional[int] = ...) -> None: ...

class SafeguardingAlertUnheard(_message.Message):
    __slots__ = ("event_id", "occurred_at", "alert_id", "programme_id", "trouble", "coordinator_ids", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    ALERT_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    TROUBLE_FIELD_NUMBER: _ClassVar[int]
    COORDINATOR_IDS_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    alert_id: str
    programme_id: str
    trouble: Trouble
    coordinator_ids: _containers.RepeatedScalarFieldContainer[str]
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., alert_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., trouble: _Optional[_Union[Trouble, str]] = ..., coordinator_ids: _Optional[_Iterable[str]] = ..., version: _Optional[int] = ...) -> None: ...

class SafeguardingAlertAcknowledged(_message.Message):
    __slots__ = ("event_id", "occurred_at", "alert_id", "programme_id", "askings", "opened_at", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    ALERT_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    ASKINGS_FIELD_NUMBER: _ClassVar[int]
    OPENED_AT_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    alert_id: str
    programme_id: str
    askings: int
    opened_at: _timestamp_pb2.Timestamp
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., alert_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., askings: _Optional[int] = ..., opened_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., version: _Optional[int] = ...) -> None: ...

class SafeguardingAlertClosed(_message.Message):
    __slots__ = ("event_id", "occurred_at", "alert_id", "programme_id", "outcome", "signs", "version")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    ALERT_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    SIGNS_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    alert_id: str
    programme_id: str
    outcome: AlertOutcome
    signs: int
    version: int
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., alert_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., outcome: _Optional[_Union[AlertOutcome, str]] = ..., signs: _Optional[int] = ..., version: _Optional[int] = ...) -> None: ...

class RuleQuarantined(_message.Message):
    __slots__ = ("event_id", "occurred_at", "rule_id", "programme_id", "category", "trouble", "version", "owner_ids")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    RULE_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    TROUBLE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    OWNER_IDS_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    rule_id: str
    programme_id: str
    category: str
    trouble: RuleTrouble
    version: int
    owner_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., rule_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., category: _Optional[str] = ..., trouble: _Optional[_Union[RuleTrouble, str]] = ..., version: _Optional[int] = ..., owner_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class RuleFlooding(_message.Message):
    __slots__ = ("event_id", "occurred_at", "rule_id", "programme_id", "category", "matches", "version", "owner_ids")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    RULE_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    MATCHES_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    OWNER_IDS_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    occurred_at: _timestamp_pb2.Timestamp
    rule_id: str
    programme_id: str
    category: str
    matches: int
    version: int
    owner_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, event_id: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., rule_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., category: _Optional[str] = ..., matches: _Optional[int] = ..., version: _Optional[int] = ..., owner_ids: _Optional[_Iterable[str]] = ...) -> None: ...
