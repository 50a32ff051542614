"""The ledger of a replay."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from causeway_cli.load.ledger import Attempt, Outcome, Seen, new_ledger, newest_ledger, read_ledger
from causeway_cli.trouble import Trouble

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ATTEMPT = Attempt("mentee", "mentor", "c", "k1", "abc", 1.0, 2.0, Outcome.OK, "m1", 1)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    with new_ledger(tmp_path, NOW) as ledger:
        ledger.begin("mentee", "mentor", "c", "k1", "abc", 1.0)
        ledger.end(ATTEMPT)
        ledger.seen("mentor", "c", "m1", 1, 3.0)

    read = read_ledger(ledger.path)

    assert (read.attempts, read.seen, read.begun) == ([ATTEMPT], [Seen("mentor", "c", "m1", 1, 3.0)], [])


def test_a_key_is_on_disk_before_its_first_try(tmp_path: Path) -> None:
    with new_ledger(tmp_path, NOW) as ledger:
        ledger.begin("mentee", "mentor", "c", "k1", "abc", 1.0)
        ledger.flush()

        assert "k1" in ledger.path.read_text()


def test_whatever_an_id_holds_is_read_again(tmp_path: Path) -> None:
    odd = replace(ATTEMPT, person='a "quoted" \\ person', client_key="k\n1", message_id="é", start=1e-7, end=123456789.987654)
    with new_ledger(tmp_path, NOW) as ledger:
        ledger.end(odd)
        ledger.seen(odd.person, "c", odd.message_id, 1, 3.25)

    read = read_ledger(ledger.path)

    assert (read.attempts, read.seen) == ([odd], [Seen(odd.person, "c", odd.message_id, 1, 3.25)])


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_is_read_again(tmp_path: Path, outcome: Outcome) -> None:
    with new_ledger(tmp_path, NOW) as ledger:
        ledger.end(replace(ATTEMPT, outcome=outcome))

    assert read_ledger(ledger.path).attempts[0].outcome is outcome


def test_a_post_that_was_cut_off_may_or_may_not_be_there(tmp_path: Path) -> None:
    with new_ledger(tmp_path, NOW) as ledger:
        ledger.begin("mentee", "mentor", "c", "k1", "abc", 1.0)

    [attempt] = read_ledger(ledger.path).attempts

    assert attempt == replace(ATTEMPT, end=1.0, outcome=Outcome.UNKNOWN, message_id="", seq=0)


def test_a_last_line_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    with new_ledger(tmp_path, NOW) as ledger:
        ledger.end(ATTEMPT)
    ledger.path.write_text(ledger.path.read_text() + '{"k": "see')

    assert read_ledger(ledger.path).attempts == [ATTEMPT]


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('nonsense\n{"k": "seen", "p": "a", "c": "c", "m": "m", "f": 1, "at": 1.0}\n')

    with pytest.raises(Trouble, match="line 1"):
        read_ledger(path)


def test_the_newest_ledger_is_the_last_by_name(tmp_path: Path) -> None:
    for name in ("20261122T100000.1.jsonl", "20261122T110000.1.jsonl"):
        (tmp_path / name).touch()

    assert newest_ledger(tmp_path).name == "20261122T110000.1.jsonl"


def test_without_a_ledger_the_cure_is_named(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="causeway replay"):
        newest_ledger(tmp_path)
