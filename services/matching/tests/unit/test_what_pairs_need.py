"""Whatever a use case of pairs touches was asked for beforehand, and comes back from the database as it was stored."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest

from causeway.matching.v1.events import PairEndReason
from matching.adapters.plain import from_document, to_document
from matching.app import (
    agree,
    answer_review,
    assign_manager,
    begin_care,
    do_due,
    join_alumni,
    rate_skills,
    record_check_in,
    set_care_rules,
    set_caseload,
    set_goals,
    settle_concern,
    transfer_pair,
    turn_pair,
)
from matching.app.care_ports import COLLECTION_OF, K, Kept
from matching.app.ports import KEYS, MATCHING_SETTINGS, PAIRS, PEOPLE, ROLES, TIES
from matching.app.screening import WRITINGS, settle_writing
from matching.domain.agreement import Agreement, Channel, Hours
from matching.domain.care import ChangeReason, ConcernKind
from matching.domain.care_rules import CareRules
from matching.domain.check_in import CheckIn, Going
from matching.domain.enrolment import Enrolment, Profile
from matching.domain.goals import goal_id_of, step_id_of
from matching.domain.matching_settings import MatchingSettings
from matching.domain.pair import Pair, Ties
from matching.domain.people import Side
from matching.domain.role import HeldRole
from matching.domain.skills import skill_id_of
from matching.domain.writing import Judgement, Writing, WritingState
from matching.testing import a_mentee, a_mentor
from matching.testing_care import DAY, FakeCare, a_pair


class Asked(FakeCare):
    """Gives only what was asked for, as a unit of work does."""

    loaded: set[tuple[str, str]] | None = None

    def must(self, *need: str) -> None:
        if self.loaded is not None and need not in self.loaded:
            raise LookupError(need)

    def kept(self, kind: type[K], id: str) -> K | None:
        self.must(COLLECTION_OF[kind], id)
        return super().kept(kind, id)

    def known_pair(self, pair_id: str) -> Pair | None:
        self.must(PAIRS, pair_id)
        return super().known_pair(pair_id)

    def pair(self, programme_id: str, pair_id: str) -> Pair:
        self.must(PAIRS, pair_id)
        return super().pair(programme_id, pair_id)

    def matching_settings(self, programme_id: str) -> MatchingSettings:
        self.must(MATCHING_SETTINGS, programme_id)
        return super().matching_settings(programme_id)

    def ties(self, person_id: str) -> Ties:
        self.must(TIES, person_id)
        return super().ties(person_id)

    def profile(self, person_id: str) -> Profile | None:
        self.must(PEOPLE, person_id)
        self.must(KEYS, person_id)
        return super().profile(person_id)

    def known_person(self, person_id: str) -> Enrolment | None:
        self.must(PEOPLE, person_id)
        return super().known_person(person_id)

    def known_role(self, role_id: str) -> HeldRole | None:
        self.must(ROLES, role_id)
        return super().known_role(role_id)

    def known_writing(self, writing_id: str) -> Writing | None:
        self.must(WRITINGS, writing_id)
        return super().known_writing(writing_id)

    def sealed_writing(self, writing_id: str, author_id: str, text: str) -> str:
        self.must(KEYS, author_id)
        return super().sealed_writing(writing_id, author_id, text)

    def sealed_record(self, check_in: CheckIn, record: str) -> str:
        self.must(KEYS, check_in.person_id)
        return super().sealed_record(check_in, record)

    def asking(self, needs: Iterable[tuple[str, str]], act: Callable[["Asked"], Any]) -> Any:
        self.loaded = set(needs)
        try:
            return act(self)
        finally:
            self.loaded = None

    def look(self) -> None:
        """What steps do, each with its own needs."""
        for pair_id in list(self.pairs):
            looked = self.looked(pair_id)
            self.asking(begin_care.needs(looked), lambda register, looked=looked: begin_care.follow_pair(register, looked))  # type: ignore[misc]
            care = self.looked(pair_id).care
            while care is not None and care.open and care.due_at(self.now):
                pair, seen = self.pairs[pair_id], care
                self.asking(do_due.needs(seen, pair), lambda register, seen=seen: do_due.do_due(register, seen))  # type: ignore[misc]
                care = self.looked(pair_id).care


def a_register() -> tuple[Asked, Pair, str]:
    register = Asked()
    ada, grace, hope = (
        register.add(a_mentee(id="ada")),
        register.add(a_mentor(id="grace")),
        register.add(a_mentor(id="hope")),
    )
    register.people[hope] = Enrolment(hope, "north", Side.MENTOR, False, True, "", "f", 1)
    pair = a_pair(mentee_id=ada, mentor_id=grace)
    register.pairs[pair.id] = pair
    register.save_ties(Ties(ada, ("p1",), (grace,)))
    register.save_ties(Ties(grace, ("p1",), (ada,)))
    register.hire("rosa", deputy_id="sven")
    register.hire("sven")
    register.look()
    return register, pair, hope


def live_half_a_year(register: Asked, pair: Pair) -> None:
    for staff_id in ("rosa", "sven"):
        care = register.care()
        register.asking(
            assign_manager.needs(care, staff_id),
            lambda one, care=care, staff_id=staff_id: assign_manager.assign_manager(one, care, staff_id),  # type: ignore[misc]
        )
    for day in range(190):
        register.now += DAY
        register.look()
        waiting = [one for one in register.all(CheckIn) if one.open]
        if waiting and day % 3 == 0:
            heard = record_check_in.Heard(waiting[0], "sven", Going.WORRYING, "words")
            register.asking(record_check_in.needs(heard.check_in), lambda one, h=heard: record_check_in.record_check_in(one, h))  # type: ignore[misc]
        if day in (91, 185):
            answer(register, pair, 1 if day == 91 else 2)


def answer(register: Asked, pair: Pair, number: int) -> None:
    for person in (pair.mentee_id, pair.mentor_id):
        said = answer_review.Said(pair, number, person, ("a", "b", "c"))
        plans = register.care().plans
        register.asking(answer_review.needs(said, plans), lambda one, said=said: answer_review.answer_pair_review(one, said))  # type: ignore[misc]


def settle_plans(register: Asked, pair: Pair) -> None:
    proposed = agree.Proposed(pair, pair.mentee_id, 1, "Goals", (Channel.MESSAGES,), (Hours(1, 2, 3),), 24)
    register.asking(agree.needs(proposed), lambda one: agree.propose_agreement(one, proposed))
    settle_writing(register, proposed.goals_id, Judgement(WritingState.SHOWN))
    known = register.kept(Agreement, pair.id)
    register.asking(agree.accepting_needs(pair, known), lambda one: agree.accept_agreement(one, pair, 1, pair.mentor_id))
    new = set_goals.NewGoal(pair, pair.mentee_id, "k", "Goal", (set_goals.NewStep("Step", register.now + DAY),))
    register.asking(set_goals.goal_needs(new), lambda one: set_goals.create_goal(one, new))
    goal_id = goal_id_of(pair.id, "k")
    step = set_goals.NewStep("Another", register.now + 2 * DAY)
    needs = set_goals.step_needs(pair, pair.mentor_id, "s9")
    register.asking(needs, lambda one: set_goals.add_goal_step(one, pair, pair.mentor_id, goal_id, "s9", step))
    first = step_id_of(goal_id, 0)
    register.asking(set_goals.needs(pair), lambda one: set_goals.complete_goal_step(one, pair, goal_id, first))
    skill = rate_skills.NewSkill(pair, "k", "Speaking", 1, 3)
    register.asking(rate_skills.new_needs(skill), lambda one: rate_skills.rate_new_skill(one, skill))
    skill_id = skill_id_of(pair.id, "k")
    register.asking(rate_skills.needs(pair), lambda one: rate_skills.agree_skill_target(one, pair, skill_id, 3))
    register.asking(rate_skills.needs(pair), lambda one: rate_skills.rate_skill_again(one, pair, skill_id, 2, 0))


def end_kindly(register: Asked, pair: Pair) -> None:
    register.asking(turn_pair.needs(pair), lambda one: turn_pair.pause_pair(one, pair, register.now + DAY))
    register.asking(turn_pair.needs(pair), lambda one: turn_pair.resume_pair(one, pair))
    wish = ChangeReason.NO_TIME
    register.asking(turn_pair.needs(pair), lambda one: turn_pair.wish_for_change(one, pair, pair.mentee_id, wish))
    care = register.care()
    concern = ConcernKind.CHANGE_ASKED
    register.asking(settle_concern.needs(care), lambda one: settle_concern.settle_concern(one, care, concern, ""))
    reason = PairEndReason.NO_FAULT
    register.asking(turn_pair.needs(pair), lambda one: turn_pair.close_pair(one, pair, reason, timedelta(days=9)))
    for person in (pair.mentee_id, pair.mentor_id):
        goodbye = turn_pair.Goodbye(pair, person, 5, 5, "Thank you")
        register.asking(turn_pair.goodbye_needs(goodbye), lambda one, goodbye=goodbye: turn_pair.say_goodbye(one, goodbye))  # type: ignore[misc]
    register.look()
    register.asking(join_alumni.needs(pair, pair.mentee_id), lambda one: join_alumni.join_alumni(one, pair, pair.mentee_id))


def test_a_whole_life_of_a_pair_touches_only_what_it_asked_for_and_comes_back_as_it_was_stored() -> None:
    register, pair, _ = a_register()
    register.asking(set_care_rules.needs("north"), lambda one: set_care_rules.set_care_rules(one, CareRules("north")))
    settle_plans(register, pair)
    live_half_a_year(register, pair)
    end_kindly(register, pair)

    kinds = {type(thing) for thing in register.things.values()}
    assert kinds == set(COLLECTION_OF)
    for thing in register.things.values():
        assert came_back(thing) == thing


def came_back(thing: Kept) -> Kept:
    return from_document(type(thing), to_document(thing))


def test_a_transfer_asks_for_all_that_it_touches() -> None:
    register, pair, hope = a_register()
    settle_plans(register, pair)
    wanted = transfer_pair.Transfer(pair, hope)

    new = register.asking(transfer_pair.needs(wanted), lambda one: transfer_pair.transfer_pair(one, wanted))
    register.look()

    assert not register.pairs["p1"].active
    assert register.care(new.id).open


@pytest.mark.parametrize("trained", [True, False])
def test_a_caseload_asks_for_all_that_it_touches(trained: bool) -> None:
    register, _, _ = a_register()
    wanted = set_caseload.Wanted("north", "rosa", 3, trained, "")

    assert register.asking(set_caseload.needs(wanted), lambda one: set_caseload.set_caseload(one, wanted)).trained is trained
