"""A rule that staff made, through all its versions: proposed, rehearsed, switched on by somebody else, taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from causeway.event import Event
from causeway.moderation.v1.events import RuleFlooding, RuleQuarantined, RuleTrouble
from moderation.domain.category import ALERTING, Category
from moderation.domain.rehearsal import Rehearsed

REHEARSED_WITHIN = timedelta(days=7)  # what people write changes; a week is also what the topics keep
MOST_VERSIONS = 100


class RuleNotFound(Exception):
    """There is no such rule, or no such version, in this programme."""


class RuleRefused(Exception):
    """The rule is not in a state for that, or a second person is needed."""


class NotRehearsed(Exception):
    """A rule acts only after a finished rehearsal of this very version, not older than a week."""


class Stage(StrEnum):
    PROPOSED = "proposed"
    ACTIVE = "active"
    QUARANTINED = "quarantined"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Version:
    """What the rule says is kept beside, by rule id, and never changes."""

    number: int
    proposed_by: str
    proposed_at: datetime
    client_key: str
    digest: str  # of what it says
    stage: Stage = Stage.PROPOSED
    trial: bool = False
    rehearsed: Rehearsed | None = None  # the newest that was finished
    activated_by: str = ""
    changed_by: str = ""
    changed_at: datetime | None = None
    why: str = ""  # it is in quarantine: flood, broken or person
    flooding: bool = False  # fires far too often, and goes on all the same
    released_at: datetime | None = None  # what it matched before is not held against it again


@dataclass(frozen=True, slots=True)
class OwnRule:
    """`programme_id` is empty for a rule of every programme. `revision` grows with each change."""

    programme_id: str
    category: Category
    name: str
    versions: tuple[Version, ...] = ()
    revision: int = 0

    @property
    def base(self) -> str:
        return base_of(self.programme_id, self.category, self.name)

    def rule_id(self, number: int) -> str:
        """As verdicts name it."""
        return f"{self.base}.v{number}"

    def place(self, number: int) -> str:
        """Where what it says is kept: unique over all programmes."""
        return f"{key_of(self.programme_id, self.base)}.v{number}"

    def version(self, number: int) -> Version:
        """Raises RuleNotFound."""
        found = next((one for one in self.versions if one.number == number), None)
        if found is None:
            raise RuleNotFound("There is no such version of this rule. Look at the list of rules.")
        return found

    def with_version(self, changed: Version) -> "OwnRule":
        versions = tuple(changed if one.number == changed.number else one for one in self.versions)
        return replace(self, versions=versions, revision=self.revision + 1)


def base_of(programme_id: str, category: Category, name: str) -> str:
    """Rules that ship have ids of two parts, so these are never taken for one of them."""
    return f"{category.value}.{'own' if programme_id else 'all'}.{name}"


def key_of(programme_id: str, base: str) -> str:
    return f"{programme_id or '*'}/{base}"


def propose(rule: OwnRule, by: str, client_key: str, digest: str, now: datetime, *, trial: bool) -> tuple[OwnRule, Version]:
    """The same call again changes nothing. Raises RuleRefused."""
    known = next((one for one in rule.versions if one.client_key == client_key and one.proposed_by == by), None)
    if known is not None:
        if known.digest != digest:
            raise RuleRefused("This client_key was used for another version of the rule. Nothing was changed; use a new one.")
        return rule, known
    if len(rule.versions) >= MOST_VERSIONS:
        raise RuleRefused(f"This rule has {MOST_VERSIONS} versions. Nothing was changed; give the next one another name.")
    made = Version(len(rule.versions) + 1, by, now, client_key, digest, trial=trial)
    return replace(rule, versions=(*rule.versions, made), revision=rule.revision + 1), made


def set_trial(rule: OwnRule, number: int, by: str, now: datetime, *, on: bool) -> OwnRule:
    """Raises RuleNotFound, RuleRefused."""
    version = rule.version(number)
    if version.stage is not Stage.PROPOSED:
        raise RuleRefused("Only a proposed rule can be on trial. Nothing was changed.")
    return rule if version.trial is on else rule.with_version(_changed(version, by, now, trial=on))


def rehearsed(rule: OwnRule, number: int, outcome: Rehearsed) -> OwnRule:
    """Raises RuleNotFound."""
    return rule.with_version(replace(rule.version(number), rehearsed=outcome))


def activate(rule: OwnRule, number: int, by: str, now: datetime) -> OwnRule:
    """The version that acted until now is retired. Raises RuleNotFound, RuleRefused, NotRehearsed."""
    version = rule.version(number)
    if version.stage is Stage.ACTIVE:
        return rule
    if version.stage is not Stage.PROPOSED:
        raise RuleRefused(f"This version is {version.stage.value}, so it cannot be switched on. Nothing was changed.")
    _check_rehearsed(version.rehearsed, now)
    _check_second(version, by)
    for older in rule.versions:
        if older.stage in (Stage.ACTIVE, Stage.QUARANTINED):
            rule = rule.with_version(_changed(older, by, now, stage=Stage.RETIRED, flooding=False))
    acting = _changed(version, by, now, stage=Stage.ACTIVE, trial=False, activated_by=by)
    return rule.with_version(acting)


def _check_rehearsed(outcome: Rehearsed | None, now: datetime) -> None:
    if outcome is None:
        raise NotRehearsed("This version has no finished rehearsal. Nothing was switched on; rehearse it first.")
    if now - outcome.finished_at > REHEARSED_WITHIN:
        days = REHEARSED_WITHIN.days
        raise NotRehearsed(f"Its rehearsal is older than {days} days. Nothing was switched on; rehearse it again.")


def _check_second(version: Version, by: str) -> None:
    if by == version.proposed_by:
        raise RuleRefused("A second person switches a rule on, not the one who proposed it. Nothing was changed.")


def retire(rule: OwnRule, number: int, by: str, now: datetime, *, lead: bool) -> OwnRule:
    """`lead`: more than a moderator, who only withdraws what they proposed. Raises RuleNotFound, RuleRefused."""
    version = rule.version(number)
    if version.stage is Stage.RETIRED:
        return rule
    if not lead and not (version.stage is Stage.PROPOSED and version.proposed_by == by):
        raise RuleRefused("A safeguarding lead retires this rule; moderators withdraw what they proposed. Nothing was changed.")
    return rule.with_version(_changed(version, by, now, stage=Stage.RETIRED, trial=False, flooding=False))


def quarantine(rule: OwnRule, number: int, by: str, why: RuleTrouble, now: datetime) -> tuple[OwnRule, list[Event]]:
    """The rule stops; what it held stays held. Raises RuleNotFound, RuleRefused."""
    version = rule.version(number)
    if version.stage is Stage.QUARANTINED:
        return rule, []
    trial_that_broke = version.trial and why is RuleTrouble.BROKEN
    if version.stage is not Stage.ACTIVE and not trial_that_broke:
        raise RuleRefused("Only a rule that acts can be put in quarantine. Nothing was changed.")
    stopped = rule.with_version(_changed(version, by, now, stage=Stage.QUARANTINED, trial=False, flooding=False, why=WHYS[why]))
    return stopped, [_told(RuleQuarantined, stopped, number, trouble=why)]


def release(rule: OwnRule, number: int, by: str, now: datetime) -> OwnRule:
    """Raises RuleNotFound, RuleRefused."""
    version = rule.version(number)
    if version.stage is Stage.ACTIVE:
        return rule
    if version.stage is not Stage.QUARANTINED:
        raise RuleRefused("This version is not in quarantine. Nothing was changed.")
    if not version.activated_by:
        raise RuleRefused("This version never acted, so there is nothing to release. Propose it again, and rehearse it.")
    _check_second(version, by)
    return rule.with_version(_changed(version, by, now, stage=Stage.ACTIVE, why="", released_at=now))


def flooded(rule: OwnRule, number: int, matches: int, now: datetime) -> tuple[OwnRule, list[Event]]:
    """It stops, except where it may see somebody in danger: then it is only shown. Raises RuleNotFound."""
    version = rule.version(number)
    if version.stage is not Stage.ACTIVE:
        return rule, []
    if rule.category not in ALERTING:
        return quarantine(rule, number, "", RuleTrouble.FLOOD, now)
    if version.flooding:
        return rule, []
    shown = rule.with_version(replace(version, flooding=True))
    return shown, [_told(RuleFlooding, shown, number, matches=matches)]


def calm(rule: OwnRule, number: int) -> OwnRule:
    """It no longer fires too often. Raises RuleNotFound."""
    version = rule.version(number)
    return rule.with_version(replace(version, flooding=False)) if version.flooding else rule


WHYS = {
    RuleTrouble.FLOOD: "flood",
    RuleTrouble.BROKEN: "broken",
    RuleTrouble.PERSON: "person",
    RuleTrouble.UNSPECIFIED: "",
}


def _told(kind: Callable[..., Event], rule: OwnRule, number: int, **more: object) -> Event:
    version = rule.version(number)
    owners = tuple(dict.fromkeys(person for person in (version.proposed_by, version.activated_by) if person))
    return kind(
        rule_id=rule.rule_id(number),
        programme_id=rule.programme_id,
        category=rule.category.value,
        version=rule.revision,
        owner_ids=owners,
        **more,
    )


def _changed(version: Version, by: str, now: datetime, **changes: object) -> Version:
    return replace(version, changed_by=by, changed_at=now, **changes)  # type: ignore[arg-type]


# A rule floods when it fires more than ten times as often as in its rehearsal: term start is ten times the mean
# (the sizes that the system is planned for), so only more than that is strange. And at least twenty times within ten
# minutes, because one reviewer decides five cases in that time: four of them can still clear a smaller wave.
FLOOD_WINDOW = timedelta(minutes=10)
FLOOD_FACTOR, FLOOD_FEWEST = 10.0, 20


def recent(version: Version, by_minute: Mapping[datetime, int]) -> int:
    """Of the matches of the last ten minutes, by the minute's begin, those that count."""
    since = version.released_at
    return sum(count for minute, count in by_minute.items() if since is None or minute >= since)


def floods(version: Version, matches: int) -> bool:
    """`matches` within ten minutes."""
    expected = version.rehearsed.matches_in(FLOOD_WINDOW) if version.rehearsed else 0.0
    return matches >= FLOOD_FEWEST and matches > FLOOD_FACTOR * expected
