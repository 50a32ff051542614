"""A bank of patterns matched in one pass by Hyperscan, whose time is bounded by the length of the text."""

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import hyperscan

from moderation.domain.rule import BadRule

# SINGLEMATCH: we ask only which patterns match; a hostile text cannot make more answers than there are patterns.
_FLAGS = hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_SINGLEMATCH
_EVERY_END = hyperscan.HS_FLAG_CASELESS


def default_cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "causeway" / "patterns"


class HyperscanBank:
    """One thread at a time: the scratch memory belongs to the bank."""

    def __init__(self, patterns: Sequence[str], cache: Path | None = None, *, ends: bool = False) -> None:
        """Compiling takes seconds, so the outcome is kept in `cache`, if it can be written there.

        With `ends` it also tells all places where matches end, of which a hostile text can make many.
        Raises BadRule, naming the pattern that Hyperscan cannot take.
        """
        if foreign := [pattern for pattern in patterns if not pattern.isascii()]:
            raise BadRule(f"The pattern {foreign[0]!r} must be in plain letters: texts are folded before matching.")
        flags = _EVERY_END if ends else _FLAGS
        kept = cache / f"{'ends-' if ends else ''}{_fingerprint(patterns)}.hs" if cache else None
        self._database = (_load(kept) if kept else None) or _compile(patterns, flags)
        # Without a scratch of its own a database that was read back cannot scan.
        self._database.scratch = hyperscan.Scratch(self._database)
        if kept and not kept.exists():
            _keep(kept, self._database)

    def matching(self, text: str) -> list[int]:
        return [number for number, _ in self.ends(text)]

    def ends(self, text: str) -> list[tuple[int, int]]:
        """The number of a pattern and where a match of it ends; of each pattern one, or all if made for it."""
        found: list[tuple[int, int]] = []

        def on_match(number: int, start: int, end: int, flags: int, context: object) -> None:
            found.append((number, end))

        # Readings are folded, so what is not ASCII now is no letter of any pattern. One byte a character
        # keeps the patterns a quarter of the size that UTF-8 would make them.
        self._database.scan(text.encode("ascii", errors="replace"), match_event_handler=on_match)
        return found


def _fingerprint(patterns: Sequence[str]) -> str:
    return sha256("\n".join((version("hyperscan"), *patterns)).encode()).hexdigest()[:32]


def _compile(patterns: Sequence[str], flags: int) -> hyperscan.Database:
    database = hyperscan.Database()
    expressions = [pattern.encode() for pattern in patterns]
    numbers = list(range(len(expressions)))
    try:
        database.compile(expressions=expressions, ids=numbers, elements=len(expressions), flags=[flags] * len(expressions))
    except hyperscan.error as fault:
        raise BadRule(_blame(patterns, fault)) from fault
    return database


def _load(kept: Path) -> hyperscan.Database | None:
    """None when there is none, when another user wrote it, or when it is damaged or for another processor."""
    with suppress(OSError, hyperscan.error):
        if kept.stat().st_uid == os.getuid():
            return hyperscan.loadb(kept.read_bytes(), hyperscan.HS_MODE_BLOCK)
    return None


def _keep(kept: Path, database: hyperscan.Database) -> None:
    """A read-only file system only costs the next start its seconds."""
    with suppress(OSError):
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as draft:
            draft.write(hyperscan.dumpb(database))
        Path(draft.name).replace(kept)


def _blame(patterns: Sequence[str], fault: Exception) -> str:
    for pattern in patterns:
        try:
            hyperscan.Database().compile(expressions=[pattern.encode()], flags=[_FLAGS])
        except hyperscan.error as own:
            return f"The pattern {pattern!r} cannot be used ({own}). Look-around and back-references are not available."
    return f"The patterns cannot be used together ({fault}). Make the largest of them smaller."
