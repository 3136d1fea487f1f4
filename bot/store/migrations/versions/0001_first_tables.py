"""The first tables."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Instant

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Applies it."""
    op.create_table(
        "key_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "operators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=False),
        sa.Column("totp_last_step", sa.Integer(), nullable=True),
        sa.Column("failed_attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("locked_until", Instant(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("disabled_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("login"),
    )
    op.create_table(
        "tombstones",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("deleted_at", Instant(), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_tombstones_deleted_at", "tombstones", ["deleted_at"])

    op.create_table(
        "conversations",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("next_seq", sa.Integer(), server_default="1", nullable=False),
        sa.Column("answer_from", sa.Integer(), server_default="0", nullable=False),
        sa.Column("answer_to", sa.Integer(), server_default="0", nullable=False),
        sa.Column("state_since", Instant(), nullable=False),
        sa.Column("waiting_since", Instant(), nullable=True),
        sa.Column("told_place", sa.Integer(), nullable=True),
        sa.Column("told_kept", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("told_closing", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("danger_at", Instant(), nullable=True),
        sa.Column("unread", sa.Integer(), server_default="0", nullable=False),
        sa.Column("has_report", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("report", sa.LargeBinary(), nullable=True),
        sa.Column("memory", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("last_at", Instant(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_conversations_last_at", "conversations", ["last_at"])
    op.create_index("ix_conversations_operator_id", "conversations", ["operator_id"])
    op.create_index("ix_conversations_queue", "conversations", ["state", "waiting_since", "id"])

    op.create_table(
        "desk_closures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("closed_from", Instant(), nullable=False),
        sa.Column("closed_until", Instant(), nullable=True),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("lifted_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "presences",
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("available", sa.Boolean(), nullable=False),
        sa.Column("last_seen_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("operator_id"),
    )
    op.create_table(
        "staff_sessions",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("last_seen_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index("ix_staff_sessions_expires_at", "staff_sessions", ["expires_at"])
    op.create_index("ix_staff_sessions_operator_id", "staff_sessions", ["operator_id"])

    op.create_table(
        "messages",
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sender", sa.String(length=8), nullable=False),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=True),
        sa.Column("reply_to", sa.Integer(), nullable=True),
        sa.Column("answered", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("review", sa.LargeBinary(), nullable=True),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["conversation"], ["conversations.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("conversation", "seq"),
        sa.UniqueConstraint("conversation", "sender", "client_id", name="uq_messages_client_id"),
    )
    op.create_table(
        "staff_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["conversation"], ["conversations.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_staff_log_at", "staff_log", ["at"])
    op.create_index("ix_staff_log_conversation", "staff_log", ["conversation"])
    op.create_index("ix_staff_log_operator_id", "staff_log", ["operator_id"])


def downgrade() -> None:
    """Takes it back."""

    op.drop_table("staff_log")
    op.drop_table("messages")

    op.drop_table("staff_sessions")
    op.drop_table("presences")
    op.drop_table("desk_closures")

    op.drop_table("conversations")

    op.drop_table("tombstones")
    op.drop_table("operators")
    op.drop_table("key_checks")
