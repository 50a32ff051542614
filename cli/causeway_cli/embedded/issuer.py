"""The development issuer: signs access tokens for services by their secret, and for people by mere asking.

It is for one machine and its loopback interface; a real programme uses its own identity provider.
"""

import argparse
import base64
import binascii
import contextlib
import hmac
import json
import signal
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

from joserfc import jwt
from joserfc.jwk import ECKey

from causeway_cli.embedded.http import Answer, Request, as_json, serve
from causeway_cli.embedded.places import private_folder, write_whole
from causeway_cli.embedded.ports import LOOPBACK

AUDIENCE = "causeway"
LIFETIME = timedelta(minutes=10)
DEVELOPMENT_GRANT = "urn:causeway:development"
SUBJECT_LIMIT = 200


def now_utc() -> datetime:
    return datetime.now(UTC)


class Issuer:
    """Signs tokens with one key. Two issuers with different folders have different keys."""

    def __init__(self, key: ECKey, url: str, clock: Callable[[], datetime] = now_utc) -> None:
        self._key = key
        self._clock = clock
        self.url = url

    def token(
        self,
        subject: str,
        *,
        audience: str = AUDIENCE,
        lifetime: timedelta = LIFETIME,
        header: Mapping[str, str] | None = None,
        **changes: object,
    ) -> str:
        """An access token. `changes` replace claims, and a claim changed to None is left out: for wrong tokens."""
        issued = int(self._clock().timestamp())
        claims = {
            "iss": self.url,
            "aud": audience,
            "sub": subject,
            "iat": issued,
            "nbf": issued,
            "exp": issued + int(lifetime.total_seconds()),
            "jti": uuid.uuid4().hex,
            **changes,
        }
        kept = {name: value for name, value in claims.items() if value is not None}
        marks = {"alg": "ES256", "typ": "at+jwt", "kid": self._key.kid, **(header or {})}
        return jwt.encode(marks, kept, self._key, algorithms=["ES256"])

    def jwks(self) -> dict[str, Any]:
        return {"keys": [self._key.as_dict(private=False)]}

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "jwks_uri": f"{self.url}/jwks.json",
            "token_endpoint": f"{self.url}/token",
            "grant_types_supported": ["client_credentials", DEVELOPMENT_GRANT],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "response_types_supported": [],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
        }


def open_issuer(folder: Path, url: str) -> Issuer:
    """The issuer whose key is kept in the folder; the first time a key is made."""
    path = private_folder(folder) / "signing-key.json"
    if not path.exists():
        made = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)
        write_whole(path, json.dumps(made.as_dict(private=True)).encode())
    return Issuer(ECKey.import_key(json.loads(path.read_bytes())), url)


@contextlib.contextmanager
def served(folder: Path, clients: Path, port: int = 0) -> Iterator[Issuer]:
    """An issuer in this process, with its key set and token endpoint on the loopback interface."""
    issuer = open_issuer(folder, "")
    server = serve(port, lambda request: respond(issuer, clients, request))
    issuer.url = f"http://{LOOPBACK}:{server.server_address[1]}"
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()


def respond(issuer: Issuer, clients: Path, request: Request) -> Answer:
    match request.method, request.path:
        case "GET", "/.well-known/openid-configuration":
            return as_json(issuer.discovery())
        case "GET", "/jwks.json":
            return as_json(issuer.jwks())
        case "GET", "/ready":
            return as_json({"ready": True})
        case "POST", "/token":
            return _grant(issuer, clients, request)
    return as_json({"error": "not_found"}, 404)


def _grant(issuer: Issuer, clients: Path, request: Request) -> Answer:
    match request.form.get("grant_type"):
        case "client_credentials":
            client = _client(clients, request)
            if client is None:
                return as_json({"error": "invalid_client"}, 401)
            return _granted(issuer, f"service:{client}")
        case "urn:causeway:development":
            subject = request.form.get("subject", "")
            # Services prove themselves by their secret, also in development.
            if not subject or len(subject) > SUBJECT_LIMIT or subject.startswith("service:"):
                return as_json({"error": "invalid_request"}, 400)
            return _granted(issuer, subject)
    return as_json({"error": "unsupported_grant_type"}, 400)


def _granted(issuer: Issuer, subject: str) -> Answer:
    seconds = int(LIFETIME.total_seconds())
    return as_json({"access_token": issuer.token(subject), "token_type": "Bearer", "expires_in": seconds})


def _client(clients: Path, request: Request) -> str | None:
    """The client that proved itself, by HTTP basic authentication or in the form."""
    name, secret = _credentials(request)
    secrets = {path.name: path.read_text().strip() for path in clients.glob("*") if path.is_file()}
    known = secrets.get(name)
    return name if known and hmac.compare_digest(known.encode(), secret.encode()) else None


def _credentials(request: Request) -> tuple[str, str]:
    scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return request.form.get("client_id", ""), request.form.get("client_secret", "")
    try:
        name, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return unquote_plus(name), unquote_plus(secret)


def main() -> None:
    arguments = argparse.ArgumentParser(description="The development issuer.")
    arguments.add_argument("--port", type=int, required=True)
    arguments.add_argument("--data", type=Path, required=True, help="the data directory of `causeway up`")
    given = arguments.parse_args()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with served(given.data / "issuer", given.data / "secrets" / "clients", given.port):
        stop.wait()


if __name__ == "__main__":
    main()
