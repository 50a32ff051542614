"""How well reviewers agree: with tests, with each other, and with what appeals came to. Counted from the steps of cases alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from causeway.moderation.v1.events import Verdict
from moderation.domain.case import CaseState, Kind, Step, Taken

FEWEST_FOR_KAPPA = 5


@dataclass(frozen=True, slots=True)
class Record:
    """What quality needs to know of one case."""

    kind: Kind
    state: CaseState
    of: str
    categories: tuple[str, ...]
    answer: Verdict
    first_by: str
    verdict: Verdict
    taken: tuple[Taken, ...]


@dataclass(slots=True)
class Share:
    count: int = 0
    of: int = 0

    def add(self, yes: bool) -> None:
        self.count += yes
        self.of += 1


@dataclass(slots=True)
class Figures:
    decided: int = 0
    minutes: list[float] = field(default_factory=list)
    golden: Share = field(default_factory=Share)
    by_category: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    audit: Share = field(default_factory=Share)
    overturned: Share = field(default_factory=Share)
    pairs: list[tuple[Verdict, Verdict]] = field(default_factory=list)  # (theirs, the other's) about the same words

    @property
    def median_minutes(self) -> float:
        return median(self.minutes) if self.minutes else 0.0

    @property
    def kappa(self) -> float | None:
        return kappa(self.pairs)


@dataclass(frozen=True, slots=True)
class Disagreement:
    message_id: str
    first_by: str  # empty: the rules
    second_by: str
    first: Verdict
    second: Verdict
    at: datetime


def figures_of(records: Iterable[Record]) -> dict[str, Figures]:
    """By reviewer."""
    found: dict[str, Figures] = defaultdict(Figures)
    for record in records:
        match record.kind:
            case Kind.MESSAGE:
                _count_message(found, record)
            case Kind.GOLDEN:
                _count_golden(found, record)
            case Kind.AUDIT:
                _count_audit(found, record)
    return dict(found)


def _count_message(found: dict[str, Figures], record: Record) -> None:
    looks: list[Taken] = []  # of the same words, before an appeal
    for place, step in enumerate(record.taken):
        if step.step in (Step.FIRST_LOOK, Step.DECIDED):
            own = found[step.by]
            own.decided += 1
            own.minutes += _minutes(record.taken[:place], step)
            looks.append(step)
        elif step.step is Step.APPEALED:
            _count_appeal(found, looks, record)
            _count_pairs(found, looks)
            looks = []
    _count_pairs(found, looks)


def _count_appeal(found: dict[str, Figures], looks: Sequence[Taken], record: Record) -> None:
    """A block by the rules is nobody's."""
    if looks and looks[-1].step is Step.DECIDED and record.state is CaseState.DECIDED:
        found[looks[-1].by].overturned.add(record.verdict is Verdict.ALLOW)


def _count_pairs(found: dict[str, Figures], looks: Sequence[Taken]) -> None:
    """Each with the one before. A third look settles a dispute and is nobody's second opinion."""
    known = [look for look in looks[:2] if look.verdict is not Verdict.UNSPECIFIED]
    if len(known) == 2 and known[0].by != known[1].by:
        _pair(found, known[0].by, known[0].verdict, known[1].by, known[1].verdict)


def _pair(found: dict[str, Figures], first: str, said: Verdict, second: str, answered: Verdict) -> None:
    found[first].pairs.append((said, answered))
    found[second].pairs.append((answered, said))


def _count_golden(found: dict[str, Figures], record: Record) -> None:
    for step in record.taken:
        if step.step is Step.DECIDED:
            right = step.verdict is record.answer
            found[step.by].golden.add(right)
            for category in record.categories:
                found[step.by].by_category[category].add(right)


def _count_audit(found: dict[str, Figures], record: Record) -> None:
    for step in record.taken:
        if step.step is Step.DECIDED and record.first_by:
            found[record.first_by].audit.add(step.verdict is record.answer)
            _pair(found, record.first_by, record.answer, step.by, step.verdict)


def _minutes(before: Sequence[Taken], decided: Taken) -> list[float]:
    claimed = next((one.at for one in reversed(before) if one.step is Step.CLAIMED and one.by == decided.by), None)
    return [] if claimed is None else [(decided.at - claimed) / timedelta(minutes=1)]


def disagreements(records: Iterable[Record]) -> list[Disagreement]:
    """Of audits, newest first."""
    found = [
        Disagreement(record.of, record.first_by, step.by, record.answer, step.verdict, step.at)
        for record in records
        if record.kind is Kind.AUDIT
        for step in record.taken
        if step.step is Step.DECIDED and step.verdict is not record.answer
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def kappa(pairs: Sequence[tuple[Verdict, Verdict]]) -> float | None:
    """Cohen's kappa: agreement beyond chance, 1 for all of it (Cohen 1960). None for too few, or when chance leaves no room."""
    if len(pairs) < FEWEST_FOR_KAPPA:
        return None
    agreed = sum(one is other for one, other in pairs) / len(pairs)
    mine, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(mine[verdict] * theirs[verdict] for verdict in mine) / len(pairs) ** 2
    return None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)
