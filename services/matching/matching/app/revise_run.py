"""Use case: a coordinator changes a draft. Each revision is looked at on its own and answered in a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from matching.app.ports import TIES
from matching.app.run_ports import RUN_REVIEWS, RUNS, RunRegister
from matching.app.start_pair import two_needs, why_they_may_not
from matching.domain import run_review as domain
from matching.domain.hard_rules import Rule
from matching.domain.holding import IN_WORDS
from matching.domain.run import NotMadeYet, Run, RunRefused, require_draft, revised
from matching.domain.run_review import MOST_REVISIONS_OF_A_RUN, REASON_CODE, Kind, Review, Revision

NOBODY_HERE = "There is nobody with this id in this programme."


@dataclass(frozen=True, slots=True)
class Said:
    accepted: bool
    says: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read of those whom revisions name: who is in the programme, and whom the run's rows propose to whom."""

    run_id: str
    programme_id: str
    attempt: int
    members: frozenset[str]
    proposed: Mapping[str, str]

    def knows(self, one: Revision) -> bool:
        return {one.mentee_id, one.mentor_id, one.other_mentee_id} - {""} <= self.members

    def pairs(self, one: Revision) -> list[tuple[str, str]]:
        """The two or four people whom a revision speaks of."""
        match one.kind:
            case Kind.PIN | Kind.FORBID:
                return [(one.mentee_id, one.mentor_id)]
            case Kind.SWAP:
                first, second = self.proposed.get(one.mentee_id, ""), self.proposed.get(one.other_mentee_id, "")
                return [(one.mentee_id, second), (one.other_mentee_id, first)] if first and second else []
            case Kind.DROP | Kind.CLEAR:
                return []


def needs(draft: Draft, revisions: Sequence[Revision]) -> list[tuple[str, str]]:
    known = [one for one in revisions if draft.knows(one)]
    people = [need for one in known for pair in draft.pairs(one) for need in two_needs(*pair)]
    ties = [(TIES, one.mentee_id) for one in known]
    return [(RUNS, draft.run_id), (RUN_REVIEWS, draft.run_id), *people, *ties]


def revise_run(register: RunRegister, draft: Draft, revisions: Sequence[Revision]) -> tuple[Run, list[Said]]:
    """Raises RunNotFound, RunFailed, NotMadeYet, RunRefused."""
    run = register.run(draft.programme_id, draft.run_id)
    require_draft(run, "revised")
    if run.attempt != draft.attempt:
        raise NotMadeYet("This run was solved again in this moment. Nothing was changed; look at the new draft first.")
    if run.brief.dry:
        raise RunRefused("This run is a comparison; it has nothing to revise. Nothing was changed.")
    review = before = register.review(run.id)
    said: list[Said] = []
    for one in revisions:
        changed, answer = _revise(register, run, draft, review, one)
        if changed != review:
            run = revised(run, pinned=_asks_for_more(draft, review, changed))
        review = changed
        said.append(answer)
    if review != before:
        register.save_review(review)
        register.save_run(run)
    return run, said


def _asks_for_more(draft: Draft, before: Review, after: Review) -> bool:
    """Whether there is a new pin that the rows do not propose anyway."""
    new = {mentee: mentor for mentee, mentor in after.pins.items() if before.pins.get(mentee) != mentor}
    return any(draft.proposed.get(mentee) != mentor for mentee, mentor in new.items())


def _revise(register: RunRegister, run: Run, draft: Draft, review: Review, one: Revision) -> tuple[Review, Said]:
    if not one.mentee_id or not draft.knows(one):
        return review, Said(False, NOBODY_HERE)
    if review.size >= MOST_REVISIONS_OF_A_RUN and one.kind is not Kind.CLEAR:
        return review, Said(False, f"A run takes at most {MOST_REVISIONS_OF_A_RUN:,} revisions. Make a new run.")
    match one.kind:
        case Kind.PIN:
            return _pin(register, run, review, one)
        case Kind.FORBID:
            return _forbid(register, review, one)
        case Kind.SWAP:
            return _swap(register, run, draft, review, one)
        case Kind.DROP:
            if one.mentee_id not in draft.proposed and one.mentee_id not in review.pins:
                return review, Said(False, "This run does not propose this mentee to anybody.")
            return domain.dropped(review, one.mentee_id), Said(True, "The mentee is left out of this run.")
        case Kind.CLEAR:
            return _clear(register, review, one)


def _pin(register: RunRegister, run: Run, review: Review, one: Revision) -> tuple[Review, Said]:
    if not one.mentor_id:
        return review, Said(False, NOBODY_HERE)
    if reason := _why_not(register, run, one.mentee_id, one.mentor_id):
        return review, Said(False, reason)
    return domain.pinned(review, one.mentee_id, one.mentor_id), Said(True, "Pinned; Resolve keeps these two together.")


def _why_not(register: RunRegister, run: Run, mentee_id: str, mentor_id: str) -> str:
    """A sentence, or nothing."""
    reason = why_they_may_not(register, mentee_id, mentor_id, run.brief.options.demands)
    if reason == Rule.BLOCKED.value:
        return f"Not pinned, because a block wins over a pin: {IN_WORDS[reason]}."
    return f"Not pinned: {IN_WORDS[reason]}." if reason else ""


def _forbid(register: RunRegister, review: Review, one: Revision) -> tuple[Review, Said]:
    if not REASON_CODE.fullmatch(one.reason_code):
        return review, Said(False, "reason_code must be 2 to 40 small letters, digits and _, beginning with a letter.")
    if not one.mentor_id:
        return review, Said(False, NOBODY_HERE)
    ties = register.ties(one.mentee_id)
    apart_before = one.mentor_id in ties.met
    if not apart_before:
        register.save_ties(replace(ties, met=(*ties.met, one.mentor_id)))
    won = review.pins.get(one.mentee_id) == one.mentor_id
    says = "Forbidden in this run and in later ones." + (" The pin of these two is gone: a block wins." if won else "")
    changed = domain.forbidden(review, one.mentee_id, one.mentor_id, one.reason_code, kept_apart=not apart_before)
    return changed, Said(True, says)


def _swap(register: RunRegister, run: Run, draft: Draft, review: Review, one: Revision) -> tuple[Review, Said]:
    pairs = draft.pairs(one)
    if not pairs or one.mentee_id == one.other_mentee_id:
        return review, Said(False, "Only two different mentees to whom this run proposes a mentor can be swapped.")
    for mentee_id, mentor_id in pairs:
        if reason := _why_not(register, run, mentee_id, mentor_id):
            return review, Said(False, reason.replace("Not pinned", "Not swapped"))
    changed = review
    for mentee_id, mentor_id in pairs:
        changed = domain.pinned(changed, mentee_id, mentor_id)
    return changed, Said(True, "Swapped by two pins; Resolve makes it so.")


def _clear(register: RunRegister, review: Review, one: Revision) -> tuple[Review, Said]:
    lifted = [id for id, known in review.forbidden.get(one.mentee_id, {}).items() if known.kept_apart]
    if lifted:
        ties = register.ties(one.mentee_id)
        register.save_ties(replace(ties, met=tuple(id for id in ties.met if id not in lifted)))
    return domain.cleared(review, one.mentee_id), Said(True, "Nothing is said of this mentee any more.")
