"""Single sign-on: what is asked of an OpenID provider, and what is believed of its answer.

Authorization code flow with PKCE. What belongs to one sign-in travels in a signed cookie of
the browser that started it; nothing is kept here.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

import httpx
from authlib.common.errors import AuthlibBaseError
from itsdangerous import BadSignature, URLSafeSerializer

from bot.settings import Settings
from bot.staff.people.identity import Identity, SingleSignOnRefused, identity_of
from bot.staff.people.oauth import OAuth2Client
from bot.staff.people.provider import Provider
from bot.store.vault import Vault

FLOW_LASTS = timedelta(minutes=10)
SCOPE = "openid profile email"


@dataclass(frozen=True)
class Flow:
    """One sign-in under way; what it is for is told by which of the last three are set."""

    state: str
    nonce: str
    verifier: str
    started: int
    invitation: str = ""
    session: str = ""
    back: str = ""


class SingleSignOn:
    """Sends people to the provider and hears who they are. `label` is its name on a button."""

    def __init__(self, settings: Settings, provider: Provider, key: bytes) -> None:
        self.label = settings.oidc_label
        self._client_id = settings.oidc_client_id or ""
        self._secret = settings.oidc_client_secret
        self._wanted_amr = frozenset(settings.oidc_require_amr)
        self._provider = provider
        self._cookies = URLSafeSerializer(
            key, salt="flow", signer_kwargs={"digest_method": hashlib.sha256}
        )

    def begin(
        self,
        callback: str,
        at: datetime,
        invitation: str = "",
        session: str = "",
        back: str = "",
    ) -> tuple[str, str]:
        """The provider's address to go to, and the value of the flow's cookie.

        With `session` the provider is asked to make sure anew who it is. Raises ProviderDown.
        """
        metadata = self._provider.metadata(at)
        state, nonce, verifier = (secrets.token_urlsafe(36) for _ in range(3))
        started = int(at.timestamp())
        flow = Flow(state, nonce, verifier, started, invitation, session, back)
        anew = {"prompt": "login", "max_age": "60"} if session else {}
        with self._client(callback, metadata) as client:
            url, _ = client.create_authorization_url(
                str(metadata["authorization_endpoint"]),
                state=state,
                code_verifier=verifier,
                nonce=nonce,
                **anew,
            )
        return url, str(self._cookies.dumps(asdict(flow)))

    def finish(
        self, cookie: str, answer: Mapping[str, str], callback: str, at: datetime
    ) -> tuple[Flow, Identity]:
        """The flow that was begun, and who came back from the provider.

        Raises SingleSignOnRefused, and ProviderDown.
        """
        flow = self._flow(cookie, answer.get("state", ""), at)
        if "code" not in answer:
            raise SingleSignOnRefused("failed")
        metadata = self._provider.metadata(at)
        try:
            with self._client(callback, metadata) as client:
                token = client.fetch_token(
                    str(metadata["token_endpoint"]),
                    grant_type="authorization_code",
                    code=answer["code"],
                    code_verifier=flow.verifier,
                )
                claims = self._provider.claims(token, self._client_id, flow.nonce, at)
                extra = self._provider.userinfo(client, metadata) if flow.invitation else {}
        except (AuthlibBaseError, ValueError) as error:
            raise SingleSignOnRefused("failed") from error
        except httpx.HTTPError as error:
            raise self._provider.down() from error
        since = flow.started if flow.session else None
        return flow, identity_of(claims, extra, self._wanted_amr, since)

    def _flow(self, cookie: str, state: str, at: datetime) -> Flow:
        try:
            flow = Flow(**self._cookies.loads(cookie))
        except (BadSignature, TypeError) as error:
            raise SingleSignOnRefused("failed") from error
        age = at.timestamp() - flow.started
        if age > FLOW_LASTS.total_seconds() or not secrets.compare_digest(
            flow.state.encode(), state.encode()
        ):
            raise SingleSignOnRefused("failed")
        return flow

    def _client(self, callback: str, metadata: Mapping[str, object]) -> OAuth2Client:
        secret = self._secret.get_secret_value() if self._secret else ""
        known = metadata.get("token_endpoint_auth_methods_supported")
        method = "client_secret_basic"
        if isinstance(known, list) and method not in known:
            method = "client_secret_post"
        return OAuth2Client(
            client_id=self._client_id,
            client_secret=secret,
            token_endpoint_auth_method=method,
            scope=SCOPE,
            redirect_uri=callback,
            code_challenge_method="S256",
            timeout=self._provider.timeout,
        )


def open_single_sign_on(settings: Settings, vault: Vault) -> SingleSignOn | None:
    """Single sign-on as the settings have it; None without a provider."""
    if settings.oidc_issuer is None:
        return None
    provider = Provider(settings.oidc_issuer)
    return SingleSignOn(settings, provider, vault.derive("single sign-on"))
