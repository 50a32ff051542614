"""The part of the Matching service by which mentees look for mentors: rules, shortlists, searches."""

from causeway.matching.v1 import choosing_pb2 as pb
from causeway_kit.access import Caller
from causeway_kit.batch import Item
from causeway_kit.clock import Clock
from causeway_kit.errors import invalid
from causeway_kit.group_commit import GroupCommit
from causeway_kit.routes import Opens
from causeway_kit.stamps import timestamp
from matching.app import make_shortlist, set_choosing_rules
from matching.app.choosing_ports import Chooser, ChoosingReading, ChoosingRegister
from matching.app.find_mentors import Best, FindMentors
from matching.app.make_shortlist import FEWEST, Shortlisting, in_turn
from matching.app.mentor_pool import MentorQuery
from matching.domain.choosing_rules import ChoosingRules, check_rules
from matching.entrypoints.choosing_parts import card, is_staff, rules_message, rules_of, whose_mentee
from matching.entrypoints.rpc_parts import page_after, page_size

LONGEST_TERM = 120
MOST_TERMS = 20
SPARE = 4  # candidates more than the list has places: some may be taken in this moment


class ShortlistsRpc:
    def __init__(
        self,
        commits: GroupCommit,
        opens: Opens[ChoosingRegister],
        reading: ChoosingReading,
        find: FindMentors,
        clock: Clock,
    ) -> None:
        self._commits = commits
        self._opens = opens
        self._reading = reading
        self._find = find
        self._clock = clock

    async def GetChoosingRules(self, request: pb.GetChoosingRulesRequest, caller: Caller) -> pb.GetChoosingRulesResponse:
        return pb.GetChoosingRulesResponse(rules=rules_message(await self._reading.rules(request.programme_id)))

    async def SetChoosingRules(self, request: pb.SetChoosingRulesRequest, caller: Caller) -> pb.SetChoosingRulesResponse:
        wanted, programme_id = rules_of(request.rules), request.programme_id
        check_rules(wanted)
        needs = set_choosing_rules.needs(programme_id)
        item = Item(needs, lambda work: set_choosing_rules.set_choosing_rules(self._opens(work), programme_id, wanted))
        return pb.SetChoosingRulesResponse(rules=rules_message(await self._commits.submit(item)))

    async def Shortlist(self, request: pb.ShortlistRequest, caller: Caller) -> pb.ShortlistResponse:
        programme_id = request.programme_id
        mentee_id = whose_mentee(caller, programme_id, request.mentee_id)
        chooser = await self._find.chooser(programme_id, mentee_id)
        rules = await self._reading.rules(programme_id)
        best = await self._find.best(programme_id, chooser)
        shortlisting = Shortlisting(programme_id, mentee_id, self._in_order(chooser, best, rules))
        needs = make_shortlist.needs(shortlisting)
        item = Item(needs, lambda work: make_shortlist.make_shortlist(self._opens(work), shortlisting))
        made = await self._commits.submit(item)
        shown = await self._find.these(programme_id, chooser, made.mentor_ids)
        return pb.ShortlistResponse(
            mentors=[card(one, rules, shown.proposal(one).reasons_shown) for one in shown.candidates],
            kept_until=timestamp(made.kept_until),
            shortage=_shortage(chooser, len(made.mentor_ids)),
        )

    def _in_order(self, chooser: Chooser, best: Best, rules: ChoosingRules) -> tuple[str, ...]:
        """Those of the list that is kept, then the best; more than the list has places."""
        now = self._clock.now()
        kept = chooser.desk.shown if chooser.desk.keeps_shortlist(now) else ()
        ranked = in_turn(best.candidates, chooser.person_id, rules, now)
        return tuple(dict.fromkeys((*kept, *ranked)))[: rules.shortlist_size + SPARE]

    async def SearchMentors(self, request: pb.SearchMentorsRequest, caller: Caller) -> pb.SearchMentorsResponse:
        programme_id = request.programme_id
        query, size, after = _query(request), page_size(request.page_size), page_after(request.page_token)
        chooser = await self._searching(request, caller)
        rules = await self._reading.rules(programme_id)
        found = await self._find.search(programme_id, query, chooser, request.full_too, size, after)
        return pb.SearchMentorsResponse(
            mentors=[card(one, rules) for one in found.candidates],
            next_page_token=found.next,
            fields=[pb.Facet(value=value, mentors=count) for value, count in found.fields],
            languages=[pb.Facet(value=value, mentors=count) for value, count in found.languages],
        )

    async def _searching(self, request: pb.SearchMentorsRequest, caller: Caller) -> Chooser | None:
        """Staff may look at everybody; a mentee sees those only whom they may have."""
        if not request.mentee_id and is_staff(caller, request.programme_id):
            return None
        mentee_id = whose_mentee(caller, request.programme_id, request.mentee_id)
        return await self._find.chooser(request.programme_id, mentee_id)


def _query(request: pb.SearchMentorsRequest) -> MentorQuery:
    terms = [request.field, request.language, request.region, *request.skills, *request.interests]
    if any(len(term) > LONGEST_TERM for term in terms) or max(len(request.skills), len(request.interests)) > MOST_TERMS:
        raise invalid(f"A search has at most {MOST_TERMS} skills and interests of at most {LONGEST_TERM} characters each.")
    return MentorQuery(
        field=request.field,
        language=request.language,
        region=request.region,
        skills=frozenset(request.skills),
        interests=frozenset(request.interests),
    )


def _shortage(chooser: Chooser, mentors: int) -> str:
    if mentors >= FEWEST:
        return ""
    if chooser.ties.pairs:
        return "You have a mentor."
    if not chooser.ready:
        return "You cannot be matched at the moment; your coordinator knows what is missing."
    return "No more mentors who fit have a free place at the moment; more hours of the week or another language would help."
