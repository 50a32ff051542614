"""Reads what somebody says of themselves by the same rules as a roster's cells."""

from collections.abc import Collection, Mapping
from zoneinfo import available_timezones

from matching.app.read_cells import BadCell
from matching.app.read_roster import COLUMNS
from matching.domain.membership import DetailsNotAccepted
from matching.domain.people import Side

OWN = ("age", "languages", "slots", "organisation", "region", "field", "field2", "interests", "skills", "goals", "capacity")
_ZONES = available_timezones()
SETTLED_ONCE = ("age", "capacity")  # a birthday is the programme's to know, and places have a call of their own


def read_own(side: Side, cells: Mapping[str, str], fields: Collection[str]) -> dict[str, object]:
    """Values by field. Raises DetailsNotAccepted with the first cell that cannot be read, and its cure."""
    values: dict[str, object] = {}
    for field in fields:
        read = COLUMNS[side].get(field) if field in OWN else None
        if read is None:
            raise DetailsNotAccepted(f"There is no field of this name to be said of oneself; choose from {', '.join(OWN)}.")
        try:
            values[field] = read(cells.get(field, ""))
        except BadCell as bad:
            raise DetailsNotAccepted(f"{field}: {bad} Nothing was saved.") from None
    return values


def require_changeable(fields: Collection[str]) -> None:
    """Raises DetailsNotAccepted."""
    if settled := [field for field in fields if field in SETTLED_ONCE]:
        raise DetailsNotAccepted(f"{' and '.join(settled)} cannot be changed by this call. Nothing was saved.")


def require_zone(time_zone: str) -> None:
    """Raises DetailsNotAccepted. Empty is fine: it is not known."""
    if time_zone and time_zone not in _ZONES:
        raise DetailsNotAccepted("time_zone must be an IANA name such as Europe/London, or empty. Nothing was saved.")
