from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ProgrammeModel(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PROGRAMME_MODEL_UNSPECIFIED: _ClassVar[ProgrammeModel]
    PROGRAMME_MODEL_PAIR: _ClassVar[ProgrammeModel]
    PROGRAMME_MODEL_GROUP: _ClassVar[ProgrammeModel]
    PROGRAMME_MODEL_SOCIAL: _ClassVar[ProgrammeModel]
    PROGRAMME_MODEL_QUESTION: _ClassVar[ProgrammeModel]
    PROGRAMME_MODEL_NEAR_PEER: _ClassVar[ProgrammeModel]
PROGRAMME_MODEL_UNSPECIFIED: ProgrammeModel
PROGRAMME_MODEL_PAIR: ProgrammeModel
PROGRAMME_MODEL_GROUP: ProgrammeModel
PROGRAMME_MODEL_SOCIAL: ProgrammeModel
PROGRAMME_MODEL_QUESTION: ProgrammeModel
PROGRAMME_MODEL_NEAR_PEER: ProgrammeModel

class Policies(_message.Message):
    __slots__ = ("aim", "norms", "safeguarding_contact", "cadence_days", "closure_rule")
    AIM_FIELD_NUMBER: _ClassVar[int]
    NORMS_FIELD_NUMBER: _ClassVar[int]
    SAFEGUARDING_CONTACT_FIELD_NUMBER: _ClassVar[int]
    CADENCE_DAYS_FIELD_NUMBER: _ClassVar[int]
    CLOSURE_RULE_FIELD_NUMBER: _ClassVar[int]
    aim: str
    norms: str
    safeguarding_contact: str
    cadence_days: int
    closure_rule: str
    def __init__(self, aim: _Optional[str] = ..., norms: _Optional[str] = ..., safeguarding_contact: _Optional[str] = ..., cadence_days: _Optional[int] = ..., closure_rule: _Optional[str] = ...) -> None: ...

class Programme(_message.Message):
    __slots__ = ("programme_id", "name", "policies", "open", "missing", "terms", "closed", "contradictions", "warnings")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    POLICIES_FIELD_NUMBER: _ClassVar[int]
    OPEN_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    TERMS_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    CONTRADICTIONS_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    name: str
    policies: Policies
    open: bool
    missing: _containers.RepeatedScalarFieldContainer[str]
    terms: Terms
    closed: bool
    contradictions: _containers.RepeatedScalarFieldContainer[str]
    warnings: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, programme_id: _Optional[str] = ..., name: _Optional[str] = ..., policies: _Optional[_Union[Policies, _Mapping]] = ..., open: _Optional[bool] = ..., missing: _Optional[_Iterable[str]] = ..., terms: _Optional[_Union[Terms, _Mapping]] = ..., closed: _Optional[bool] = ..., contradictions: _Optional[_Iterable[str]] = ..., warnings: _Optional[_Iterable[str]] = ...) -> None: ...

class Terms(_message.Message):
    __slots__ = ("model", "dates", "commitment", "gates", "ages", "eligibility_group")
    MODEL_FIELD_NUMBER: _ClassVar[int]
    DATES_FIELD_NUMBER: _ClassVar[int]
    COMMITMENT_FIELD_NUMBER: _ClassVar[int]
    GATES_FIELD_NUMBER: _ClassVar[int]
    AGES_FIELD_NUMBER: _ClassVar[int]
    ELIGIBILITY_GROUP_FIELD_NUMBER: _ClassVar[int]
    model: ProgrammeModel
    dates: ProgrammeDates
    commitment: Commitment
    gates: Gates
    ages: Ages
    eligibility_group: str
    def __init__(self, model: _Optional[_Union[ProgrammeModel, str]] = ..., dates: _Optional[_Union[ProgrammeDates, _Mapping]] = ..., commitment: _Optional[_Union[Commitment, _Mapping]] = ..., gates: _Optional[_Union[Gates, _Mapping]] = ..., ages: _Optional[_Union[Ages, _Mapping]] = ..., eligibility_group: _Optional[str] = ...) -> None: ...

class ProgrammeDates(_message.Message):
    __slots__ = ("enrolment_opens", "enrolment_closes", "starts_on", "ends_on", "decisions")
    ENROLMENT_OPENS_FIELD_NUMBER: _ClassVar[int]
    ENROLMENT_CLOSES_FIELD_NUMBER: _ClassVar[int]
    STARTS_ON_FIELD_NUMBER: _ClassVar[int]
    ENDS_ON_FIELD_NUMBER: _ClassVar[int]
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    enrolment_opens: str
    enrolment_closes: str
    starts_on: str
    ends_on: str
    decisions: _containers.RepeatedCompositeFieldContainer[KeyDate]
    def __init__(self, enrolment_opens: _Optional[str] = ..., enrolment_closes: _Optional[str] = ..., starts_on: _Optional[str] = ..., ends_on: _Optional[str] = ..., decisions: _Optional[_Iterable[_Union[KeyDate, _Mapping]]] = ...) -> None: ...

class KeyDate(_message.Message):
    __slots__ = ("name", "on")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    name: str
    on: str
    def __init__(self, name: _Optional[str] = ..., on: _Optional[str] = ...) -> None: ...

class Commitment(_message.Message):
    __slots__ = ("weeks", "minutes_a_week")
    WEEKS_FIELD_NUMBER: _ClassVar[int]
    MINUTES_A_WEEK_FIELD_NUMBER: _ClassVar[int]
    weeks: int
    minutes_a_week: int
    def __init__(self, weeks: _Optional[int] = ..., minutes_a_week: _Optional[int] = ...) -> None: ...

class Gates(_message.Message):
    __slots__ = ("mentor_modules", "mentee_modules", "every_mentor_is_checked", "every_mentee_is_checked")
    MENTOR_MODULES_FIELD_NUMBER: _ClassVar[int]
    MENTEE_MODULES_FIELD_NUMBER: _ClassVar[int]
    EVERY_MENTOR_IS_CHECKED_FIELD_NUMBER: _ClassVar[int]
    EVERY_MENTEE_IS_CHECKED_FIELD_NUMBER: _ClassVar[int]
    mentor_modules: _containers.RepeatedScalarFieldContainer[str]
    mentee_modules: _containers.RepeatedScalarFieldContainer[str]
    every_mentor_is_checked: bool
    every_mentee_is_checked: bool
    def __init__(self, mentor_modules: _Optional[_Iterable[str]] = ..., mentee_modules: _Optional[_Iterable[str]] = ..., every_mentor_is_checked: _Optional[bool] = ..., every_mentee_is_checked: _Optional[bool] = ...) -> None: ...

class Ages(_message.Message):
    __slots__ = ("youngest_mentee", "youngest_mentor", "consents_kept_elsewhere")
    YOUNGEST_MENTEE_FIELD_NUMBER: _ClassVar[int]
    YOUNGEST_MENTOR_FIELD_NUMBER: _ClassVar[int]
    CONSENTS_KEPT_ELSEWHERE_FIELD_NUMBER: _ClassVar[int]
    youngest_mentee: int
    youngest_mentor: int
    consents_kept_elsewhere: bool
    def __init__(self, youngest_mentee: _Optional[int] = ..., youngest_mentor: _Optional[int] = ..., consents_kept_elsewhere: _Optional[bool] = ...) -> None: ...

class CreateRequest(_message.Message):
    __slots__ = ("client_key", "name", "policies", "terms")
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    POLICIES_FIELD_NUMBER: _ClassVar[int]
    TERMS_FIELD_NUMBER: _ClassVar[int]
    client_key: str
    name: str
    policies: Policies
    terms: Terms
    def __init__(self, client_key: _Optional[str] = ..., name: _Optional[str] = ..., policies: _Optional[_Union[Policies, _Mapping]] = ..., terms: _Optional[_Union[Terms, _Mapping]] = ...) -> None: ...

class CreateResponse(_message.Message):
    __slots__ = ("programme",)
    PROGRAMME_FIELD_NUMBER: _ClassVar[int]
    programme: Programme
    def __init__(self, programme: _Optional[_Union[Programme, _Mapping]] = ...) -> None: ...

class OpenRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class OpenResponse(_message.Message):
    __slots__ = ("programme",)
    PROGRAMME_FIELD_NUMBER: _ClassVar[int]
    programme: Programme
    def __init__(self, programme: _Optional[_Union[Programme, _Mapping]] = ...) -> None: ...

class GetRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class GetResponse(_message.Message):
    __slots__ = ("programme",)
    PROGRAMME_FIELD_NUMBER: _ClassVar[int]
    programme: Programme
    def __init__(self, programme: _Optional[_Union[Programme, _Mapping]] = ...) -> None: ...

class UpdateProgrammeRequest(_message.Message):
    __slots__ = ("programme_id", "programme", "mask")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_FIELD_NUMBER: _ClassVar[int]
    MASK_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    programme: Programme
    mask: _field_mask_pb2.FieldMask
    def __init__(self, programme_id: _Optional[str] = ..., programme: _Optional[_Union[Programme, _Mapping]] = ..., mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ...) -> None: ...

class UpdateProgrammeResponse(_message.Message):
    __slots__ = ("programme",)
    PROGRAMME_FIELD_NUMBER: _ClassVar[int]
    programme: Programme
    def __init__(self, programme: _Optional[_Union[Programme, _Mapping]] = ...) -> None: ...

class CloseProgrammeRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class CloseProgrammeResponse(_message.Message):
    __slots__ = ("programme",)
    PROGRAMME_FIELD_NUMBER: _ClassVar[int]
    programme: Programme
    def __init__(self, programme: _Optional[_Union[Programme, _Mapping]] = ...) -> None: ...

class ListProgrammesRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "only_open")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ONLY_OPEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    only_open: bool
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., only_open: _Optional[bool] = ...) -> None: ...

class ListProgrammesResponse(_message.Message):
    __slots__ = ("programmes", "next_page_token")
    PROGRAMMES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programmes: _containers.RepeatedCompositeFieldContainer[Programme]
    next_page_token: str
    def __init__(self, programmes: _Optional[_Iterable[_Union[Programme, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class PublicPage(_message.Message):
    __slots__ = ("programme_id", "name", "aim", "model", "commitment", "dates", "cadence_days", "ages", "takes_people")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    AIM_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    COMMITMENT_FIELD_NUMBER: _ClassVar[int]
    DATES_FIELD_NUMBER: _ClassVar[int]
    CADENCE_DAYS_FIELD_NUMBER: _ClassVar[int]
    AGES_FIELD_NUMBER: _ClassVar[int]
    TAKES_PEOPLE_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    name: str
    aim: str
    model: ProgrammeModel
    commitment: Commitment
    dates: ProgrammeDates
    cadence_days: int
    ages: Ages
    takes_people: bool
    def __init__(self, programme_id: _Optional[str] = ..., name: _Optional[str] = ..., aim: _Optional[str] = ..., model: _Optional[_Union[ProgrammeModel, str]] = ..., commitment: _Optional[_Union[Commitment, _Mapping]] = ..., dates: _Optional[_Union[ProgrammeDates, _Mapping]] = ..., cadence_days: _Optional[int] = ..., ages: _Optional[_Union[Ages, _Mapping]] = ..., takes_people: _Optional[bool] = ...) -> None: ...

class GetPublicRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class GetPublicResponse(_message.Message):
    __slots__ = ("page",)
    PAGE_FIELD_NUMBER: _ClassVar[int]
    page: PublicPage
    def __init__(self, page: _Optional[_Union[PublicPage, _Mapping]] = ...) -> None: ...

class SetGroupMembersRequest(_message.Message):
    __slots__ = ("programme_id", "add", "remove")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    ADD_FIELD_NUMBER: _ClassVar[int]
    REMOVE_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    add: _containers.RepeatedScalarFieldContainer[str]
    remove: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, programme_id: _Optional[str] = ..., add: _Optional[_Iterable[str]] = ..., remove: _Optional[_Iterable[str]] = ...) -> None: ...

class SetGroupMembersResponse(_message.Message):
    __slots__ = ("members",)
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    members: int
    def __init__(self, members: _Optional[int] = ...) -> None: ...

class GetGroupResultsRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class GetGroupResultsResponse(_message.Message):
    __slots__ = ("eligibility_group", "hidden", "members", "enrolled", "ready", "paired")
    ELIGIBILITY_GROUP_FIELD_NUMBER: _ClassVar[int]
    HIDDEN_FIELD_NUMBER: _ClassVar[int]
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    ENROLLED_FIELD_NUMBER: _ClassVar[int]
    READY_FIELD_NUMBER: _ClassVar[int]
    PAIRED_FIELD_NUMBER: _ClassVar[int]
    eligibility_group: str
    hidden: bool
    members: int
    enrolled: int
    ready: int
    paired: int
    def __init__(self, eligibility_group: _Optional[str] = ..., hidden: _Optional[bool] = ..., members: _Optional[int] = ..., enrolled: _Optional[int] = ..., ready: _Optional[int] = ..., paired: _Optional[int] = ...) -> None: ...
