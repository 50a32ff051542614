"""What only moderation must be told."""

from pathlib import Path

from causeway_kit.settings import ServiceSettings


class Settings(ServiceSettings):
    pattern_cache: Path | None = None  # where compiled rules are kept; else in the user's cache folder
    outside_classifier: str = ""  # http(s) address of a classifier that is asked as well; empty: none is
    outside_version: str = ""  # what it calls its version; another one holds every text
    chains: str = ""  # name=host:port of each service whose audit chain is kept safe, with commas between; empty: none is
    checkpoint_key_file: Path | None = None  # 32 bytes: the private key that signs checkpoints
    checkpoints_file: Path | None = None  # best on storage that only adds, with credentials of its own

    @property
    def chain_addresses(self) -> dict[str, str]:
        parts = (part.strip().partition("=") for part in self.chains.split(",") if part.strip())
        return {service: address for service, _, address in parts}
