"""What was poisoned is found again in the topics, for everybody who reads them."""

import pytest

from causeway_cli.embedded.kafka import create_topics
from causeway_cli.failing.broker import POISONS, poison
from causeway_cli.failing.letters import poisoned
from causeway_cli.keeper.plan import TOPICS

pytestmark = [pytest.mark.connected]


async def test_every_poisoned_event_is_expected_in_the_dead_letters_of_all_who_read_it(kafka: str) -> None:
    await create_topics(kafka, TOPICS)

    before = await poisoned(kafka)  # of tests that used this broker before

    await poison(kafka, "messaging.messages.v1")

    expected = await poisoned(kafka) - before
    assert len(expected) == 2 * len(POISONS)
    assert {group for group, _ in expected} == {"notifications", "analytics"}
    assert {origin.split("/")[0] for _, origin in expected} == {"messaging.messages.v1"}
