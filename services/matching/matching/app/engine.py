"""Work for a process of its own. The engine is loaded by the process that does it, so that the service stays half as large."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from matching.app.displaced import Displaced, KnownPerson
from matching.app.matched import FreePeople, Matched, Order
from matching.app.ports import Say


def match_profiles(people: FreePeople, order: Order) -> Matched:
    from matching.app import match_profiles as engine

    return engine.match_profiles(people, order)


def match_aloud(say: Say, people: FreePeople, order: Order) -> Matched:
    from matching.app import match_profiles as engine

    return engine.match_profiles(people, order, say)


def match_here(kept: dict[str, Any], people: FreePeople, order: Order) -> Matched:
    from matching.app import kept_people as engine

    return engine.match_here(kept, people, order)


def keep_people(kept: dict[str, Any], programme_id: str, people: Iterable[KnownPerson]) -> int:
    from matching.app import kept_people as engine

    return engine.keep_people(kept, programme_id, people)


def repair_people(kept: dict[str, Any], programme_id: str, displaced: Displaced, order: Order, now: datetime) -> Matched | None:
    from matching.app import kept_people as engine

    return engine.repair_people(kept, programme_id, displaced, order, now)
