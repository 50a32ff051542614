"""Pins are kept, blocks win, drafts stay as they were where they can, and an impossible run explains itself."""

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.app.compare_runs import compare
from matching.app.match_profiles import match_profiles
from matching.app.matched import FreePeople, Matched, Order
from matching.app.profile_json import profile_json
from matching.domain.enrolment import Profile
from matching.domain.hard_rules import broken_rules
from matching.domain.people import Mentee, Mentor
from matching.domain.run import Changes
from matching.testing import a_mentee, a_mentor, a_random_cohort


def line(person: Mentee | Mentor) -> str:
    return profile_json(Profile(person))


def people(mentees: list[Mentee], mentors: list[Mentor], met: tuple[tuple[str, str], ...] = ()) -> FreePeople:
    """Person ids are the ids with an E or an R before them."""
    return FreePeople(
        [(f"E{one.id}", line(one)) for one in mentees], [(f"R{one.id}", line(one), 0) for one in mentors], list(met)
    )


def pairs(found: Matched) -> dict[str, str]:
    return {one.mentee_id: one.mentor_id for one in found.proposals}


CHESS = [a_mentee(id="a", interests=frozenset({"chess"})), a_mentee(id="b", interests=frozenset({"choir"}))]
CHOIR = [a_mentor(id="x", interests=frozenset({"chess"})), a_mentor(id="y", interests=frozenset({"choir"}))]


def test_a_pin_is_kept_whatever_the_score_says() -> None:
    assert pairs(match_profiles(people(CHESS, CHOIR), Order(1))) == {"Ea": "Rx", "Eb": "Ry"}

    found = match_profiles(people(CHESS, CHOIR), Order(1, pins={"Ea": "Ry"}))

    assert pairs(found) == {"Ea": "Ry", "Eb": "Rx"}
    assert found.findings.notes == ()


def test_a_pin_takes_one_place_and_no_more() -> None:
    found = match_profiles(people(CHESS, [a_mentor(id="x", capacity=2)]), Order(1, pins={"Ea": "Rx"}))

    assert pairs(found) == {"Ea": "Rx", "Eb": "Rx"}


def test_a_block_wins_over_a_pin_and_the_run_says_so() -> None:
    found = match_profiles(people(CHESS, CHOIR, (("Ea", "Ry"),)), Order(1, pins={"Ea": "Ry"}))

    assert pairs(found)["Ea"] == "Rx"
    assert "gave way: the two are kept apart by a block" in found.findings.notes[0]


def test_two_pins_on_one_place_give_it_to_one_and_say_so() -> None:
    found = match_profiles(people(CHESS, CHOIR), Order(1, pins={"Ea": "Ry", "Eb": "Ry"}))

    assert pairs(found) == {"Ea": "Ry", "Eb": "Rx"}
    assert "no free place" in found.findings.notes[0]


def test_who_was_dropped_is_not_matched_and_the_run_says_why() -> None:
    found = match_profiles(people(CHESS, CHOIR), Order(1, dropped=frozenset({"Ea"})))

    assert pairs(found) == {"Eb": "Ry"}
    assert [(one.mentee_id, one.nearest_change) for one in found.left_over] == [
        ("Ea", "A coordinator has left this mentee out of the run.")
    ]


def test_solving_again_says_who_changed() -> None:
    first = match_profiles(people(CHESS, CHOIR), Order(1))

    again = match_profiles(people(CHESS, CHOIR), Order(1, pins={"Ea": "Ry"}, earlier=pairs(first)))

    assert again.findings.changes == Changes(kept=0, moved=2)
    assert [(one.earlier, one.changed) for one in again.proposals] == [("Rx", True), ("Ry", True)]


def test_a_draft_stays_as_it_was_unless_something_better_by_far_appears() -> None:
    mentors = [a_mentor(id="x"), a_mentor(id="y")]
    first = match_profiles(people(CHESS, mentors), Order(1))
    turned = {"Ea": pairs(first)["Eb"], "Eb": pairs(first)["Ea"]}

    again = match_profiles(people(CHESS, mentors), Order(1, earlier=turned))

    assert pairs(again) == turned
    assert again.findings.changes == Changes(kept=2)


def test_an_impossible_run_ends_with_an_explained_empty_result() -> None:
    nobody = match_profiles(people([], CHOIR), Order(1))
    no_mentor = match_profiles(people(CHESS, []), Order(1))
    full = match_profiles(people(CHESS, [a_mentor(id="x", capacity=0)]), Order(1))
    strangers = match_profiles(people(CHESS, [a_mentor(id="x", languages=frozenset({"cy"}))]), Order(1))

    says = [" ".join(found.findings.notes) for found in (nobody, no_mentor, full, strangers)]
    assert [found.proposals for found in (nobody, no_mentor, full, strangers)] == [[], [], [], []]
    assert [one.partition(",")[0] for one in says] == [
        "Nobody waits for a mentor",
        "No mentor may be matched now",
        "No mentor has a free place",
        "No two people keep every hard rule together",
    ]
    assert all(one.nearest_change for one in strangers.left_over)


def test_the_snapshot_has_one_name_whatever_the_order_and_another_for_other_people() -> None:
    one, other = people(CHESS, CHOIR), people(CHESS[::-1], CHOIR[::-1])

    assert one.snapshot_id == other.snapshot_id
    assert one.snapshot_id != people(CHESS, CHOIR, (("Ea", "Rx"),)).snapshot_id


def test_every_run_stands_beside_chance_and_first_come() -> None:
    left, right, _ = a_random_cohort(7, 60, 40)

    found = match_profiles(people(left, right), Order(1))

    worth = {one.name: (0.5 + one.mean_score) * one.pairs for one in found.findings.baselines}
    assert len(worth) >= 2
    assert all(found.figures.total_score + 0.5 * found.figures.pairs >= other - 0.001 for other in worth.values())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.data())
def test_whatever_is_pinned_and_blocked_no_rule_breaks_and_nobody_has_too_much(seed: int, data: st.DataObject) -> None:
    left, right, _ = a_random_cohort(seed, 12, 6)
    some = st.tuples(st.sampled_from([one.id for one in left]), st.sampled_from([one.id for one in right]))
    pins = dict(data.draw(st.lists(some, max_size=4)))
    met = tuple((f"E{one}", f"R{other}") for one, other in data.draw(st.lists(some, max_size=4)))

    found = match_profiles(people(left, right, met), Order(1, pins={f"E{one}": f"R{other}" for one, other in pins.items()}))

    mentees, mentors = {f"E{one.id}": one for one in left}, {f"R{one.id}": one for one in right}
    proposed = [(one.mentee_id, one.mentor_id) for one in found.proposals]
    assert not set(proposed) & set(met)
    assert not [pair for pair in proposed if broken_rules(mentees[pair[0]], mentors[pair[1]])]
    assert all(sum(pair[1] == id for pair in proposed) <= one.capacity for id, one in mentors.items())
    kept = sum((f"E{one}", f"R{other}") in proposed for one, other in pins.items())
    assert kept + len([one for one in found.findings.notes if "gave way" in one]) >= len(pins)


def test_two_runs_are_compared_mentee_by_mentee() -> None:
    changes, differences = compare({"a": ("x", 0.5), "b": ("y", 0.4), "c": ("z", 0.3)}, {"a": ("x", 0.5), "b": ("z", 0.6)})

    assert changes == Changes(kept=1, moved=1, lost=1)
    mentors = [(one.mentee_id, one.first_mentor_id, one.second_mentor_id) for one in differences]
    assert mentors == [("b", "y", "z"), ("c", "z", "")]
