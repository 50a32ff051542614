"""Every wrong token is refused; each case is an attack or a mistake that was seen in the wild (OWASP ASVS 5.0, V9)."""

import base64
import hmac
import json
import time
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from causeway_kit.errors import Unavailable
from causeway_kit.tokens import InvalidToken, IssuerKeys, IssuerTokens

ISSUER = "https://issuer.example"
SIGNING = ECKey.generate_key("P-256", {"kid": "one", "use": "sig"}, auto_kid=False)
RSA = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig"}, auto_kid=False)
STRANGER = ECKey.generate_key("P-256", {"kid": "one", "use": "sig"}, auto_kid=False)


class KnownKeys(IssuerKeys):
    async def _fetch(self) -> None:
        self._keys = KeySet([SIGNING, RSA])


def tokens() -> IssuerTokens:
    return IssuerTokens(KnownKeys("http://unused"), ISSUER, "causeway")


def a_token(key: Any = SIGNING, header: dict[str, Any] | None = None, **changes: Any) -> str:
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": "causeway", "sub": "maya", "iat": now, "nbf": now, "exp": now + 600, **changes}
    marks = {"alg": "RS256" if key is RSA else "ES256", "kid": key.kid or "one", "typ": "at+jwt", **(header or {})}
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(marks, kept, key, algorithms=["ES256", "RS256", "HS256"])


def parts(*values: Any) -> str:
    encoded = [base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode() for value in values]
    return ".".join(encoded)


@pytest.mark.parametrize("key", [SIGNING, RSA])
async def test_a_right_token_names_its_subject(key: Any) -> None:
    assert (await tokens().check(a_token(key))).subject == "maya"


async def test_one_of_several_audiences_is_enough() -> None:
    assert (await tokens().check(a_token(aud=["other", "causeway"]))).subject == "maya"


NOW = int(time.time())
WRONG: dict[str, str] = {
    "nothing": "",
    "not a token": "hello",
    "two dots": "..",
    "too long": "x" * 9000,
    "bytes": "\x00\xff.\x00.\x00",
    "no algorithm": parts({"alg": "none", "typ": "at+jwt"}, {"sub": "maya"}) + ".",
    "expired": a_token(iat=NOW - 1000, nbf=NOW - 1000, exp=NOW - 400),
    "not yet": a_token(nbf=NOW + 86400),
    "issued in the future": a_token(iat=NOW + 86400, nbf=None, exp=NOW + 87000),
    "lives too long": a_token(exp=NOW + 86400),
    "no expiry": a_token(exp=None),
    "no issue time": a_token(iat=None),
    "expiry is a word": a_token(exp="later"),
    "expiry is true": a_token(exp=True),
    "other issuer": a_token(iss="https://other.example"),
    "issuer with a slash": a_token(iss=ISSUER + "/"),
    "other audience": a_token(aud="other"),
    "no audience": a_token(aud=None),
    "no subject": a_token(sub=None),
    "empty subject": a_token(sub=""),
    "endless subject": a_token(sub="x" * 300),
    "an ID token": a_token(header={"typ": "JWT"}),
    "unknown key": a_token(header={"kid": "two"}),
    "signed by a stranger": a_token(STRANGER),
    "key brought along": a_token(header={"jwk": STRANGER.as_dict(private=False)}),
    "key address brought along": a_token(header={"jku": "http://127.0.0.1/keys"}),
    "certificate address brought along": a_token(header={"x5u": "http://127.0.0.1/cert"}),
}


@pytest.mark.parametrize("token", WRONG.values(), ids=WRONG.keys())
async def test_a_wrong_token_is_refused(token: str) -> None:
    with pytest.raises(InvalidToken):
        await tokens().check(token)


async def test_a_token_with_an_unknown_critical_header_is_refused() -> None:
    head, rest = a_token().split(".", 1)
    marks = json.loads(base64.urlsafe_b64decode(head + "==")) | {"crit": ["b64"], "b64": False}

    with pytest.raises(InvalidToken):
        await tokens().check(f"{parts(marks)}.{rest}")


async def test_a_token_signed_with_the_public_key_as_a_password_is_refused() -> None:
    signed = parts({"alg": "HS256", "kid": "rsa", "typ": "at+jwt"}, {"sub": "maya"})
    signature = hmac.digest(RSA.as_pem(private=False), signed.encode(), "sha256")
    forged = f"{signed}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"

    with pytest.raises(InvalidToken):
        await tokens().check(forged)


@pytest.mark.parametrize("part", [0, 1, 2])
async def test_an_altered_token_is_refused(part: int) -> None:
    pieces = a_token().split(".")
    middle = len(pieces[part]) // 2
    pieces[part] = pieces[part][:middle] + ("A" if pieces[part][middle] != "A" else "B") + pieces[part][middle + 1 :]

    with pytest.raises(InvalidToken):
        await tokens().check(".".join(pieces))


async def test_a_remembered_token_is_refused_once_it_has_expired(monkeypatch: pytest.MonkeyPatch) -> None:
    checking, token = tokens(), a_token()
    await checking.check(token)

    later = time.time() + 700
    monkeypatch.setattr(time, "time", lambda: later)

    with pytest.raises(InvalidToken, match="expired"):
        await checking.check(token)


async def test_without_the_issuers_keys_nobody_is_told_that_their_token_is_wrong() -> None:
    class NoKeys(IssuerKeys):
        async def _fetch(self) -> None:
            return None

    with pytest.raises(Unavailable):
        await IssuerTokens(NoKeys("http://unused"), ISSUER, "causeway").check(a_token())


async def test_unknown_keys_do_not_make_us_ask_the_issuer_again_and_again() -> None:
    asked = []

    class Counting(KnownKeys):
        async def _fetch(self) -> None:
            asked.append(1)
            self._asked_at = time.monotonic()
            await super()._fetch()

    checking = IssuerTokens(Counting("http://unused"), ISSUER, "causeway")
    for number in range(20):
        with pytest.raises(InvalidToken):
            await checking.check(a_token(header={"kid": f"unknown-{number}"}))

    assert len(asked) == 1
