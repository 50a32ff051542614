"""Each promise has a bug that breaks it, and the operator's own checks find it. Without a bug they find nothing."""

from pathlib import Path

import pytest

from causeway_cli.failing.schedules import A_MINUTE_APART
from causeway_cli.load.ledger import Outcome
from failures import bugs
from failures.one_process import HELD, Town
from failures.opening import open_town

pytestmark = [pytest.mark.connected, pytest.mark.failures, pytest.mark.timeout(400)]

PAIRS = {"pair-1": ("mentee-1", "mentor-1"), "pair-2": ("mentee-2", "mentor-2")}
ROUNDS = 8
MOST_TOWNS = 12
HELD_IN = 3  # round
MISJUDGED_IN = 5
NEVER_ALLOWED = 3  # of the four that are held


async def live(town: Town) -> None:
    """Two pairs write in turns while everything goes wrong.

    A message of each pair waits for a person: nobody allows the first, and a forger tries; the second is allowed late. Of
    a third one moderation allows other words than were posted.
    """
    for pair, (mentee, mentor) in PAIRS.items():
        await town.open_pair(pair, mentee, mentor)
    held: dict[tuple[int, str], str] = {}
    for number in range(ROUNDS):
        for pair, people in PAIRS.items():
            author, reader = people if number % 2 else reversed(people)
            waits = number in (HELD_IN, MISJUDGED_IN)
            await town.post(author, reader, pair, f"{HELD} {number}" if waits else f"Round {number} of {pair}.")
            held[number, pair] = town.attempts[-1].message_id
        await town.deliver()
    await town.post_and_give_up("mentee-1", "mentor-1", "pair-1", "Nobody knows whether this came.")
    await town.forge_verdict(held[HELD_IN, "pair-1"], "pair-1")
    await town.allow(held[HELD_IN, "pair-2"], "pair-2")
    await town.allow(held[MISJUDGED_IN, "pair-1"], "pair-1", other_words=True)
    await town.deliver()
    await town.read_everything_again()


@pytest.mark.parametrize("seed", [1, 2])
async def test_without_a_planted_bug_nothing_is_found(seed: int, mongo: str, tmp_path: Path) -> None:
    town = await open_town(mongo, tmp_path, seed)

    await live(town)

    assert (await town.broken(), town.letters) == ([], [])
    assert [attempt.outcome for attempt in town.attempts].count(Outcome.OK) == ROUNDS * len(PAIRS)
    assert len({seen.message_id for seen in town.seen}) == ROUNDS * len(PAIRS) - NEVER_ALLOWED


@pytest.mark.parametrize(
    ("promise", "plant"),
    [
        ("P1", bugs.acknowledge_without_storing),
        ("P2", bugs.forget_the_client_key),
        ("P2", bugs.apply_everything_again),
        ("P4", bugs.release_without_a_verdict),
        ("P5", bugs.release_without_a_verdict),
        ("P6", bugs.number_without_a_guard),
        ("P7", bugs.order_the_feed_by_posting),
        ("P8", bugs.read_on_after_trouble),
        ("P9", bugs.lose_a_parcel),
        ("P9", bugs.publish_before_storing),
        ("P16", bugs.count_twice),
    ],
)
async def test_a_planted_bug_is_found(
    promise: str, plant: bugs.Plant, monkeypatch: pytest.MonkeyPatch, mongo: str, tmp_path: Path
) -> None:
    plant(monkeypatch)
    broken: set[str] = set()

    for seed in range(1, MOST_TOWNS + 1):  # a bug that needs bad luck to show needs more than one town
        town = await open_town(mongo, tmp_path, seed)
        await live(town)
        broken |= set(await town.broken())
        if promise in broken:
            break

    assert promise in broken


async def test_with_clocks_a_minute_apart_nothing_is_found(mongo: str, tmp_path: Path) -> None:
    town = await open_town(mongo, tmp_path, seed=1, shifts=A_MINUTE_APART)

    await live(town)

    assert (await town.broken(), town.letters) == ([], [])


async def test_whoever_compares_the_clocks_of_two_services_is_found(
    monkeypatch: pytest.MonkeyPatch, mongo: str, tmp_path: Path
) -> None:
    bugs.trust_the_clocks(monkeypatch)
    town = await open_town(mongo, tmp_path, seed=1, shifts=A_MINUTE_APART)

    await live(town)

    assert "P8" in await town.broken()
