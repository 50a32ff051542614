"""The issuer and the mail catcher as processes, started as the keeper starts them and asked over their sockets."""

import asyncio
import contextlib
import smtplib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from causeway_cli.embedded.child import finish, spawn
from causeway_cli.embedded.issuer import Issuer
from causeway_cli.embedded.ports import free_ports
from causeway_cli.embedded.server import wait_until
from causeway_cli.keeper.keys import client_secret, clients_folder
from causeway_cli.keeper.plan import processes

pytestmark = pytest.mark.connected


@contextlib.contextmanager
def running_process(name: str, data: Path) -> Iterator[tuple[int, ...]]:
    """The process of the plan with this name; gives its ports."""
    base_port = free_ports(1)[0] % 20_000 + 10_000
    spec = next(spec for spec in processes(data, base_port) if spec.name == name)
    child = spawn(spec.command, log=data / "log")
    try:
        assert asyncio.run(wait_until(spec.ready, 20)), (data / "log").read_text()
        yield spec.ports
    finally:
        finish(child, patience_seconds=5)
        assert child.returncode == 0


def test_the_issuer_signs_in_a_service_and_a_person_over_http(tmp_path: Path) -> None:
    secret = client_secret(clients_folder(tmp_path), "messaging").read_text()

    with running_process("issuer", tmp_path) as [port], httpx.Client(base_url=f"http://127.0.0.1:{port}") as http:
        service = http.post("/token", data={"grant_type": "client_credentials"}, auth=("messaging", secret))
        person = http.post("/token", data={"grant_type": "urn:causeway:development", "subject": "person-1"})
        stranger = http.post("/token", data={"grant_type": "client_credentials"}, auth=("messaging", "guess"))
        described = http.get("/.well-known/openid-configuration").json()

    assert service.json()["token_type"] == person.json()["token_type"] == "Bearer"
    assert stranger.status_code == 401
    assert described["issuer"] == f"http://127.0.0.1:{port}"


def test_the_issuer_does_not_answer_a_page_that_reaches_it_under_another_name(issuer: Issuer) -> None:
    answer = httpx.get(f"{issuer.url}/jwks.json", headers={"Host": "evil.example"})

    assert answer.status_code == 403


def test_the_issuer_refuses_a_form_too_large_to_be_one(issuer: Issuer) -> None:
    assert httpx.post(f"{issuer.url}/token", content=b"x" * 100_000).status_code == 413


def test_a_session_issuer_serves_the_key_that_signs_its_tokens(issuer: Issuer, issuer_clients: Path) -> None:
    secret = client_secret(issuer_clients, "analytics").read_text()

    served = httpx.get(f"{issuer.url}/jwks.json").json()
    granted = httpx.post(
        f"{issuer.url}/token",
        data={"grant_type": "client_credentials", "client_id": "analytics", "client_secret": secret},
    )

    assert served == issuer.jwks()
    assert granted.status_code == 200


def test_a_mail_that_is_sent_can_be_read_on_the_page_and_as_json(tmp_path: Path) -> None:
    with running_process("mail", tmp_path) as (smtp_port, page_port):
        with smtplib.SMTP("127.0.0.1", smtp_port, timeout=30) as smtp:
            smtp.sendmail("no-reply@causeway.example", ["a@example.org"], b"Subject: Hello\r\n\r\nYou have a message.\r\n")
        listed = httpx.get(f"http://127.0.0.1:{page_port}/messages.json", params={"to": "a@example.org"}).json()
        page = httpx.get(f"http://127.0.0.1:{page_port}/")

    assert [(mail["subject"], mail["text"].strip()) for mail in listed] == [("Hello", "You have a message.")]
    assert "You have a message." in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
