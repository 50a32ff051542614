"""A policy is set by version, kept for ever, and recorded; the same again changes nothing."""

from datetime import UTC, datetime

import pytest

from moderation.app.set_policy import PolicyOrder, set_policy
from moderation.domain.act import Act
from moderation.domain.category import Category
from moderation.domain.choosing import PolicyMoved, PolicyRefused
from moderation.domain.policy import STANDARD, AgeGroup, Policy
from moderation.domain.ruling import Choice

SPAM_PASSES = Policy("north", choices={(AgeGroup.ADULT, Category.SPAM_SCAM): Choice.ALLOW})


class Desk:
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __init__(self) -> None:
        self.versions: list[Policy] = []
        self.acts: list[Act] = []

    def policy(self, programme_id: str) -> Policy:
        return self.versions[-1] if self.versions else STANDARD

    def save_policy(self, policy: Policy) -> None:
        self.versions.append(policy)

    def sealed_reason(self, policy: Policy, reason: str) -> str:
        return f"sealed:{len(reason)}"

    def record(self, act: Act) -> None:
        self.acts.append(act)


def an_order(wanted: Policy = SPAM_PASSES, expected: int = 0, reason: str = "Adults here sell their books.") -> PolicyOrder:
    return PolicyOrder(wanted, expected, "rosa", reason)


def test_a_policy_that_is_set_becomes_a_version_with_who_when_and_why_on_the_record() -> None:
    desk = Desk()

    made = set_policy(desk, an_order())

    assert (made.version, made.set_by, made.set_at, made.reason) == (1, "rosa", desk.now, "sealed:29")
    assert [(act.actor, act.action, act.thing, act.reason) for act in desk.acts] == [
        ("rosa", "policy.set", "north/1", "sealed:29")
    ]


def test_the_same_again_changes_nothing() -> None:
    desk = Desk()
    set_policy(desk, an_order())

    again = [set_policy(desk, an_order(expected=expected)) for expected in (0, 1)]

    assert {one.version for one in again} == {1}
    assert len(desk.versions) == len(desk.acts) == 1


def test_setting_what_is_standard_already_changes_nothing() -> None:
    desk = Desk()

    assert set_policy(desk, an_order(Policy("north"))).version == 0
    assert desk.versions == []


def test_who_has_read_an_older_version_is_told_and_overwrites_nothing() -> None:
    desk = Desk()
    set_policy(desk, an_order())

    for expected in (0, 2, -1):
        with pytest.raises(PolicyMoved, match=f"version 1 now, not {expected}. Nothing was changed"):
            set_policy(desk, an_order(Policy("north", helplines="Samaritans 116 123"), expected))
    assert len(desk.versions) == 1


@pytest.mark.parametrize("reason", ["", "  a  ", "x" * 501])
def test_a_policy_needs_a_reason(reason: str) -> None:
    desk = Desk()

    with pytest.raises(PolicyRefused, match="Give a reason of 3 to 500"):
        set_policy(desk, an_order(reason=reason))
    assert (desk.versions, desk.acts) == ([], [])


def test_a_policy_that_cannot_be_chosen_is_not_stored() -> None:
    desk = Desk()
    blocking = Policy("north", choices={(AgeGroup.UNDER_18, Category.SELF_HARM): Choice.BLOCK})

    with pytest.raises(PolicyRefused, match="self_harm for under_18"):
        set_policy(desk, an_order(blocking))
    assert desk.versions == []
