"""What placing one more mentee needs from the outside."""

from collections.abc import Sequence
from typing import Protocol

from matching.app.suggest_mentors import Standing
from matching.domain.run import Run


class Standings(Protocol):
    async def standing(self, programme_id: str, mentor_ids: Sequence[str], fresh: bool) -> tuple[Standing, Run | None]:
        """Pairs and prices of these mentors, and the newest run that was made of everybody.

        Not fresh: a change of the last quarter of a second may be missing.
        """
