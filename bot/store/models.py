"""The tables, typed.

What a visitor or an operator wrote stands only in sealed columns (`LargeBinary`): they are
encrypted with the key of their conversation, which stands in `conversations.wrapped_key`,
itself encrypted with the master key that is kept outside the database.
"""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.store.columns import Instant


class Base(DeclarativeBase):
    """The declarative base of every table."""


class Operator(Base):
    """A member of staff who can sign in."""

    __tablename__ = "operators"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    password_hash: Mapped[str] = mapped_column(String(255))
    totp_secret: Mapped[bytes] = mapped_column(LargeBinary)
    # The last time step that was used, so that a code works once.
    totp_last_step: Mapped[int | None] = mapped_column(Integer)
    failed_attempts: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    locked_until: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)


class StaffSession(Base):
    """A sign-in of an operator; only the hash of its token is kept."""

    __tablename__ = "staff_sessions"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    operator_id: Mapped[int] = mapped_column(
        ForeignKey("operators.id", ondelete="CASCADE"), index=True
    )
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


class DeskClosure(Base):
    """A closing of the desk by staff; over when lifted or when `closed_until` has come."""

    __tablename__ = "desk_closures"

    id: Mapped[int] = mapped_column(primary_key=True)
    closed_from: Mapped[datetime] = mapped_column(Instant)
    closed_until: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    operator_id: Mapped[int | None] = mapped_column(ForeignKey("operators.id", ondelete="SET NULL"))
    lifted_at: Mapped[datetime | None] = mapped_column(Instant)


class Conversation(Base):
    """One anonymous conversation: who owns it, how far it is, and its sealed working memory."""

    __tablename__ = "conversations"
    __table_args__ = (
        Index("ix_conversations_queue", "state", "waiting_since", "id"),
        Index("ix_conversations_last_at", "last_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(16))
    operator_id: Mapped[int | None] = mapped_column(
        ForeignKey("operators.id", ondelete="SET NULL"), index=True
    )
    next_seq: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    # The latest answer that could hold choices: only these can still be chosen.
    answer_from: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    answer_to: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    state_since: Mapped[datetime] = mapped_column(Instant)
    # The place in the queue; kept while a person handles the chat, for when that person drops off.
    waiting_since: Mapped[datetime | None] = mapped_column(Instant)
    # What a waiting visitor was told already.
    told_place: Mapped[int | None] = mapped_column(Integer)
    told_kept: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    told_closing: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    danger_at: Mapped[datetime | None] = mapped_column(Instant)
    unread: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    has_report: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    report: Mapped[bytes | None] = mapped_column(LargeBinary)
    memory: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(Instant)
    last_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class MessageRow(Base):
    """One message; `body` and `review` are sealed with the conversation's key."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation", "sender", "client_id", name="uq_messages_client_id"),
    )

    conversation: Mapped[str] = mapped_column(
        String(32), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    sender: Mapped[str] = mapped_column(String(8))
    sent_at: Mapped[datetime] = mapped_column(Instant)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    client_id: Mapped[str | None] = mapped_column(String(64))
    # On an answer: the visitor's message that it answers.
    reply_to: Mapped[int | None] = mapped_column(Integer)
    # On a visitor's message: whether its turn was carried through, so that a retry can do it.
    answered: Mapped[bool] = mapped_column(Boolean, default=True, server_default=false())
    review: Mapped[bytes | None] = mapped_column(LargeBinary)
    operator_id: Mapped[int | None] = mapped_column(ForeignKey("operators.id", ondelete="SET NULL"))


class Tombstone(Base):
    """The content-free trace of a deleted conversation; its id is not the conversation's."""

    __tablename__ = "tombstones"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    deleted_at: Mapped[datetime] = mapped_column(Instant, index=True)
    reason: Mapped[str] = mapped_column(String(16))
    started_on: Mapped[date] = mapped_column(Date)


class StaffLogEntry(Base):
    """One thing that an operator did, without any content."""

    __tablename__ = "staff_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    operator_id: Mapped[int | None] = mapped_column(
        ForeignKey("operators.id", ondelete="SET NULL"), index=True
    )
    action: Mapped[str] = mapped_column(String(40))
    conversation: Mapped[str | None] = mapped_column(
        String(32), ForeignKey("conversations.id", ondelete="SET NULL"), index=True
    )


class KeyCheck(Base):
    """A sealed constant that tells whether a master key belongs to this database."""

    __tablename__ = "key_checks"

    id: Mapped[int] = mapped_column(primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
