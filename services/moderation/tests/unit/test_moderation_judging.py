"""What happens to a text: policy, evasion, places in the raw text, and any input whatever."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.app.judge_text import TextJudge
from moderation.domain.judgement import Action, Category
from moderation.domain.rule import TOO_LONG
from moderation.judging import open_judge


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("r​ing me on 07700 900 199", Category.PII_CONTACT),
        ("ring ０７７００ ９００ １９９", Category.PII_CONTACT),
        ("ring 0️⃣7️⃣7️⃣0️⃣0️⃣9️⃣0️⃣0️⃣1️⃣9️⃣9️⃣", Category.PII_CONTACT),
        ("ring ٠٧٧٠٠٩٠٠١٩٩", Category.PII_CONTACT),
        ("oh seven seven double oh nine double oh one ninety nine", Category.PII_CONTACT),
        ("z3ro s3ven sev3n 0h oh nin3 oh oh on3 n1ne nine", Category.PII_CONTACT),
        ("ohsevensevenohohnineohohoneninenine", Category.PII_CONTACT),
        ("O77OO 9OO l99", Category.PII_CONTACT),
        ("сall mе: rоbin [at] ехаmple [dot] соm", Category.PII_CONTACT),
        ("add me on 𝓼𝓷𝓪𝓹𝓬𝓱𝓪𝓽", Category.OFF_PLATFORM),
        ("add me on s.n.a.p.c.h.a.t", Category.OFF_PLATFORM),
        ("add me on 🇸 🇳 🇦 🇵", Category.OFF_PLATFORM),
        ("let us talk on ᴛᴇʟᴇɢʀᴀᴍ", Category.OFF_PLATFORM),
        ("i w a n t t o d i e", Category.SELF_HARM),
        ("i want to d̶i̶e̶", Category.SELF_HARM),
        ("k🙂i🙂l🙂l myself is what i want", Category.SELF_HARM),
        ("\u202eflesym llik lliw i", Category.SELF_HARM),
        ("ki\x00ll my\x00self", Category.SELF_HARM),
        ("y0u 4r3 s0 stup1d", Category.ABUSE_HATE),
        ("im gonna k-i-l-l you", Category.THREAT_BULLYING),
    ],
)
def test_a_disguise_is_seen_through(judge: TextJudge, text: str, category: Category) -> None:
    judgement = judge.judge(text)

    assert judgement.action is Action.HOLD
    assert category in judgement.categories


@pytest.mark.parametrize(
    "text",
    [
        "You can ring Childline on 0800 1111, day or night.",
        "Samaritans: 116 123. In the US, text HOME to 741741 or ring 988.",
        "The university switchboard is 0113 496 0123.",
        "If you think about suicide prevention as a topic, the library has books.",
        "Write to admissions@leeds.ac.uk before Friday.",
        "Look at https://www.ucas.com/explore or nhs.uk.",
        "12 x 34 = 408 and 408 / 12 = 34, so 1200 + 408 = 1608",
        "Course codes: F300, H200, G400 and QV31.",
        "The mock is on 21/05/2026 at 13:30 in room 204.",
        "My candidate number is 0012345678.",
        "one, two, three, four, five, six, seven, eight",
        "Speed of light: 299792458 m/s, and pi is 3.14159265",
        "Nobody here will ask for your number.",
        "Ich freue mich auf nächste Woche! À bientôt.",
        "",
        " \n\t ",
    ],
)
def test_everyday_and_safeguarding_talk_passes(judge: TextJudge, text: str) -> None:
    judgement = judge.judge(text)

    assert (judgement.action, judgement.categories, judgement.spans) == (Action.ALLOW, (), ())


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        ("Ünïcode 🙂 first, then ring 07700 900199 ok", "pii_contact.phone", "07700 900199"),
        ("🙂🙂 I’m at robin.hale@example.net 🙂", "pii_contact.email", "robin.hale@example.net"),
        ("Well… it’s oh double seven, double oh nine, double oh one double nine!", "pii_contact.phone", None),
        ("d​i​s​c​o​r​d me", "off_platform.named_app", "d​i​s​c​o​r​d me"),
        ("so k i l l m y s e l f then", "self_harm.intent", "k i l l m y s e l f"),
        ("mail robin (dot) hale [at] example (dot) net now", "pii_contact.email", "robin (dot) hale [at] example (dot) net"),
    ],
)
def test_a_span_points_at_what_the_person_typed(judge: TextJudge, text: str, rule: str, place: str | None) -> None:
    places = [text[span.start : span.end] for span in judge.judge(text).spans if span.rule == rule]

    expected = place or "oh double seven, double oh nine, double oh one double nine"
    assert places == [expected]


def test_clear_contact_details_of_a_child_are_blocked_and_of_others_held(judge: TextJudge) -> None:
    text = "my number is 07700 900199"

    assert judge.judge(text, sender_age=15).action is Action.BLOCK
    assert judge.judge(text, sender_age=18).action is Action.HOLD
    assert judge.judge(text).action is Action.HOLD


@pytest.mark.parametrize("text", ["i want to kill myself", "a man asked me for nudes", "my coach touched me"])
@pytest.mark.parametrize("more", ["", " ring me on 07700 900199"])
def test_a_disclosure_alerts_and_is_never_blocked(judge: TextJudge, text: str, more: str) -> None:
    judgement = judge.judge(text + more, sender_age=14)

    assert (judgement.action, judgement.alert) == (Action.HOLD, True)


def test_weak_signs_together_hold_and_alone_are_only_noticed(judge: TextJudge) -> None:
    alone = judge.judge("I came to say goodbye")
    together = judge.judge("I came to say goodbye. you were so kind")

    assert (alone.action, alone.categories) == (Action.ALLOW, (Category.SELF_HARM,))
    assert (together.action, together.alert) == (Action.HOLD, True)


def test_a_judgement_names_its_rule_version_and_is_the_same_each_time(judge: TextJudge) -> None:
    text = "text me on whatsapp 07700 900199"

    assert judge.judge(text) == open_judge(learned=False).judge(text)
    assert judge.judge(text).rules_version == judge.version


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000_000,
        "e" + "\u0301" * 1_000_000,
        "1 " * 1_000_000,
        "ok " * 4_000,
    ],
    ids=["ten megabytes", "a million combining marks", "a million digits", "just too long"],
)
def test_a_text_too_long_to_check_is_held_quickly(judge: TextJudge, text: str) -> None:
    started = time.perf_counter()
    judgement = judge.judge(text)

    assert judgement.action is Action.HOLD
    assert TOO_LONG in judgement.rules
    assert time.perf_counter() - started < 5  # far above what it takes; quadratic behaviour takes minutes


@pytest.mark.parametrize(
    "piece", ["👻", "(", "a.", "a@", "k ", "1 ", "seven", "double ", "1!3$@", "\ufdfa", "\u202e", "\x00", "\ud800", "l"]
)
def test_a_repeated_piece_costs_bounded_time(judge: TextJudge, piece: str) -> None:
    started = time.perf_counter()
    judgement = judge.judge((piece * 8_000)[:8_000])

    assert len(judgement.spans) <= 50
    assert time.perf_counter() - started < 5


def test_what_follows_broken_characters_is_still_read(judge: TextJudge) -> None:
    assert judge.judge("\ud800\x00\udfff my number 07700 900199").action is Action.HOLD


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_gets_a_verdict_with_places_inside_it(text: str) -> None:
    judgement = _JUDGE.judge(text)

    assert all(0 <= span.start < span.end <= len(text) for span in judgement.spans)
    assert bool(judgement.spans) == bool(judgement.rules)


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="​‌⁠\u00ad\u0301\u202a", max_size=12), st.integers(1, 9))
def test_invisible_characters_never_hide_a_number(invisible: str, place: int) -> None:
    text = f"ring {'07700 900199'[:place]}{invisible}{'07700 900199'[place:]}"

    assert _JUDGE.judge(text).categories == (Category.PII_CONTACT,)
    assert all(unicodedata.category(character) in {"Cf", "Mn"} for character in invisible)


_JUDGE = open_judge(learned=False)
