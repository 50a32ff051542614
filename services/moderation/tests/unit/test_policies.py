"""A programme chooses what is done about each kind of finding, within limits that no choice moves."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.domain import judgement, ruling
from moderation.domain.category import ALERTING, Action, Category
from moderation.domain.choosing import PolicyRefused, check_policy
from moderation.domain.judgement import Finding, conclude
from moderation.domain.policy import STANDARD, STANDARD_CHOICES, AgeGroup, Policy, group_of
from moderation.domain.ruling import Choice, Ruling

YOUNG, ADULT = AgeGroup.UNDER_18, AgeGroup.ADULT
PHONE, HATE, SPAM = Category.PII_CONTACT, Category.ABUSE_HATE, Category.SPAM_SCAM
THREAT, TOLD = Category.THREAT_BULLYING, Category.SELF_HARM


def found(category: Category | None, score: float = 0.95) -> Finding:
    return Finding(f"{category or 'unread'}.rule", category, score, 0, 5)


def action(policy: Policy, *findings: Finding, minor: bool = False, by_minor: bool = False) -> Action:
    age = 17 if by_minor else None
    ruled = policy.ruling(group_of(minor or by_minor))
    return conclude(findings, rules_version="r1", sender_age=age, ruling=ruled).action


def a_policy(cell: tuple[AgeGroup, Category], choice: Choice, **changes: object) -> Policy:
    return replace(Policy(programme_id="north", version=1, choices={cell: choice}), **changes)  # type: ignore[arg-type]


def test_without_a_choice_everything_is_held_and_only_a_childs_own_clear_contact_details_are_blocked() -> None:
    for category in Category:
        for minor in (True, False):
            assert action(STANDARD, found(category, 0.5), minor=minor) is Action.HOLD
            assert action(STANDARD, found(category), minor=minor) is Action.HOLD
    blocked = [category for category in Category if action(STANDARD, found(category), by_minor=True) is Action.BLOCK]

    assert blocked == [PHONE]
    assert action(STANDARD, found(PHONE, 0.6), by_minor=True) is Action.HOLD
    assert action(STANDARD, found(PHONE), found(HATE), by_minor=True) is Action.HOLD


@pytest.mark.parametrize("choice", [Choice.ALLOW, Choice.WARN])
def test_a_programme_of_adults_may_let_contact_details_pass_and_they_stay_noted(choice: Choice) -> None:
    policy = a_policy((ADULT, PHONE), choice, adults_only=True)
    check_policy(policy)

    judged = conclude([found(PHONE)], rules_version="r1", ruling=policy.ruling(ADULT))

    assert (judged.action, judged.categories, judged.fired) == (Action.ALLOW, (PHONE,), {PHONE})
    assert action(policy, found(PHONE), found(HATE)) is Action.HOLD


def test_a_pair_with_a_minor_is_judged_by_its_own_choices_also_in_a_programme_of_adults() -> None:
    policy = a_policy((ADULT, PHONE), Choice.ALLOW, adults_only=True)

    assert action(policy, found(PHONE), minor=True) is Action.HOLD


def test_an_adult_who_gives_contact_details_to_a_minor_is_seen_by_a_person_and_not_blocked_unseen() -> None:
    policy = a_policy((YOUNG, Category.OFF_PLATFORM), Choice.BLOCK)

    assert action(policy, found(Category.OFF_PLATFORM), minor=True) is Action.HOLD
    assert action(policy, found(Category.OFF_PLATFORM), by_minor=True) is Action.BLOCK


def test_spam_is_blocked_where_that_is_chosen_and_it_is_clear() -> None:
    policy = a_policy((ADULT, SPAM), Choice.BLOCK)

    assert action(policy, found(SPAM)) is Action.BLOCK
    assert action(policy, found(SPAM, 0.6)) is Action.HOLD
    assert action(policy, found(SPAM), found(THREAT)) is Action.HOLD
    assert action(policy, found(SPAM), minor=True) is Action.HOLD


def test_hate_is_blocked_only_where_that_is_chosen_and_screening_is_as_sure_as_the_programme_asks() -> None:
    policy = a_policy((ADULT, HATE), Choice.BLOCK, block_hate_when_sure=0.97)
    check_policy(policy)

    assert action(policy, found(HATE, 0.96)) is Action.HOLD
    assert action(policy, found(HATE, 0.98)) is Action.BLOCK


@pytest.mark.parametrize("category", sorted(ALERTING))
@pytest.mark.parametrize("group", AgeGroup)
@pytest.mark.parametrize("choice", [Choice.ALLOW, Choice.WARN, Choice.BLOCK])
def test_what_is_told_always_goes_to_a_person(category: Category, group: AgeGroup, choice: Choice) -> None:
    policy = a_policy((group, category), choice, adults_only=True)

    with pytest.raises(PolicyRefused, match=f"{category} for {group} cannot be set to {choice}.*Choose hold. Nothing"):
        check_policy(policy)
    assert action(policy, found(category), minor=group is YOUNG) is Action.HOLD


@pytest.mark.parametrize(
    ("cell", "choice", "why"),
    [
        ((YOUNG, THREAT), Choice.ALLOW, "a person always reads threats"),
        ((YOUNG, THREAT), Choice.WARN, "a person always reads threats"),
        ((YOUNG, THREAT), Choice.BLOCK, "a person always reads threats"),
        ((ADULT, THREAT), Choice.WARN, "nobody learns where the line is"),
        ((YOUNG, PHONE), Choice.ALLOW, "never passes unread where somebody under 18.* Choose hold or block"),
        ((YOUNG, PHONE), Choice.WARN, "never passes unread where somebody under 18"),
        ((ADULT, PHONE), Choice.ALLOW, "only in a programme that says adults_only"),
        ((ADULT, Category.OFF_PLATFORM), Choice.WARN, "only in a programme that says adults_only"),
        ((YOUNG, SPAM), Choice.WARN, "never passes unread"),
        ((YOUNG, HATE), Choice.BLOCK, "needs block_hate_when_sure of 0.95 or more"),
        ((ADULT, HATE), Choice.ALLOW, "hate goes to a person"),
    ],
)
def test_what_cannot_be_chosen_is_refused_by_its_name_and_counts_as_hold(
    cell: tuple[AgeGroup, Category], choice: Choice, why: str
) -> None:
    group, category = cell
    policy = a_policy(cell, choice)

    with pytest.raises(PolicyRefused, match=f"^{category} for {group} cannot be set to {choice}: .*{why}.*Nothing was changed"):
        check_policy(policy)
    assert action(policy, found(category, 0.99), minor=group is YOUNG) is Action.HOLD


@pytest.mark.parametrize("sure", [0.5, 0.949, 1.01, -1, math.nan, math.inf])
def test_how_sure_blocking_of_hate_must_be_has_a_floor(sure: float) -> None:
    with pytest.raises(PolicyRefused, match=r"must be 0\.95 to 1"):
        check_policy(Policy(block_hate_when_sure=sure))


@pytest.mark.parametrize("link", ["http://example.org", "https://", "javascript:alert(1)", "https://a b", "https://[", "x" * 400])
def test_a_link_to_helplines_must_be_one_that_a_browser_opens_safely(link: str) -> None:
    with pytest.raises(PolicyRefused, match="helplines_link must be an https:// address"):
        check_policy(Policy(helplines_link=link))


@pytest.mark.parametrize("helplines", ["", "   ", "x" * 301, "one\ntwo", "\u202ereversed"])
def test_helplines_are_one_plain_line(helplines: str) -> None:
    with pytest.raises(PolicyRefused, match="helplines must"):
        check_policy(Policy(helplines=helplines))


def test_where_nobody_knows_who_reads_the_stricter_choice_counts() -> None:
    blocking = a_policy((ADULT, SPAM), Choice.BLOCK)
    adults = a_policy((ADULT, PHONE), Choice.WARN, adults_only=True)

    assert blocking.ruling(None).choices[SPAM] is Choice.BLOCK
    assert conclude([found(PHONE)], rules_version="r1", ruling=STANDARD.ruling(None)).action is Action.HOLD
    assert adults.ruling(None).choices[PHONE] is Choice.WARN


def test_two_policies_that_lead_to_the_same_are_the_same() -> None:
    spelt_out = Policy("north", 3, choices=STANDARD_CHOICES, set_by="rosa")

    assert spelt_out.same_as(Policy("north"))
    assert not spelt_out.same_as(Policy("north", helplines="Samaritans 116 123"))
    assert not spelt_out.same_as(Policy("north", choices={(ADULT, SPAM): Choice.ALLOW}))


cells = st.tuples(st.sampled_from(AgeGroup), st.sampled_from(Category))
any_policies = st.builds(
    Policy,
    choices=st.dictionaries(cells, st.sampled_from(Choice)),
    adults_only=st.booleans(),
    block_hate_when_sure=st.sampled_from([0.0, 0.5, 0.95, 1.0]),
)
any_findings = st.lists(
    st.builds(found, st.none() | st.sampled_from(Category), st.floats(0, 1).map(lambda score: round(score, 3))), max_size=6
)
authors = st.sampled_from([(None, None), (YOUNG, 17), (YOUNG, None), (ADULT, None), (None, 40)])


def broken(findings: list[Finding], policy: Policy, group: AgeGroup | None, age: int | None) -> list[str]:
    """Which promises this judgement does not keep."""
    judged = conclude(findings, rules_version="r1", sender_age=age, ruling=policy.ruling(group))
    seen, minor = judged.fired, group is YOUNG or (group is None and not policy.adults_only)
    unread = any(finding.category is None for finding in findings)
    blocked, passed = judged.action is Action.BLOCK, judged.action is Action.ALLOW
    checks = {
        "what is told goes to a person": not seen & ALERTING or judged.action is Action.HOLD,
        "what is told alerts": judged.alert == bool(seen & ALERTING),
        "what could not be read goes to a person": not unread or judged.action is Action.HOLD,
        "nothing found passes to a minor": not (minor and seen and passed),
        "a threat near a minor goes to a person": not (minor and THREAT in seen and blocked),
        "details of an adult are not blocked unseen near a minor": not (minor and age is None and PHONE in seen and blocked),
        "hate never passes": not (HATE in seen and passed),
        "hate is blocked only when sure": not (HATE in seen and blocked and policy.block_hate_when_sure < 0.95),
        "what is clean passes": bool(seen or unread) or passed,
    }
    return [promise for promise, kept in checks.items() if not kept]


@given(any_findings, any_policies, authors)
def test_whatever_is_chosen_the_promises_to_young_people_are_kept(
    findings: list[Finding], policy: Policy, author: tuple[AgeGroup | None, int | None]
) -> None:
    assert broken(findings, policy, *author) == []


@given(any_policies)
def test_what_passes_the_check_is_done_as_chosen(policy: Policy) -> None:
    try:
        check_policy(policy)
    except PolicyRefused:
        return
    assert all(policy.choice(*cell) is choice for cell, choice in policy.choices.items())


def test_a_planted_policy_that_blocks_a_disclosure_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bug: a choice counts although it cannot be chosen, and what is told is treated like everything else."""
    monkeypatch.setattr(ruling, "ALERTING", frozenset())
    monkeypatch.setattr(Policy, "choice", lambda self, group, category: self.choices.get((group, category), Choice.HOLD))
    assert judgement.ALERTING == ALERTING

    told = a_policy((YOUNG, TOLD), Choice.BLOCK)

    assert broken([found(TOLD)], told, YOUNG, 17) == ["what is told goes to a person"]


def test_a_ruling_alone_keeps_what_is_told_from_being_blocked() -> None:
    planted = Ruling(dict.fromkeys(Category, Choice.BLOCK), with_minor=False)

    assert planted.action({TOLD: 1.0, PHONE: 1.0}, 15, unchecked=False) is Action.HOLD
    assert planted.action({PHONE: 1.0}, 15, unchecked=True) is Action.HOLD
