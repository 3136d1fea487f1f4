"""What the staff console needs: roles, notes, corrections, figures, a chained audit log."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Instant

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_FILTERED_BY = [
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
]


def upgrade() -> None:
    """Applies it."""
    _create_tables()
    # Columns are added one by one: copying a table would delete what refers to it.
    for column in (
        sa.Column("ending", sa.String(length=16), nullable=True),
        sa.Column("form_mark", sa.LargeBinary(length=8), nullable=True),
        sa.Column("municipality_mark", sa.LargeBinary(length=8), nullable=True),
        sa.Column("reviewed_at", Instant(), nullable=True),
        sa.Column("reviewed_by", sa.Integer(), nullable=True),
        sa.Column("keep_until", Instant(), nullable=True),
        sa.Column("asked_person", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("had_person", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("phone_given", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("not_understood", sa.Integer(), server_default="0", nullable=False),
    ):
        op.add_column("conversations", column)
    op.create_index("ix_conversations_archive", "conversations", _FILTERED_BY)
    op.add_column(
        "operators",
        sa.Column("roles", sa.String(length=64), server_default="operator", nullable=False),
    )
    op.add_column("operators", sa.Column("oidc_subject", sa.String(length=255), nullable=True))
    op.create_index("ix_operators_oidc_subject", "operators", ["oidc_subject"], unique=True)
    op.add_column("operators", sa.Column("last_sign_in_on", sa.Date(), nullable=True))
    op.add_column("presences", sa.Column("last_active_at", Instant(), nullable=True))
    op.add_column("presences", sa.Column("off_because", sa.String(length=16), nullable=True))
    # Everybody signs in once more: the sign-ins that are open have no public name.
    op.execute("DELETE FROM staff_sessions")
    op.add_column(
        "staff_sessions",
        sa.Column("public_id", sa.String(length=22), server_default="", nullable=False),
    )
    op.create_index("ix_staff_sessions_public_id", "staff_sessions", ["public_id"], unique=True)
    op.add_column(
        "staff_sessions",
        sa.Column("via", sa.String(length=8), server_default="password", nullable=False),
    )
    op.add_column("staff_sessions", sa.Column("verified_at", Instant(), nullable=True))
    _keep_the_old_log()
    _refuse_changes_of_the_log()


def _create_tables() -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=True),
        sa.Column("detail", sa.String(length=500), server_default="", nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for name, column in (
        ("at", "at"),
        ("operator", "operator_id"),
        ("action", "action"),
        ("subject", "subject"),
    ):
        op.create_index(f"ix_audit_log_{name}", "audit_log", [column, "id"])
    op.create_table(
        "audit_anchor",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("seal", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )

    op.create_table(
        "figures",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("measure", sa.String(length=24), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "measure", "key"),
    )
    op.create_table(
        "canned_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("shortcut", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.Column("updated_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["updated_by"], ["operators.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("language", "shortcut", name="uq_canned_answers_shortcut"),
    )
    op.create_table(
        "desk_openings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opened_from", Instant(), nullable=False),
        sa.Column("opened_until", Instant(), nullable=False),
        sa.Column("reason", sa.String(length=200), server_default="", nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("lifted_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "invitations",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("login", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("roles", sa.String(length=64), nullable=False),
        sa.Column("via", sa.String(length=8), server_default="password", nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["operators.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("token_hash"),
        sa.UniqueConstraint("login"),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("operator_id", "code_hash"),
    )
    op.create_table(
        "corrections",
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], ["conversations.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("conversation", "seq"),
    )
    op.create_index("ix_corrections_at", "corrections", ["at"])

    op.create_table(
        "listeners",
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], ["conversations.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("conversation", "operator_id"),
    )
    op.create_table(
        "ownerships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("waited", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["conversation"], ["conversations.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_ownerships_conversation", "ownerships", ["conversation", "operator_id", "state"]
    )
    op.create_index(
        "ix_ownerships_operator", "ownerships", ["operator_id", "state", "conversation"]
    )
    op.create_index("ix_ownerships_waited", "ownerships", ["at", "state", "waited"])

    op.create_table(
        "staff_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(length=32), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("to_operator_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], ["conversations.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["to_operator_id"], ["operators.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_staff_notes_conversation", "staff_notes", ["conversation"])


def _keep_the_old_log() -> None:
    """What was noted before has no digest: it is older than the chain, and numbered anew."""
    copy = sa.text(
        "INSERT INTO audit_log (id, at, operator_id, action, digest) "
        "SELECT row_number() OVER (ORDER BY id), at, operator_id, action, :nothing "
        "FROM staff_log"
    ).bindparams(sa.bindparam("nothing", b"", sa.LargeBinary()))
    op.execute(copy)
    op.drop_table("staff_log")


def _refuse_changes_of_the_log() -> None:
    if _is_postgresql():
        op.execute(
            "CREATE FUNCTION audit_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE "
            "ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_append_only()"
        )
        op.execute(
            "CREATE TRIGGER audit_anchor_stays BEFORE DELETE OR TRUNCATE "
            "ON audit_anchor FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_append_only()"
        )
        op.execute(
            "CREATE TRIGGER audit_anchor_moves_on BEFORE UPDATE ON audit_anchor FOR EACH ROW "
            "WHEN (NEW.count <= OLD.count) EXECUTE FUNCTION audit_log_is_append_only()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_log_no_{change.lower()} BEFORE {change} ON audit_log "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        )
    op.execute(
        "CREATE TRIGGER audit_anchor_stays BEFORE DELETE ON audit_anchor "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
    )
    op.execute(
        "CREATE TRIGGER audit_anchor_moves_on BEFORE UPDATE ON audit_anchor "
        "WHEN NEW.count <= OLD.count "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
    )


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def downgrade() -> None:
    """Cannot be taken back: the audit log would be lost."""
    raise NotImplementedError("restore a backup from before the upgrade instead")
