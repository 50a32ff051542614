from datetime import timedelta

import pytest

from analytics.adapters.processes import parse_page
from analytics.app.follow_cost import enter_readings, read_cost
from analytics.app.ports import NotMeasuredYet
from analytics.domain.cost import Ledger, Process, Reading, enter
from analytics.settings import AnalyticsSettings
from analytics.testing import MORNING, FakeBooks, FakeFigures, a_release

BEFORE, LATER = MORNING.timestamp() - 100, MORNING.timestamp() + 100


def reading(cpu_seconds: float, started_at: float = BEFORE, service: str = "messaging", address: str = "a:1") -> Reading:
    return Reading(service, address, started_at, cpu_seconds)


def spent(*readings: Reading) -> dict[str, float]:
    ledger = Ledger()
    for one in readings:
        ledger = enter(ledger, [one], messages=0, now=MORNING)
    return ledger.spent_by_service()


def test_what_was_used_before_the_first_reading_is_not_counted() -> None:
    assert spent(reading(50.0), reading(52.5)) == {"messaging": 2.5}


def test_a_restarted_process_counts_from_its_start() -> None:
    assert spent(reading(50.0), reading(52.0), reading(1.5, LATER), reading(2.0, LATER)) == {"messaging": 4.0}


def test_a_restarted_process_that_overtook_its_predecessor_is_still_seen_as_restarted() -> None:
    assert spent(reading(5.0), reading(6.0), reading(9.0, LATER)) == {"messaging": 10.0}


def test_a_counter_that_falls_begins_anew_even_without_a_start_time() -> None:
    assert spent(reading(5.0, 0), reading(6.0, 0), reading(0.5, 0)) == {"messaging": 1.5}


def test_a_reading_that_is_entered_late_changes_nothing() -> None:
    assert spent(reading(5.0), reading(8.0), reading(6.0)) == {"messaging": 3.0}
    assert spent(reading(5.0), reading(1.0, LATER), reading(6.0)) == {"messaging": 1.0}


def test_a_process_that_began_after_the_first_reading_counts_in_full() -> None:
    assert spent(reading(5.0), reading(3.0, LATER, "matching", "b:1")) == {"matching": 3.0, "messaging": 0.0}


def test_replicas_of_a_service_are_added_up() -> None:
    first = [reading(1.0, address="a:1"), reading(1.0, address="b:1")]
    second = [reading(2.0, address="a:1"), reading(4.0, address="b:1")]

    ledger = enter(enter(Ledger(), first, 0, MORNING), second, 0, MORNING + timedelta(seconds=15))

    assert ledger.spent_by_service() == {"messaging": 4.0}
    assert ledger.processes["b:1"] == Process("messaging", BEFORE, 4.0, 3.0)


async def test_the_cost_is_held_against_the_messages_of_the_same_time() -> None:
    books = FakeBooks().apply(a_release(seq) for seq in range(1, 11))
    enter_readings(books, [reading(10.0)], messages=10)
    books.apply(a_release(seq) for seq in range(11, 16))
    enter_readings(books, [reading(10.4)], messages=15)

    cost = await read_cost(FakeFigures(books))

    assert (cost.since, cost.messages) == (MORNING, 5)
    assert cost.cpu_seconds_per_1000_messages == pytest.approx(80.0)


async def test_without_a_reading_the_refusal_names_the_setting() -> None:
    with pytest.raises(NotMeasuredYet, match="CAUSEWAY_METRICS_OF"):
        await read_cost(FakeFigures(FakeBooks()))


def test_a_metrics_page_is_read() -> None:
    page = "# HELP process_cpu_seconds_total x\nprocess_cpu_seconds_total 12.5\nprocess_start_time_seconds 1.7e+09\nother 1\n"

    assert parse_page("messaging", "a:1", page) == Reading("messaging", "a:1", 1.7e9, 12.5)
    assert parse_page("messaging", "a:1", "other 1\n") is None


@pytest.mark.parametrize("wrong", ["messaging", "=a:1", "messaging=a", "messaging=a:x"])
def test_a_list_of_pages_that_cannot_be_read_stops_the_start(wrong: str) -> None:
    with pytest.raises(ValueError, match="name=host:port"):
        AnalyticsSettings._is_a_list_of_pages(wrong)
