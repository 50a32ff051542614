"""Tries one rule in a process of its own: whatever its patterns do to the engine, the service does not feel it.

Reads the rule as JSON from its input, and writes what keeps it from being used; nothing when it does what it says.
"""

import json
import resource
import sys
import time

from moderation.adapters.lookalikes import Lookalikes
from moderation.adapters.own_bank import own_rules
from moderation.app.own_rules import InForce, OwnRules
from moderation.domain.category import Category
from moderation.domain.normalise import LONGEST_TEXT, read
from moderation.domain.rule import BadRule, Rule

_PROCESSOR_SECONDS, _MEMORY_BYTES = 5, 1024**3
_MOST_COMPILING = 0.5  # the service does it again at each change of rules
_MOST_SECONDS = 0.25  # for the longest text; usual rules take a thousandth of that
_FOLD = Lookalikes()


def fault_of(rule: Rule) -> str:
    """One sentence; empty when there is none."""
    began = time.process_time()
    try:
        own = own_rules(1, [InForce("", rule)])
    except BadRule as bad:
        return str(bad)
    if time.process_time() - began > _MOST_COMPILING:
        return "Its patterns are too large to be made ready quickly. Use smaller repetitions than such as {20,90}."
    for number, text in enumerate(rule.catches, 1):
        if not _fires(own, text):
            return f"Number {number} of catches is not matched: {text[:60]!r}. Correct the patterns or the example."
    for number, text in enumerate(rule.passes, 1):
        if _fires(own, text):
            return f"Number {number} of passes is matched: {text[:60]!r}. Make the patterns narrower, or excuse it with unless."
    return _too_slow(own, rule)


def _fires(own: OwnRules, text: str) -> bool:
    return bool(own.find(read(text[:LONGEST_TEXT], _FOLD), "").acting)


def _too_slow(own: OwnRules, rule: Rule) -> str:
    for seed in (*rule.catches, "a", "a b ", "ab1 ", "aa. "):
        readings = read((f"{seed} " * LONGEST_TEXT)[:LONGEST_TEXT], _FOLD)
        began = time.process_time()
        own.find(readings, "")
        if time.process_time() - began > _MOST_SECONDS:
            return "Its patterns take too long in a long text. Use fewer open repetitions such as `.*` and `+`."
    return ""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    told = json.load(sys.stdin)
    texts = {field: tuple(told[field]) for field in ("patterns", "unless", "catches", "passes")}
    rule = Rule(id=told["id"], category=Category(told["category"]), reason="", score=told["score"], owner="", version=1, **texts)
    json.dump({"fault": fault_of(rule)}, sys.stdout)


if __name__ == "__main__":
    main()
