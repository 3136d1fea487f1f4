"""Who came back from the OpenID provider, out of claims whose signature was checked."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

# Two clocks never quite agree.
SKEW_SECONDS = 60


class SingleSignOnRefused(Exception):
    """The provider's answer is not good enough; `reason` names a text under `sso`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Identity:
    """`subject` is this person's number at this provider; `logins` what they may be called."""

    subject: str
    logins: frozenset[str]


def identity_of(
    claims: Mapping[str, object],
    extra: Mapping[str, object],
    wanted_amr: Collection[str],
    since: int | None,
) -> Identity:
    """The person of these claims; `extra` is what the provider tells beside them.

    With `wanted_amr` one of those ways to sign in must have been used; with `since` they must
    have done so after that moment, in seconds. Raises SingleSignOnRefused.
    """
    if wanted_amr and _ways(claims).isdisjoint(wanted_amr):
        raise SingleSignOnRefused("second_factor")
    signed_in_at = claims.get("auth_time")
    if since is not None and not (
        isinstance(signed_in_at, int | float) and signed_in_at >= since - SKEW_SECONDS
    ):
        raise SingleSignOnRefused("not_anew")
    about = dict(claims)
    if extra.get("sub") == claims["sub"]:
        about = {**extra, **claims}
    # A number belongs to one provider: after a change of provider it may be somebody else's.
    subject = hashlib.sha256(f"{claims['iss']} {claims['sub']}".encode()).hexdigest()
    return Identity(subject, _logins(about))


def _ways(claims: Mapping[str, object]) -> frozenset[str]:
    amr = claims.get("amr")
    ways = {str(way) for way in amr} if isinstance(amr, list) else set()
    return frozenset(ways | {str(claims.get("acr", ""))})


def _logins(about: Mapping[str, object]) -> frozenset[str]:
    names = [about.get("preferred_username")]
    if about.get("email_verified") is True:
        names.append(about.get("email"))
    return frozenset(name.strip().casefold() for name in names if isinstance(name, str) and name)
