"""Who is calling: checks a bearer token against one issuer, one audience and two algorithms (OWASP ASVS 5.0, V9)."""

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Protocol

import httpx
import structlog
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import extract_compact

from causeway_kit.clock import Clock, SystemClock
from causeway_kit.errors import Unavailable

log = structlog.get_logger()

ALGORITHMS = ["RS256", "ES256"]
HEADERS = {"alg", "kid", "typ"}  # nothing else: no jku, jwk, x5u or crit can steer the check
LEEWAY_SECONDS = 60  # as far as clocks may differ
LONGEST_LIFE_SECONDS = 900
REFRESH_SECONDS = 60  # an unknown key id makes us ask the issuer at most this often
CACHED_TOKENS = 20_000
TOKEN_BYTES = 8192


class InvalidToken(Exception):
    """The sentence says what is wrong with the token, never what is in it."""


@dataclass(frozen=True, slots=True)
class Identity:
    subject: str
    expires_at: float  # seconds since 1970


class TokenCheck(Protocol):
    async def check(self, token: str) -> Identity:
        """Raises InvalidToken or Unavailable."""


class IssuerKeys:
    """The issuer's public keys, fetched from the configured address only."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._keys: KeySet | None = None
        self._asked_at = -REFRESH_SECONDS * 2.0
        self._asking = asyncio.Lock()

    async def holding(self, key_id: str) -> KeySet:
        """Raises Unavailable if no key was ever fetched, InvalidToken if the issuer does not know this one."""
        if self._knows(key_id):
            return self._keys  # type: ignore[return-value]
        async with self._asking:
            if not self._knows(key_id) and time.monotonic() - self._asked_at >= self._patience():
                await self._fetch()
        if self._keys is None:
            raise Unavailable("the sign-in keys cannot be fetched")
        if not self._knows(key_id):
            raise InvalidToken("the token is signed with an unknown key")
        return self._keys

    def _patience(self) -> float:
        return REFRESH_SECONDS if self._keys is not None else 1

    def _knows(self, key_id: str) -> bool:
        return self._keys is not None and any(key.kid == key_id for key in self._keys.keys)

    async def _fetch(self) -> None:
        self._asked_at = time.monotonic()
        try:
            async with httpx.AsyncClient(timeout=5) as client:
                answer = await client.get(self._url)
                answer.raise_for_status()
                self._keys = KeySet.import_key_set(answer.json())
        except (httpx.HTTPError, ValueError, JoseError) as error:
            log.warning("sign-in keys not fetched", error=type(error).__name__)


class IssuerTokens:
    """Checks signature, type, issuer, audience and times. A checked token is remembered until it expires."""

    def __init__(self, keys: IssuerKeys, issuer: str, audience: str, clock: Clock | None = None) -> None:
        self._keys = keys
        self._clock = clock or SystemClock()
        self._issuer = issuer
        self._audience = audience
        self._checked: OrderedDict[str, Identity] = OrderedDict()

    async def check(self, token: str) -> Identity:
        known = self._checked.get(token)
        if known is None:
            known = await self._verify(token)
            self._checked[token] = known
            if len(self._checked) > CACHED_TOKENS:
                self._checked.popitem(last=False)
        if known.expires_at + LEEWAY_SECONDS < self._clock.now().timestamp():
            raise InvalidToken("the token has expired; sign in again")
        return known

    async def _verify(self, token: str) -> Identity:
        if len(token) > TOKEN_BYTES:
            raise InvalidToken("the token is too long")
        try:
            header = extract_compact(token.encode()).headers()
        except (JoseError, ValueError):
            raise InvalidToken("this is not a token") from None
        if header.get("alg") not in ALGORITHMS or header.get("typ") != "at+jwt" or set(header) - HEADERS:
            raise InvalidToken("the token's header is not accepted")
        keys = await self._keys.holding(str(header.get("kid", "")))
        try:
            claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        except (JoseError, ValueError):
            raise InvalidToken("the token's signature is not valid") from None
        return self._identity(claims)

    def _identity(self, claims: dict[str, Any]) -> Identity:
        now = self._clock.now().timestamp()
        subject, issued, expires = claims.get("sub"), claims.get("iat"), claims.get("exp")
        starts = claims.get("nbf", issued)
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:
            raise InvalidToken("the token names nobody")
        if not all(isinstance(moment, int | float) and not isinstance(moment, bool) for moment in (issued, expires, starts)):
            raise InvalidToken("the token lacks its times")
        audience = claims.get("aud")
        if claims.get("iss") != self._issuer or self._audience not in (audience if isinstance(audience, list) else [audience]):
            raise InvalidToken("the token is meant for somebody else")
        assert issued is not None
        assert expires is not None
        assert starts is not None
        if max(issued, starts) > now + LEEWAY_SECONDS or expires - issued > LONGEST_LIFE_SECONDS:
            raise InvalidToken("the token's times are not accepted")
        return Identity(subject, float(expires))
