"""When a question closed by itself: for 14 days from then its asker opens it again, whatever is written there meanwhile. And when
its asker said that staff solved it in private."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

LAPSED_AT = """
    UPDATE questions SET lapsed_at = COALESCE(
        (SELECT max(at) FROM events
         WHERE events.thread_id = questions.id AND events.kind = 'question:lapsed'),
        active_at)
    WHERE state = 'lapsed'
"""


def upgrade() -> None:
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lapsed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("solved_privately_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(LAPSED_AT)
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_check_constraint(
            batch_op.f("ck_questions_lapsed_has_time"), "(state = 'lapsed') = (lapsed_at IS NOT NULL)"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_questions_privately_is_solved"), "solved_privately_at IS NULL OR state = 'solved'"
        )


def downgrade() -> None:
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_questions_privately_is_solved"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_questions_lapsed_has_time"), type_="check")
        batch_op.drop_column("solved_privately_at")
        batch_op.drop_column("lapsed_at")
