"""What only moderation must be told."""

from pathlib import Path

from pydantic import Field

from causeway_kit.settings import ServiceSettings


class Settings(ServiceSettings):
    pattern_cache: Path | None = None  # where compiled rules are kept; else in the user's cache folder
    outside_classifier: str = ""  # http(s) address of a classifier that is asked as well; empty: none is
    outside_version: str = ""  # what it calls its version; another one holds every text
    messaging_address: str = ""  # where messages around a case are asked for; empty: reviewers see none but those held
    chains: str = ""  # name=host:port of each service whose audit chain is kept safe, with commas between; empty: none is
    checkpoint_key_file: Path | None = None  # 32 bytes: the private key that signs checkpoints
    checkpoints_file: Path | None = None  # best on storage that only adds, with credentials of its own

    alert_wait_seconds: int = Field(default=600, gt=0)  # for an acknowledgement, before the next person on the rota is asked
    alert_night_wait_seconds: int = Field(default=900, gt=0)  # when it is night (22:00 to 07:00) where that person is

    @property
    def chain_addresses(self) -> dict[str, str]:
        parts = (part.strip().partition("=") for part in self.chains.split(",") if part.strip())
        return {service: address for service, _, address in parts}
