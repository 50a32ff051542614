"""A poison event harms only itself."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaTimeoutError, MessageSizeTooLargeError
from letter_checker import Poison, differences, good, inject, mixed, poisons
from letter_mutants import MUTANTS
from letter_office import Office

from causeway_kit.testing import until

pytestmark = pytest.mark.connected
Mutant = Callable[[Office, pytest.MonkeyPatch], str]


async def test_every_poison_event_is_set_aside_and_every_good_one_applied_once(
    office: Office, producer: AIOKafkaProducer
) -> None:
    await office.start()
    sent = await inject(office, producer, mixed(poisons(), good(300)))

    await until(office.all_read)

    assert await differences(office, sent) == []
    assert office.status.reasons == {}


async def seconds_until_applied(office: Office, producer: AIOKafkaProducer, events: Sequence[Poison]) -> float:
    """Until the last of them counts."""
    sent = await inject(office, producer, events)
    last, since = sent[-1].event_id, time.monotonic()

    async def the_last_counted() -> bool:
        return last in await office.times()

    await until(the_last_counted)
    return time.monotonic() - since


async def test_poison_events_delay_others_by_less_than_two_seconds(office: Office, producer: AIOKafkaProducer) -> None:
    await office.start()
    await inject(office, producer, good(10))
    await until(office.all_read)

    quiet = await seconds_until_applied(office, producer, good(50, 100))
    poisoned = await seconds_until_applied(office, producer, [*poisons(), *good(50, 200)])

    assert poisoned < quiet + 2


async def test_after_a_fix_a_replay_leaves_the_same_state_as_if_nothing_had_ever_been_bad(
    office: Office, producer: AIOKafkaProducer, mongo: str, databases: list[str], tmp_path: Path
) -> None:
    await office.start()
    sent = await inject(office, producer, mixed(poisons(), good(120)))
    await until(office.all_read)
    never_bad = await never_bad_office(office, mongo, databases, tmp_path)

    await office.restart(fixed=True)
    await office.replay(await office.letters())
    await until(office.all_read)
    await never_bad.start()
    await until(never_bad.all_read)

    assert await office.state() == await never_bad.state()
    assert await differences(office, sent, fixed=True) == []
    await never_bad.close()


async def never_bad_office(office: Office, mongo: str, databases: list[str], folder: Path) -> Office:
    """Another group that reads the same topics with the fixed build from the beginning."""
    from causeway_cli.embedded.kafka import create_topics

    group = f"{office.group}x"
    databases.append(group)
    await create_topics(office.kafka, {f"{group}.dead-letters": 1, f"{group}.replays": 1})
    made = Office(office.kafka, mongo, group, folder, topics_of=office.group)
    await made.prepare()
    made.fixed = True
    made.make()
    return made


async def test_a_replay_that_fails_again_returns_with_the_number_of_attempts(office: Office, producer: AIOKafkaProducer) -> None:
    await office.start()
    await inject(office, producer, [each for each in poisons() if each.kind == "a bug of the handler"])
    await until(office.all_read)

    for _ in range(2):
        await office.replay((await office.letters())[-1:])
        await until(office.all_read)

    letters = await office.letters()
    assert [dict(letter.headers)["attempts"] for letter in letters] == [b"1", b"2", b"3"]
    assert len({dict(letter.headers)["origin"] for letter in letters}) == 1


async def test_a_replay_asked_for_twice_counts_once(office: Office, producer: AIOKafkaProducer) -> None:
    await office.start()
    [sent] = await inject(office, producer, [each for each in poisons() if each.kind == "a bug of the handler"])
    await until(office.all_read)

    await office.restart(fixed=True)
    letters = await office.letters()
    await office.replay([*letters, *letters])
    await until(office.all_read)

    assert await office.times() == {sent.event_id: 1}


async def test_a_letter_moved_to_another_origin_cannot_be_replayed(office: Office, producer: AIOKafkaProducer) -> None:
    await office.start()
    await inject(office, producer, [each for each in poisons() if each.kind == "a bug of the handler"])
    await until(office.all_read)
    [letter] = await office.letters()
    moved = [(name, b"elsewhere/0/7" if name == "origin" else value) for name, value in letter.headers]

    letter.headers = tuple(moved)
    await office.restart(fixed=True)
    await office.replay([letter])
    await until(office.all_read)

    assert dict((await office.letters())[-1].headers)["reason"] == b"unreadable"
    assert await office.times() == {}


async def test_letters_that_kafka_refuses_for_a_while_are_stored_before_anything_goes_on(
    office: Office, producer: AIOKafkaProducer
) -> None:
    office.letters_refused = [KafkaTimeoutError(), KafkaTimeoutError(), TimeoutError()]
    await office.start()
    sent = await inject(office, producer, mixed(poisons(), good(60)))

    await until(office.all_read)

    assert await differences(office, sent) == []


async def test_a_letter_that_is_too_large_for_kafka_is_kept_without_its_payload(
    office: Office, producer: AIOKafkaProducer
) -> None:
    office.letters_refused = [MessageSizeTooLargeError()]
    await office.start()
    [sent] = await inject(office, producer, [each for each in poisons() if each.kind == "1 MB of noise"])
    await until(office.all_read)

    [letter] = await office.letters()

    headers = dict(letter.headers)
    assert (letter.value, headers["without"]) == (b"", b"payload")
    assert (headers["origin"].decode(), headers["size"]) == (sent.origin, str(len(sent.poison.value)).encode())


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
async def test_a_consumer_with_a_planted_bug_is_found_out(
    office: Office,
    producer: AIOKafkaProducer,
    monkeypatch: pytest.MonkeyPatch,
    mutant: Callable[[Office, pytest.MonkeyPatch], str],
) -> None:
    expected = mutant(office, monkeypatch)
    await office.start()
    sent = await inject(office, producer, mixed(poisons(), good(60)))

    async def read_or_stopped() -> bool:  # a bug may set aside so much that reading stops
        return office.waits or await office.all_read()

    await until(read_or_stopped)

    assert any(expected in difference for difference in await differences(office, sent))
