"""The OpenID provider: its description, its keys, and tokens checked with them."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from bot.staff.people.identity import SingleSignOnRefused
from bot.staff.people.oauth import OAuth2Client

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 5.0
KEPT = timedelta(minutes=10)
LEEWAY_SECONDS = 60
# Signatures by a key that only the provider holds: no shared secret, and never "none".
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class ProviderDown(Exception):
    """The provider does not answer, or not as a provider does."""


class Provider:
    """One OpenID provider, known by its issuer's address."""

    timeout = httpx.Timeout(TIMEOUT_SECONDS)

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer.rstrip("/")
        self._found: tuple[datetime, dict[str, Any]] | None = None
        self._keys: KeySet | None = None

    def metadata(self, at: datetime) -> Mapping[str, Any]:
        """How the provider describes itself, read again now and then. Raises ProviderDown."""
        if self._found is None or at - self._found[0] > KEPT:
            found = self._get(f"{self._issuer}/.well-known/openid-configuration")
            if str(found.get("issuer", "")).rstrip("/") != self._issuer:
                raise self.down("another issuer")
            if any(not self._is_safe(found.get(name)) for name in _NEEDED):
                raise self.down("an unsafe address")
            self._found, self._keys = (at, found), None
        return self._found[1]

    def claims(
        self, token: Mapping[str, Any], client_id: str, nonce: str, at: datetime
    ) -> Mapping[str, Any]:
        """What the token says about somebody, once its signature and purpose are right.

        Raises SingleSignOnRefused, ProviderDown.
        """
        metadata = self.metadata(at)
        try:
            decoded = self._decoded(str(token.get("id_token", "")), metadata)
            claims = CodeIDToken(
                decoded.claims,
                decoded.header,
                {
                    "iss": {"essential": True, "value": metadata["issuer"]},
                    "aud": {"essential": True, "value": client_id},
                    "sub": {"essential": True},
                },
                {"nonce": nonce, "client_id": client_id, "access_token": token.get("access_token")},
            )
            claims.validate(now=int(at.timestamp()), leeway=LEEWAY_SECONDS)
        except (JoseError, ValueError) as error:
            raise SingleSignOnRefused("failed") from error
        return dict(claims)

    def userinfo(self, client: OAuth2Client, metadata: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the provider tells beside the token; nothing when it has no place for that."""
        address = metadata.get("userinfo_endpoint")
        if not self._is_safe(address):
            return {}
        answer = client.get(str(address))
        answer.raise_for_status()
        try:
            found = answer.json()
        except ValueError:
            # A signed answer, which nobody asked for: the token must do.
            return {}
        return found if isinstance(found, dict) else {}

    def down(self, why: str = "no answer") -> ProviderDown:
        """The error for a provider that is no use now; noted for the host."""
        log.error("single sign-on does not work: %s from the OpenID provider", why)
        return ProviderDown(why)

    def _decoded(self, token: str, metadata: Mapping[str, Any]) -> jwt.Token:
        registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        keys = self._keys or self._fetched_keys(metadata)
        try:
            return jwt.decode(token, keys, registry=registry)
        except InvalidKeyIdError:
            # Providers change their keys: look once more.
            return jwt.decode(token, self._fetched_keys(metadata), registry=registry)

    def _fetched_keys(self, metadata: Mapping[str, Any]) -> KeySet:
        self._keys = KeySet.import_key_set(self._get(str(metadata["jwks_uri"])))  # type: ignore[arg-type]
        return self._keys

    def _get(self, address: str) -> dict[str, Any]:
        try:
            answer = httpx.get(address, timeout=self.timeout)
            answer.raise_for_status()
            found = answer.json()
        except httpx.HTTPError as error:
            raise self.down(type(error).__name__) from error
        except ValueError as error:
            raise self.down("no JSON") from error
        if not isinstance(found, dict):
            raise self.down("no JSON object")
        return found

    def _is_safe(self, address: object) -> bool:
        """As safe as the issuer's own address, which the settings allow."""
        return isinstance(address, str) and urlsplit(address).scheme in (
            "https",
            urlsplit(self._issuer).scheme,
        )
