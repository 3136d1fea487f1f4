"""The tables of staff, typed: accounts, presence, the desk, the audit log, figures."""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Base
from bot.store.columns import Instant


class Operator(Base):
    """A member of staff who can sign in."""

    __tablename__ = "operators"
    __table_args__ = (Index("ix_operators_oidc_subject", "oidc_subject", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    # Roles with commas between them (bot.helpline.roles).
    roles: Mapped[str] = mapped_column(String(64), default="operator", server_default="operator")
    # Who this is for the OpenID provider, once they have signed in that way. Who only signs in
    # that way has an empty password hash, which no password fits.
    oidc_subject: Mapped[str | None] = mapped_column(String(255))
    password_hash: Mapped[str] = mapped_column(String(255))
    totp_secret: Mapped[bytes] = mapped_column(LargeBinary)
    # The last time step that was used, so that a code works once.
    totp_last_step: Mapped[int | None] = mapped_column(Integer)
    failed_attempts: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    locked_until: Mapped[datetime | None] = mapped_column(Instant)
    # The day and no more: it is there to find accounts that nobody uses.
    last_sign_in_on: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime] = mapped_column(Instant)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)


class StaffSession(Base):
    """A sign-in of an operator; only the hash of its token is kept."""

    __tablename__ = "staff_sessions"
    __table_args__ = (Index("ix_staff_sessions_public_id", "public_id", unique=True),)

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    operator_id: Mapped[int] = mapped_column(
        ForeignKey("operators.id", ondelete="CASCADE"), index=True
    )
    # A name for the list of sign-ins that gives nothing away.
    public_id: Mapped[str] = mapped_column(String(22), server_default="")
    # "password" or "oidc".
    via: Mapped[str] = mapped_column(String(8), default="password", server_default="password")
    # When the operator last proved to be the one who signed in.
    verified_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)
    last_seen_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class PresenceRow(Base):
    """Whether an operator is there and takes chats, as of `last_seen_at`."""

    __tablename__ = "presences"

    operator_id: Mapped[int] = mapped_column(
        ForeignKey("operators.id", ondelete="CASCADE"), primary_key=True
    )
    available: Mapped[bool] = mapped_column(Boolean)
    last_seen_at: Mapped[datetime] = mapped_column(Instant)
    # When the operator last did something; a console that is open is not enough.
    last_active_at: Mapped[datetime | None] = mapped_column(Instant)
    # Why the switch was turned off without the operator: "inactive", or None.
    off_because: Mapped[str | None] = mapped_column(String(16))


class DeskClosure(Base):
    """A closing of the desk by staff; over when lifted or when `closed_until` has come."""

    __tablename__ = "desk_closures"

    id: Mapped[int] = mapped_column(primary_key=True)
    closed_from: Mapped[datetime] = mapped_column(Instant)
    closed_until: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    operator_id: Mapped[int | None] = mapped_column(ForeignKey("operators.id", ondelete="SET NULL"))
    lifted_at: Mapped[datetime | None] = mapped_column(Instant)


class DeskOpening(Base):
    """Hours added to today's by staff; over when lifted or when `opened_until` has come."""

    __tablename__ = "desk_openings"

    id: Mapped[int] = mapped_column(primary_key=True)
    opened_from: Mapped[datetime] = mapped_column(Instant)
    opened_until: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    operator_id: Mapped[int | None] = mapped_column(ForeignKey("operators.id", ondelete="SET NULL"))
    lifted_at: Mapped[datetime | None] = mapped_column(Instant)


class CannedAnswer(Base):
    """A text that operators use again and again, found by its shortcut."""

    __tablename__ = "canned_answers"
    __table_args__ = (UniqueConstraint("language", "shortcut", name="uq_canned_answers_shortcut"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(16))
    shortcut: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(80))
    body: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    updated_by: Mapped[int | None] = mapped_column(ForeignKey("operators.id", ondelete="SET NULL"))


class RecoveryCode(Base):
    """A code that stands in once for the authenticator; only its hash is kept."""

    __tablename__ = "recovery_codes"

    operator_id: Mapped[int] = mapped_column(
        ForeignKey("operators.id", ondelete="CASCADE"), primary_key=True
    )
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)


class Invitation(Base):
    """A link that lets somebody make their account, or a new start for one that exists."""

    __tablename__ = "invitations"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    login: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    roles: Mapped[str] = mapped_column(String(64))
    # How they will sign in: "password" or "oidc".
    via: Mapped[str] = mapped_column(String(8), default="password", server_default="password")
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("operators.id", ondelete="SET NULL"))


class AuditEntry(Base):
    """One thing that a member of staff did, without any content; see `bot.store.audit`.

    Rows are only ever added: the database refuses to change or delete one. `operator_id`
    has no foreign key, because that would change rows. `subject` is a keyed hash of the
    conversation it is about: it does not lead to what remains of a deleted one.
    """

    __tablename__ = "audit_log"
    __table_args__ = (
        Index("ix_audit_log_at", "at", "id"),
        Index("ix_audit_log_operator", "operator_id", "id"),
        Index("ix_audit_log_action", "action", "id"),
        Index("ix_audit_log_subject", "subject", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    operator_id: Mapped[int | None] = mapped_column(Integer)
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str | None] = mapped_column(String(16))
    detail: Mapped[str] = mapped_column(String(500), default="", server_default="")
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditAnchor(Base):
    """The one row that says how far the audit log goes, so that a missing end shows.

    It moves forward with each entry, in the same transaction; the database refuses anything
    else. `seal` is a keyed hash of the rest, empty once a fault was found.
    """

    __tablename__ = "audit_anchor"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    count: Mapped[int] = mapped_column(Integer)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    seal: Mapped[bytes] = mapped_column(LargeBinary(32))


class Figure(Base):
    """A count that stays when the conversations it came from are deleted.

    `key` is a code, or in hexadecimal digits the mark (`bot.store.marks`) of a word.
    """

    __tablename__ = "figures"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    measure: Mapped[str] = mapped_column(String(24), primary_key=True)
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)
