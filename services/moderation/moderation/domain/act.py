"""What somebody with power did, for the record."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who did what to which thing. `reason` is a code or sealed, never plain words about a person."""

    actor: str
    action: str
    thing: str
    programme_id: str = ""
    reason: str = ""
