"""Access tokens for many people, signed in this process and kept until shortly before they expire."""

import time

from causeway_cli.embedded.issuer import LIFETIME, Issuer

RENEW_BEFORE_SECONDS = 120
Metadata = tuple[tuple[str, str], ...]


class Tokens:
    def __init__(self, issuer: Issuer) -> None:
        self._issuer = issuer
        self._kept: dict[str, tuple[float, Metadata]] = {}

    def metadata(self, subject: str) -> Metadata:
        """What signs a call of this subject in."""
        kept = self._kept.get(subject)
        if kept is None or time.monotonic() > kept[0]:
            renew_at = time.monotonic() + LIFETIME.total_seconds() - RENEW_BEFORE_SECONDS
            kept = (renew_at, (("authorization", f"Bearer {self._issuer.token(subject)}"),))
            self._kept[subject] = kept
        return kept[1]
