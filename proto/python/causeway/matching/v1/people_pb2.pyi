import datetime

from causeway.access.v1 import access_pb2 as _access_pb2
from causeway.matching.v1 import programmes_pb2 as _programmes_pb2
from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ImportState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    IMPORT_STATE_UNSPECIFIED: _ClassVar[ImportState]
    IMPORT_STATE_READING: _ClassVar[ImportState]
    IMPORT_STATE_ENROLLING: _ClassVar[ImportState]
    IMPORT_STATE_DONE: _ClassVar[ImportState]
    IMPORT_STATE_STOPPED: _ClassVar[ImportState]
    IMPORT_STATE_UNDONE: _ClassVar[ImportState]

class ReadyFilter(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    READY_FILTER_UNSPECIFIED: _ClassVar[ReadyFilter]
    READY_FILTER_READY: _ClassVar[ReadyFilter]
    READY_FILTER_NOT_READY: _ClassVar[ReadyFilter]

class InvitationState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    INVITATION_STATE_UNSPECIFIED: _ClassVar[InvitationState]
    INVITATION_STATE_OPEN: _ClassVar[InvitationState]
    INVITATION_STATE_ACCEPTED: _ClassVar[InvitationState]
    INVITATION_STATE_WITHDRAWN: _ClassVar[InvitationState]
    INVITATION_STATE_EXPIRED: _ClassVar[InvitationState]

class ConsentPurpose(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONSENT_PURPOSE_UNSPECIFIED: _ClassVar[ConsentPurpose]
    CONSENT_PURPOSE_TAKING_PART: _ClassVar[ConsentPurpose]
    CONSENT_PURPOSE_PROFILE_IMPORT: _ClassVar[ConsentPurpose]
    CONSENT_PURPOSE_RESEARCH: _ClassVar[ConsentPurpose]
    CONSENT_PURPOSE_PARTNER_DATA: _ClassVar[ConsentPurpose]
    CONSENT_PURPOSE_STORIES: _ClassVar[ConsentPurpose]

class ProfileSource(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PROFILE_SOURCE_UNSPECIFIED: _ClassVar[ProfileSource]
    PROFILE_SOURCE_FILE: _ClassVar[ProfileSource]
    PROFILE_SOURCE_PARTNER: _ClassVar[ProfileSource]
IMPORT_STATE_UNSPECIFIED: ImportState
IMPORT_STATE_READING: ImportState
IMPORT_STATE_ENROLLING: ImportState
IMPORT_STATE_DONE: ImportState
IMPORT_STATE_STOPPED: ImportState
IMPORT_STATE_UNDONE: ImportState
READY_FILTER_UNSPECIFIED: ReadyFilter
READY_FILTER_READY: ReadyFilter
READY_FILTER_NOT_READY: ReadyFilter
INVITATION_STATE_UNSPECIFIED: InvitationState
INVITATION_STATE_OPEN: InvitationState
INVITATION_STATE_ACCEPTED: InvitationState
INVITATION_STATE_WITHDRAWN: InvitationState
INVITATION_STATE_EXPIRED: InvitationState
CONSENT_PURPOSE_UNSPECIFIED: ConsentPurpose
CONSENT_PURPOSE_TAKING_PART: ConsentPurpose
CONSENT_PURPOSE_PROFILE_IMPORT: ConsentPurpose
CONSENT_PURPOSE_RESEARCH: ConsentPurpose
CONSENT_PURPOSE_PARTNER_DATA: ConsentPurpose
CONSENT_PURPOSE_STORIES: ConsentPurpose
PROFILE_SOURCE_UNSPECIFIED: ProfileSource
PROFILE_SOURCE_FILE: ProfileSource
PROFILE_SOURCE_PARTNER: ProfileSource

class ImportRosterRequest(_message.Message):
    __slots__ = ("start", "csv")
    class Start(_message.Message):
        __slots__ = ("programme_id", "side", "dry_run", "client_key", "in_background", "commitment_accepted")
        PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
        SIDE_FIELD_NUMBER: _ClassVar[int]
        DRY_RUN_FIELD_NUMBER: _ClassVar[int]
        CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
        IN_BACKGROUND_FIELD_NUMBER: _ClassVar[int]
        COMMITMENT_ACCEPTED_FIELD_NUMBER: _ClassVar[int]
        programme_id: str
        side: _access_pb2.Role
        dry_run: bool
        client_key: str
        in_background: bool
        commitment_accepted: bool
        def __init__(self, programme_id: _Optional[str] = ..., side: _Optional[_Union[_access_pb2.Role, str]] = ..., dry_run: _Optional[bool] = ..., client_key: _Optional[str] = ..., in_background: _Optional[bool] = ..., commitment_accepted: _Optional[bool] = ...) -> None: ...
    START_FIELD_NUMBER: _ClassVar[int]
    CSV_FIELD_NUMBER: _ClassVar[int]
    start: ImportRosterRequest.Start
    csv: bytes
    def __init__(self, start: _Optional[_Union[ImportRosterRequest.Start, _Mapping]] = ..., csv: _Optional[bytes] = ...) -> None: ...

class RowProblem(_message.Message):
    __slots__ = ("row", "column", "value", "cure")
    ROW_FIELD_NUMBER: _ClassVar[int]
    COLUMN_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    CURE_FIELD_NUMBER: _ClassVar[int]
    row: int
    column: str
    value: str
    cure: str
    def __init__(self, row: _Optional[int] = ..., column: _Optional[str] = ..., value: _Optional[str] = ..., cure: _Optional[str] = ...) -> None: ...

class ImportRosterResponse(_message.Message):
    __slots__ = ("enrolled", "changed", "unchanged", "left_out", "problems", "import_id")
    ENROLLED_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    UNCHANGED_FIELD_NUMBER: _ClassVar[int]
    LEFT_OUT_FIELD_NUMBER: _ClassVar[int]
    PROBLEMS_FIELD_NUMBER: _ClassVar[int]
    IMPORT_ID_FIELD_NUMBER: _ClassVar[int]
    enrolled: int
    changed: int
    unchanged: int
    left_out: int
    problems: _containers.RepeatedCompositeFieldContainer[RowProblem]
    import_id: str
    def __init__(self, enrolled: _Optional[int] = ..., changed: _Optional[int] = ..., unchanged: _Optional[int] = ..., left_out: _Optional[int] = ..., problems: _Optional[_Iterable[_Union[RowProblem, _Mapping]]] = ..., import_id: _Optional[str] = ...) -> None: ...

class GetImportRequest(_message.Message):
    __slots__ = ("programme_id", "import_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    IMPORT_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    import_id: str
    def __init__(self, programme_id: _Optional[str] = ..., import_id: _Optional[str] = ...) -> None: ...

class GetImportResponse(_message.Message):
    __slots__ = ("state", "rows", "rows_done", "so_far")
    STATE_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    ROWS_DONE_FIELD_NUMBER: _ClassVar[int]
    SO_FAR_FIELD_NUMBER: _ClassVar[int]
    state: ImportState
    rows: int
    rows_done: int
    so_far: ImportRosterResponse
    def __init__(self, state: _Optional[_Union[ImportState, str]] = ..., rows: _Optional[int] = ..., rows_done: _Optional[int] = ..., so_far: _Optional[_Union[ImportRosterResponse, _Mapping]] = ...) -> None: ...

class UndoImportRequest(_message.Message):
    __slots__ = ("programme_id", "import_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    IMPORT_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    import_id: str
    def __init__(self, programme_id: _Optional[str] = ..., import_id: _Optional[str] = ...) -> None: ...

class UndoImportResponse(_message.Message):
    __slots__ = ("taken_back", "kept")
    TAKEN_BACK_FIELD_NUMBER: _ClassVar[int]
    KEPT_FIELD_NUMBER: _ClassVar[int]
    taken_back: int
    kept: int
    def __init__(self, taken_back: _Optional[int] = ..., kept: _Optional[int] = ...) -> None: ...

class AppointRequest(_message.Message):
    __slots__ = ("subject", "role", "programme_id")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    subject: str
    role: _access_pb2.Role
    programme_id: str
    def __init__(self, subject: _Optional[str] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ..., programme_id: _Optional[str] = ...) -> None: ...

class AppointResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Person(_message.Message):
    __slots__ = ("person_id", "roster_id", "role", "minor", "ready", "left")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    ROSTER_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    MINOR_FIELD_NUMBER: _ClassVar[int]
    READY_FIELD_NUMBER: _ClassVar[int]
    LEFT_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    roster_id: str
    role: _access_pb2.Role
    minor: bool
    ready: bool
    left: bool
    def __init__(self, person_id: _Optional[str] = ..., roster_id: _Optional[str] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ..., minor: _Optional[bool] = ..., ready: _Optional[bool] = ..., left: _Optional[bool] = ...) -> None: ...

class ListPeopleRequest(_message.Message):
    __slots__ = ("programme_id", "role", "page_size", "page_token", "ready")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    READY_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    role: _access_pb2.Role
    page_size: int
    page_token: str
    ready: ReadyFilter
    def __init__(self, programme_id: _Optional[str] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., ready: _Optional[_Union[ReadyFilter, str]] = ...) -> None: ...

class ListPeopleResponse(_message.Message):
    __slots__ = ("people", "next_page_token")
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    people: _containers.RepeatedCompositeFieldContainer[Person]
    next_page_token: str
    def __init__(self, people: _Optional[_Iterable[_Union[Person, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetContactsRequest(_message.Message):
    __slots__ = ("person_ids",)
    PERSON_IDS_FIELD_NUMBER: _ClassVar[int]
    person_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, person_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class Contact(_message.Message):
    __slots__ = ("person_id", "name", "email", "time_zone", "programme_name")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    EMAIL_FIELD_NUMBER: _ClassVar[int]
    TIME_ZONE_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_NAME_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    name: str
    email: str
    time_zone: str
    programme_name: str
    def __init__(self, person_id: _Optional[str] = ..., name: _Optional[str] = ..., email: _Optional[str] = ..., time_zone: _Optional[str] = ..., programme_name: _Optional[str] = ...) -> None: ...

class GetContactsResponse(_message.Message):
    __slots__ = ("contacts",)
    CONTACTS_FIELD_NUMBER: _ClassVar[int]
    contacts: _containers.RepeatedCompositeFieldContainer[Contact]
    def __init__(self, contacts: _Optional[_Iterable[_Union[Contact, _Mapping]]] = ...) -> None: ...

class InviteRequest(_message.Message):
    __slots__ = ("programme_id", "client_key", "role", "person_id", "mentee_id", "pair_with", "valid_days")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    PAIR_WITH_FIELD_NUMBER: _ClassVar[int]
    VALID_DAYS_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    client_key: str
    role: _access_pb2.Role
    person_id: str
    mentee_id: str
    pair_with: str
    valid_days: int
    def __init__(self, programme_id: _Optional[str] = ..., client_key: _Optional[str] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ..., person_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., pair_with: _Optional[str] = ..., valid_days: _Optional[int] = ...) -> None: ...

class InviteResponse(_message.Message):
    __slots__ = ("invitation_id", "secret", "expires_at")
    INVITATION_ID_FIELD_NUMBER: _ClassVar[int]
    SECRET_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    invitation_id: str
    secret: str
    expires_at: _timestamp_pb2.Timestamp
    def __init__(self, invitation_id: _Optional[str] = ..., secret: _Optional[str] = ..., expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Invitation(_message.Message):
    __slots__ = ("invitation_id", "role", "person_id", "state", "expires_at")
    INVITATION_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    invitation_id: str
    role: _access_pb2.Role
    person_id: str
    state: InvitationState
    expires_at: _timestamp_pb2.Timestamp
    def __init__(self, invitation_id: _Optional[str] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ..., person_id: _Optional[str] = ..., state: _Optional[_Union[InvitationState, str]] = ..., expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListInvitationsRequest(_message.Message):
    __slots__ = ("programme_id", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListInvitationsResponse(_message.Message):
    __slots__ = ("invitations", "next_page_token")
    INVITATIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    invitations: _containers.RepeatedCompositeFieldContainer[Invitation]
    next_page_token: str
    def __init__(self, invitations: _Optional[_Iterable[_Union[Invitation, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class WithdrawInvitationRequest(_message.Message):
    __slots__ = ("programme_id", "invitation_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    INVITATION_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    invitation_id: str
    def __init__(self, programme_id: _Optional[str] = ..., invitation_id: _Optional[str] = ...) -> None: ...

class WithdrawInvitationResponse(_message.Message):
    __slots__ = ("invitation",)
    INVITATION_FIELD_NUMBER: _ClassVar[int]
    invitation: Invitation
    def __init__(self, invitation: _Optional[_Union[Invitation, _Mapping]] = ...) -> None: ...

class OwnProfile(_message.Message):
    __slots__ = ("age", "languages", "slots", "organisation", "region", "field", "field2", "interests", "skills", "goals", "capacity")
    AGE_FIELD_NUMBER: _ClassVar[int]
    LANGUAGES_FIELD_NUMBER: _ClassVar[int]
    SLOTS_FIELD_NUMBER: _ClassVar[int]
    ORGANISATION_FIELD_NUMBER: _ClassVar[int]
    REGION_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    FIELD2_FIELD_NUMBER: _ClassVar[int]
    INTERESTS_FIELD_NUMBER: _ClassVar[int]
    SKILLS_FIELD_NUMBER: _ClassVar[int]
    GOALS_FIELD_NUMBER: _ClassVar[int]
    CAPACITY_FIELD_NUMBER: _ClassVar[int]
    age: int
    languages: _containers.RepeatedScalarFieldContainer[str]
    slots: _containers.RepeatedScalarFieldContainer[int]
    organisation: str
    region: str
    field: str
    field2: str
    interests: _containers.RepeatedScalarFieldContainer[str]
    skills: _containers.RepeatedScalarFieldContainer[str]
    goals: str
    capacity: int
    def __init__(self, age: _Optional[int] = ..., languages: _Optional[_Iterable[str]] = ..., slots: _Optional[_Iterable[int]] = ..., organisation: _Optional[str] = ..., region: _Optional[str] = ..., field: _Optional[str] = ..., field2: _Optional[str] = ..., interests: _Optional[_Iterable[str]] = ..., skills: _Optional[_Iterable[str]] = ..., goals: _Optional[str] = ..., capacity: _Optional[int] = ...) -> None: ...

class AcceptInvitationRequest(_message.Message):
    __slots__ = ("secret", "commitment_accepted", "profile", "time_zone")
    SECRET_FIELD_NUMBER: _ClassVar[int]
    COMMITMENT_ACCEPTED_FIELD_NUMBER: _ClassVar[int]
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    TIME_ZONE_FIELD_NUMBER: _ClassVar[int]
    secret: str
    commitment_accepted: bool
    profile: OwnProfile
    time_zone: str
    def __init__(self, secret: _Optional[str] = ..., commitment_accepted: _Optional[bool] = ..., profile: _Optional[_Union[OwnProfile, _Mapping]] = ..., time_zone: _Optional[str] = ...) -> None: ...

class AcceptInvitationResponse(_message.Message):
    __slots__ = ("programme_id", "person_id", "role", "missing")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    person_id: str
    role: _access_pb2.Role
    missing: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, programme_id: _Optional[str] = ..., person_id: _Optional[str] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ..., missing: _Optional[_Iterable[str]] = ...) -> None: ...

class AskGuardianRequest(_message.Message):
    __slots__ = ("programme_id", "mentee_id", "client_key")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    mentee_id: str
    client_key: str
    def __init__(self, programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., client_key: _Optional[str] = ...) -> None: ...

class AskGuardianResponse(_message.Message):
    __slots__ = ("secret", "expires_at")
    SECRET_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    secret: str
    expires_at: _timestamp_pb2.Timestamp
    def __init__(self, secret: _Optional[str] = ..., expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class GetConsentPageRequest(_message.Message):
    __slots__ = ("secret",)
    SECRET_FIELD_NUMBER: _ClassVar[int]
    secret: str
    def __init__(self, secret: _Optional[str] = ...) -> None: ...

class GetConsentPageResponse(_message.Message):
    __slots__ = ("programme_name", "aim", "norms", "commitment", "purpose", "version", "given")
    PROGRAMME_NAME_FIELD_NUMBER: _ClassVar[int]
    AIM_FIELD_NUMBER: _ClassVar[int]
    NORMS_FIELD_NUMBER: _ClassVar[int]
    COMMITMENT_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    GIVEN_FIELD_NUMBER: _ClassVar[int]
    programme_name: str
    aim: str
    norms: str
    commitment: _programmes_pb2.Commitment
    purpose: ConsentPurpose
    version: str
    given: bool
    def __init__(self, programme_name: _Optional[str] = ..., aim: _Optional[str] = ..., norms: _Optional[str] = ..., commitment: _Optional[_Union[_programmes_pb2.Commitment, _Mapping]] = ..., purpose: _Optional[_Union[ConsentPurpose, str]] = ..., version: _Optional[str] = ..., given: _Optional[bool] = ...) -> None: ...

class GiveConsentRequest(_message.Message):
    __slots__ = ("secret", "given", "version")
    SECRET_FIELD_NUMBER: _ClassVar[int]
    GIVEN_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    secret: str
    given: bool
    version: str
    def __init__(self, secret: _Optional[str] = ..., given: _Optional[bool] = ..., version: _Optional[str] = ...) -> None: ...

class GiveConsentResponse(_message.Message):
    __slots__ = ("given",)
    GIVEN_FIELD_NUMBER: _ClassVar[int]
    given: bool
    def __init__(self, given: _Optional[bool] = ...) -> None: ...

class Consent(_message.Message):
    __slots__ = ("purpose", "version", "given", "at")
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    GIVEN_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    purpose: ConsentPurpose
    version: str
    given: bool
    at: _timestamp_pb2.Timestamp
    def __init__(self, purpose: _Optional[_Union[ConsentPurpose, str]] = ..., version: _Optional[str] = ..., given: _Optional[bool] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SetConsentRequest(_message.Message):
    __slots__ = ("programme_id", "mentee_id", "purpose", "version", "given")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    GIVEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    mentee_id: str
    purpose: ConsentPurpose
    version: str
    given: bool
    def __init__(self, programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., purpose: _Optional[_Union[ConsentPurpose, str]] = ..., version: _Optional[str] = ..., given: _Optional[bool] = ...) -> None: ...

class SetConsentResponse(_message.Message):
    __slots__ = ("person",)
    PERSON_FIELD_NUMBER: _ClassVar[int]
    person: PersonDetails
    def __init__(self, person: _Optional[_Union[PersonDetails, _Mapping]] = ...) -> None: ...

class PersonDetails(_message.Message):
    __slots__ = ("person_id", "role", "minor", "ready", "missing", "signed_in", "committed", "modules", "checked", "checked_until", "paused", "paused_until", "available_until", "consents", "left", "pairs", "capacity", "imported")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    MINOR_FIELD_NUMBER: _ClassVar[int]
    READY_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    SIGNED_IN_FIELD_NUMBER: _ClassVar[int]
    COMMITTED_FIELD_NUMBER: _ClassVar[int]
    MODULES_FIELD_NUMBER: _ClassVar[int]
    CHECKED_FIELD_NUMBER: _ClassVar[int]
    CHECKED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    PAUSED_FIELD_NUMBER: _ClassVar[int]
    PAUSED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    AVAILABLE_UNTIL_FIELD_NUMBER: _ClassVar[int]
    CONSENTS_FIELD_NUMBER: _ClassVar[int]
    LEFT_FIELD_NUMBER: _ClassVar[int]
    PAIRS_FIELD_NUMBER: _ClassVar[int]
    CAPACITY_FIELD_NUMBER: _ClassVar[int]
    IMPORTED_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    role: _access_pb2.Role
    minor: bool
    ready: bool
    missing: _containers.RepeatedScalarFieldContainer[str]
    signed_in: bool
    committed: bool
    modules: _containers.RepeatedScalarFieldContainer[str]
    checked: bool
    checked_until: str
    paused: bool
    paused_until: _timestamp_pb2.Timestamp
    available_until: str
    consents: _containers.RepeatedCompositeFieldContainer[Consent]
    left: bool
    pairs: int
    capacity: int
    imported: _containers.RepeatedCompositeFieldContainer[ImportedField]
    def __init__(self, person_id: _Optional[str] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ..., minor: _Optional[bool] = ..., ready: _Optional[bool] = ..., missing: _Optional[_Iterable[str]] = ..., signed_in: _Optional[bool] = ..., committed: _Optional[bool] = ..., modules: _Optional[_Iterable[str]] = ..., checked: _Optional[bool] = ..., checked_until: _Optional[str] = ..., paused: _Optional[bool] = ..., paused_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., available_until: _Optional[str] = ..., consents: _Optional[_Iterable[_Union[Consent, _Mapping]]] = ..., left: _Optional[bool] = ..., pairs: _Optional[int] = ..., capacity: _Optional[int] = ..., imported: _Optional[_Iterable[_Union[ImportedField, _Mapping]]] = ...) -> None: ...

class GetPersonRequest(_message.Message):
    __slots__ = ("programme_id", "person_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    person_id: str
    def __init__(self, programme_id: _Optional[str] = ..., person_id: _Optional[str] = ...) -> None: ...

class GetPersonResponse(_message.Message):
    __slots__ = ("person",)
    PERSON_FIELD_NUMBER: _ClassVar[int]
    person: PersonDetails
    def __init__(self, person: _Optional[_Union[PersonDetails, _Mapping]] = ...) -> None: ...

class AcceptCommitmentRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class AcceptCommitmentResponse(_message.Message):
    __slots__ = ("person",)
    PERSON_FIELD_NUMBER: _ClassVar[int]
    person: PersonDetails
    def __init__(self, person: _Optional[_Union[PersonDetails, _Mapping]] = ...) -> None: ...

class CompleteTrainingRequest(_message.Message):
    __slots__ = ("programme_id", "person_id", "module_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    MODULE_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    person_id: str
    module_id: str
    def __init__(self, programme_id: _Optional[str] = ..., person_id: _Optional[str] = ..., module_id: _Optional[str] = ...) -> None: ...

class CompleteTrainingResponse(_message.Message):
    __slots__ = ("person",)
    PERSON_FIELD_NUMBER: _ClassVar[int]
    person: PersonDetails
    def __init__(self, person: _Optional[_Union[PersonDetails, _Mapping]] = ...) -> None: ...

class RecordCheckRequest(_message.Message):
    __slots__ = ("programme_id", "person_id", "passed", "valid_until")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PASSED_FIELD_NUMBER: _ClassVar[int]
    VALID_UNTIL_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    person_id: str
    passed: bool
    valid_until: str
    def __init__(self, programme_id: _Optional[str] = ..., person_id: _Optional[str] = ..., passed: _Optional[bool] = ..., valid_until: _Optional[str] = ...) -> None: ...

class RecordCheckResponse(_message.Message):
    __slots__ = ("person",)
    PERSON_FIELD_NUMBER: _ClassVar[int]
    person: PersonDetails
    def __init__(self, person: _Optional[_Union[PersonDetails, _Mapping]] = ...) -> None: ...

class SetAvailabilityRequest(_message.Message):
    __slots__ = ("programme_id", "person_id", "slots", "available_until")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    SLOTS_FIELD_NUMBER: _ClassVar[int]
    AVAILABLE_UNTIL_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    person_id: str
    slots: _containers.RepeatedScalarFieldContainer[int]
    available_until: str
    def __init__(self, programme_id: _Optional[str] = ..., person_id: _Optional[str] = ..., slots: _Optional[_Iterable[int]] = ..., available_until: _Optional[str] = ...) -> None: ...

class SetAvailabilityResponse(_message.Message):
    __slots__ = ("person",)
    PERSON_FIELD_NUMBER: _ClassVar[int]
    person: PersonDetails
    def __init__(self, person: _Optional[_Union[PersonDetails, _Mapping]] = ...) -> None: ...

class SetCapacityRequest(_message.Message):
    __slots__ = ("programme_id", "person_id", "capacity")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    CAPACITY_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    person_id: str
    capacity: int
    def __init__(self, programme_id: _Optional[str] = ..., person_id: _Optional[str] = ..., capacity: _Optional[int] = ...) -> None: ...

class SetCapacityResponse(_message.Message):
    __slots__ = ("person", "notice")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    person: PersonDetails
    notice: str
    def __init__(self, person: _Optional[_Union[PersonDetails, _Mapping]] = ..., notice: _Optional[str] = ...) -> None: ...

class TakePauseRequest(_message.Message):
    __slots__ = ("programme_id", "person_id", "until")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    person_id: str
    until: str
    def __init__(self, programme_id: _Optional[str] = ..., person_id: _Optional[str] = ..., until: _Optional[str] = ...) -> None: ...

class TakePauseResponse(_message.Message):
    __slots__ = ("person",)
    PERSON_FIELD_NUMBER: _ClassVar[int]
    person: PersonDetails
    def __init__(self, person: _Optional[_Union[PersonDetails, _Mapping]] = ...) -> None: ...

class ComeBackRequest(_message.Message):
    __slots__ = ("programme_id", "person_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    person_id: str
    def __init__(self, programme_id: _Optional[str] = ..., person_id: _Optional[str] = ...) -> None: ...

class ComeBackResponse(_message.Message):
    __slots__ = ("person",)
    PERSON_FIELD_NUMBER: _ClassVar[int]
    person: PersonDetails
    def __init__(self, person: _Optional[_Union[PersonDetails, _Mapping]] = ...) -> None: ...

class LeaveRequest(_message.Message):
    __slots__ = ("programme_id", "person_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    person_id: str
    def __init__(self, programme_id: _Optional[str] = ..., person_id: _Optional[str] = ...) -> None: ...

class LeaveResponse(_message.Message):
    __slots__ = ("pairs_ended",)
    PAIRS_ENDED_FIELD_NUMBER: _ClassVar[int]
    pairs_ended: int
    def __init__(self, pairs_ended: _Optional[int] = ...) -> None: ...

class BlockRequest(_message.Message):
    __slots__ = ("programme_id", "person_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    person_id: str
    def __init__(self, programme_id: _Optional[str] = ..., person_id: _Optional[str] = ...) -> None: ...

class BlockResponse(_message.Message):
    __slots__ = ("pairs_ended",)
    PAIRS_ENDED_FIELD_NUMBER: _ClassVar[int]
    pairs_ended: int
    def __init__(self, pairs_ended: _Optional[int] = ...) -> None: ...

class BecomeMentorRequest(_message.Message):
    __slots__ = ("programme_id", "capacity")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CAPACITY_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    capacity: int
    def __init__(self, programme_id: _Optional[str] = ..., capacity: _Optional[int] = ...) -> None: ...

class BecomeMentorResponse(_message.Message):
    __slots__ = ("person",)
    PERSON_FIELD_NUMBER: _ClassVar[int]
    person: PersonDetails
    def __init__(self, person: _Optional[_Union[PersonDetails, _Mapping]] = ...) -> None: ...

class UpdateProfileRequest(_message.Message):
    __slots__ = ("programme_id", "profile", "fields")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    profile: OwnProfile
    fields: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, programme_id: _Optional[str] = ..., profile: _Optional[_Union[OwnProfile, _Mapping]] = ..., fields: _Optional[_Iterable[str]] = ...) -> None: ...

class UpdateProfileResponse(_message.Message):
    __slots__ = ("person",)
    PERSON_FIELD_NUMBER: _ClassVar[int]
    person: PersonDetails
    def __init__(self, person: _Optional[_Union[PersonDetails, _Mapping]] = ...) -> None: ...

class ImportProfileRequest(_message.Message):
    __slots__ = ("programme_id", "source", "profile", "consented_fields", "version")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    CONSENTED_FIELDS_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    source: ProfileSource
    profile: OwnProfile
    consented_fields: _containers.RepeatedScalarFieldContainer[str]
    version: str
    def __init__(self, programme_id: _Optional[str] = ..., source: _Optional[_Union[ProfileSource, str]] = ..., profile: _Optional[_Union[OwnProfile, _Mapping]] = ..., consented_fields: _Optional[_Iterable[str]] = ..., version: _Optional[str] = ...) -> None: ...

class ImportProfileResponse(_message.Message):
    __slots__ = ("person",)
    PERSON_FIELD_NUMBER: _ClassVar[int]
    person: PersonDetails
    def __init__(self, person: _Optional[_Union[PersonDetails, _Mapping]] = ...) -> None: ...

class ImportedField(_message.Message):
    __slots__ = ("field", "source", "on")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    field: str
    source: ProfileSource
    on: bool
    def __init__(self, field: _Optional[str] = ..., source: _Optional[_Union[ProfileSource, str]] = ..., on: _Optional[bool] = ...) -> None: ...

class SwitchImportedFieldRequest(_message.Message):
    __slots__ = ("programme_id", "field", "on")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    field: str
    on: bool
    def __init__(self, programme_id: _Optional[str] = ..., field: _Optional[str] = ..., on: _Optional[bool] = ...) -> None: ...

class SwitchImportedFieldResponse(_message.Message):
    __slots__ = ("person",)
    PERSON_FIELD_NUMBER: _ClassVar[int]
    person: PersonDetails
    def __init__(self, person: _Optional[_Union[PersonDetails, _Mapping]] = ...) -> None: ...
