"""What only analytics must be told."""

from pydantic import Field, field_validator

from causeway_kit.settings import ServiceSettings


class AnalyticsSettings(ServiceSettings):
    metrics_of: str = ""  # name=host:port of each process whose cost is followed, with commas between; empty: none is
    batch_pause_seconds: float = 0.25  # figures may be a moment late
    cost_interval_seconds: float = Field(default=15, gt=0)

    @field_validator("metrics_of")
    @classmethod
    def _is_a_list_of_pages(cls, value: str) -> str:
        for part in _parts(value):
            name, _, address = part.partition("=")
            host, _, port = address.rpartition(":")
            if not (name and host and port.isdigit()):
                raise ValueError("each part must be name=host:port")
        return value

    @property
    def metrics_pages(self) -> list[tuple[str, str]]:
        """(service, address) of each process. A service with several replicas is named once for each."""
        return [(name, address) for name, _, address in (part.partition("=") for part in _parts(self.metrics_of))]


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]
