"""Whom a relationship manager looks after, and how many they have room for."""

from dataclasses import dataclass, replace

MOST_PAIRS = 500  # more could not be known to one person, and would not fit into one document
DEFAULT_PAIRS = 30


class CaseloadNotAccepted(Exception):
    """This cannot be somebody's caseload."""


class NoRoom(Exception):
    """The relationship manager has as many pairs as they may have."""


class NotTrained(Exception):
    """Pairs go only to relationship managers who are trained."""


@dataclass(frozen=True, slots=True)
class Caseload:
    programme_id: str
    staff_id: str
    limit: int = DEFAULT_PAIRS
    trained: bool = False
    deputy_id: str = ""  # the next person for a check-in that was missed; empty: any coordinator
    pairs: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return caseload_id(self.programme_id, self.staff_id)

    @property
    def room(self) -> int:
        """Below 0 by as many pairs as somebody has too many: the limit was lowered."""
        return self.limit - len(self.pairs)

    @property
    def takes_more(self) -> bool:
        return self.trained and self.room > 0


def caseload_id(programme_id: str, staff_id: str) -> str:
    return f"{programme_id}|{staff_id}"


def check_limit(limit: int) -> None:
    """Raises CaseloadNotAccepted."""
    if not 0 <= limit <= MOST_PAIRS:
        raise CaseloadNotAccepted(f"limit must be 0 to {MOST_PAIRS} pairs. Nothing was saved.")


def take(caseload: Caseload, pair_id: str) -> Caseload:
    """Raises NotTrained, NoRoom. A pair that is there already changes nothing."""
    if pair_id in caseload.pairs:
        return caseload
    if not caseload.trained:
        raise NotTrained("This relationship manager's training is not recorded. Nothing was changed; record it with SetCaseload.")
    if caseload.room <= 0:
        raise NoRoom(
            f"This relationship manager has {len(caseload.pairs)} of {caseload.limit} pairs. "
            "Nothing was changed; choose another or raise the limit."
        )
    return replace(caseload, pairs=(*caseload.pairs, pair_id))


def give_up(caseload: Caseload, pair_id: str) -> Caseload:
    return replace(caseload, pairs=tuple(one for one in caseload.pairs if one != pair_id))
