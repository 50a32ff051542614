"""The topics that are made are those of the contracts, and for each consumer one for dead letters and one for replays."""

import importlib
import pkgutil

import causeway
from causeway.event import Event
from causeway_cli.keeper.plan import PARTITIONS, SERVICES, TOPICS


def topics_of_the_contracts() -> set[str]:
    modules = [name for _, name, _ in pkgutil.walk_packages(causeway.__path__, "causeway.") if name.endswith(".v1.events")]
    classes = [thing for name in modules for thing in vars(importlib.import_module(name)).values() if isinstance(thing, type)]
    return {kind.TOPIC for kind in classes if issubclass(kind, Event) and kind is not Event}


def test_up_makes_the_topics_of_the_contracts_and_no_others() -> None:
    made = {name for name in TOPICS if not name.endswith((".dead-letters", ".replays"))}

    assert made == topics_of_the_contracts()
    assert {TOPICS[name] for name in made} == {PARTITIONS}


def test_every_service_has_a_place_for_events_that_it_cannot_apply_and_one_to_try_them_again() -> None:
    own = {f"{service}.{kind}" for service in SERVICES for kind in ("dead-letters", "replays")}

    assert {name for name in TOPICS if name.endswith((".dead-letters", ".replays"))} == own
