"""A rule of staff acts only after a rehearsal, and only when a second person says so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from causeway.moderation.v1.events import RuleFlooding, RuleQuarantined, RuleTrouble
from moderation.app import rehearse_rule, switch_rule
from moderation.app.propose_rule import Proposal, written
from moderation.app.rule_sets import MOST_AT_ONCE
from moderation.domain import own_rule
from moderation.domain.category import Category
from moderation.domain.own_rule import NotRehearsed, RuleNotFound, RuleRefused, Stage, floods, recent
from moderation.domain.rehearsal import Progress, RehearsalRefused, Rehearsed, Report
from moderation.domain.rule import BadRule
from moderation.testing import MONDAY
from moderation.testing_rules import ANNA, ROSA, FakeRuleBook, a_draft, as_lead, proposed, rehearsed

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def stage_of(book: FakeRuleBook, hand: switch_rule.Hand) -> Stage:
    return book.rules[hand.key].version(hand.number).stage


def activated(book: FakeRuleBook, report: Report | None = None, **changes: Any) -> switch_rule.Hand:
    hand = proposed(book, **changes)
    rehearsed(book, hand, report)
    switch_rule.activate(book, as_lead(hand))
    return hand


def test_a_rehearsed_rule_is_switched_on_by_a_second_person() -> None:
    book = FakeRuleBook()
    hand = activated(book)

    assert stage_of(book, hand) is Stage.ACTIVE
    assert book.newest_set().acting == {"north/spam_scam.own.crypto_club.v1"}
    assert [(act.actor, act.action) for act in book.acts] == [
        (ANNA, "rule.proposed"),
        (ANNA, "rule.rehearsed"),
        (ROSA, "rule.activated"),
    ]


def test_a_rule_without_a_rehearsal_cannot_be_switched_on() -> None:
    book = FakeRuleBook()
    hand = proposed(book)

    with pytest.raises(NotRehearsed, match="no finished rehearsal"):
        switch_rule.activate(book, as_lead(hand))

    assert stage_of(book, hand) is Stage.PROPOSED
    assert book.sets == []


def test_the_rehearsal_of_another_version_does_not_count() -> None:
    book = FakeRuleBook()
    rehearsed(book, proposed(book))
    second = proposed(book, key="k2", score=0.9)

    with pytest.raises(NotRehearsed):
        switch_rule.activate(book, as_lead(second))


def test_an_unfinished_or_cancelled_rehearsal_does_not_count() -> None:
    book = FakeRuleBook()
    hand = proposed(book)
    rehearse_rule.rehearse(book, hand, 7, "r1")
    with pytest.raises(NotRehearsed):
        switch_rule.activate(book, as_lead(hand))
    rehearse_rule.cancel(book, hand)

    with pytest.raises(NotRehearsed):
        switch_rule.activate(book, as_lead(hand))


def test_a_rehearsal_is_good_for_a_week() -> None:
    book = FakeRuleBook()
    hand = proposed(book)
    rehearsed(book, hand)
    book.now = MONDAY + 7 * DAY + MINUTE
    with pytest.raises(NotRehearsed, match="older than 7 days"):
        switch_rule.activate(book, as_lead(hand))
    book.now = MONDAY + 7 * DAY

    assert switch_rule.activate(book, as_lead(hand)).version(1).stage is Stage.ACTIVE


def test_who_proposed_a_rule_does_not_switch_it_on_nor_release_it() -> None:
    book = FakeRuleBook()
    hand = proposed(book)
    rehearsed(book, hand)
    with pytest.raises(RuleRefused, match="second person"):
        switch_rule.activate(book, as_lead(hand, by=ANNA))
    switch_rule.activate(book, as_lead(hand))
    switch_rule.quarantine(book, as_lead(hand))

    with pytest.raises(RuleRefused, match="second person"):
        switch_rule.release(book, as_lead(hand, by=ANNA))
    assert stage_of(book, hand) is Stage.QUARANTINED


def test_a_new_version_takes_the_place_of_the_one_that_acts() -> None:
    book = FakeRuleBook()
    first = activated(book)
    second = proposed(book, key="k2", score=0.9)
    assert stage_of(book, first) is Stage.ACTIVE
    rehearsed(book, second)

    switch_rule.activate(book, as_lead(second))

    assert [stage_of(book, first), stage_of(book, second)] == [Stage.RETIRED, Stage.ACTIVE]
    assert book.newest_set().acting == {"north/spam_scam.own.crypto_club.v2"}
    assert book.sets[0].acting == {"north/spam_scam.own.crypto_club.v1"}  # kept, so that old verdicts can be replayed
    with pytest.raises(RuleRefused, match="retired"):
        switch_rule.activate(book, as_lead(first))


def test_the_same_call_again_changes_nothing() -> None:
    book = FakeRuleBook()
    hand = activated(book)
    before = (dict(book.rules), list(book.sets), list(book.acts))

    again = proposed(book)
    switch_rule.activate(book, as_lead(hand))

    assert again.number == 1
    assert (book.rules, book.sets, book.acts) == before


def test_a_client_key_is_not_used_for_something_else() -> None:
    book = FakeRuleBook()
    proposed(book)

    with pytest.raises(RuleRefused, match="client_key"):
        proposed(book, score=0.9)
    assert len(book.contents) == 1


def test_somebody_elses_client_key_is_their_own() -> None:
    book = FakeRuleBook()
    proposed(book)

    assert proposed(book, by=ROSA).number == 2


def test_two_programmes_have_rules_of_the_same_name_and_know_nothing_of_each_other() -> None:
    book = FakeRuleBook()
    north, south = proposed(book), proposed(book, programme_id="south")

    assert (north.number, south.number) == (1, 1)
    with pytest.raises(RuleNotFound):
        switch_rule.retire(book, as_lead(replace(north, programme_id="west")))


@pytest.mark.parametrize(
    "rule_id", ["", "spam_scam", "spam_scam.prize", "spam_scam.prize.v1", "a.b.c", "a.b.c.v", "a.b.c.vx", "a.b.c.v99999"]
)
def test_what_is_no_id_of_a_rule_of_staff_is_not_found(rule_id: str) -> None:
    with pytest.raises(RuleNotFound):
        switch_rule.hand_of("north", rule_id, ANNA)


def test_moderators_withdraw_only_what_they_proposed() -> None:
    book = FakeRuleBook()
    hand = proposed(book)
    with pytest.raises(RuleRefused, match="withdraw"):
        switch_rule.retire(book, replace(hand, by="olga"))
    rehearsed(book, hand)
    switch_rule.activate(book, as_lead(hand))
    with pytest.raises(RuleRefused, match="withdraw"):
        switch_rule.retire(book, hand)

    switch_rule.retire(book, as_lead(hand))

    assert stage_of(book, hand) is Stage.RETIRED
    assert book.newest_set().acting == frozenset()


def test_a_quarantined_rule_stops_is_told_of_and_can_be_released() -> None:
    book = FakeRuleBook()
    hand = activated(book)

    switch_rule.quarantine(book, as_lead(hand))
    assert book.newest_set().acting == frozenset()
    switch_rule.release(book, as_lead(hand))

    [told] = book.sent
    assert isinstance(told, RuleQuarantined)
    assert (told.rule_id, told.trouble) == (hand.rule_id, RuleTrouble.PERSON)
    assert book.newest_set().acting == {"north/spam_scam.own.crypto_club.v1"}


@pytest.mark.parametrize("act", [switch_rule.quarantine, switch_rule.release])
def test_only_a_rule_that_acts_is_stopped_and_only_a_stopped_one_released(act: Callable[..., Any]) -> None:
    book = FakeRuleBook()
    hand = proposed(book)

    with pytest.raises(RuleRefused):
        act(book, as_lead(hand))
    assert stage_of(book, hand) is Stage.PROPOSED


def test_a_trial_makes_a_new_set_and_only_of_a_proposed_rule() -> None:
    book = FakeRuleBook()
    hand = proposed(book)
    switch_rule.set_trial(book, hand, on=True)
    switch_rule.set_trial(book, hand, on=True)
    assert [(one.number, len(one.acting), len(one.trial)) for one in book.sets] == [(1, 0, 1)]
    rehearsed(book, hand)
    switch_rule.activate(book, as_lead(hand))

    assert [(one.number, len(one.acting), len(one.trial)) for one in book.sets] == [(1, 0, 1), (2, 1, 0)]
    with pytest.raises(RuleRefused, match="proposed"):
        switch_rule.set_trial(book, hand, on=True)


def test_a_programme_has_a_bounded_number_of_rules_at_once() -> None:
    book = FakeRuleBook()
    for number in range(MOST_AT_ONCE):
        proposed(book, key=f"k{number}", name=f"rule_{number}", trial=True)

    with pytest.raises(RuleRefused, match="the most"):
        proposed(book, key="one more", name="one_more", trial=True)
    assert proposed(book, key="elsewhere", programme_id="south", trial=True).number == 1


def test_a_rule_that_suddenly_fires_too_often_stops_by_itself() -> None:
    book = FakeRuleBook()
    hand = activated(book)

    switch_rule.stop_flood(book, replace(hand, by=""), 40)

    assert stage_of(book, hand) is Stage.QUARANTINED
    assert book.newest_set().acting == frozenset()
    assert [(type(one), one.trouble) for one in book.sent if isinstance(one, RuleQuarantined)] == [
        (RuleQuarantined, RuleTrouble.FLOOD)
    ]
    assert (book.acts[-1].actor, book.acts[-1].action, book.acts[-1].reason) == ("moderation", "rule.quarantined", "flood")


@pytest.mark.parametrize("category", [Category.SELF_HARM, Category.SEXUAL_GROOMING])
def test_a_rule_about_danger_goes_on_however_often_it_fires_and_is_shown_once(category: Category) -> None:
    book = FakeRuleBook()
    hand = activated(book, category=category)

    switch_rule.stop_flood(book, replace(hand, by=""), 40)
    switch_rule.stop_flood(book, replace(hand, by=""), 50)

    assert stage_of(book, hand) is Stage.ACTIVE
    assert book.rules[hand.key].version(1).flooding
    assert [type(one) for one in book.sent] == [RuleFlooding]
    switch_rule.calm(book, replace(hand, by=""))
    assert not book.rules[hand.key].version(1).flooding


@pytest.mark.parametrize(
    ("rehearsed_matches", "days", "matches", "flood"),
    [
        (0, 7, 19, False),  # under twenty within ten minutes
        (0, 7, 20, True),
        (1008, 7, 20, True),  # one in ten minutes was usual
        (2 * 1008, 7, 20, False),  # two were: ten times as many is no more than the start of a term
        (2 * 1008, 7, 21, True),
        (5, 0, 50, False),  # read for less than ten minutes: five count as usual
        (5, 0, 51, True),
    ],
)
def test_a_flood_is_more_than_ten_times_the_rehearsed_rate_and_at_least_twenty(
    rehearsed_matches: int, days: int, matches: int, flood: bool
) -> None:
    version = own_rule.Version(
        1, ANNA, MONDAY, "k", "d", rehearsed=Rehearsed("r", MONDAY, rehearsed_matches, timedelta(days=days))
    )

    assert floods(version, matches) is flood


def test_what_a_released_rule_matched_before_is_not_held_against_it() -> None:
    version = own_rule.Version(1, ANNA, MONDAY, "k", "d", released_at=MONDAY)

    assert recent(version, {MONDAY - MINUTE: 50, MONDAY: 3, MONDAY + MINUTE: 4}) == 7
    assert recent(replace(version, released_at=None), {MONDAY - MINUTE: 50, MONDAY: 3}) == 53


@pytest.mark.parametrize("days", [0, -1, 31])
def test_a_rehearsal_looks_back_one_to_thirty_days(days: int) -> None:
    book = FakeRuleBook()

    with pytest.raises(RehearsalRefused, match="1 to 30"):
        rehearse_rule.rehearse(book, proposed(book), days, "r1")
    assert book.rehearsals == {}


def test_a_rehearsal_under_way_is_not_begun_again() -> None:
    book = FakeRuleBook()
    hand = proposed(book)
    first = rehearse_rule.rehearse(book, hand, 7, "r1")

    assert rehearse_rule.rehearse(book, hand, 3, "r2") == first


def test_after_a_crash_another_process_begins_anew_and_the_first_one_does_not_count_any_more() -> None:
    book = FakeRuleBook()
    hand = proposed(book)
    place = rehearse_rule.place_of(hand)
    rehearse_rule.rehearse(book, hand, 7, "r1")
    first = rehearse_rule.take(book, place, "one")
    assert first is not None
    assert rehearse_rule.take(book, place, "two") is None
    book.now += rehearse_rule.LEASE + MINUTE

    second = rehearse_rule.take(book, place, "two")

    assert second is not None
    assert second.attempt == 2
    late = rehearse_rule.Run(place, "r1", "one", first.attempt)
    assert not rehearse_rule.go_on(book, late, 1, 2)
    assert not rehearse_rule.finish(book, late, Report(read=1))
    assert rehearse_rule.finish(book, rehearse_rule.Run(place, "r1", "two", 2), Report(read=2))
    assert book.rehearsals[place].progress is Progress.FINISHED


def test_a_rehearsal_that_kills_its_processes_is_given_up() -> None:
    book = FakeRuleBook()
    hand = proposed(book)
    place = rehearse_rule.place_of(hand)
    rehearse_rule.rehearse(book, hand, 7, "r1")
    for _ in range(6):
        rehearse_rule.take(book, place, "one")
        book.now += rehearse_rule.LEASE + MINUTE

    assert book.rehearsals[place].progress is Progress.FAILED
    assert rehearse_rule.take(book, place, "one") is None


def test_a_cancelled_rehearsal_ends_and_cannot_be_cancelled_when_it_has_ended() -> None:
    book = FakeRuleBook()
    hand = proposed(book)
    with pytest.raises(RuleNotFound):
        rehearse_rule.cancel(book, hand)
    rehearse_rule.rehearse(book, hand, 7, "r1")
    taken = rehearse_rule.take(book, rehearse_rule.place_of(hand), "one")
    assert taken is not None

    assert rehearse_rule.cancel(book, hand).progress is Progress.CANCELLED
    assert not rehearse_rule.go_on(book, rehearse_rule.Run(rehearse_rule.place_of(hand), "r1", "one", 1), 1, 2)
    rehearsed(book, hand)
    with pytest.raises(RehearsalRefused, match="has ended"):
        rehearse_rule.cancel(book, hand)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "x"}, "name must be"),
        ({"name": "Crypto Club"}, "name must be"),
        ({"name": "first_pass"}, "name must be"),
        ({"reason": "too short"}, "reason must be"),
        ({"reason": "no full stop at the end"}, "reason must be"),
        ({"reason": "x" * 201 + "."}, "reason must be"),
        ({"score": 0.0}, "score must be"),
        ({"score": 1.1}, "score must be"),
        ({"score": float("nan")}, "score must be"),
        ({"patterns": ()}, "patterns must be 1 to 20"),
        ({"patterns": ("a",) * 21}, "patterns must be 1 to 20"),
        ({"patterns": ("a" * 501,)}, "Number 1 of patterns"),
        ({"patterns": (" ",)}, "Number 1 of patterns"),
        ({"unless": ("a",) * 11}, "unless must be 0 to 10"),
        ({"catches": ()}, "catches must be 1 to 20"),
        ({"passes": ()}, "passes must be 1 to 20"),
        ({"passes": ("x" * 501,)}, "Number 1 of passes"),
        ({"patterns": ("(a",)}, "not well formed"),
        ({"patterns": ("<nobody_knows>",)}, "no word list <nobody_knows>"),
        ({"patterns": ("caf\u00e9",)}, "plain letters"),
        ({"patterns": ("a\x00b",)}, "plain letters"),
        ({"patterns": ("<long><long>",)}, "Use fewer"),
    ],
)
def test_a_draft_that_cannot_work_is_refused_with_its_fault(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(BadRule, match=said):
        written(Proposal("north", ANNA, "k1", a_draft(**changes)), {"long": ("word",) * 8_000})
