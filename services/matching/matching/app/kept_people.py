"""Everybody of a programme as known to a process that stays, so that a repair reads only who has changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Any

from matching.app.displaced import Displaced, KnownPerson
from matching.app.full_run_share import share_of_full_run
from matching.app.match_profiles import match_people, match_profiles
from matching.app.matched import FreePeople, Matched, Order, Present
from matching.app.profile_json import profile_of
from matching.app.since_run import SinceRun
from matching.domain.people import Mentee, Mentor

PROGRAMMES = 3  # kept at once; a national one takes some hundred megabytes


@dataclass(frozen=True, slots=True)
class Kept:
    person: Mentee | Mentor
    digest: str
    ready_from: datetime | None
    ready_until: datetime | None

    def ready(self, now: datetime) -> bool:
        begun = self.ready_from is None or self.ready_from <= now
        return begun and (self.ready_until is None or now < self.ready_until)


def keep_people(kept: dict[str, Any], programme_id: str, people: Iterable[KnownPerson]) -> int:
    """Gives how many are known now."""
    known: dict[str, Kept] = kept.pop(programme_id, {})
    kept[programme_id] = known  # the newest at the end
    while len(kept) > PROGRAMMES:
        del kept[next(iter(kept))]
    for one in people:
        if one.profile is None:
            known.pop(one.person_id, None)
        else:
            digest = blake2b(one.profile.encode("utf-8", "replace"), digest_size=8).hexdigest()
            known[one.person_id] = Kept(profile_of(one.profile).person, digest, one.ready_from, one.ready_until)
    return len(known)


def match_here(kept: dict[str, Any], people: FreePeople, order: Order) -> Matched:
    """A run that keeps nothing and knows nothing of what is kept."""
    return match_profiles(people, order)


def repair_people(kept: dict[str, Any], programme_id: str, displaced: Displaced, order: Order, now: datetime) -> Matched | None:
    """Only those who wait are matched, and only on places that are free. None: this programme is not known any more."""
    known: dict[str, Kept] | None = kept.get(programme_id)
    if known is None:
        return None
    mentees: dict[str, Mentee] = {}
    here: dict[str, Mentor] = {}
    for id, one in known.items():
        if id in displaced.resting or not one.ready(now):
            continue
        if isinstance(one.person, Mentor):
            here[id] = replace(one.person, capacity=max(0, one.person.capacity - displaced.taken.get(id, 0)))
        elif id in displaced.waiting_days:
            mentees[id] = replace(one.person, waiting_days=displaced.waiting_days[id])
    mentors = {id: one for id, one in here.items() if one.capacity > 0}
    snapshot_id = _snapshot(known, mentees, mentors, displaced)
    matched = match_people(Present(mentees, mentors, displaced.met, snapshot_id), order)
    if displaced.since is None:
        return matched
    share = share_of_full_run(displaced.since, _asked(displaced.since, known, mentees), here, order, matched)
    return replace(matched, figures=replace(matched.figures, share_of_full_run=share))


def _asked(since: SinceRun, known: Mapping[str, Kept], waiting: Mapping[str, Mentee]) -> dict[str, Mentee]:
    """Mentees whom the last run did not know, if they have a pair or are matched now."""
    paired = {id: known[id].person for id in since.new_and_paired if id in known}
    asked = {id: one for id, one in paired.items() if isinstance(one, Mentee)}
    return asked | {id: one for id, one in waiting.items() if id in since.new_and_waiting}


def _snapshot(
    known: Mapping[str, Kept], mentees: Mapping[str, Mentee], mentors: Mapping[str, Mentor], displaced: Displaced
) -> str:
    digest = blake2b(digest_size=16)
    for id, mentee in sorted(mentees.items()):
        digest.update(f"{id} {known[id].digest} {mentee.waiting_days}\n".encode())
    for id, mentor in sorted(mentors.items()):
        digest.update(f"{id} {known[id].digest} {mentor.capacity}\n".encode())
    digest.update(repr(sorted(displaced.met)).encode())
    return digest.hexdigest()
