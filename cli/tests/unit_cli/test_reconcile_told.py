"""What `reconcile` tells a person."""

from pathlib import Path

import pytest

from causeway_cli.reconciling.run import Reconciled, reconcile_all
from causeway_cli.reconciling.told import told
from causeway_cli.trouble import Trouble
from causeway_kit.reconcile import TopicFound

WHOLE = TopicFound("messaging.posted.v1", 12_000, 12_000, 0, 0)
FILLED = TopicFound("messaging.posted.v1", 12_000, 11_000, 1_000, 0)
HOLED = TopicFound("messaging.posted.v1", 12_000, 11_000, 0, 1_000)


def test_when_nothing_is_missing_it_says_so() -> None:
    assert told(Reconciled([WHOLE], []), dry_run=False).endswith("Every event of the last 7 days is in its topic.")


def test_it_says_how_many_were_sent_again() -> None:
    assert told(Reconciled([FILLED], []), dry_run=False).endswith("is in its topic again: 1,000 were sent.")


def test_a_dry_run_says_what_to_do() -> None:
    text = told(Reconciled([HOLED], ["messaging.activity.v1"]), dry_run=True)

    assert "Missing: messaging.activity.v1." in text
    assert text.endswith("1,000 events are missing: `causeway reconcile` without --dry-run sends them again.")


def test_what_stays_missing_is_not_hidden() -> None:
    assert "1,000 events are still missing" in told(Reconciled([HOLED], []), dry_run=False)


def test_without_a_running_system_there_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="Nothing runs in"):
        reconcile_all(tmp_path, dry_run=False)
