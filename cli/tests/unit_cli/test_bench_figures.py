"""What the pipeline benchmark makes of what it saw: sums, queues, throughput, tables."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from causeway_cli.bench.generator import LoadOrders, processes_needed
from causeway_cli.bench.measured import AtRate, Measured, PipelineReport, ratios
from causeway_cli.bench.pipeline import rates_in, writable
from causeway_cli.bench.queues import Look, grew, queue_of, unanswered
from causeway_cli.bench.rate import measured, throughput
from causeway_cli.bench.records import mean_of
from causeway_cli.bench.report import table, told
from causeway_cli.bench.usage import Spent, Usage, spent, usage_of
from causeway_cli.trouble import Trouble

ORDERS = LoadOrders("data", "file", [], rate=100.0, seconds=10.0, warm_up_seconds=0.0, result="r")
QUIET = {"p50": 10.0, "p95": 20.0, "p99": 30.0}


def a_queue(*counts: int) -> list[Look]:
    return [(float(second), count) for second, count in enumerate(counts)]


def an_account(count: int, *, unread: int = 0, in_review: int = 0, lost: int = 0) -> dict[str, object]:
    """`count` messages at 100 a second: answered after 10 ms, read after 50 ms, but for the last ones."""
    rows: list[list[object]] = []
    for number in range(count):
        due, left = number / 100, count - number
        ended = left <= in_review
        read = None if left <= in_review + unread else due + 0.05
        rows.append([due, due + 0.01, True, read, ended])
    figures = {"waiting": unread - lost, "lost": lost, "duplicated": 0, "early": 0}
    return {"messages": rows, "figures": figures}


def a_measurement(rate: float = 100.0, **changes: object) -> Measured:
    whole = Measured(
        rate=rate,
        seconds=10.0,
        posted=1000,
        acked=1000,
        readable=1000,
        ended=0,
        waiting=0,
        lost=0,
        duplicated=0,
        early=0,
        throughput=rate,
        ack_ms=QUIET,
        readable_ms=QUIET,
        processes={"messaging": Spent(1.5, 100.0, 120.0), "load": Spent(0.5, 80.0, 80.0)},
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def a_report(*measurements: Measured) -> PipelineReport:
    return PipelineReport(
        taken="2026-11-22T13:00:00+00:00",
        machine={"processors": 2, "model": "a processor", "memory_gb": 8.0, "slower_after_sleep": 1.0},
        seconds=10.0,
        warm_up_seconds=5.0,
        hop_bytes=[700, 400, 500],
        rates=[AtRate(rate=each.rate, conversations=100, causeway=each, floor=a_measurement(each.rate)) for each in measurements],
        not_run={"peer": "not installed: skipped"},
    )


def test_a_queue_that_grows_is_flagged() -> None:
    assert grew(a_queue(*range(0, 1600, 100)), rate=500.0)


@pytest.mark.parametrize(
    "counts",
    [(200, 0, 200, 0, 200, 0, 200, 0, 200, 0), (0,) * 10, (900, 500, 100, 90, 80, 100, 90, 80, 100, 90), (0, 5, 9, 14, 20, 26)],
    ids=["sawtooth of commits once a second", "empty", "full only at the start", "a few messages"],
)
def test_a_queue_that_only_swings_is_not(counts: tuple[int, ...]) -> None:
    assert not grew(a_queue(*counts), rate=200.0)


def test_too_few_looks_say_nothing() -> None:
    assert not grew(a_queue(0, 1000, 2000), rate=100.0)


def test_a_planted_growing_queue_makes_a_rate_not_sustained() -> None:
    looks = {"outbox of messaging": a_queue(*range(0, 1000, 100)), "events unread by analytics": a_queue(*([50] * 10))}
    found = measured([ORDERS], [an_account(1000)], {}, {}, looks)

    assert found.grew == ["outbox of messaging"]
    assert not found.sustained
    assert measured([ORDERS], [an_account(1000)], {}, {}, {"events unread by analytics": a_queue(*([50] * 10))}).sustained


def test_clients_see_a_queue_that_no_store_shows() -> None:
    account = an_account(1000)
    account["messages"] = [[number / 100, number / 40, True, number / 40 + 0.1, False] for number in range(1000)]
    found = measured([ORDERS], [account], {}, {}, {"outbox of messaging": a_queue(*([0] * 11))})

    assert found.grew == ["messages not yet readable", "posts without an answer"]


def test_a_queue_is_told_by_its_ends_and_its_most() -> None:
    queue = queue_of("q", a_queue(3, 9, 4), rate=100.0)

    assert (queue.at_start, queue.at_end, queue.most, queue.grew) == (3, 4, 9, False)


def test_what_is_due_and_not_ended_is_unanswered() -> None:
    assert unanswered([1.0, 2.0, 3.0], [2.5], [0.5, 2.0, 3.0]) == [(0.5, 0), (2.0, 2), (3.0, 2)]


def test_every_acknowledged_message_is_in_one_sum() -> None:
    found = measured([ORDERS], [an_account(1000, unread=7, in_review=5, lost=2)], {}, {}, {})

    assert found.acked == found.readable + found.ended + found.waiting + found.lost == 1000
    assert (found.ended, found.waiting, found.lost) == (5, 5, 2)
    assert not found.sustained


def test_accounts_of_several_loads_are_one() -> None:
    found = measured([ORDERS, ORDERS], [an_account(500), an_account(500)], {}, {}, {})

    assert (found.rate, found.posted) == (200.0, 1000)


def test_times_run_from_the_moment_a_message_was_due_in_the_benchmark() -> None:
    found = measured([ORDERS], [an_account(100)], {}, {}, {})

    assert (found.ack_ms["p50"], found.readable_ms["p99"]) == (10.0, 50.0)


def test_throughput_is_what_comes_out() -> None:
    assert throughput([0.0, 0.5, 1.0]) == 2.0
    assert throughput([]) == throughput([1.0]) == 0.0


def test_processor_time_is_shared_out_over_messages() -> None:
    before, after = {"a": Usage(1.0, 50.0, 60.0), "gone": Usage(1.0, 1.0, 1.0)}, {"a": Usage(3.0, 55.0, 70.0)}

    assert spent(before, after, 1000) == {"a": Spent(2.0, 55.0, 70.0)}


def test_this_process_uses_processor_and_memory() -> None:
    import os

    found = usage_of(os.getpid())

    assert found is not None
    assert found.cpu_seconds > 0
    assert found.peak_mb >= found.memory_mb > 10
    assert usage_of(2**22 + 1) is None


def test_ratios_leave_out_what_the_other_did_not_measure() -> None:
    other = a_measurement(ack_ms={"p50": 0.0, "p95": 0.0, "p99": 0.0}, readable_ms={"p50": 5.0, "p95": 5.0, "p99": 10.0})

    assert ratios(a_measurement(), other) == {"readable_p50": 2.0, "readable_p99": 3.0, "cpu": 1.0}


def test_the_highest_sustained_rate_is_the_last_that_kept_up() -> None:
    report = a_report(a_measurement(100.0), a_measurement(200.0), a_measurement(400.0, throughput=300.0))

    assert report.highest_sustained == 200.0


def test_the_sum_of_the_processes_is_the_cost_of_a_message() -> None:
    found = a_report(a_measurement()).as_json()["rates"][0]["causeway"]

    assert found["cpu_ms_a_message"] == sum(part["cpu_ms_a_message"] for part in found["processes"].values()) == 2.0


def test_the_report_is_json_all_through() -> None:
    report = a_report(a_measurement(100.0))

    assert json.loads(json.dumps(report.as_json()))["not_run"] == {"peer": "not installed: skipped"}


def test_the_table_has_a_row_for_each_rate_and_each_process() -> None:
    lines = table(a_report(a_measurement(100.0), a_measurement(1000.0)))

    assert "| 1,000 | yes | 10 / 30 | 10 / 30 | 2.00 | 0, 0, 0 | 10 / 30 | 2.00 |" in lines
    assert "| messaging | 1.50 | 1.50 | 120 |" in lines


def test_a_person_reads_which_queue_grew() -> None:
    grown = [queue_of("outbox of moderation", a_queue(*range(0, 5000, 500)), 100.0)]

    assert "GREW: outbox of moderation (0 to 4,500)" in told(a_report(a_measurement(queues=grown)))
    assert "none grew" in told(a_report(a_measurement()))


@pytest.mark.parametrize("text", ["", "fast", "0", "50,-1", "nan", "1e9", "50;100"])
def test_wrong_rates_are_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(Trouble, match="--rates takes numbers from 1"):
        rates_in(text)


def test_rates_are_taken_in_rising_order() -> None:
    assert rates_in("400,50,400,100.5") == [50.0, 100.5, 400.0]


def test_a_folder_that_takes_no_files_is_refused_before_anything_is_measured(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(Trouble, match="--out"):
        writable(tmp_path / "file")


def test_an_empty_topic_names_the_cure() -> None:
    with pytest.raises(Trouble, match=r"messaging\.posted\.v1"):
        mean_of("messaging.posted.v1", [])


def test_one_process_makes_the_load_while_it_can() -> None:
    assert [processes_needed(rate, 1500.0) for rate in (1, 1500, 1501, 4000)] == [1, 1, 2, 3]
