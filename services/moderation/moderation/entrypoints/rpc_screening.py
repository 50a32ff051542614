"""The Screening service: a text is judged and nothing of it is kept."""

from causeway.moderation.v1 import moderation_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.errors import invalid
from causeway_kit.limits import Pace, Paces
from moderation.app.advise import advise
from moderation.app.ports import Policies, TextJudging
from moderation.domain.advice import Advice
from moderation.domain.normalise import LONGEST_TEXT
from moderation.domain.policy import group_of
from moderation.domain.verdict import VERDICTS

ADVICE_PACE = Pace(10 / 60, 10)  # so that nobody feels for the line by trying


class ScreeningRpc:
    def __init__(self, judge: TextJudging, policies: Policies, paces: Paces | None = None) -> None:
        self._judge = judge
        self._policies = policies
        self._paces = paces or Paces(ADVICE_PACE)

    async def Screen(self, request: pb.ScreenRequest, caller: Caller) -> pb.ScreenResponse:
        policy = self._policies.of(request.programme_id)
        group = group_of(request.minor) if request.HasField("minor") else None
        judgement = self._judge.judge(request.text, programme_id=request.programme_id, ruling=policy.ruling(group))
        return pb.ScreenResponse(
            verdict=VERDICTS[judgement.action].value,
            categories=[category.value for category in judgement.categories],
            score=judgement.score,
            spans=[pb.Span(start=one.start, end=one.end, category=one.category, rule=one.rule) for one in judgement.spans],
            rules=judgement.rules,
            rules_version=judgement.rules_version,
            policy_version=policy.version,
        )

    async def Advise(self, request: pb.AdviseRequest, caller: Caller) -> pb.AdviseResponse:
        if not 0 < len(request.draft) <= LONGEST_TEXT:
            raise invalid(f"draft must have 1 to {LONGEST_TEXT:,} characters.")
        self._paces.spend(caller.subject)
        policy = self._policies.of(request.programme_id)
        told = advise(self._judge, policy, request.programme_id, request.draft)
        return pb.AdviseResponse(advice=[_advice(one) for one in told])


def _advice(one: Advice) -> pb.Advice:
    places = [pb.AdvicePlace(start=start, end=end) for start, end in one.places]
    return pb.Advice(category=one.category.value, advice=one.sentence, places=places)
