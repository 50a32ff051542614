"""Tokens of the development issuer, and whom it gives them to."""

import base64
import json
import stat
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError
from joserfc.jwk import KeySet

from causeway_cli.embedded.http import Answer, Request
from causeway_cli.embedded.issuer import DEVELOPMENT_GRANT, Issuer, open_issuer, respond
from causeway_cli.keeper.keys import client_secret

URL = "http://127.0.0.1:7440"


@pytest.fixture
def ours(tmp_path: Path) -> Issuer:
    return open_issuer(tmp_path / "issuer", URL)


def read(issuer: Issuer, token: str) -> jwt.Token:
    return jwt.decode(token, KeySet.import_key_set(issuer.jwks()), algorithms=["ES256"])  # type: ignore[arg-type]


def ask(issuer: Issuer, clients: Path, form: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
    return respond(issuer, clients, Request("POST", "/token", {}, form, headers or {}))


def granted(issuer: Issuer, answer: Answer) -> dict[str, Any]:
    return read(issuer, json.loads(answer.body)["access_token"]).claims


def test_an_access_token_says_who_for_whom_and_for_ten_minutes(ours: Issuer) -> None:
    token = read(ours, ours.token("person-1"))

    assert token.header["typ"] == "at+jwt"
    assert token.header["alg"] == "ES256"
    assert token.claims["iss"] == URL
    assert token.claims["aud"] == "causeway"
    assert token.claims["sub"] == "person-1"
    assert token.claims["exp"] - token.claims["iat"] == 600
    assert token.claims["nbf"] == token.claims["iat"]
    assert token.claims["jti"]


def test_a_test_can_ask_for_a_token_that_is_wrong_in_one_thing(ours: Issuer) -> None:
    token = read(ours, ours.token("p", audience="other", lifetime=timedelta(0), header={"typ": "JWT"}, iss="else", jti=None))

    assert token.header["typ"] == "JWT"
    assert (token.claims["aud"], token.claims["iss"]) == ("other", "else")
    assert token.claims["exp"] == token.claims["iat"]
    assert "jti" not in token.claims


def test_the_key_stays_the_same_in_one_data_directory_and_private(ours: Issuer, tmp_path: Path) -> None:
    again = open_issuer(tmp_path / "issuer", URL)

    assert read(again, ours.token("p")).claims["sub"] == "p"
    assert stat.S_IMODE((tmp_path / "issuer" / "signing-key.json").stat().st_mode) == 0o600
    assert "d" not in ours.jwks()["keys"][0]


def test_another_issuer_has_another_key(ours: Issuer, tmp_path: Path) -> None:
    stranger = open_issuer(tmp_path / "stranger", URL)

    with pytest.raises(InvalidKeyIdError):
        read(ours, stranger.token("p"))
    with pytest.raises(BadSignatureError):
        read(ours, stranger.token("p", header={"kid": ours.jwks()["keys"][0]["kid"]}))


def test_a_service_proves_itself_by_its_secret(ours: Issuer, tmp_path: Path) -> None:
    secret = client_secret(tmp_path / "clients", "moderation").read_text()
    basic = base64.b64encode(f"moderation:{secret}".encode()).decode()
    form = {"grant_type": "client_credentials"}

    in_form = ask(ours, tmp_path / "clients", {**form, "client_id": "moderation", "client_secret": secret})
    in_header = ask(ours, tmp_path / "clients", form, {"Authorization": f"Basic {basic}"})

    assert granted(ours, in_form)["sub"] == granted(ours, in_header)["sub"] == "service:moderation"


@pytest.mark.parametrize(
    ("name", "secret"), [("moderation", "wrong"), ("moderation", ""), ("nobody", "x"), ("../issuer/signing-key.json", "x")]
)
def test_a_wrong_secret_or_name_gets_no_token(name: str, secret: str, ours: Issuer, tmp_path: Path) -> None:
    client_secret(tmp_path / "clients", "moderation")

    answer = ask(
        ours,
        tmp_path / "clients",
        {"grant_type": "client_credentials", "client_id": name, "client_secret": secret},
    )

    assert answer.status == 401
    assert json.loads(answer.body) == {"error": "invalid_client"}


def test_in_development_a_command_may_act_as_any_person(ours: Issuer, tmp_path: Path) -> None:
    answer = ask(ours, tmp_path, {"grant_type": DEVELOPMENT_GRANT, "subject": "person-7"})

    assert granted(ours, answer)["sub"] == "person-7"


@pytest.mark.parametrize("subject", ["", "service:moderation", "x" * 201])
def test_nobody_becomes_a_service_or_nobody_by_mere_asking(subject: str, ours: Issuer, tmp_path: Path) -> None:
    answer = ask(ours, tmp_path, {"grant_type": DEVELOPMENT_GRANT, "subject": subject})

    assert answer.status == 400


@pytest.mark.parametrize("headers", [{"Authorization": "Basic %%%"}, {"Authorization": "Bearer x"}, {}])
def test_credentials_that_cannot_be_read_are_no_credentials(headers: dict[str, str], ours: Issuer, tmp_path: Path) -> None:
    assert ask(ours, tmp_path, {"grant_type": "client_credentials"}, headers).status == 401


def test_the_issuer_describes_itself(ours: Issuer, tmp_path: Path) -> None:
    answer = respond(ours, tmp_path, Request("GET", "/.well-known/openid-configuration", {}, {}, {}))

    assert json.loads(answer.body)["jwks_uri"] == f"{URL}/jwks.json"
    assert respond(ours, tmp_path, Request("GET", "/elsewhere", {}, {}, {})).status == 404
