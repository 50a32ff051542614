"""Mistakes that setting aside could be built with. Each gives the words by which the checker must name it."""

from typing import Any

import pytest
from aiokafka.errors import KafkaTimeoutError
from letter_office import Office

from causeway_kit import consume, setting_aside
from causeway_kit.setting_aside import SettingAside


def payload_in_the_open(office: Office, patch: pytest.MonkeyPatch) -> str:
    patch.setattr(setting_aside, "sealed_event", lambda keyring, group, record: record.value)
    return "tells its text"


def headers_as_they_came(office: Office, patch: pytest.MonkeyPatch) -> str:
    """Whatever stood beside the event stands beside the letter."""
    told = setting_aside.letter_headers

    def with_all(keyring: Any, group: str, letter: Any, now: Any) -> Any:
        known = told(keyring, group, letter, now)
        return [*known, *(pair for pair in letter.record.headers if pair[0] not in dict(known))]

    patch.setattr(setting_aside, "letter_headers", with_all)
    return "tells its text"


def dropped(office: Office, patch: pytest.MonkeyPatch) -> str:
    """What cannot be applied is logged and forgotten."""

    async def forget(self: SettingAside, letter: Any, now: Any) -> None:
        return None

    patch.setattr(SettingAside, "_put_aside", forget)
    return "not set aside"


def committed_before_stored(office: Office, patch: pytest.MonkeyPatch) -> str:
    """The offset goes on although Kafka did not take the letter."""
    put_aside = SettingAside._put_aside

    async def careless(self: SettingAside, letter: Any, now: Any) -> None:
        try:
            await put_aside(self, letter, now)
        except KafkaTimeoutError:
            return

    patch.setattr(SettingAside, "_put_aside", careless)
    office.letters_refused = [KafkaTimeoutError()]
    return "not set aside"


def no_inbox(office: Office, patch: pytest.MonkeyPatch) -> str:
    patch.setattr(consume, "mark_of", lambda group, event_id: "")
    return "duplicated: applied 2 times"


def one_bad_event_takes_its_neighbours_along(office: Office, patch: pytest.MonkeyPatch) -> str:
    """When the batch fails, all of it is set aside."""
    run = consume.run_batch

    async def whole(open_work: Any, items: Any) -> Any:
        results = await run(open_work, items)
        failed = next((result for result in results if isinstance(result, consume.Failed)), None)
        return [failed or result for result in results]

    patch.setattr(consume, "run_batch", whole)
    return "good: set aside"


MUTANTS = [
    payload_in_the_open,
    headers_as_they_came,
    dropped,
    committed_before_stored,
    no_inbox,
    one_bad_event_takes_its_neighbours_along,
]
