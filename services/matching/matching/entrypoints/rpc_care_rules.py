"""The Pairs service, how a programme's pairs are looked after: rules that staff settle."""

from dataclasses import fields

from causeway.matching.v1 import pairs_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from matching.app import set_care_rules
from matching.app.care_ports import CareReading, CareRegister
from matching.app.ports import Reading
from matching.domain.care_rules import CareRules

NAMES = tuple(field.name for field in fields(CareRules) if field.name != "id")


class CareRulesRpc:
    def __init__(self, commits: GroupCommit, opens: Opens[CareRegister], reading: CareReading, programmes: Reading) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._programmes = programmes

    async def GetCareRules(self, request: pb.GetCareRulesRequest, caller: Caller) -> pb.GetCareRulesResponse:
        await self._programmes.programme(request.programme_id)
        return pb.GetCareRulesResponse(rules=_message(await self._reading.care_rules(request.programme_id)))

    async def SetCareRules(self, request: pb.SetCareRulesRequest, caller: Caller) -> pb.SetCareRulesResponse:
        """A number that is left out is the usual one."""
        given = {name: value for name in NAMES if (value := getattr(request.rules, name))}
        wanted = CareRules(request.programme_id, **given)
        needs = set_care_rules.needs(wanted.id)
        item = Item(needs, lambda work: set_care_rules.set_care_rules(self._opens(work), wanted))
        return pb.SetCareRulesResponse(rules=_message(await self._commits.submit(item)))


def _message(rules: CareRules) -> pb.CareRules:
    return pb.CareRules(**{name: getattr(rules, name) for name in NAMES})
