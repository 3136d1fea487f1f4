"""The tables of conversations, typed; those of staff stand in `staff_models`.

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
from sqlalchemy.orm import Mapped, mapped_column

from bot.store import staff_models  # noqa: F401 - the table of operators is referred to
from bot.store.base import Base
from bot.store.columns import Instant


class Conversation(Base):
    """One anonymous conversation: who owns it, how far it is, and its sealed working memory."""

    __tablename__ = "conversations"
    __table_args__ = (
        Index("ix_conversations_queue", "state", "waiting_since", "id"),
        Index("ix_conversations_last_at", "last_at"),
        # All that the list of transcripts is filtered by, and what the figures count: it is
        # read without the rows, which are long, so that a filter that few rows pass stays fast.
        Index(
            "ix_conversations_archive",
            "created_at",
            "id",
            "state",
            "last_at",
            "has_report",
            "language",
            "ending",
            "danger_at",
            "form_mark",
            "municipality_mark",
            "reviewed_at",
            "asked_person",
            "had_person",
            "phone_given",
            "not_understood",
        ),
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
    # How it ended (bot.helpline.ending); None while nobody has ended it.
    ending: Mapped[str | None] = mapped_column(String(16))
    # What the list of transcripts is filtered by: keyed hashes of the words in the sealed report.
    form_mark: Mapped[bytes | None] = mapped_column(LargeBinary(8))
    municipality_mark: Mapped[bytes | None] = mapped_column(LargeBinary(8))
    reviewed_at: Mapped[datetime | None] = mapped_column(Instant)
    reviewed_by: Mapped[int | None] = mapped_column(Integer)
    # Kept longer than the retention says, until then; why stands in `staff_notes`.
    keep_until: Mapped[datetime | None] = mapped_column(Instant)
    # For the figures: whether a person was asked for, came, or could not come; and how many
    # messages the assistant did not understand.
    asked_person: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    had_person: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    phone_given: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    not_understood: Mapped[int] = mapped_column(Integer, default=0, server_default="0")


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


class Ownership(Base):
    """From when on a conversation was in which hands; it begins with the assistant."""

    __tablename__ = "ownerships"
    __table_args__ = (
        Index("ix_ownerships_conversation", "conversation", "operator_id", "state"),
        Index("ix_ownerships_operator", "operator_id", "state", "conversation"),
        Index("ix_ownerships_waited", "at", "state", "waited"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation: Mapped[str] = mapped_column(
        String(32), ForeignKey("conversations.id", ondelete="CASCADE")
    )
    at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(8))
    operator_id: Mapped[int | None] = mapped_column(ForeignKey("operators.id", ondelete="SET NULL"))
    # When this ended a wait: how many seconds that had lasted.
    waited: Mapped[int | None] = mapped_column(Integer)


class StaffNote(Base):
    """What staff wrote for each other about a conversation; the visitor never sees it.

    `kind` is note, whisper, transfer or extension; `body` is sealed.
    """

    __tablename__ = "staff_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation: Mapped[str] = mapped_column(
        String(32), ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime] = mapped_column(Instant)
    operator_id: Mapped[int | None] = mapped_column(ForeignKey("operators.id", ondelete="SET NULL"))
    to_operator_id: Mapped[int | None] = mapped_column(
        ForeignKey("operators.id", ondelete="SET NULL")
    )
    kind: Mapped[str] = mapped_column(String(12))
    body: Mapped[bytes] = mapped_column(LargeBinary)


class Listener(Base):
    """A colleague who reads along with a chat, as of `seen_at`."""

    __tablename__ = "listeners"

    conversation: Mapped[str] = mapped_column(
        String(32), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    operator_id: Mapped[int] = mapped_column(
        ForeignKey("operators.id", ondelete="CASCADE"), primary_key=True
    )
    seen_at: Mapped[datetime] = mapped_column(Instant)


class Correction(Base):
    """What a reviewer says of one message (`seq`), or of the whole conversation (0); sealed."""

    __tablename__ = "corrections"

    conversation: Mapped[str] = mapped_column(
        String(32), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    operator_id: Mapped[int | None] = mapped_column(ForeignKey("operators.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class Tombstone(Base):
    """The content-free trace of a deleted conversation; its id is not the conversation's."""

    __tablename__ = "tombstones"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    deleted_at: Mapped[datetime] = mapped_column(Instant, index=True)
    reason: Mapped[str] = mapped_column(String(16))
    started_on: Mapped[date] = mapped_column(Date)


class KeyCheck(Base):
    """A sealed constant that tells whether a master key belongs to this database."""

    __tablename__ = "key_checks"

    id: Mapped[int] = mapped_column(primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
