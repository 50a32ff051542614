"""A bank of patterns matched in one pass by Hyperscan, whose time is bounded by the length of the text."""

from collections.abc import Sequence

import hyperscan

from moderation.domain.rule import BadRule

# SINGLEMATCH: we ask only which patterns match; a hostile text cannot make more answers than there are patterns.
_FLAGS = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_SINGLEMATCH


class HyperscanBank:
    """One thread at a time: the scratch memory belongs to the bank."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """Raises BadRule, naming the pattern that Hyperscan cannot take."""
        self._database = hyperscan.Database()
        expressions = [pattern.encode() for pattern in patterns]
        try:
            self._database.compile(
                expressions=expressions,
                ids=list(range(len(expressions))),
                elements=len(expressions),
                flags=[_FLAGS] * len(expressions),
            )
        except hyperscan.error as fault:
            raise BadRule(_blame(patterns, fault)) from fault

    def matching(self, text: str) -> list[int]:
        found: list[int] = []

        def on_match(number: int, start: int, end: int, flags: int, context: object) -> None:
            found.append(number)

        # Lone surrogates have no UTF-8 form, and the bank may only be shown valid UTF-8.
        self._database.scan(text.encode(errors="replace"), match_event_handler=on_match)
        return found


def _blame(patterns: Sequence[str], fault: Exception) -> str:
    for pattern in patterns:
        try:
            hyperscan.Database().compile(expressions=[pattern.encode()], flags=[_FLAGS])
        except hyperscan.error as own:
            return f"The pattern {pattern!r} cannot be used ({own}). Look-around and back-references are not available."
    return f"The patterns cannot be used together ({fault}). Make the largest of them smaller."
