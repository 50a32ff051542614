import datetime

from causeway.access.v1 import access_pb2 as _access_pb2
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

class RequestState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REQUEST_STATE_UNSPECIFIED: _ClassVar[RequestState]
    REQUEST_STATE_OPEN: _ClassVar[RequestState]
    REQUEST_STATE_ACCEPTED: _ClassVar[RequestState]
    REQUEST_STATE_DECLINED: _ClassVar[RequestState]
    REQUEST_STATE_EXPIRED: _ClassVar[RequestState]
    REQUEST_STATE_WITHDRAWN: _ClassVar[RequestState]
    REQUEST_STATE_CANCELLED: _ClassVar[RequestState]

class DeclineReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DECLINE_REASON_UNSPECIFIED: _ClassVar[DeclineReason]
    DECLINE_REASON_NO_TIME: _ClassVar[DeclineReason]
    DECLINE_REASON_OTHER_FIELD: _ClassVar[DeclineReason]
    DECLINE_REASON_NOT_A_FIT: _ClassVar[DeclineReason]
    DECLINE_REASON_KNOWS_THE_PERSON: _ClassVar[DeclineReason]
    DECLINE_REASON_OTHER: _ClassVar[DeclineReason]

class ChatState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHAT_STATE_UNSPECIFIED: _ClassVar[ChatState]
    CHAT_STATE_ASKED: _ClassVar[ChatState]
    CHAT_STATE_UNDER_WAY: _ClassVar[ChatState]
    CHAT_STATE_OVER: _ClassVar[ChatState]
    CHAT_STATE_WITHDRAWN: _ClassVar[ChatState]
    CHAT_STATE_EXPIRED: _ClassVar[ChatState]
    CHAT_STATE_REFUSED: _ClassVar[ChatState]

class CallState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CALL_STATE_UNSPECIFIED: _ClassVar[CallState]
    CALL_STATE_OPEN: _ClassVar[CallState]
    CALL_STATE_FORMING: _ClassVar[CallState]
    CALL_STATE_DONE: _ClassVar[CallState]
    CALL_STATE_CHECKING: _ClassVar[CallState]
    CALL_STATE_REFUSED: _ClassVar[CallState]
REQUEST_STATE_UNSPECIFIED: RequestState
REQUEST_STATE_OPEN: RequestState
REQUEST_STATE_ACCEPTED: RequestState
REQUEST_STATE_DECLINED: RequestState
REQUEST_STATE_EXPIRED: RequestState
REQUEST_STATE_WITHDRAWN: RequestState
REQUEST_STATE_CANCELLED: RequestState
DECLINE_REASON_UNSPECIFIED: DeclineReason
DECLINE_REASON_NO_TIME: DeclineReason
DECLINE_REASON_OTHER_FIELD: DeclineReason
DECLINE_REASON_NOT_A_FIT: DeclineReason
DECLINE_REASON_KNOWS_THE_PERSON: DeclineReason
DECLINE_REASON_OTHER: DeclineReason
CHAT_STATE_UNSPECIFIED: ChatState
CHAT_STATE_ASKED: ChatState
CHAT_STATE_UNDER_WAY: ChatState
CHAT_STATE_OVER: ChatState
CHAT_STATE_WITHDRAWN: ChatState
CHAT_STATE_EXPIRED: ChatState
CHAT_STATE_REFUSED: ChatState
CALL_STATE_UNSPECIFIED: CallState
CALL_STATE_OPEN: CallState
CALL_STATE_FORMING: CallState
CALL_STATE_DONE: CallState
CALL_STATE_CHECKING: CallState
CALL_STATE_REFUSED: CallState

class ChoosingRules(_message.Message):
    __slots__ = ("answer_seconds", "open_per_mentee", "open_per_mentor", "shortlist_size", "shown_per_place", "first_names", "open_chats")
    ANSWER_SECONDS_FIELD_NUMBER: _ClassVar[int]
    OPEN_PER_MENTEE_FIELD_NUMBER: _ClassVar[int]
    OPEN_PER_MENTOR_FIELD_NUMBER: _ClassVar[int]
    SHORTLIST_SIZE_FIELD_NUMBER: _ClassVar[int]
    SHOWN_PER_PLACE_FIELD_NUMBER: _ClassVar[int]
    FIRST_NAMES_FIELD_NUMBER: _ClassVar[int]
    OPEN_CHATS_FIELD_NUMBER: _ClassVar[int]
    answer_seconds: int
    open_per_mentee: int
    open_per_mentor: int
    shortlist_size: int
    shown_per_place: int
    first_names: bool
    open_chats: int
    def __init__(self, answer_seconds: _Optional[int] = ..., open_per_mentee: _Optional[int] = ..., open_per_mentor: _Optional[int] = ..., shortlist_size: _Optional[int] = ..., shown_per_place: _Optional[int] = ..., first_names: _Optional[bool] = ..., open_chats: _Optional[int] = ...) -> None: ...

class GetChoosingRulesRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class GetChoosingRulesResponse(_message.Message):
    __slots__ = ("rules",)
    RULES_FIELD_NUMBER: _ClassVar[int]
    rules: ChoosingRules
    def __init__(self, rules: _Optional[_Union[ChoosingRules, _Mapping]] = ...) -> None: ...

class SetChoosingRulesRequest(_message.Message):
    __slots__ = ("programme_id", "rules")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RULES_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    rules: ChoosingRules
    def __init__(self, programme_id: _Optional[str] = ..., rules: _Optional[_Union[ChoosingRules, _Mapping]] = ...) -> None: ...

class SetChoosingRulesResponse(_message.Message):
    __slots__ = ("rules",)
    RULES_FIELD_NUMBER: _ClassVar[int]
    rules: ChoosingRules
    def __init__(self, rules: _Optional[_Union[ChoosingRules, _Mapping]] = ...) -> None: ...

class MentorCard(_message.Message):
    __slots__ = ("mentor_id", "first_name", "field", "second_field", "region", "languages", "skills", "interests", "stage", "places", "free_places", "reasons", "reasons_in_words")
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    FIRST_NAME_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    SECOND_FIELD_FIELD_NUMBER: _ClassVar[int]
    REGION_FIELD_NUMBER: _ClassVar[int]
    LANGUAGES_FIELD_NUMBER: _ClassVar[int]
    SKILLS_FIELD_NUMBER: _ClassVar[int]
    INTERESTS_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    PLACES_FIELD_NUMBER: _ClassVar[int]
    FREE_PLACES_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    REASONS_IN_WORDS_FIELD_NUMBER: _ClassVar[int]
    mentor_id: str
    first_name: str
    field: str
    second_field: str
    region: str
    languages: _containers.RepeatedScalarFieldContainer[str]
    skills: _containers.RepeatedScalarFieldContainer[str]
    interests: _containers.RepeatedScalarFieldContainer[str]
    stage: int
    places: int
    free_places: int
    reasons: _containers.RepeatedScalarFieldContainer[str]
    reasons_in_words: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, mentor_id: _Optional[str] = ..., first_name: _Optional[str] = ..., field: _Optional[str] = ..., second_field: _Optional[str] = ..., region: _Optional[str] = ..., languages: _Optional[_Iterable[str]] = ..., skills: _Optional[_Iterable[str]] = ..., interests: _Optional[_Iterable[str]] = ..., stage: _Optional[int] = ..., places: _Optional[int] = ..., free_places: _Optional[int] = ..., reasons: _Optional[_Iterable[str]] = ..., reasons_in_words: _Optional[_Iterable[str]] = ...) -> None: ...

class ShortlistRequest(_message.Message):
    __slots__ = ("programme_id", "mentee_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    mentee_id: str
    def __init__(self, programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ...) -> None: ...

class ShortlistResponse(_message.Message):
    __slots__ = ("mentors", "kept_until", "shortage")
    MENTORS_FIELD_NUMBER: _ClassVar[int]
    KEPT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    SHORTAGE_FIELD_NUMBER: _ClassVar[int]
    mentors: _containers.RepeatedCompositeFieldContainer[MentorCard]
    kept_until: _timestamp_pb2.Timestamp
    shortage: str
    def __init__(self, mentors: _Optional[_Iterable[_Union[MentorCard, _Mapping]]] = ..., kept_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., shortage: _Optional[str] = ...) -> None: ...

class MentorRequest(_message.Message):
    __slots__ = ("request_id", "programme_id", "mentee_id", "mentor_id", "state", "asked_at", "answer_by", "pair_id", "note", "decline_reason", "reasons")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ASKED_AT_FIELD_NUMBER: _ClassVar[int]
    ANSWER_BY_FIELD_NUMBER: _ClassVar[int]
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    DECLINE_REASON_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    state: RequestState
    asked_at: _timestamp_pb2.Timestamp
    answer_by: _timestamp_pb2.Timestamp
    pair_id: str
    note: _writing_pb2.Writing
    decline_reason: DeclineReason
    reasons: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, request_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., state: _Optional[_Union[RequestState, str]] = ..., asked_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., answer_by: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., pair_id: _Optional[str] = ..., note: _Optional[_Union[_writing_pb2.Writing, _Mapping]] = ..., decline_reason: _Optional[_Union[DeclineReason, str]] = ..., reasons: _Optional[_Iterable[str]] = ...) -> None: ...

class ChooseRequest(_message.Message):
    __slots__ = ("programme_id", "client_key", "mentor_ids", "note")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    MENTOR_IDS_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    client_key: str
    mentor_ids: _containers.RepeatedScalarFieldContainer[str]
    note: str
    def __init__(self, programme_id: _Optional[str] = ..., client_key: _Optional[str] = ..., mentor_ids: _Optional[_Iterable[str]] = ..., note: _Optional[str] = ...) -> None: ...

class ChooseResponse(_message.Message):
    __slots__ = ("request",)
    REQUEST_FIELD_NUMBER: _ClassVar[int]
    request: MentorRequest
    def __init__(self, request: _Optional[_Union[MentorRequest, _Mapping]] = ...) -> None: ...

class RequestMentorRequest(_message.Message):
    __slots__ = ("programme_id", "client_key", "mentor_id", "note")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    client_key: str
    mentor_id: str
    note: str
    def __init__(self, programme_id: _Optional[str] = ..., client_key: _Optional[str] = ..., mentor_id: _Optional[str] = ..., note: _Optional[str] = ...) -> None: ...

class RequestMentorResponse(_message.Message):
    __slots__ = ("request",)
    REQUEST_FIELD_NUMBER: _ClassVar[int]
    request: MentorRequest
    def __init__(self, request: _Optional[_Union[MentorRequest, _Mapping]] = ...) -> None: ...

class AcceptRequestRequest(_message.Message):
    __slots__ = ("programme_id", "request_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    request_id: str
    def __init__(self, programme_id: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class AcceptRequestResponse(_message.Message):
    __slots__ = ("request",)
    REQUEST_FIELD_NUMBER: _ClassVar[int]
    request: MentorRequest
    def __init__(self, request: _Optional[_Union[MentorRequest, _Mapping]] = ...) -> None: ...

class DeclineRequestRequest(_message.Message):
    __slots__ = ("programme_id", "request_id", "reason")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    request_id: str
    reason: DeclineReason
    def __init__(self, programme_id: _Optional[str] = ..., request_id: _Optional[str] = ..., reason: _Optional[_Union[DeclineReason, str]] = ...) -> None: ...

class DeclineRequestResponse(_message.Message):
    __slots__ = ("request",)
    REQUEST_FIELD_NUMBER: _ClassVar[int]
    request: MentorRequest
    def __init__(self, request: _Optional[_Union[MentorRequest, _Mapping]] = ...) -> None: ...

class WithdrawRequestRequest(_message.Message):
    __slots__ = ("programme_id", "request_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    request_id: str
    def __init__(self, programme_id: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class WithdrawRequestResponse(_message.Message):
    __slots__ = ("request",)
    REQUEST_FIELD_NUMBER: _ClassVar[int]
    request: MentorRequest
    def __init__(self, request: _Optional[_Union[MentorRequest, _Mapping]] = ...) -> None: ...

class ListMyRequestsRequest(_message.Message):
    __slots__ = ("programme_id", "only_open", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    ONLY_OPEN_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    only_open: bool
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., only_open: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListMyRequestsResponse(_message.Message):
    __slots__ = ("requests", "next_page_token", "offered_mentor_id")
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    OFFERED_MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    requests: _containers.RepeatedCompositeFieldContainer[MentorRequest]
    next_page_token: str
    offered_mentor_id: str
    def __init__(self, requests: _Optional[_Iterable[_Union[MentorRequest, _Mapping]]] = ..., next_page_token: _Optional[str] = ..., offered_mentor_id: _Optional[str] = ...) -> None: ...

class ListRequestsRequest(_message.Message):
    __slots__ = ("programme_id", "state", "mentee_id", "mentor_id", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    state: RequestState
    mentee_id: str
    mentor_id: str
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., state: _Optional[_Union[RequestState, str]] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRequestsResponse(_message.Message):
    __slots__ = ("requests", "next_page_token")
    REQUESTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    requests: _containers.RepeatedCompositeFieldContainer[MentorRequest]
    next_page_token: str
    def __init__(self, requests: _Optional[_Iterable[_Union[MentorRequest, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class SearchMentorsRequest(_message.Message):
    __slots__ = ("programme_id", "field", "language", "skills", "interests", "region", "full_too", "page_size", "page_token", "mentee_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    SKILLS_FIELD_NUMBER: _ClassVar[int]
    INTERESTS_FIELD_NUMBER: _ClassVar[int]
    REGION_FIELD_NUMBER: _ClassVar[int]
    FULL_TOO_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    field: str
    language: str
    skills: _containers.RepeatedScalarFieldContainer[str]
    interests: _containers.RepeatedScalarFieldContainer[str]
    region: str
    full_too: bool
    page_size: int
    page_token: str
    mentee_id: str
    def __init__(self, programme_id: _Optional[str] = ..., field: _Optional[str] = ..., language: _Optional[str] = ..., skills: _Optional[_Iterable[str]] = ..., interests: _Optional[_Iterable[str]] = ..., region: _Optional[str] = ..., full_too: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., mentee_id: _Optional[str] = ...) -> None: ...

class SearchMentorsResponse(_message.Message):
    __slots__ = ("mentors", "next_page_token", "fields", "languages")
    MENTORS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    LANGUAGES_FIELD_NUMBER: _ClassVar[int]
    mentors: _containers.RepeatedCompositeFieldContainer[MentorCard]
    next_page_token: str
    fields: _containers.RepeatedCompositeFieldContainer[Facet]
    languages: _containers.RepeatedCompositeFieldContainer[Facet]
    def __init__(self, mentors: _Optional[_Iterable[_Union[MentorCard, _Mapping]]] = ..., next_page_token: _Optional[str] = ..., fields: _Optional[_Iterable[_Union[Facet, _Mapping]]] = ..., languages: _Optional[_Iterable[_Union[Facet, _Mapping]]] = ...) -> None: ...

class Facet(_message.Message):
    __slots__ = ("value", "mentors")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    MENTORS_FIELD_NUMBER: _ClassVar[int]
    value: str
    mentors: int
    def __init__(self, value: _Optional[str] = ..., mentors: _Optional[int] = ...) -> None: ...

class Chat(_message.Message):
    __slots__ = ("chat_id", "programme_id", "asker_id", "helper_id", "state", "goal", "firm", "field", "region", "seconds", "asked_at", "answer_by", "ends_at", "offered", "askers_rating", "helpers_rating")
    CHAT_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    ASKER_ID_FIELD_NUMBER: _ClassVar[int]
    HELPER_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    GOAL_FIELD_NUMBER: _ClassVar[int]
    FIRM_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    REGION_FIELD_NUMBER: _ClassVar[int]
    SECONDS_FIELD_NUMBER: _ClassVar[int]
    ASKED_AT_FIELD_NUMBER: _ClassVar[int]
    ANSWER_BY_FIELD_NUMBER: _ClassVar[int]
    ENDS_AT_FIELD_NUMBER: _ClassVar[int]
    OFFERED_FIELD_NUMBER: _ClassVar[int]
    ASKERS_RATING_FIELD_NUMBER: _ClassVar[int]
    HELPERS_RATING_FIELD_NUMBER: _ClassVar[int]
    chat_id: str
    programme_id: str
    asker_id: str
    helper_id: str
    state: ChatState
    goal: _writing_pb2.Writing
    firm: str
    field: str
    region: str
    seconds: int
    asked_at: _timestamp_pb2.Timestamp
    answer_by: _timestamp_pb2.Timestamp
    ends_at: _timestamp_pb2.Timestamp
    offered: int
    askers_rating: int
    helpers_rating: int
    def __init__(self, chat_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., asker_id: _Optional[str] = ..., helper_id: _Optional[str] = ..., state: _Optional[_Union[ChatState, str]] = ..., goal: _Optional[_Union[_writing_pb2.Writing, _Mapping]] = ..., firm: _Optional[str] = ..., field: _Optional[str] = ..., region: _Optional[str] = ..., seconds: _Optional[int] = ..., asked_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., answer_by: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., ends_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., offered: _Optional[int] = ..., askers_rating: _Optional[int] = ..., helpers_rating: _Optional[int] = ...) -> None: ...

class AskForChatRequest(_message.Message):
    __slots__ = ("programme_id", "client_key", "goal", "firm", "field", "region", "seconds")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    GOAL_FIELD_NUMBER: _ClassVar[int]
    FIRM_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    REGION_FIELD_NUMBER: _ClassVar[int]
    SECONDS_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    client_key: str
    goal: str
    firm: str
    field: str
    region: str
    seconds: int
    def __init__(self, programme_id: _Optional[str] = ..., client_key: _Optional[str] = ..., goal: _Optional[str] = ..., firm: _Optional[str] = ..., field: _Optional[str] = ..., region: _Optional[str] = ..., seconds: _Optional[int] = ...) -> None: ...

class AskForChatResponse(_message.Message):
    __slots__ = ("chat",)
    CHAT_FIELD_NUMBER: _ClassVar[int]
    chat: Chat
    def __init__(self, chat: _Optional[_Union[Chat, _Mapping]] = ...) -> None: ...

class AcceptChatRequest(_message.Message):
    __slots__ = ("programme_id", "chat_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CHAT_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    chat_id: str
    def __init__(self, programme_id: _Optional[str] = ..., chat_id: _Optional[str] = ...) -> None: ...

class AcceptChatResponse(_message.Message):
    __slots__ = ("chat",)
    CHAT_FIELD_NUMBER: _ClassVar[int]
    chat: Chat
    def __init__(self, chat: _Optional[_Union[Chat, _Mapping]] = ...) -> None: ...

class EndChatRequest(_message.Message):
    __slots__ = ("programme_id", "chat_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CHAT_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    chat_id: str
    def __init__(self, programme_id: _Optional[str] = ..., chat_id: _Optional[str] = ...) -> None: ...

class EndChatResponse(_message.Message):
    __slots__ = ("chat",)
    CHAT_FIELD_NUMBER: _ClassVar[int]
    chat: Chat
    def __init__(self, chat: _Optional[_Union[Chat, _Mapping]] = ...) -> None: ...

class RateChatRequest(_message.Message):
    __slots__ = ("programme_id", "chat_id", "stars")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CHAT_ID_FIELD_NUMBER: _ClassVar[int]
    STARS_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    chat_id: str
    stars: int
    def __init__(self, programme_id: _Optional[str] = ..., chat_id: _Optional[str] = ..., stars: _Optional[int] = ...) -> None: ...

class RateChatResponse(_message.Message):
    __slots__ = ("chat",)
    CHAT_FIELD_NUMBER: _ClassVar[int]
    chat: Chat
    def __init__(self, chat: _Optional[_Union[Chat, _Mapping]] = ...) -> None: ...

class ListMyChatsRequest(_message.Message):
    __slots__ = ("programme_id", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListMyChatsResponse(_message.Message):
    __slots__ = ("chats", "next_page_token")
    CHATS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    chats: _containers.RepeatedCompositeFieldContainer[Chat]
    next_page_token: str
    def __init__(self, chats: _Optional[_Iterable[_Union[Chat, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListChatsRequest(_message.Message):
    __slots__ = ("programme_id", "state", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    state: ChatState
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., state: _Optional[_Union[ChatState, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListChatsResponse(_message.Message):
    __slots__ = ("chats", "next_page_token")
    CHATS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    chats: _containers.RepeatedCompositeFieldContainer[Chat]
    next_page_token: str
    def __init__(self, chats: _Optional[_Iterable[_Union[Chat, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class VolunteerCall(_message.Message):
    __slots__ = ("call_id", "programme_id", "state", "topic", "sites", "opened_at", "sign_up_by", "mentees", "mentors", "pairs", "signed_up")
    CALL_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    SITES_FIELD_NUMBER: _ClassVar[int]
    OPENED_AT_FIELD_NUMBER: _ClassVar[int]
    SIGN_UP_BY_FIELD_NUMBER: _ClassVar[int]
    MENTEES_FIELD_NUMBER: _ClassVar[int]
    MENTORS_FIELD_NUMBER: _ClassVar[int]
    PAIRS_FIELD_NUMBER: _ClassVar[int]
    SIGNED_UP_FIELD_NUMBER: _ClassVar[int]
    call_id: str
    programme_id: str
    state: CallState
    topic: _writing_pb2.Writing
    sites: _containers.RepeatedScalarFieldContainer[str]
    opened_at: _timestamp_pb2.Timestamp
    sign_up_by: _timestamp_pb2.Timestamp
    mentees: int
    mentors: int
    pairs: int
    signed_up: bool
    def __init__(self, call_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., state: _Optional[_Union[CallState, str]] = ..., topic: _Optional[_Union[_writing_pb2.Writing, _Mapping]] = ..., sites: _Optional[_Iterable[str]] = ..., opened_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., sign_up_by: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., mentees: _Optional[int] = ..., mentors: _Optional[int] = ..., pairs: _Optional[int] = ..., signed_up: _Optional[bool] = ...) -> None: ...

class OpenCallRequest(_message.Message):
    __slots__ = ("programme_id", "client_key", "topic", "sites", "days")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    SITES_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    client_key: str
    topic: str
    sites: _containers.RepeatedScalarFieldContainer[str]
    days: int
    def __init__(self, programme_id: _Optional[str] = ..., client_key: _Optional[str] = ..., topic: _Optional[str] = ..., sites: _Optional[_Iterable[str]] = ..., days: _Optional[int] = ...) -> None: ...

class OpenCallResponse(_message.Message):
    __slots__ = ("call",)
    CALL_FIELD_NUMBER: _ClassVar[int]
    call: VolunteerCall
    def __init__(self, call: _Optional[_Union[VolunteerCall, _Mapping]] = ...) -> None: ...

class ListCallsRequest(_message.Message):
    __slots__ = ("programme_id", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListCallsResponse(_message.Message):
    __slots__ = ("calls", "next_page_token")
    CALLS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    calls: _containers.RepeatedCompositeFieldContainer[VolunteerCall]
    next_page_token: str
    def __init__(self, calls: _Optional[_Iterable[_Union[VolunteerCall, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class SignUpRequest(_message.Message):
    __slots__ = ("programme_id", "call_id", "withdraw")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CALL_ID_FIELD_NUMBER: _ClassVar[int]
    WITHDRAW_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    call_id: str
    withdraw: bool
    def __init__(self, programme_id: _Optional[str] = ..., call_id: _Optional[str] = ..., withdraw: _Optional[bool] = ...) -> None: ...

class SignUpResponse(_message.Message):
    __slots__ = ("call",)
    CALL_FIELD_NUMBER: _ClassVar[int]
    call: VolunteerCall
    def __init__(self, call: _Optional[_Union[VolunteerCall, _Mapping]] = ...) -> None: ...

class ListSignUpsRequest(_message.Message):
    __slots__ = ("programme_id", "call_id", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CALL_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    call_id: str
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., call_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListSignUpsResponse(_message.Message):
    __slots__ = ("people", "next_page_token")
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    people: _containers.RepeatedCompositeFieldContainer[SignedUp]
    next_page_token: str
    def __init__(self, people: _Optional[_Iterable[_Union[SignedUp, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class SignedUp(_message.Message):
    __slots__ = ("person_id", "role")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    role: _access_pb2.Role
    def __init__(self, person_id: _Optional[str] = ..., role: _Optional[_Union[_access_pb2.Role, str]] = ...) -> None: ...

class FormPairsRequest(_message.Message):
    __slots__ = ("programme_id", "call_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CALL_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    call_id: str
    def __init__(self, programme_id: _Optional[str] = ..., call_id: _Optional[str] = ...) -> None: ...

class FormPairsResponse(_message.Message):
    __slots__ = ("call",)
    CALL_FIELD_NUMBER: _ClassVar[int]
    call: VolunteerCall
    def __init__(self, call: _Optional[_Union[VolunteerCall, _Mapping]] = ...) -> None: ...
