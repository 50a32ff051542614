"""What only moderation must be told."""

from pathlib import Path

from causeway_kit.settings import ServiceSettings


class Settings(ServiceSettings):
    pattern_cache: Path | None = None  # where compiled rules are kept; else in the user's cache folder
