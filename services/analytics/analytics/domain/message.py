"""What is kept of one message: the facts that were counted, never its text and never who wrote it."""

from dataclasses import dataclass, replace

from analytics.domain.turns import Side


@dataclass(frozen=True, slots=True)
class Release:
    seq: int
    side: Side | None  # None: neither mentee nor mentor
    posted_at: int  # microseconds since 1970
    words: int
    characters: int
    content_version: int


@dataclass(frozen=True, slots=True)
class Message:
    """Facts only ever join: any order of the same facts makes the same message."""

    id: str
    conversation_id: str
    programme_id: str
    held: bool = False  # waited for a person's decision at least once
    blocked: bool = False
    release: Release | None = None  # of the newest content

    def with_release(self, release: Release) -> "Message":
        """Content that is not newer changes nothing; an edit changes what is counted of the message, not its place."""
        known = self.release
        if known is None:
            return replace(self, release=release)
        if release.content_version <= known.content_version:
            return self
        edited = replace(known, words=release.words, characters=release.characters, content_version=release.content_version)
        return replace(self, release=edited)
