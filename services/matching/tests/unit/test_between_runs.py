"""Between runs: the waiting list, one mentee at a time, and repairs that read only who has changed."""

from datetime import timedelta
from typing import Any

import pytest

from causeway.matching.v1.events import MenteeWaiting
from matching.app.announce_waiting import announce_waiting
from matching.app.displaced import Displaced, KnownPerson
from matching.app.kept_people import PROGRAMMES, keep_people, repair_people
from matching.app.match_profiles import match_profiles
from matching.app.matched import FreePeople, Order
from matching.app.mentor_pool import MentorPool
from matching.app.page_of_run import MOST_LOOKED_AT, Filter, page_of_run
from matching.app.profile_json import profile_json
from matching.app.run_ports import RunRow
from matching.app.set_matching import set_matching
from matching.app.suggest_mentors import Standing, Suggested, distance, suggest_mentors, why_nobody
from matching.domain.enrolment import Profile
from matching.domain.hard_rules import NO_DEMANDS
from matching.domain.matching_settings import MatchingSettings, SettingsRefused
from matching.domain.options import MatchingOptions
from matching.domain.people import Mentee, Mentor
from matching.domain.run import Figures, LeftOver, Proposal, Run
from matching.domain.waiting import Waiting
from matching.testing import a_mentee, a_mentor, a_random_cohort
from matching.testing_register import MONDAY, a_programme, a_run
from matching.testing_runs import FakeRunRegister

AS_USUAL = MatchingSettings("north")
CHESS, CHOIR = frozenset({"chess"}), frozenset({"choir"})


def a_pool(*mentors: Mentor) -> MentorPool:
    pool = MentorPool()
    for one in sorted(mentors, key=lambda mentor: mentor.id):
        pool.add(f"R{one.id}", one)
    return pool.close()


def suggested(pool: MentorPool, mentee: Mentee, pairs: dict[str, int], prices: dict[str, float], **given: Any) -> list[str]:
    met = given.get("met", ())
    answer = suggest_mentors(pool, mentee, met, Standing(pairs, prices), AS_USUAL, 5)
    return [one.mentor_id for one in answer.best]


POOL = a_pool(a_mentor(id="x", interests=CHESS), a_mentor(id="y", interests=CHOIR))
ADA = a_mentee(id="a", interests=CHESS)


def test_the_best_mentor_comes_first_and_one_who_is_full_not_at_all() -> None:
    assert suggested(POOL, ADA, {}, {}) == ["Rx", "Ry"]
    assert suggested(POOL, ADA, {"Rx": 1}, {}) == ["Ry"]


def test_a_place_that_others_need_more_is_kept_for_them() -> None:
    assert suggested(POOL, ADA, {}, {"Rx": 0.9}) == ["Ry", "Rx"]


def test_a_place_that_was_taken_a_moment_ago_is_not_offered_and_prices_stay() -> None:
    before = Standing({}, {"Ry": 0.2})
    offered = suggest_mentors(POOL, ADA, (), before, AS_USUAL, 5).best

    after = suggest_mentors(POOL, ADA, (), before.with_pairs({"Rx": 1}), AS_USUAL, 5).best

    assert [one.mentor_id for one in offered] == ["Rx", "Ry"]
    assert after == offered[1:]
    assert suggest_mentors(a_pool(a_mentor(id="y")), ADA, (), before, AS_USUAL, 5).best[0].mentor_id == "Ry"


def test_two_who_met_before_are_not_suggested_to_each_other() -> None:
    assert suggested(POOL, ADA, {}, {}, met=("Rx",)) == ["Ry"]


def test_nobody_to_suggest_is_explained_rule_by_rule() -> None:
    pool = a_pool(a_mentor(id="x"), a_mentor(id="y", languages=frozenset({"cy"})), a_mentor(id="z"))

    standing = Standing({"Rx": 1}, {})

    assert suggest_mentors(pool, ADA, ["Rz"], standing, AS_USUAL, 5).best == []
    assert why_nobody(pool, "Ea", ADA, ["Rz"], standing, NO_DEMANDS).ruled_out == (
        ("language", 1),
        ("blocked", 1),
        ("capacity", 1),
    )


def test_near_peers_alone_are_suggested_and_a_former_mentee_comes_first_where_a_programme_says_so() -> None:
    pool = a_pool(a_mentor(id="w", stage=2), a_mentor(id="x", stage=2, was_mentee=True), a_mentor(id="y", stage=7))
    asked = MatchingSettings("north", options=MatchingOptions(max_stages_ahead=6, was_mentee=0.2))

    answer = suggest_mentors(pool, ADA, (), Standing({}, {}), asked, 5)
    nobody = why_nobody(pool, "Ea", ADA, (), Standing({"Rw": 1, "Rx": 1}, {}), asked.options.demands)

    assert [one.mentor_id for one in answer.best] == ["Rx", "Rw"]
    assert nobody.ruled_out == (("stages_ahead", 1), ("capacity", 2))


def test_an_arrival_who_takes_the_best_mentor_adds_no_distance_from_a_full_run() -> None:
    answer = suggest_mentors(POOL, ADA, (), Standing({}, {}), AS_USUAL, 5)
    full = suggest_mentors(POOL, ADA, (), Standing({"Rx": 1}, {}), AS_USUAL, 5)
    last = a_run(figures=Figures(pairs=2, total_score=1.0, share_of_bound=1.0))

    assert distance(last, answer, answer.best) == pytest.approx(0)
    assert 0 < distance(last, full, full.best) < distance(last, full, [])
    assert distance(None, full, [Suggested("Ry", 0.5, 1.0)]) < 1


def known(person: Mentee | Mentor, **ready: Any) -> KnownPerson:
    side = "E" if isinstance(person, Mentee) else "R"
    return KnownPerson(f"{side}{person.id}", profile_json(Profile(person)), **ready)


def test_a_repair_with_what_is_kept_gives_what_a_run_of_the_same_people_gives() -> None:
    left, right, _ = a_random_cohort(11, 30, 20)
    kept: dict[str, Any] = {}
    keep_people(kept, "north", [*map(known, left), *map(known, right)])
    taken = {f"R{right[0].id}": 1}
    waiting = [one for one in left if one.id < "e5"]
    met = [(f"E{waiting[0].id}", f"R{right[1].id}")]
    places = [(f"R{one.id}", profile_json(Profile(one)), taken.get(f"R{one.id}", 0)) for one in right]
    free = [place for place, one in zip(places, right, strict=True) if one.capacity > place[2]]

    repaired = repair_people(kept, "north", Displaced({f"E{one.id}": 3 for one in waiting}, met, taken), Order(1), MONDAY)

    days = {f"E{one.id}": 3 for one in waiting}
    mentees = [(f"E{one.id}", profile_json(Profile(one))) for one in waiting]
    run = match_profiles(FreePeople(mentees, free, met, days), Order(1))
    assert repaired is not None
    assert repaired.proposals == run.proposals
    assert repaired.left_over == run.left_over


def test_who_pauses_rests_or_is_gone_is_not_repaired_with() -> None:
    kept: dict[str, Any] = {}
    later = MONDAY + timedelta(days=1)
    people = [known(ADA), known(a_mentor(id="x"), ready_from=later), known(a_mentor(id="y")), known(a_mentor(id="z"))]
    keep_people(kept, "north", people)
    keep_people(kept, "north", [KnownPerson("Rz", None)])
    waits = {"Ea": 0}

    resting = repair_people(kept, "north", Displaced(waits, [], {}, {"Ry"}), Order(1), MONDAY)
    after = repair_people(kept, "north", Displaced(waits, [], {"Ry": 1}), Order(1), later)

    assert resting is not None
    assert after is not None
    assert resting.proposals == []
    assert [one.mentor_id for one in after.proposals] == ["Rx"]


def test_a_programme_that_was_put_away_is_not_taken_for_an_empty_one() -> None:
    kept: dict[str, Any] = {}
    for number in range(PROGRAMMES + 1):
        keep_people(kept, f"p{number}", [known(ADA)])

    assert repair_people(kept, "p0", Displaced({}, [], {}), Order(1), MONDAY) is None


class FakeWaiting:
    def __init__(self, *waiting: Waiting) -> None:
        self.now = MONDAY
        self.known = {one.mentee_id: one for one in waiting}
        self.sent: list[Any] = []

    def waiting(self, mentee_id: str) -> Waiting | None:
        return self.known.get(mentee_id)

    def save_waiting(self, waiting: Waiting, events: Any) -> None:
        self.known[waiting.mentee_id] = waiting
        self.sent += events


def test_who_waits_too_long_is_announced_once_by_id_alone() -> None:
    register = FakeWaiting(Waiting("ada", "north", MONDAY - timedelta(days=20)))

    assert announce_waiting(register, "ada")
    assert not announce_waiting(register, "ada")
    assert not announce_waiting(register, "somebody who has a mentor by now")

    [event] = register.sent
    assert isinstance(event, MenteeWaiting)
    assert (event.mentee_id, event.waiting_days) == ("ada", 20)


def test_settings_are_saved_once_and_never_over_somebody_elses() -> None:
    register = FakeRunRegister(a_programme())
    wanted = MatchingSettings("north", approvals_needed=2)

    first = set_matching(register, wanted)
    assert set_matching(register, wanted) == first
    assert first.version == 1
    with pytest.raises(SettingsRefused, match="read them again"):
        set_matching(register, MatchingSettings("north", approvals_needed=1))


@pytest.mark.parametrize("wrong", [{"approvals_needed": 3}, {"repair_minutes": -1}, {"longest_wait_days": 400}])
def test_settings_out_of_range_are_refused_by_name(wrong: dict[str, int]) -> None:
    register = FakeRunRegister(a_programme())

    with pytest.raises(SettingsRefused, match=next(iter(wrong))):
        set_matching(register, MatchingSettings("north", **wrong))  # type: ignore[arg-type]
    assert register.settled == {}


class FakeRows:
    """A run of 5,000 proposals, each tenth from the coast, and 10 mentees left over."""

    def __init__(self) -> None:
        self.looked_at = 0

    async def rows(self, run: Run, start: int, size: int) -> list[RunRow]:
        self.looked_at += size
        return [self._row(number) for number in range(start, min(start + size, 5_010))]

    def _row(self, number: int) -> RunRow:
        region = "coast" if number % 10 == 0 else "city"
        if number >= 5_000:
            return RunRow(None, LeftOver(f"e{number}", (("language", 3),), "", region))
        return RunRow(Proposal(f"e{number}", "r1", 0.5, ("interest:12",), (), region, changed=number == 3), None)


RUN = a_run(figures=Figures(pairs=5_000, unmatched=10))


async def test_pages_of_filtered_rows_have_no_gap_no_repeat_and_a_limit_of_work() -> None:
    rows, seen, start, pages = FakeRows(), list[str](), 0, 0
    while True:
        before = rows.looked_at
        page = await page_of_run(rows, RUN, Filter(region="coast"), start, 30)  # type: ignore[arg-type]
        seen += [(row.proposal or row.left_over).mentee_id for row in page.rows]  # type: ignore[union-attr]
        pages += 1
        assert rows.looked_at - before <= MOST_LOOKED_AT
        if page.next is None:
            break
        start = page.next

    assert seen == [f"e{number}" for number in range(0, 5_010, 10)]
    assert pages >= 501 / 30


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(only_changed=True, unmatched=False), ["e3"]),
        (Filter(reason="language", proposals=False), [f"e{number}" for number in range(5_000, 5_010)]),
        (Filter(reason="interest:1"), []),
        (Filter(region="coast", proposals=False), ["e5000"]),
    ],
)
async def test_each_filter_finds_its_rows(wanted: Filter, found: list[str]) -> None:
    seen, start = list[str](), 0
    while True:
        page = await page_of_run(FakeRows(), RUN, wanted, start, 1_000)  # type: ignore[arg-type]
        seen += [(row.proposal or row.left_over).mentee_id for row in page.rows]  # type: ignore[union-attr]
        if page.next is None:
            break
        start = page.next

    assert seen == found
