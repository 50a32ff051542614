"""Use case: staff propose a rule, or a new version of one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from moderation.app.ports import KEYS
from moderation.app.rule_ports import NEWEST_SET, OWN_RULES, RULE_SETS, RuleBook
from moderation.app.rule_sets import follow
from moderation.domain import own_rule as rules
from moderation.domain import rule_draft
from moderation.domain.act import Act
from moderation.domain.own_rule import OwnRule, base_of, key_of
from moderation.domain.rule import Rule, expand
from moderation.domain.rule_draft import Draft


@dataclass(frozen=True, slots=True)
class Proposal:
    programme_id: str
    by: str
    client_key: str
    draft: Draft
    trial: bool = False

    @property
    def key(self) -> str:
        return key_of(self.programme_id, base_of(self.programme_id, self.draft.category, self.draft.name))


def needs(proposal: Proposal) -> list[tuple[str, str]]:
    return [(OWN_RULES, proposal.key), (RULE_SETS, NEWEST_SET), (KEYS, proposal.by)]


def written(proposal: Proposal, lists: Mapping[str, tuple[str, ...]]) -> Rule:
    """The rule as it is matched, with its word lists put in; its version is not known yet. Raises BadRule."""
    draft = proposal.draft
    rule_draft.check(draft)
    rule = Rule(
        id=base_of(proposal.programme_id, draft.category, draft.name),
        category=draft.category,
        reason=draft.reason.strip(),
        score=round(draft.score, 3),
        patterns=tuple(expand(pattern, lists) for pattern in draft.patterns),
        unless=tuple(expand(pattern, lists) for pattern in draft.unless),
        catches=draft.catches,
        passes=draft.passes,
        owner=proposal.by,
        version=1,
    )
    rule_draft.check_expanded(rule)
    return rule


def propose_rule(book: RuleBook, proposal: Proposal, rule: Rule) -> tuple[OwnRule, int]:
    """`rule` was tried on its examples. Raises RuleRefused."""
    draft = proposal.draft
    known = book.rule(proposal.key) or OwnRule(proposal.programme_id, draft.category, draft.name)
    changed, version = rules.propose(known, proposal.by, proposal.client_key, draft.digest, book.now, trial=proposal.trial)
    if changed is known:
        return known, version.number
    rule_id = changed.rule_id(version.number)
    book.save_rule(changed)
    book.keep_content(changed.place(version.number), draft, replace(rule, id=rule_id, version=version.number), proposal.by)
    follow(book, changed)
    book.record(Act(actor=proposal.by, action="rule.proposed", thing=rule_id, programme_id=proposal.programme_id))
    return changed, version.number
