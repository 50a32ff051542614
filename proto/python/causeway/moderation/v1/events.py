"""Generated from causeway/moderation/v1/events.proto by proto/generate.py. Do not edit."""

from typing import ClassVar

from pydantic import AwareDatetime
from causeway.event import Event, OpenEnum


class Verdict(OpenEnum):
    """The Verdict of a fact."""

    UNSPECIFIED = "VERDICT_UNSPECIFIED"
    ALLOW = "VERDICT_ALLOW"
    HOLD = "VERDICT_HOLD"
    BLOCK = "VERDICT_BLOCK"


class Judge(OpenEnum):
    """The Judge of a fact."""

    UNSPECIFIED = "JUDGE_UNSPECIFIED"
    RULES = "JUDGE_RULES"
    PERSON = "JUDGE_PERSON"


class Trouble(OpenEnum):
    """Why nobody hears of an alert."""

    UNSPECIFIED = "TROUBLE_UNSPECIFIED"
    NOBODY_ON_ROTA = "TROUBLE_NOBODY_ON_ROTA"
    NOBODY_REACHED = "TROUBLE_NOBODY_REACHED"


class AlertOutcome(OpenEnum):
    """The AlertOutcome of a fact."""

    UNSPECIFIED = "ALERT_OUTCOME_UNSPECIFIED"
    SUPPORTED = "ALERT_OUTCOME_SUPPORTED"
    REFERRED = "ALERT_OUTCOME_REFERRED"
    NO_DANGER = "ALERT_OUTCOME_NO_DANGER"


class RuleTrouble(OpenEnum):
    """The RuleTrouble of a fact."""

    UNSPECIFIED = "RULE_TROUBLE_UNSPECIFIED"
    FLOOD = "RULE_TROUBLE_FLOOD"
    BROKEN = "RULE_TROUBLE_BROKEN"
    PERSON = "RULE_TROUBLE_PERSON"


class MessageJudged(Event):
    """Moderation has decided on one version of one message."""

    TOPIC: ClassVar[str] = "moderation.verdicts.v1"
    KEY: ClassVar[str] = "conversation_id"

    message_id: str
    conversation_id: str
    programme_id: str
    content_version: int
    content_hmac: str
    verdict: Verdict
    version: int
    judged_by: Judge
    categories: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    rules_version: str


class PersonBarred(Event):
    """Somebody may not write, or not use the system at all, for a time. One that ends in the past lifts what was there."""

    TOPIC: ClassVar[str] = "moderation.people.v1"
    KEY: ClassVar[str] = "person_id"

    person_id: str
    programme_id: str
    suspended: bool
    until: AwareDatetime
    version: int


class PersonWarned(Event):
    """Somebody was told that they broke the programme's norms. Nothing is taken from them."""

    TOPIC: ClassVar[str] = "moderation.people.v1"
    KEY: ClassVar[str] = "person_id"

    person_id: str
    programme_id: str
    version: int


class CaseDueSoon(Event):
    """A case comes due and nobody has decided it: with a quarter of its time left. Told once."""

    TOPIC: ClassVar[str] = "moderation.alerts.v1"
    KEY: ClassVar[str] = "case_id"

    case_id: str
    programme_id: str
    categories: tuple[str, ...] = ()
    minor: bool
    due_at: AwareDatetime
    claimed: bool
    version: int
    reviewer_ids: tuple[str, ...] = ()


class SafeguardingAlertRaised(Event):
    """Somebody's words may tell of danger to them or to somebody under 18. Stored with the verdict, before anybody was asked."""

    TOPIC: ClassVar[str] = "moderation.alerts.v1"
    KEY: ClassVar[str] = "author_id"

    sign_id: str
    message_id: str
    conversation_id: str
    programme_id: str
    author_id: str
    categories: tuple[str, ...] = ()
    minor: bool
    telling: bool
    version: int


class SafeguardingLeadAsked(Event):
    """A safeguarding lead is asked to look at an alert, by mail and at once."""

    TOPIC: ClassVar[str] = "moderation.alerts.v1"
    KEY: ClassVar[str] = "alert_id"

    alert_id: str
    programme_id: str
    person_id: str
    asking: int
    version: int


class SafeguardingAlertUnheard(Event):
    """An attempt to ask somebody about an alert had no effect. Told each time, until somebody acknowledges."""

    TOPIC: ClassVar[str] = "moderation.alerts.v1"
    KEY: ClassVar[str] = "alert_id"

    alert_id: str
    programme_id: str
    trouble: Trouble
    coordinator_ids: tuple[str, ...] = ()
    version: int


class SafeguardingAlertAcknowledged(Event):
    """A safeguarding lead looks at an alert; nobody else is asked."""

    TOPIC: ClassVar[str] = "moderation.alerts.v1"
    KEY: ClassVar[str] = "alert_id"

    alert_id: str
    programme_id: str
    askings: int
    opened_at: AwareDatetime
    version: int


class SafeguardingAlertClosed(Event):
    """An alert has come to its end."""

    TOPIC: ClassVar[str] = "moderation.alerts.v1"
    KEY: ClassVar[str] = "alert_id"

    alert_id: str
    programme_id: str
    outcome: AlertOutcome
    signs: int
    version: int


class RuleQuarantined(Event):
    """A rule that staff made has stopped acting. What it held stays held."""

    TOPIC: ClassVar[str] = "moderation.alerts.v1"
    KEY: ClassVar[str] = "rule_id"

    rule_id: str
    programme_id: str
    category: str
    trouble: RuleTrouble
    version: int
    owner_ids: tuple[str, ...] = ()


class RuleFlooding(Event):
    """A rule about danger to somebody fires far more often than in its rehearsal. It goes on acting."""

    TOPIC: ClassVar[str] = "moderation.alerts.v1"
    KEY: ClassVar[str] = "rule_id"

    rule_id: str
    programme_id: str
    category: str
    matches: int
    version: int
    owner_ids: tuple[str, ...] = ()
