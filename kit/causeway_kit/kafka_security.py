"""How a service shows Kafka who it is, for every client that it opens; and what Kafka refused, in words for an operator."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from aiokafka.conn import create_conn
from aiokafka.errors import (
    ClusterAuthorizationFailedError,
    GroupAuthorizationFailedError,
    IllegalSaslStateError,
    KafkaError,
    SaslAuthenticationFailed,
    TopicAuthorizationFailedError,
    UnsupportedSaslMechanismError,
)
from faststream.security import BaseSecurity, SASLPlaintext, SASLScram256, SASLScram512
from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidationInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

Kind = Literal["plaintext", "tls", "sasl_tls", "sasl_plaintext"]
Mechanism = Literal["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"]
PROTOCOLS: dict[Kind, str] = {"plaintext": "PLAINTEXT", "tls": "SSL", "sasl_tls": "SASL_SSL", "sasl_plaintext": "SASL_PLAINTEXT"}
SIGNS_IN = ("sasl_tls", "sasl_plaintext")
ASKED_MS = 3000  # for the reason of a refusal


@dataclass(frozen=True, slots=True)
class KafkaSecurity:
    """Use `security_of(settings)`."""

    kind: Kind = "plaintext"
    mechanism: Mechanism = "SCRAM-SHA-512"
    user: str = ""
    password: str = field(default="", repr=False)
    tls: ssl.SSLContext | None = None

    @property
    def options(self) -> dict[str, Any]:
        """What every client of aiokafka is given."""
        signing = {"sasl_mechanism": self.mechanism, "sasl_plain_username": self.user, "sasl_plain_password": self.password}
        protected = {"security_protocol": PROTOCOLS[self.kind], "ssl_context": self.tls}
        return {**protected, **(signing if self.kind in SIGNS_IN else {})}

    @property
    def of_broker(self) -> BaseSecurity:
        """The same for FastStream."""
        if self.kind not in SIGNS_IN:
            return BaseSecurity(self.tls)
        match self.mechanism:
            case "SCRAM-SHA-512":
                return SASLScram512(self.user, self.password, self.tls)
            case "SCRAM-SHA-256":
                return SASLScram256(self.user, self.password, self.tls)
            case "PLAIN":
                return SASLPlaintext(self.user, self.password, self.tls)


OPEN = KafkaSecurity()


class KafkaSettings(BaseSettings):
    """Where Kafka is, and who we are there."""

    model_config = SettingsConfigDict(env_prefix="CAUSEWAY_", frozen=True)

    kafka: str
    kafka_security: Kind = "plaintext"
    kafka_mechanism: Mechanism = "SCRAM-SHA-512"
    kafka_user: str = Field(default="", validate_default=True)
    kafka_password_file: Path | None = Field(default=None, validate_default=True)
    kafka_ca_file: Path | None = None  # of whoever signed the brokers' certificates; none: those that the system trusts

    @field_validator("kafka_mechanism")
    @classmethod
    def _hidden(cls, mechanism: Mechanism, info: ValidationInfo) -> Mechanism:
        if mechanism == "PLAIN" and info.data.get("kafka_security") == "sasl_plaintext":
            raise PydanticCustomError("needs_tls", "PLAIN shows the password to whoever listens: it needs sasl_tls")
        return mechanism

    @field_validator("kafka_user", "kafka_password_file")
    @classmethod
    def _named(cls, value: str | Path | None, info: ValidationInfo) -> str | Path | None:
        if not value and info.data.get("kafka_security") in SIGNS_IN:
            raise PydanticCustomError("missing", "who signs in needs a name and a password")
        return value


def security_of(settings: KafkaSettings) -> KafkaSecurity:
    """Reads the files. Raises SystemExit with one sentence."""
    kind, password, tls = settings.kafka_security, "", None
    try:
        if kind in SIGNS_IN and settings.kafka_password_file is not None:
            password = settings.kafka_password_file.read_text().rstrip("\n")
        if kind in ("tls", "sasl_tls"):
            tls = ssl.create_default_context(cafile=settings.kafka_ca_file)
    except (OSError, ValueError) as error:
        files = f"{settings.kafka_password_file or ''} {settings.kafka_ca_file or ''}".strip()
        raise SystemExit(
            f"Cannot start: Kafka's password or certificate file cannot be used ({type(error).__name__}): see {files}."
        ) from None
    return KafkaSecurity(kind, settings.kafka_mechanism, settings.kafka_user, password, tls)


def refusal(error: BaseException, user: str = "") -> str:
    """What Kafka forbids, and what to do; empty when it refused nothing."""
    who, what = user or "this service", error.args[0] if error.args else ""
    named = ", ".join(sorted(what)) if isinstance(what, set | frozenset) else str(what)
    match error:
        case TopicAuthorizationFailedError():
            return f"Kafka does not let {who} use the topic {named or 'it needs'}: grant it. Nothing is lost meanwhile"
        case GroupAuthorizationFailedError():
            return f"Kafka does not let {who} join the group {named or 'it reads in'}: grant it. Nothing is lost meanwhile"
        case ClusterAuthorizationFailedError():
            return f"Kafka does not let {who} write to any topic: grant it. Nothing is lost meanwhile"
        case SaslAuthenticationFailed() | IllegalSaslStateError() | UnsupportedSaslMechanismError():
            return (
                f"Kafka does not accept the user {who} with this password and mechanism: check CAUSEWAY_KAFKA_USER, "
                "the password file and CAUSEWAY_KAFKA_MECHANISM"
            )
        case ssl.SSLError():
            return "Kafka's certificate is not trusted, or it speaks no TLS: check CAUSEWAY_KAFKA_CA_FILE and the address"
        case _:
            return ""


async def reason(error: BaseException, bootstrap: str, security: KafkaSecurity) -> str:
    """Why Kafka does not serve us. A client that cannot sign in only says that it cannot connect, so this one asks."""
    if said := refusal(error, security.user):
        return said
    if isinstance(error, KafkaError | TimeoutError) and security.kind != "plaintext":
        said = await _refused_at_the_door(bootstrap, security)
    return said or f"Kafka does not answer ({type(error).__name__})"


async def _refused_at_the_door(bootstrap: str, security: KafkaSecurity) -> str:
    host, _, port = bootstrap.partition(",")[0].rpartition(":")
    try:
        connection = await create_conn(host, int(port), request_timeout_ms=ASKED_MS, **security.options)
    except Exception as error:  # whatever it is, it is only looked at
        return refusal(error, security.user)
    connection.close()
    return ""
