"""Tries dead letters again: the service takes them through the handler, inbox and guards of the first time."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError, MessageSizeTooLargeError

from causeway_cli.letters.letterbox import DeadLetter, Letterbox, State
from causeway_cli.trouble import Trouble
from causeway_kit.dead_letters import LetterSender, replays_of
from causeway_kit.errors import Unavailable

POLL_SECONDS = 0.3


class Outcome(StrEnum):
    APPLIED = "applied"
    REPEATED = "repeated"
    FAILED_AGAIN = "failed again"
    IGNORED = "ignored"
    NOT_SENT = "not sent"
    WOULD_BE_REPLAYED = "would be replayed"


@dataclass(frozen=True)
class Replayed:
    id: str
    outcome: Outcome
    why: str = ""

    @property
    def good(self) -> bool:
        return self.outcome in (Outcome.APPLIED, Outcome.REPEATED, Outcome.WOULD_BE_REPLAYED)


async def replay(
    box: Letterbox, letters: Sequence[DeadLetter], patience_seconds: float, done: Callable[[int], None] = lambda count: None
) -> list[Replayed]:
    """What happened to each, in the given order. Raises Trouble when a service does not take its replays in time."""
    outcomes = {letter.id: foreseen for letter in letters if (foreseen := foreseen_of(letter)) is not None}
    sent = [letter for letter in letters if letter.id not in outcomes]
    outcomes |= await _send(box.kafka, sent, done)
    sent = [letter for letter in sent if letter.id not in outcomes]
    services = sorted({letter.service for letter in sent})
    await _until_taken(box.kafka, services, patience_seconds)
    for service in services:
        outcomes |= await _outcomes(box, service, [letter for letter in sent if letter.service == service])
    return [outcomes[letter.id] for letter in letters]


def foreseen_of(letter: DeadLetter) -> Replayed | None:
    """None for a letter that is worth sending."""
    if letter.state is State.APPLIED:
        return Replayed(letter.id, Outcome.REPEATED, "its effects are stored already")
    if not letter.has_payload:
        return Replayed(
            letter.id, Outcome.NOT_SENT, "it was too large for the topic of dead letters, and stayed where it came from"
        )
    return None


async def _send(kafka: str, letters: Sequence[DeadLetter], done: Callable[[int], None]) -> Mapping[str, Replayed]:
    """Gives those that could not be sent."""
    sender = LetterSender(kafka)
    failed: dict[str, Replayed] = {}
    try:
        for number, letter in enumerate(letters, 1):
            record = letter.record
            try:
                await sender.send(replays_of(letter.service), record.key, record.value, list(record.headers))
            except MessageSizeTooLargeError:
                failed[letter.id] = Replayed(letter.id, Outcome.NOT_SENT, "it is too large for the topic of replays")
            done(number)
    except (KafkaError, TimeoutError, OSError) as error:
        raise Trouble(
            f"Kafka at {kafka} did not take the replays ({type(error).__name__}): none is lost, and it is safe to ask again."
        ) from None
    finally:
        await sender.close()
    return failed


async def _until_taken(kafka: str, services: Sequence[str], patience_seconds: float) -> None:
    """Until each service has told Kafka that it is through with its replays."""
    if not services:
        return
    deadline = time.monotonic() + patience_seconds
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka)
    try:
        await admin.start()
        await consumer.start()
        ends = await consumer.end_offsets([TopicPartition(replays_of(service), 0) for service in services])
        for service in services:
            place = TopicPartition(replays_of(service), 0)
            while await _committed(admin, service, place) < ends[place]:
                if time.monotonic() > deadline:
                    raise Trouble(
                        f"{service} did not take its replays within {patience_seconds:.0f} s: they are kept and will be taken. "
                        "See with `causeway status` whether it is healthy, then ask again; that is safe."
                    )
                await asyncio.sleep(POLL_SECONDS)
    except (KafkaError, OSError) as error:
        raise Trouble(f"Kafka at {kafka} did not tell how far the replays are ({type(error).__name__}).") from None
    finally:
        await consumer.stop()
        await admin.close()


async def _committed(admin: AIOKafkaAdminClient, group: str, place: TopicPartition) -> int:
    kept = (await admin.list_consumer_group_offsets(group, partitions=[place])).get(place)
    return int(kept.offset) if kept is not None else 0


async def _outcomes(box: Letterbox, service: str, sent: Sequence[DeadLetter]) -> Mapping[str, Replayed]:
    now = {letter.id: letter for letter in await box.letters([service])}
    try:
        applied = await box.applied(service, [letter.event_id for letter in sent])
    except Unavailable as error:
        raise Trouble(f"The replays were taken, but not what became of them, because {error}: list them.") from None
    return {letter.id: _outcome(letter, now.get(letter.id), letter.event_id in applied) for letter in sent}


def _outcome(before: DeadLetter, now: DeadLetter | None, applied: bool) -> Replayed:
    if applied:
        return Replayed(before.id, Outcome.APPLIED)
    if now is not None and now.attempts > before.attempts:
        why = f"{now.reason}: {now.error}" if now.error else now.reason
        return Replayed(before.id, Outcome.FAILED_AGAIN, f"{why}, attempt {now.attempts}")
    return Replayed(before.id, Outcome.IGNORED, f"{before.service} does not listen to its type")


def foreseen(letters: Sequence[DeadLetter]) -> list[Replayed]:
    """What a dry run tells."""
    return [foreseen_of(letter) or Replayed(letter.id, Outcome.WOULD_BE_REPLAYED) for letter in letters]
