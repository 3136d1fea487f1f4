"""Reading without masks: for a reason, and only for the page that was asked for."""

import hashlib

from itsdangerous import BadSignature, TimestampSigner

from bot.staff.guard import Staff

REASONS = ("police", "safety", "visitor", "quality", "complaint")
"""Why a conversation may be opened; these codes stand in the audit log."""

LASTS_SECONDS = 900


def seal_opening(staff: Staff, conversation: str) -> str:
    """What a page that was opened carries, so that its export is opened as well."""
    return _signer(staff).sign(conversation).decode("ascii")


def is_opening(staff: Staff, conversation: str, sealed: str) -> bool:
    """Whether this member of staff opened this conversation a moment ago."""
    try:
        return _signer(staff).unsign(sealed, LASTS_SECONDS) == conversation.encode()
    except BadSignature:
        return False


def _signer(staff: Staff) -> TimestampSigner:
    return TimestampSigner(staff.token, salt="review-opening", digest_method=hashlib.sha256)
