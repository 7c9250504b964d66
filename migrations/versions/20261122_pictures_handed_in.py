"""An image can wait with the reply of somebody in training: it has no message until somebody has looked the reply over."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

SENT_OR_WAITS = "message_id IS NOT NULL OR waiting_id IS NOT NULL"


def upgrade() -> None:
    with op.batch_alter_table("case_files", schema=None) as batch_op:
        batch_op.add_column(sa.Column("waiting_id", sa.Integer(), nullable=True))
        batch_op.alter_column("message_id", existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_index(batch_op.f("ix_case_files_waiting_id"), ["waiting_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_case_files_waiting_id"), "waiting_replies", ["waiting_id"], ["id"])
        batch_op.create_check_constraint(batch_op.f("ck_case_files_sent_or_waits"), SENT_OR_WAITS)


def downgrade() -> None:
    """What waits has no place in the older version."""
    op.execute("DELETE FROM case_files WHERE message_id IS NULL")
    with op.batch_alter_table("case_files", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_case_files_sent_or_waits"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_case_files_waiting_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_case_files_waiting_id"))
        batch_op.alter_column("message_id", existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column("waiting_id")
