"""How a programme wants to be matched: weights, options, approvals, repairs and how long anybody may wait."""

from dataclasses import dataclass, field, replace

from matching.domain.options import MatchingOptions
from matching.domain.weights import Weights

MOST_APPROVALS = 2
MOST_REPAIR_MINUTES = 24 * 60
LONGEST_LIMIT_DAYS = 366


class SettingsRefused(Exception):
    """The settings cannot be used, or somebody else changed them meanwhile; the message says what to do."""


@dataclass(frozen=True, slots=True)
class MatchingSettings:
    """Version 0: nobody has set anything. Repairs every 0 minutes: only when asked. A limit of 0 days: there is none."""

    programme_id: str
    weights: Weights = field(default_factory=Weights)
    options: MatchingOptions = field(default_factory=MatchingOptions)
    approvals_needed: int = 0
    repair_minutes: int = 0
    longest_wait_days: int = 0
    version: int = 0


def settle(known: MatchingSettings, wanted: MatchingSettings) -> MatchingSettings:
    """Equal settings change nothing. Raises SettingsRefused."""
    if replace(wanted, version=known.version) == known:
        return known
    _within("approvals_needed", wanted.approvals_needed, MOST_APPROVALS)
    _within("repair_minutes", wanted.repair_minutes, MOST_REPAIR_MINUTES)
    _within("longest_wait_days", wanted.longest_wait_days, LONGEST_LIMIT_DAYS)
    if wanted.version != known.version:
        raise SettingsRefused(
            f"The settings are at version {known.version} by now, and yours were made from version {wanted.version}. "
            "Nothing was saved; read them again first."
        )
    return replace(wanted, version=known.version + 1)


def _within(name: str, number: int, most: int) -> None:
    if not 0 <= number <= most:
        raise SettingsRefused(f"{name} must be 0 to {most:,}. Nothing was saved.")
