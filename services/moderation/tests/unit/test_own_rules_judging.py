"""Rules of staff act in their programme beside the shipped ones; those on trial change nothing at all."""

from dataclasses import replace
from pathlib import Path

import pytest

from moderation import trying
from moderation.adapters.own_bank import own_rules, usable
from moderation.adapters.rule_trying import TryingOut
from moderation.app.judge_message import judge_message
from moderation.app.judge_text import TextJudge
from moderation.app.own_rules import NONE, InForce
from moderation.domain.category import Category
from moderation.domain.judgement import Action, OwnMatch
from moderation.domain.rule import BadRule
from moderation.judging import open_judge
from moderation.testing import FakeBench, a_posted
from moderation.testing_rules import CRYPTO, HARMLESS, a_rule, a_set, acting, on_trial

RULE_ID = "spam_scam.own.crypto_club.v1"


@pytest.fixture(scope="module")
def own_judge() -> TextJudge:
    """Not the shared one: what it follows changes here."""
    return open_judge(learned=False)


def test_a_rule_of_staff_holds_in_its_programme_alone(own_judge: TextJudge) -> None:
    own_judge.follow(a_set(acting()))

    here = own_judge.judge(CRYPTO, programme_id="north")

    assert (here.action, here.rules, here.categories) == (Action.HOLD, (RULE_ID,), (Category.SPAM_SCAM,))
    assert own_judge.judge(CRYPTO, programme_id="south").rules == ()
    assert own_judge.judge(CRYPTO).rules == ()


def test_a_rule_of_every_programme_holds_everywhere(own_judge: TextJudge) -> None:
    own_judge.follow(a_set(acting("")))

    rules = {own_judge.judge(CRYPTO, programme_id=programme).rules for programme in ("north", "south", "")}

    assert rules == {("spam_scam.all.crypto_club.v1",)}


def test_a_rule_of_staff_sees_through_disguises_and_shows_the_place(own_judge: TextJudge) -> None:
    own_judge.follow(a_set(acting()))
    text = "Hello. J.o.i.n my cryp\u200bto cl\u00fcb now!"

    judgement = own_judge.judge(text, programme_id="north")

    assert judgement.rules == (RULE_ID,)
    assert text[judgement.spans[0].start : judgement.spans[0].end] == "J.o.i.n my cryp\u200bto cl\u00fcb"


def test_what_excuses_a_match_counts_in_its_sentence_alone(own_judge: TextJudge) -> None:
    own_judge.follow(a_set(acting(unless=(r"\bnever\b",))))
    excused = "I would never join my crypto club. "

    assert own_judge.judge(excused, programme_id="north").rules == ()
    assert own_judge.judge(excused * 100 + CRYPTO, programme_id="north").rules == (RULE_ID,)


def test_a_trial_changes_no_verdict(own_judge: TextJudge) -> None:
    texts = [CRYPTO, HARMLESS, f"{CRYPTO}, or ring 07700 900 188", "i want to die"]
    own_judge.follow(NONE)
    before = [own_judge.judge(text, sender_age=15, programme_id="north") for text in texts]
    version = own_judge.version

    own_judge.follow(a_set(on_trial(score=1.0)))
    after = [own_judge.judge(text, sender_age=15, programme_id="north") for text in texts]

    assert [replace(one, own=()) for one in after] == before
    assert own_judge.version == version
    assert [one.own for one in after] == [(OwnMatch(RULE_ID, True, True),), (), (OwnMatch(RULE_ID, True, False),), ()]


def test_a_trial_counts_and_neither_holds_nor_opens_a_case(own_judge: TextJudge) -> None:
    own_judge.follow(a_set(on_trial()))
    bench = FakeBench(text=CRYPTO)

    judge_message(bench, own_judge, a_posted())

    assert bench.cases == {}
    assert bench.tallied == {"m1": (OwnMatch(RULE_ID, True, True),)}
    assert [event.verdict.value for event in bench.sent] == ["VERDICT_ALLOW"]  # type: ignore[attr-defined]


def test_a_message_that_no_rule_of_staff_matches_costs_no_count(own_judge: TextJudge) -> None:
    own_judge.follow(a_set(acting(), on_trial(number=2)))
    bench = FakeBench(text=HARMLESS)

    judge_message(bench, own_judge, a_posted())

    assert bench.tallied == {}


def test_a_rule_that_acts_is_counted_with_its_verdict(own_judge: TextJudge) -> None:
    own_judge.follow(a_set(acting()))
    bench = FakeBench(text=CRYPTO)

    judge_message(bench, own_judge, a_posted())

    assert bench.cases["m1"].rules == (RULE_ID,)
    assert bench.tallied == {"m1": (OwnMatch(RULE_ID),)}


def test_the_version_of_a_verdict_changes_with_what_acts_and_comes_back_with_it(own_judge: TextJudge) -> None:
    versions = []
    for rules in ((), (acting(),), (acting(), on_trial(number=2)), (acting(number=2),), (acting(), acting(""))):
        own_judge.follow(a_set(*rules))
        versions.append(own_judge.version)

    assert versions[1] == versions[2]
    assert len(set(versions)) == 4
    own_judge.follow(a_set(acting()))
    assert own_judge.judge(CRYPTO, programme_id="north").rules_version == versions[1]


def test_a_sender_is_told_the_reason_of_a_rule_of_staff(own_judge: TextJudge) -> None:
    own_judge.follow(a_set(acting()))

    assert own_judge.reason(RULE_ID) == "It looks like an advertisement."
    assert "e-mail" in own_judge.reason("pii_contact.email")


def test_a_rule_that_cannot_be_compiled_is_left_out_and_the_others_act() -> None:
    broken = InForce("north", replace(a_rule(), id="spam_scam.own.broken.v1", patterns=("a(?=b)",)))

    own, left_out = usable(3, [broken, acting()])

    assert [one.rule.id for one in own.rules] == [RULE_ID]
    assert left_out == [broken]
    with pytest.raises(BadRule):
        own_rules(3, [broken])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"unless": (r"\bchess\b",), "patterns": (r"\bjoin(?:ed)?\b",)}, ""),
        ({"catches": (CRYPTO, "something else")}, "Number 2 of catches is not matched: 'something else'"),
        ({"patterns": (r"\bjoin",)}, f"Number 1 of passes is matched: '{HARMLESS}'"),
        ({"patterns": (r"join(?= my)",)}, "Look-around"),
        ({"patterns": (r"(join) my \1",)}, "back-references"),
        ({"patterns": (r"x*",)}, "cannot be used"),
        ({"patterns": (r"(?:a|aa|aaa|ab){20,90}(?:x|y.*){3,60}q",)}, "too large"),
    ],
)
def test_a_rule_must_do_what_its_examples_say(changes: dict[str, tuple[str, ...]], said: str) -> None:
    fault = trying.fault_of(a_rule(**changes))

    assert said in fault
    assert bool(said) == bool(fault)


def test_patterns_that_run_away_in_other_engines_are_matched_in_bounded_time() -> None:
    assert trying.fault_of(a_rule(patterns=(r"(?:a+)+b",), catches=("aaab",), passes=("cd",))) == ""


async def test_a_rule_is_tried_in_a_process_that_may_die_of_it() -> None:
    assert await TryingOut().fault_of(a_rule()) == ""
    assert "Number 1 of catches" in await TryingOut().fault_of(a_rule(catches=("nothing",)))
    assert "tried out safely" in await TryingOut("moderation.no_such_module").fault_of(a_rule())
    assert "tried out safely" in await TryingOut(seconds=0.01).fault_of(a_rule())


def test_a_compiled_set_is_ready_at_once_after_a_restart_and_older_ones_go(tmp_path: Path) -> None:
    for number in range(4):
        usable(number, [acting(number=number + 1, patterns=(rf"\bclub{number}\b",))], tmp_path)

    assert len(list(tmp_path.glob("*.hs"))) == 2
    again, broken = usable(4, [acting(number=4, patterns=(r"\bclub3\b",))], tmp_path)
    assert len(list(tmp_path.glob("*.hs"))) == 2
    assert broken == []
    assert again.rules[0].rule.version == 4
