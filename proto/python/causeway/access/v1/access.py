"""Generated from causeway/access/v1/access.proto by proto/generate.py. Do not edit."""

from causeway.event import OpenEnum


class Role(OpenEnum):
    """What somebody is in a programme. One person may hold several roles."""

    UNSPECIFIED = "ROLE_UNSPECIFIED"
    MENTEE = "ROLE_MENTEE"
    MENTOR = "ROLE_MENTOR"
    COORDINATOR = "ROLE_COORDINATOR"
    RELATIONSHIP_MANAGER = "ROLE_RELATIONSHIP_MANAGER"
    MODERATOR = "ROLE_MODERATOR"
    SAFEGUARDING_LEAD = "ROLE_SAFEGUARDING_LEAD"
    PARTNER = "ROLE_PARTNER"
    ADMINISTRATOR = "ROLE_ADMINISTRATOR"
    FACILITATOR = "ROLE_FACILITATOR"
    GUARDIAN = "ROLE_GUARDIAN"


class Scope(OpenEnum):
    """What the caller's role is held against."""

    UNSPECIFIED = "SCOPE_UNSPECIFIED"
    PROGRAMME = "SCOPE_PROGRAMME"
    OWN = "SCOPE_OWN"
    ALL = "SCOPE_ALL"
    ROWS = "SCOPE_ROWS"
    SIGNED_IN = "SCOPE_SIGNED_IN"


class Priority(OpenEnum):
    """What gives way first when a service has more calls than it can take: those further down are refused earlier."""

    UNSPECIFIED = "PRIORITY_UNSPECIFIED"
    SAFEGUARDING = "PRIORITY_SAFEGUARDING"
    MODERATION = "PRIORITY_MODERATION"
    POSTS = "PRIORITY_POSTS"
    READS = "PRIORITY_READS"
    NUDGES = "PRIORITY_NUDGES"
    METRICS = "PRIORITY_METRICS"
