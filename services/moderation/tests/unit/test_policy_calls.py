"""The calls about policies and advice: bad input is refused in one sentence, and a person's advice is paced."""

from datetime import UTC, datetime
from typing import Any

import pytest

from causeway.moderation.v1 import events_pb2
from causeway.moderation.v1 import moderation_pb2 as screening
from causeway.moderation.v1 import policies_pb2 as pb
from causeway_kit.access import Caller, Grant
from causeway_kit.batch import Item
from causeway_kit.errors import Refused, Unavailable
from causeway_kit.limits import Busy, Pace, Paces
from moderation.adapters.policies import KeptPolicies
from moderation.app.judge_text import TextJudge
from moderation.domain.act import Act
from moderation.domain.category import Category
from moderation.domain.choosing import PolicyRefused
from moderation.domain.policy import STANDARD, AgeGroup, Policy
from moderation.domain.ruling import Choice
from moderation.entrypoints.rpc_policies import PoliciesRpc
from moderation.entrypoints.rpc_screening import ADVICE_PACE, ScreeningRpc
from moderation.testing import FixedPolicies

PHONE = "My number is 07700 900456, ring me."
ROSA = Caller("issuer|rosa", "", (Grant("rosa", "safeguarding_lead", "programme:north", None),))
MAYA = Caller("issuer|maya", "", (Grant("maya", "mentee", "programme:north", None),))
SPAM_PASSES = pb.Cell(age_group=pb.AGE_GROUP_ADULT, category="spam_scam", choice=pb.CHOICE_ALLOW)


class Office:
    """Policies in memory: what a transaction sees, and what queries read."""

    now = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __init__(self) -> None:
        self.kept: list[Policy] = []
        self.acts: list[Act] = []

    async def submit(self, item: Item) -> Any:
        return item.act(self)  # type: ignore[arg-type]

    def policy(self, programme_id: str) -> Policy:
        return next((one for one in reversed(self.kept) if one.programme_id == programme_id), STANDARD)

    def save_policy(self, policy: Policy) -> None:
        self.kept.append(policy)

    def sealed_reason(self, policy: Policy, reason: str) -> str:
        return "sealed"

    def record(self, act: Act) -> None:
        self.acts.append(act)

    async def newest(self, programme_id: str) -> Policy:
        return self.policy(programme_id)

    async def versions(self, programme_id: str, size: int, below: int | None) -> list[Policy]:
        older = [one for one in reversed(self.kept) if one.programme_id == programme_id and one.version < (below or 10**9)]
        return older[:size]


def answering(office: Office, judge: TextJudge) -> PoliciesRpc:
    return PoliciesRpc(office, lambda work: work, office, judge, FixedPolicies())  # type: ignore[arg-type, return-value]


def setting(*cells: pb.Cell, expected: int = 0, **terms: Any) -> pb.SetPolicyRequest:
    policy = pb.PolicyTerms(cells=cells, **terms)
    return pb.SetPolicyRequest(programme_id="north", terms=policy, expected_version=expected, reason="Adults only here.")


async def test_a_policy_that_is_set_is_shown_with_every_cell(judge: TextJudge) -> None:
    office = Office()
    rpc = answering(office, judge)

    made = (await rpc.SetPolicy(setting(SPAM_PASSES), ROSA)).policy
    shown = (await rpc.GetPolicy(pb.GetPolicyRequest(programme_id="north"), ROSA)).policy

    assert shown == made
    assert (shown.version, shown.set_by, len(shown.terms.cells)) == (1, "rosa", 14)
    assert SPAM_PASSES in shown.terms.cells
    assert "Samaritans 116 123" in shown.terms.helplines


async def test_where_nothing_was_set_the_standard_policy_is_shown_with_version_zero(judge: TextJudge) -> None:
    shown = (await answering(Office(), judge).GetPolicy(pb.GetPolicyRequest(programme_id="north"), ROSA)).policy

    assert (shown.programme_id, shown.version, shown.HasField("set_at")) == ("north", 0, False)
    assert [cell.category for cell in shown.terms.cells if cell.choice == pb.CHOICE_BLOCK] == ["pii_contact"]


async def test_setting_the_policy_that_was_shown_changes_nothing(judge: TextJudge) -> None:
    office = Office()
    rpc = answering(office, judge)
    shown = (await rpc.SetPolicy(setting(SPAM_PASSES), ROSA)).policy

    again = pb.SetPolicyRequest(programme_id="north", terms=shown.terms, expected_version=1, reason="The same.")

    assert (await rpc.SetPolicy(again, ROSA)).policy == shown
    assert len(office.kept) == len(office.acts) == 1


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ([pb.Cell(category="spam_scam", choice=pb.CHOICE_HOLD)], "Cell 1: age_group must be"),
        ([SPAM_PASSES, pb.Cell(age_group=pb.AGE_GROUP_ADULT, category="spam")], "Cell 2: category must be one of pii_contact"),
        ([pb.Cell(age_group=pb.AGE_GROUP_ADULT, category="spam_scam")], "Cell 1: choice must be"),
        ([pb.Cell(age_group=9, category="spam_scam", choice=9)], "Cell 1: age_group must be"),  # type: ignore[arg-type]
        ([SPAM_PASSES, SPAM_PASSES], "Cell 2: spam_scam for adult is named twice"),
    ],
)
async def test_a_cell_that_names_nothing_is_refused_by_its_number(judge: TextJudge, cells: list[pb.Cell], why: str) -> None:
    office = Office()

    with pytest.raises(Refused, match=why):
        await answering(office, judge).SetPolicy(setting(*cells), ROSA)
    assert office.kept == []


async def test_a_policy_needs_a_programme(judge: TextJudge) -> None:
    for programme_id in ("", "x" * 65):
        with pytest.raises(Refused, match="programme_id must have"):
            await answering(Office(), judge).SetPolicy(pb.SetPolicyRequest(programme_id=programme_id, reason="None."), ROSA)


async def test_versions_are_listed_page_by_page_and_only_of_the_programme(judge: TextJudge) -> None:
    office = Office()
    rpc = answering(office, judge)
    for number in range(3):
        await rpc.SetPolicy(setting(helplines=f"Line {number}", expected=number), ROSA)
    office.kept.append(Policy("south", 1))

    first = await rpc.ListPolicyVersions(pb.ListPolicyVersionsRequest(programme_id="north", page_size=2), ROSA)
    request = pb.ListPolicyVersionsRequest(programme_id="north", page_size=2, page_token=first.next_page_token)
    second = await rpc.ListPolicyVersions(request, ROSA)

    assert [one.version for one in first.policies] == [3, 2]
    assert [one.version for one in second.policies] == [1]
    assert second.next_page_token == ""
    assert [one.terms.helplines_link for one in first.policies] == ["", ""]


@pytest.mark.parametrize(("field", "value"), [("page_token", "x"), ("page_token", "-1"), ("page_token", "²"), ("page_size", 201)])
async def test_a_page_that_does_not_exist_is_refused(judge: TextJudge, field: str, value: Any) -> None:
    request = pb.ListPolicyVersionsRequest(programme_id="north", **{field: value})

    with pytest.raises(Refused, match=field):
        await answering(Office(), judge).ListPolicyVersions(request, ROSA)


async def test_a_preview_says_what_a_text_would_become_and_keeps_nothing(judge: TextJudge) -> None:
    office = Office()
    request = pb.PreviewRequest(programme_id="north", terms=pb.PolicyTerms(cells=[SPAM_PASSES]), sample=PHONE)

    answer = await answering(office, judge).Preview(request, ROSA)

    assert [outcome.verdict for outcome in answer.outcomes] == [
        events_pb2.VERDICT_BLOCK,
        events_pb2.VERDICT_HOLD,
        events_pb2.VERDICT_HOLD,
    ]
    assert (office.kept, office.acts) == ([], [])


async def test_a_preview_of_what_cannot_be_chosen_is_refused(judge: TextJudge) -> None:
    told = pb.Cell(age_group=pb.AGE_GROUP_UNDER_18, category="self_harm", choice=pb.CHOICE_BLOCK)

    for request, kind in (
        (pb.PreviewRequest(programme_id="north", terms=pb.PolicyTerms(cells=[told]), sample="Hello."), PolicyRefused),
        (pb.PreviewRequest(programme_id="north", sample=""), Refused),
        (pb.PreviewRequest(programme_id="north", sample="a" * 8_001), Refused),
    ):
        with pytest.raises(kind):
            await answering(Office(), judge).Preview(request, ROSA)


async def test_what_a_verdicts_policy_version_meant_can_be_seen_again(judge: TextJudge) -> None:
    office = Office()
    rpc = answering(office, judge)
    blocked = pb.Cell(age_group=pb.AGE_GROUP_ADULT, category="pii_contact", choice=pb.CHOICE_BLOCK)
    await rpc.SetPolicy(setting(blocked), ROSA)
    await rpc.SetPolicy(setting(expected=1), ROSA)

    async def by_adult(**version: int) -> "events_pb2.Verdict":
        answer = await rpc.Preview(pb.PreviewRequest(programme_id="north", sample=PHONE, **version), ROSA)
        return answer.outcomes[2].verdict

    assert [await by_adult(version=version) for version in (0, 1, 2)] == [
        events_pb2.VERDICT_HOLD,
        events_pb2.VERDICT_BLOCK,
        events_pb2.VERDICT_HOLD,
    ]
    for version in (3, -1, 2**31 - 1):
        with pytest.raises(Refused, match="never had this version"):
            await by_adult(version=version)
    with pytest.raises(Refused, match="terms or version"):
        await rpc.Preview(pb.PreviewRequest(terms=pb.PolicyTerms(), version=1, sample=PHONE), ROSA)


ADULTS = Policy(
    "north",
    version=4,
    adults_only=True,
    choices={
        (AgeGroup.ADULT, Category.PII_CONTACT): Choice.ALLOW,
        (AgeGroup.UNDER_18, Category.SPAM_SCAM): Choice.BLOCK,
    },
)


async def test_a_text_is_screened_by_the_programmes_policy_for_who_reads_it(judge: TextJudge) -> None:
    rpc = ScreeningRpc(judge, FixedPolicies(ADULTS))

    async def screened(**given: bool) -> screening.ScreenResponse:
        return await rpc.Screen(screening.ScreenRequest(programme_id="north", text=PHONE, **given), ROSA)

    assert [(await screened(minor=minor)).verdict for minor in (True, False)] == [
        events_pb2.VERDICT_HOLD,
        events_pb2.VERDICT_ALLOW,
    ]
    assert (await screened()).policy_version == 4


async def test_advice_is_given_ten_times_and_then_at_a_pace(judge: TextJudge) -> None:
    now = [0.0]
    rpc = ScreeningRpc(judge, FixedPolicies(), Paces(ADVICE_PACE, lambda: now[0]))
    request = screening.AdviseRequest(programme_id="north", draft=PHONE)

    answers = [await rpc.Advise(request, MAYA) for _ in range(10)]
    with pytest.raises(Busy) as busy:
        await rpc.Advise(request, MAYA)
    now[0] += busy.value.retry_after_ms / 1000
    again = await rpc.Advise(request, MAYA)

    assert Pace(10 / 60, 10) == ADVICE_PACE
    assert all(answer == again for answer in answers)
    assert [(one.category, [(place.start, place.end) for place in one.places]) for one in again.advice] == [
        ("pii_contact", [(13, 25)])
    ]


@pytest.mark.parametrize("draft", ["", "a" * 8_001])
async def test_a_draft_without_words_or_with_too_many_is_refused_and_costs_nothing(judge: TextJudge, draft: str) -> None:
    rpc = ScreeningRpc(judge, FixedPolicies(), Paces(Pace(1 / 60, 1), lambda: 0.0))

    with pytest.raises(Refused, match="draft must have 1 to 8,000"):
        await rpc.Advise(screening.AdviseRequest(programme_id="north", draft=draft), MAYA)
    await rpc.Advise(screening.AdviseRequest(programme_id="north", draft="Hello."), MAYA)


def test_nothing_is_judged_before_the_policies_are_known() -> None:
    with pytest.raises(Unavailable):
        KeptPolicies(None).of("north")  # type: ignore[arg-type]
