"""Who we are for Kafka: what must be set, what is refused at the start, and which words a refusal gets."""

import ssl
from pathlib import Path

import pytest
from aiokafka.errors import (
    GroupAuthorizationFailedError,
    KafkaConnectionError,
    SaslAuthenticationFailed,
    TopicAuthorizationFailedError,
)
from faststream.security import BaseSecurity, SASLPlaintext, SASLScram256, SASLScram512

from causeway_kit.kafka_security import OPEN, KafkaSecurity, KafkaSettings, reason, refusal, security_of
from causeway_kit.settings import read_settings


@pytest.fixture
def password(tmp_path: Path) -> Path:
    kept = tmp_path / "password"
    kept.write_text("correct-horse\n")
    return kept


def settings(**given: object) -> KafkaSettings:
    return KafkaSettings(kafka="broker:9092", **given)  # type: ignore[arg-type]


def test_without_any_setting_a_client_speaks_plain_text() -> None:
    assert security_of(settings()) == OPEN
    assert OPEN.options == {"security_protocol": "PLAINTEXT", "ssl_context": None}
    assert type(OPEN.of_broker) is BaseSecurity


@pytest.mark.parametrize("kind", ["sasl_tls", "sasl_plaintext"])
@pytest.mark.parametrize("missing", ["CAUSEWAY_KAFKA_USER", "CAUSEWAY_KAFKA_PASSWORD_FILE"])
def test_who_signs_in_without_name_or_password_does_not_start_and_the_missing_one_is_named(
    kind: str, missing: str, password: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"CAUSEWAY_KAFKA_USER": "messaging", "CAUSEWAY_KAFKA_PASSWORD_FILE": str(password)}
    for name, value in {**given, "CAUSEWAY_KAFKA": "broker:9092", "CAUSEWAY_KAFKA_SECURITY": kind}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv(missing)

    with pytest.raises(SystemExit, match=rf"{missing} \(missing\)"):
        read_settings(KafkaSettings)


def test_a_password_in_the_open_is_refused(password: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"SECURITY": "sasl_plaintext", "MECHANISM": "PLAIN", "USER": "messaging", "PASSWORD_FILE": str(password)}
    for name, value in given.items():
        monkeypatch.setenv(f"CAUSEWAY_KAFKA_{name}", value)
    monkeypatch.setenv("CAUSEWAY_KAFKA", "broker:9092")

    with pytest.raises(SystemExit, match=r"CAUSEWAY_KAFKA_MECHANISM \(needs_tls\)"):
        read_settings(KafkaSettings)


def test_the_password_is_the_one_line_of_its_file_and_is_never_shown(password: Path) -> None:
    security = security_of(settings(kafka_security="sasl_plaintext", kafka_user="messaging", kafka_password_file=password))

    assert security.options["sasl_plain_password"] == "correct-horse"
    assert "correct-horse" not in repr(security)


def test_files_that_cannot_be_used_stop_the_start_in_one_sentence(password: Path, tmp_path: Path) -> None:
    signing = {"kafka_security": "sasl_tls", "kafka_user": "messaging"}

    with pytest.raises(SystemExit, match=r"Cannot start: .*FileNotFoundError.*nowhere"):
        security_of(settings(**signing, kafka_password_file=tmp_path / "nowhere"))
    with pytest.raises(SystemExit, match=r"Cannot start: .*SSLError") as ended:
        security_of(settings(**signing, kafka_password_file=password, kafka_ca_file=password))
    assert "correct-horse" not in str(ended.value)


@pytest.mark.parametrize(
    ("mechanism", "of_broker"), [("SCRAM-SHA-512", SASLScram512), ("SCRAM-SHA-256", SASLScram256), ("PLAIN", SASLPlaintext)]
)
def test_each_mechanism_is_the_same_for_all_clients(mechanism: str, of_broker: type[BaseSecurity], password: Path) -> None:
    given = {"kafka_security": "sasl_tls", "kafka_mechanism": mechanism}
    security = security_of(settings(**given, kafka_user="messaging", kafka_password_file=password))

    assert security.options["sasl_mechanism"] == mechanism
    assert security.options["security_protocol"] == "SASL_SSL"
    assert type(security.of_broker) is of_broker
    assert security.of_broker.use_ssl


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TopicAuthorizationFailedError("notes.v1"), "let messaging use the topic notes.v1"),
        (TopicAuthorizationFailedError({"b.v1", "a.v1"}), "let messaging use the topic a.v1, b.v1"),
        (GroupAuthorizationFailedError("messaging"), "let messaging join the group messaging"),
        (SaslAuthenticationFailed("quoted by the broker"), "does not accept the user messaging"),
        (ssl.SSLCertVerificationError("quoted"), "certificate is not trusted"),
    ],
)
def test_what_kafka_refused_is_said_in_words_and_nothing_is_quoted(error: Exception, words: str) -> None:
    assert words in refusal(error, "messaging")
    assert "quoted" not in refusal(error, "messaging")


async def test_silence_is_no_refusal() -> None:
    silence = KafkaConnectionError("Unable to bootstrap")

    assert refusal(silence) == ""
    assert await reason(silence, "127.0.0.1:1", KafkaSecurity()) == "Kafka does not answer (KafkaConnectionError)"
