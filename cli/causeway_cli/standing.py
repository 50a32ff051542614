"""How the running system stands: the health of each process, and the events each service has still to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.table import Table

from causeway_cli.embedded.ports import accepts
from causeway_cli.keeper.health import health
from causeway_cli.keeper.plan import SERVICES
from causeway_cli.lag import group_lags
from causeway_cli.running import running_system


@dataclass(frozen=True)
class Standing:
    name: str
    pid: int
    healthy: bool
    lag: int | None
    """Events stored on Kafka and not yet applied; None for what reads no events, or while Kafka does not answer."""
    since: datetime


async def standing(data: Path) -> list[Standing]:
    """Raises Trouble when nothing runs."""
    system = running_system(data)
    found = await health(data, system.state)
    lags = await group_lags(system.kafka, SERVICES) if accepts(system.kafka_port) else {}
    return [Standing(each.name, each.pid, each.healthy, lags.get(each.name), each.since) for each in found]


def table(rows: Sequence[Standing]) -> Table:
    shown = Table("name", "pid", "healthy", "lag", "up for")
    for row in rows:
        healthy = "[green]yes[/]" if row.healthy else "[red]no[/]"
        shown.add_row(row.name, str(row.pid), healthy, "" if row.lag is None else str(row.lag), _age(row.since))
    return shown


def _age(since: datetime) -> str:
    seconds = int((datetime.now(UTC) - since).total_seconds())
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {seconds % 60} s"
