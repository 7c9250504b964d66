"""who looked"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "identity_looks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_identity_looks_has_reason")),
        sa.CheckConstraint("until_at > at", name=op.f("ck_identity_looks_ends")),
        sa.CheckConstraint("person_id <> by_id", name=op.f("ck_identity_looks_another")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_identity_looks_by_id")),
        sa.ForeignKeyConstraint(["person_id"], ["users.id"], name=op.f("fk_identity_looks_person_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_identity_looks_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_looks")),
    )
    with op.batch_alter_table("identity_looks", schema=None) as batch_op:
        batch_op.create_index("ix_identity_looks_person", ["person_id", "by_id", "until_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("identity_looks", schema=None) as batch_op:
        batch_op.drop_index("ix_identity_looks_person")

    op.drop_table("identity_looks")
