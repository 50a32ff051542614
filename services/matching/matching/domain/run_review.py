"""What coordinators change in a draft: pairs they want, pairs they forbid, people they leave out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

MOST_REVISIONS_OF_A_RUN = 5_000
REASON_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")


class Mark(StrEnum):
    PROPOSED = "proposed"
    PINNED = "pinned"
    FORBIDDEN = "forbidden"
    DROPPED = "dropped"


class Kind(StrEnum):
    PIN = "pin"
    FORBID = "forbid"
    SWAP = "swap"
    DROP = "drop"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Revision:
    """The mentor is for pin and forbid, the other mentee for swap, the reason code for forbid."""

    kind: Kind
    mentee_id: str
    mentor_id: str = ""
    other_mentee_id: str = ""
    reason_code: str = ""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """`kept_apart`: this revision made it so; the two were not kept apart before."""

    reason_code: str
    kept_apart: bool


@dataclass(frozen=True, slots=True)
class Review:
    """By mentee: the pinned mentor; the forbidden mentors; who is left out of the run."""

    run_id: str
    pins: Mapping[str, str] = field(default_factory=dict)
    forbidden: Mapping[str, Mapping[str, Forbidden]] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()

    @property
    def size(self) -> int:
        return len(self.pins) + len(self.dropped) + sum(map(len, self.forbidden.values()))

    def mark(self, mentee_id: str, mentor_id: str) -> Mark:
        if mentor_id in self.forbidden.get(mentee_id, {}):
            return Mark.FORBIDDEN
        if mentee_id in self.dropped:
            return Mark.DROPPED
        return Mark.PINNED if self.pins.get(mentee_id) == mentor_id else Mark.PROPOSED

    def reason_code(self, mentee_id: str, mentor_id: str) -> str:
        known = self.forbidden.get(mentee_id, {}).get(mentor_id)
        return known.reason_code if known is not None else ""

    def starts(self, mentee_id: str, mentor_id: str) -> bool:
        return self.mark(mentee_id, mentor_id) in (Mark.PROPOSED, Mark.PINNED)


def pinned(review: Review, mentee_id: str, mentor_id: str) -> Review:
    """A pin takes back that somebody was left out."""
    pins = {**review.pins, mentee_id: mentor_id}
    return replace(review, pins=pins, dropped=review.dropped - {mentee_id})


def forbidden(review: Review, mentee_id: str, mentor_id: str, reason_code: str, *, kept_apart: bool) -> Review:
    """Forbidding wins over a pin of the same two."""
    pins = {one: other for one, other in review.pins.items() if (one, other) != (mentee_id, mentor_id)}
    before = review.forbidden.get(mentee_id, {})
    already = mentor_id in before and before[mentor_id].kept_apart
    mentors = {**before, mentor_id: Forbidden(reason_code, kept_apart or already)}
    return replace(review, pins=pins, forbidden={**review.forbidden, mentee_id: mentors})


def dropped(review: Review, mentee_id: str) -> Review:
    pins = {one: other for one, other in review.pins.items() if one != mentee_id}
    return replace(review, pins=pins, dropped=review.dropped | {mentee_id})


def cleared(review: Review, mentee_id: str) -> Review:
    pins = {one: other for one, other in review.pins.items() if one != mentee_id}
    kept = {one: mentors for one, mentors in review.forbidden.items() if one != mentee_id}
    return replace(review, pins=pins, forbidden=kept, dropped=review.dropped - {mentee_id})
