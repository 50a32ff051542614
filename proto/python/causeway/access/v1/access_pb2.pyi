from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Role(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ROLE_UNSPECIFIED: _ClassVar[Role]
    ROLE_MENTEE: _ClassVar[Role]
    ROLE_MENTOR: _ClassVar[Role]
    ROLE_COORDINATOR: _ClassVar[Role]
    ROLE_RELATIONSHIP_MANAGER: _ClassVar[Role]
    ROLE_MODERATOR: _ClassVar[Role]
    ROLE_SAFEGUARDING_LEAD: _ClassVar[Role]
    ROLE_PARTNER: _ClassVar[Role]
    ROLE_ADMINISTRATOR: _ClassVar[Role]
    ROLE_FACILITATOR: _ClassVar[Role]
    ROLE_GUARDIAN: _ClassVar[Role]

class Scope(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SCOPE_UNSPECIFIED: _ClassVar[Scope]
    SCOPE_PROGRAMME: _ClassVar[Scope]
    SCOPE_OWN: _ClassVar[Scope]
    SCOPE_ALL: _ClassVar[Scope]
    SCOPE_ROWS: _ClassVar[Scope]
    SCOPE_SIGNED_IN: _ClassVar[Scope]

class Priority(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PRIORITY_UNSPECIFIED: _ClassVar[Priority]
    PRIORITY_SAFEGUARDING: _ClassVar[Priority]
    PRIORITY_MODERATION: _ClassVar[Priority]
    PRIORITY_POSTS: _ClassVar[Priority]
    PRIORITY_READS: _ClassVar[Priority]
    PRIORITY_NUDGES: _ClassVar[Priority]
    PRIORITY_METRICS: _ClassVar[Priority]
ROLE_UNSPECIFIED: Role
ROLE_MENTEE: Role
ROLE_MENTOR: Role
ROLE_COORDINATOR: Role
ROLE_RELATIONSHIP_MANAGER: Role
ROLE_MODERATOR: Role
ROLE_SAFEGUARDING_LEAD: Role
ROLE_PARTNER: Role
ROLE_ADMINISTRATOR: Role
ROLE_FACILITATOR: Role
ROLE_GUARDIAN: Role
SCOPE_UNSPECIFIED: Scope
SCOPE_PROGRAMME: Scope
SCOPE_OWN: Scope
SCOPE_ALL: Scope
SCOPE_ROWS: Scope
SCOPE_SIGNED_IN: Scope
PRIORITY_UNSPECIFIED: Priority
PRIORITY_SAFEGUARDING: Priority
PRIORITY_MODERATION: Priority
PRIORITY_POSTS: Priority
PRIORITY_READS: Priority
PRIORITY_NUDGES: Priority
PRIORITY_METRICS: Priority

class Access(_message.Message):
    __slots__ = ("roles", "scope", "services", "priority")
    ROLES_FIELD_NUMBER: _ClassVar[int]
    SCOPE_FIELD_NUMBER: _ClassVar[int]
    SERVICES_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    roles: _containers.RepeatedScalarFieldContainer[Role]
    scope: Scope
    services: _containers.RepeatedScalarFieldContainer[str]
    priority: Priority
    def __init__(self, roles: _Optional[_Iterable[_Union[Role, str]]] = ..., scope: _Optional[_Union[Scope, str]] = ..., services: _Optional[_Iterable[str]] = ..., priority: _Optional[_Union[Priority, str]] = ...) -> None: ...
