"""What a service must be told before it starts: read once from the environment, passed down."""

import sys
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, ValidationError

from causeway_kit.kafka_security import KafkaSettings
from causeway_kit.limits import Allowance, Pace


class ServiceSettings(KafkaSettings):
    """Addresses and secrets have no default: a missing one stops the start with its name."""

    service_ordinal: int = 0
    grpc_address: str
    metrics_address: str
    mongo_uri: str
    mongo_database: str
    mongo_driver: Literal["pymongo", "motor"] = "pymongo"
    new_store: bool = False  # an empty database is meant, though events were read into one before
    keys_uri: str
    keys_database: str = "keys"
    kek_file: Path
    issuer: str
    jwks_url: str
    audience: str
    token_url: str
    client_id: str
    client_secret_file: Path
    traces_endpoint: str = ""
    traces_ratio: float = Field(default=0.01, ge=0, le=1)
    clock_shift_seconds: float = 0  # tests alone: this process believes it is so much later
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    drain_seconds: float = 15.0
    calls_in_flight: int = 512  # unary calls a process works on at once; more are refused, not queued
    streams_in_flight: int = 10_000
    person_posts_a_second: float = Field(default=5, ge=0)  # what one person writes, in the long run; 0: no limit
    person_posts_burst: float = Field(default=20, ge=1)  # at once after a rest; suggested for minors: 0.2 a second, burst 10
    person_calls_a_second: float = Field(default=50, ge=0)  # everything else that one person asks; 0: no limit
    person_calls_burst: float = Field(default=200, ge=1)
    person_streams: int = Field(default=50, ge=1)  # open at once
    batch_records: int = 500
    batch_pause_seconds: float = 0.0  # least time between two batches: what need not hurry shares more transactions

    @property
    def allowance(self) -> Allowance:
        posts = Pace(self.person_posts_a_second, self.person_posts_burst)
        calls = Pace(self.person_calls_a_second, self.person_calls_burst)
        return Allowance(posts, calls, self.person_streams)


S = TypeVar("S", bound=ServiceSettings)


def read_settings(kind: type[S]) -> S:
    """Reads the environment, or ends the process with one line that names what is missing or wrong (never its value)."""
    try:
        return kind()
    except ValidationError as error:
        wrong = ", ".join(
            sorted(f"CAUSEWAY_{problem['loc'][0]!s}".upper() + f" ({problem['type']})" for problem in error.errors())
        )
        sys.exit(f"Cannot start: set these environment variables: {wrong}.")
