"""The Rules service: one method per rpc."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import grpc

from causeway.moderation.v1 import rules_pb2 as pb
from causeway_kit.access import EVERYTHING, Caller, denied, programme_scope
from causeway_kit.batch import Item
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.ids import new_event_id
from causeway_kit.routes import Opens
from causeway_kit.work import Need
from moderation.app import propose_rule, rehearse_rule, switch_rule
from moderation.app.propose_rule import Proposal
from moderation.app.replay_verdict import Replayed
from moderation.app.rule_ports import Figures, RuleBook, RuleReading, RuleTrying
from moderation.app.switch_rule import Hand, hand_of
from moderation.domain.act import Act
from moderation.domain.case import CaseNotFound
from moderation.domain.own_rule import NotRehearsed, OwnRule, RuleNotFound, RuleRefused
from moderation.domain.rehearsal import RehearsalRefused
from moderation.domain.rule import BadRule, Rule
from moderation.domain.verdict import VERDICTS
from moderation.entrypoints.rpc_parts import page_size, require
from moderation.entrypoints.rule_messages import (
    STAGE_OF,
    draft_of,
    rehearsal_shown,
    shipped_shown,
    version_shown,
)

RULE_STATUSES: dict[type[Exception], grpc.StatusCode] = {
    RuleNotFound: grpc.StatusCode.NOT_FOUND,
    CaseNotFound: grpc.StatusCode.NOT_FOUND,
    RuleRefused: grpc.StatusCode.FAILED_PRECONDITION,
    NotRehearsed: grpc.StatusCode.FAILED_PRECONDITION,
    RehearsalRefused: grpc.StatusCode.INVALID_ARGUMENT,
    BadRule: grpc.StatusCode.INVALID_ARGUMENT,
}
LEADS = ("safeguarding_lead", "administrator")
OfARule = (
    pb.RulesGetRequest
    | pb.RulesRehearseRequest
    | pb.RulesCancelRehearsalRequest
    | pb.RulesSetTrialRequest
    | pb.RulesActivateRequest
    | pb.RulesRetireRequest
    | pb.RulesQuarantineRequest
    | pb.RulesReleaseRequest
)


class RulesRpc:
    def __init__(
        self,
        commits: GroupCommit,
        opens: Opens[RuleBook],
        reading: RuleReading,
        trying: RuleTrying,
        replaying: Callable[[str, str], Any],
        lists: Mapping[str, tuple[str, ...]],
        shipped: Sequence[Rule],
    ) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._trying = trying
        self._replaying = replaying
        self._lists = lists
        self._shipped = shipped

    async def Propose(self, request: pb.RulesProposeRequest, caller: Caller) -> pb.RulesProposeResponse:
        _check_everywhere(request.programme_id, caller)
        require(request.client_key, "client_key")
        proposal = Proposal(request.programme_id, caller.person_id, request.client_key, draft_of(request.content), request.trial)
        rule = propose_rule.written(proposal, self._lists)
        if fault := await self._trying.fault_of(rule):
            raise invalid(f"{fault} Nothing was stored.")
        item = Item(propose_rule.needs(proposal), lambda work: propose_rule.propose_rule(self._opens(work), proposal, rule))
        kept, number = await self._commits.submit(item)
        return pb.RulesProposeResponse(rule=await self._shown(kept, number, examples=True))

    async def List(self, request: pb.RulesListRequest, caller: Caller) -> pb.RulesListResponse:
        size = page_size(request.page_size)
        if request.shipped:
            return await self._list_shipped(request, size)
        stage = STAGE_OF.get(request.stage)
        try:
            page = await self._reading.rules(request.programme_id, stage, size, request.page_token)
        except ValueError:
            raise invalid("page_token is not one that this method gave. Start again without it.") from None
        places = [rule.place(number) for rule, number in page.rules]
        contents = await self._reading.contents(places)
        own = [rule.place(number) for rule, number in page.rules if rule.programme_id == request.programme_id]
        figures = await self._reading.figures(own)
        shown = [
            version_shown(rule, number, contents.get(place), figures.get(place))
            for (rule, number), place in zip(page.rules, places, strict=True)
        ]
        return pb.RulesListResponse(rules=shown, next_page_token=page.next_token)

    async def _list_shipped(self, request: pb.RulesListRequest, size: int) -> pb.RulesListResponse:
        left = [rule for rule in sorted(self._shipped, key=lambda rule: rule.id) if rule.id > request.page_token]
        page = left[:size]
        figures = await self._reading.figures([f"{request.programme_id}/{rule.id}" for rule in page])
        shown = [shipped_shown(rule, figures.get(f"{request.programme_id}/{rule.id}", Figures())) for rule in page]
        return pb.RulesListResponse(rules=shown, next_page_token=page[-1].id if len(left) > size else "")

    async def Get(self, request: pb.RulesGetRequest, caller: Caller) -> pb.RulesGetResponse:
        hand = _hand(request, caller)
        rule = await self._reading.rule(hand.key)
        if rule is None:
            raise RuleNotFound("There is no rule with this id here. Look at the list of rules.")
        shown = await self._shown(rule, hand.number, examples=True)
        newest = await self._reading.rehearsal(rehearse_rule.place_of(hand))
        return pb.RulesGetResponse(rule=shown, rehearsal=rehearsal_shown(newest) if newest else None)

    async def Rehearse(self, request: pb.RulesRehearseRequest, caller: Caller) -> pb.RulesRehearseResponse:
        hand, id = _hand(request, caller), new_event_id()
        begun = await self._commit(rehearse_rule.needs(hand), lambda book: rehearse_rule.rehearse(book, hand, request.days, id))
        return pb.RulesRehearseResponse(rehearsal=rehearsal_shown(begun))

    async def CancelRehearsal(self, request: pb.RulesCancelRehearsalRequest, caller: Caller) -> pb.RulesCancelRehearsalResponse:
        hand = _hand(request, caller)
        ended = await self._commit(rehearse_rule.needs(hand), lambda book: rehearse_rule.cancel(book, hand))
        return pb.RulesCancelRehearsalResponse(rehearsal=rehearsal_shown(ended))

    async def SetTrial(self, request: pb.RulesSetTrialRequest, caller: Caller) -> pb.RulesSetTrialResponse:
        shown = await self._switch(request, caller, lambda book, hand: switch_rule.set_trial(book, hand, on=request.on))
        return pb.RulesSetTrialResponse(rule=shown)

    async def Activate(self, request: pb.RulesActivateRequest, caller: Caller) -> pb.RulesActivateResponse:
        return pb.RulesActivateResponse(rule=await self._switch(request, caller, switch_rule.activate))

    async def Retire(self, request: pb.RulesRetireRequest, caller: Caller) -> pb.RulesRetireResponse:
        return pb.RulesRetireResponse(rule=await self._switch(request, caller, switch_rule.retire))

    async def Quarantine(self, request: pb.RulesQuarantineRequest, caller: Caller) -> pb.RulesQuarantineResponse:
        return pb.RulesQuarantineResponse(rule=await self._switch(request, caller, switch_rule.quarantine))

    async def Release(self, request: pb.RulesReleaseRequest, caller: Caller) -> pb.RulesReleaseResponse:
        return pb.RulesReleaseResponse(rule=await self._switch(request, caller, switch_rule.release))

    async def Replay(self, request: pb.RulesReplayRequest, caller: Caller) -> pb.RulesReplayResponse:
        require(request.message_id, "message_id")
        replayed: Replayed = await self._replaying(request.programme_id, request.message_id)
        act = Act(actor=caller.person_id, action="case.replayed", thing=request.message_id, programme_id=request.programme_id)
        await self._commit([], lambda book: book.record(act))
        judgement, case = replayed.judgement, replayed.case
        return pb.RulesReplayResponse(
            verdict=VERDICTS[judgement.action].value,
            categories=[category.value for category in judgement.categories],
            rules=judgement.rules,
            rules_version=judgement.rules_version,
            stored_rules_version=case.rules_version,
            stored_rules=case.rules,
            differences=replayed.differences,
            same=replayed.same,
        )

    async def _switch(self, request: OfARule, caller: Caller, act: Callable[[RuleBook, Hand], OwnRule]) -> pb.RuleVersion:
        hand = _hand(request, caller)
        rule: OwnRule = await self._commit(switch_rule.needs(hand), lambda book: act(book, hand))
        return await self._shown(rule, hand.number)

    async def _commit(self, needs: Sequence[Need], act: Callable[[RuleBook], Any]) -> Any:
        return await self._commits.submit(Item(needs, lambda work: act(self._opens(work))))

    async def _shown(self, rule: OwnRule, number: int, *, examples: bool = False) -> pb.RuleVersion:
        place = rule.place(number)
        contents = await self._reading.contents([place], examples=examples)
        figures = await self._reading.figures([place])
        return version_shown(rule, number, contents.get(place), figures.get(place))


def _hand(request: OfARule, caller: Caller) -> Hand:
    _check_everywhere(request.programme_id, caller)
    require(request.rule_id, "rule_id")
    held = caller.scopes(LEADS)
    lead = bool(held & {EVERYTHING, programme_scope(request.programme_id)})
    return hand_of(request.programme_id, request.rule_id, caller.person_id, lead=lead)


def _check_everywhere(programme_id: str, caller: Caller) -> None:
    """A rule of every programme is for administrators of the whole system, and no other id may stand for every programme."""
    if not set(programme_id).isdisjoint("*/"):
        raise invalid("programme_id is not one. Nothing was changed.")
    if not programme_id and EVERYTHING not in caller.scopes(["administrator"]):
        raise denied("Only an administrator of the whole system makes or changes rules of every programme. Nothing was changed.")
