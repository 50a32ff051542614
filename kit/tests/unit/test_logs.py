"""What people write never reaches a log."""

import pytest

from causeway_kit.logs import NEVER, redact


@pytest.mark.parametrize("field", sorted(NEVER))
def test_fields_that_could_hold_a_persons_words_are_removed(field: str) -> None:
    assert redact(None, "info", {field: "my number is 555 0100"})[field] == "[removed]"


def test_ids_stay_readable_and_long_values_are_cut() -> None:
    entry = redact(None, "info", {"message_id": "m1", "why": "x" * 1000})

    assert entry["message_id"] == "m1"
    assert len(entry["why"]) < 310
