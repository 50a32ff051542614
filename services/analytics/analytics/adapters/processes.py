"""Processor times of the services' processes, from their metrics pages."""

import asyncio
from collections.abc import Sequence

import httpx
import structlog

from analytics.domain.cost import Reading

log = structlog.get_logger()

PATIENCE_SECONDS = 3.0
CPU = "process_cpu_seconds_total"
STARTED = "process_start_time_seconds"


class MetricsPages:
    """Each process is asked at its own address, (service, host:port)."""

    def __init__(self, pages: Sequence[tuple[str, str]]) -> None:
        self._pages = pages

    async def readings(self) -> Sequence[Reading]:
        async with httpx.AsyncClient(timeout=PATIENCE_SECONDS, trust_env=False, verify=False) as client:
            found = await asyncio.gather(*(self._read(client, service, address) for service, address in self._pages))
        return [reading for reading in found if reading is not None]

    async def _read(self, client: httpx.AsyncClient, service: str, address: str) -> Reading | None:
        try:
            answer = await client.get(f"http://{address}/metrics")
            answer.raise_for_status()
        except httpx.HTTPError as error:
            log.info("a metrics page does not answer", service=service, error=type(error).__name__)
            return None
        return parse_page(service, address, answer.text)


def parse_page(service: str, address: str, page: str) -> Reading | None:
    """None if the page does not tell the processor time (some platforms have none)."""
    values = {name: value for name, _, value in (line.partition(" ") for line in page.splitlines()) if name in (CPU, STARTED)}
    try:
        return Reading(service, address, float(values.get(STARTED, 0)), float(values[CPU]))
    except (KeyError, ValueError):
        return None
