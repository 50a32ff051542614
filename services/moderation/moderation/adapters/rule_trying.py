"""Has a rule tried by a process of its own, which may die of it."""

import asyncio
import json
import sys
from typing import Any

from causeway_kit.errors import Unavailable
from moderation.domain.rule import Rule

SECONDS = 20.0  # on a busy machine; of processor time it has five
AT_ONCE = 2
_DANGEROUS = "The patterns cannot be tried out safely: they take too long or too much memory. Make them simpler."


class TryingOut:
    def __init__(self, module: str = "moderation.trying", seconds: float = SECONDS) -> None:
        self._module = module
        self._seconds = seconds
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def fault_of(self, rule: Rule) -> str:
        """Empty when there is none. Raises Unavailable."""
        async with self._turns:
            return await self._asked(json.dumps(_told(rule)).encode())

    async def _asked(self, told: bytes) -> str:
        pipe = asyncio.subprocess.PIPE
        try:
            child = await asyncio.create_subprocess_exec(
                sys.executable, "-m", self._module, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
            )
        except OSError as error:
            raise Unavailable(f"no process can be started to try the rule ({type(error).__name__})") from error
        try:
            async with asyncio.timeout(self._seconds):
                answer, _ = await child.communicate(told)
        except TimeoutError:
            return _DANGEROUS
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
        return str(json.loads(answer)["fault"]) if child.returncode == 0 else _DANGEROUS


def _told(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "category": rule.category.value,
        "score": rule.score,
        "patterns": rule.patterns,
        "unless": rule.unless,
        "catches": rule.catches,
        "passes": rule.passes,
    }
