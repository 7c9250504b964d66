"""second level"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

OUTCOMES = "'official_answer', 'public_note', 'settled_privately', 'solved_by_peer', 'question_ended'"


def upgrade() -> None:
    op.create_table(
        "skills",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skills")),
        sa.UniqueConstraint("slug", name=op.f("uq_skills_slug")),
    )
    op.create_table(
        "uncovered_skills",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("skill", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uncovered_skills")),
    )
    with op.batch_alter_table("uncovered_skills", schema=None) as batch_op:
        batch_op.create_index(
            "uq_uncovered_open",
            ["skill", "language"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "desk_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column(
            "on_trigger",
            sa.Enum(
                "safety_or_account",
                "no_peer_expected",
                "peer_window_over",
                "asker_request",
                "not_helping",
                "promise_at_risk",
                "expert_request",
                "known_issue",
                name="on_trigger",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("skill_id", sa.Integer(), nullable=True),
        sa.Column(
            "severity",
            sa.Enum("S1", "S2", "S3", "S4", name="severity", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.CheckConstraint("(category_id IS NULL) <> (on_trigger IS NULL)", name=op.f("ck_desk_rules_one_condition")),
        sa.CheckConstraint("skill_id IS NOT NULL OR severity IS NOT NULL", name=op.f("ck_desk_rules_says_something")),
        sa.ForeignKeyConstraint(["category_id"], ["categories.id"], name=op.f("fk_desk_rules_category_id")),
        sa.ForeignKeyConstraint(["skill_id"], ["skills.id"], name=op.f("fk_desk_rules_skill_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_rules")),
        sa.UniqueConstraint("category_id", name=op.f("uq_desk_rules_category_id")),
        sa.UniqueConstraint("on_trigger", name=op.f("uq_desk_rules_on_trigger")),
    )
    with op.batch_alter_table("desk_rules", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_desk_rules_skill_id"), ["skill_id"], unique=False)

    op.create_table(
        "learned_windows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("least_minutes", sa.Integer(), nullable=False),
        sa.Column("most_minutes", sa.Integer(), nullable=False),
        sa.Column("chance_per_mille", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("rates", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("chance_per_mille BETWEEN 0 AND 1000", name=op.f("ck_learned_windows_chance_range")),
        sa.CheckConstraint("least_minutes <= most_minutes", name=op.f("ck_learned_windows_interval_order")),
        sa.CheckConstraint("minutes BETWEEN 30 AND 1440", name=op.f("ck_learned_windows_window_clamp")),
        sa.ForeignKeyConstraint(["category_id"], ["categories.id"], name=op.f("fk_learned_windows_category_id")),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_learned_windows_tag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learned_windows")),
        sa.UniqueConstraint("category_id", "tag_id", name=op.f("uq_learned_windows_category_id_tag_id")),
    )
    with op.batch_alter_table("learned_windows", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_learned_windows_category_id"), ["category_id"], unique=False)

    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("until_at > from_at", name=op.f("ck_absences_ends_after_it_begins")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_absences_by_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_absences_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    with op.batch_alter_table("absences", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absences_user_id"), ["user_id"], unique=False)

    op.create_table(
        "agent_desks",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("languages", sa.String(length=100), nullable=False),
        sa.CheckConstraint("capacity BETWEEN 1 AND 100", name=op.f("ck_agent_desks_capacity_clamp")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_agent_desks_user_id")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_agent_desks")),
    )
    op.create_table(
        "agent_skills",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("skill_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["skill_id"], ["skills.id"], name=op.f("fk_agent_skills_skill_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_agent_skills_user_id")),
        sa.PrimaryKeyConstraint("user_id", "skill_id", name=op.f("pk_agent_skills")),
    )
    with op.batch_alter_table("agent_skills", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agent_skills_skill_id"), ["skill_id"], unique=False)

    op.create_table(
        "sla_policies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_sla_policies_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sla_policies")),
    )
    op.create_table(
        "window_learning",
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_costs", sa.Integer(), nullable=False),
        sa.CheckConstraint("answer_costs BETWEEN 1 AND 1000", name=op.f("ck_window_learning_price_range")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_window_learning_by_id")),
        sa.ForeignKeyConstraint(["category_id"], ["categories.id"], name=op.f("fk_window_learning_category_id")),
        sa.PrimaryKeyConstraint("category_id", name=op.f("pk_window_learning")),
    )
    op.create_table(
        "case_alarms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "rings",
            sa.Enum(
                "response_warning",
                "response_late",
                "resolution_warning",
                "resolution_late",
                "reminder",
                "lapse",
                name="rings",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rang_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_alarms_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_alarms")),
        sa.UniqueConstraint("case_id", "rings", "at", name=op.f("uq_case_alarms_case_id_rings_at")),
    )
    with op.batch_alter_table("case_alarms", schema=None) as batch_op:
        batch_op.create_index(
            "ix_case_alarms_due",
            ["at"],
            unique=False,
            sqlite_where=sa.text("rang_at IS NULL"),
            postgresql_where=sa.text("rang_at IS NULL"),
        )

    op.create_table(
        "case_clocks",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "measure",
            sa.Enum("response", "resolution", name="measure", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("calendar_id", sa.Integer(), nullable=True),
        sa.Column("around_the_clock", sa.Boolean(), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=False),
        sa.Column("warn_after", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_turn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("ended_at IS NULL OR since IS NULL", name=op.f("ck_case_clocks_ended_stands_still")),
        sa.CheckConstraint("used >= 0 AND target > 0", name=op.f("ck_case_clocks_counts_up")),
        sa.ForeignKeyConstraint(["calendar_id"], ["calendars.id"], name=op.f("fk_case_clocks_calendar_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_clocks_case_id")),
        sa.PrimaryKeyConstraint("case_id", "measure", name=op.f("pk_case_clocks")),
    )
    op.create_table(
        "case_hand_overs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "handed_back",
                "owner_away",
                "assigned",
                name="how",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("from_id", sa.Integer(), nullable=True),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(how = 'assigned') = (to_id IS NOT NULL)", name=op.f("ck_case_hand_overs_assigned_to_somebody")
        ),
        sa.CheckConstraint("how = 'owner_away' OR reason <> ''", name=op.f("ck_case_hand_overs_has_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_case_hand_overs_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_hand_overs_case_id")),
        sa.ForeignKeyConstraint(["from_id"], ["users.id"], name=op.f("fk_case_hand_overs_from_id")),
        sa.ForeignKeyConstraint(["to_id"], ["users.id"], name=op.f("fk_case_hand_overs_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_hand_overs")),
    )
    with op.batch_alter_table("case_hand_overs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_hand_overs_case_id"), ["case_id"], unique=False)

    op.create_table(
        "severity_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "severity_before",
            sa.Enum(
                "S1", "S2", "S3", "S4", name="severity_before", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "severity_after",
            sa.Enum(
                "S1", "S2", "S3", "S4", name="severity_after", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_severity_changes_has_reason")),
        sa.CheckConstraint("severity_before <> severity_after", name=op.f("ck_severity_changes_changes_something")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_severity_changes_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_severity_changes_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_severity_changes")),
    )
    with op.batch_alter_table("severity_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_severity_changes_case_id"), ["case_id"], unique=False)

    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("missed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_constraint(batch_op.f("ck_cases_outcome"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_cases_outcome"), f"outcome IN ({OUTCOMES}, 'customer_silent')")

    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("promised_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("missed_at", sa.DateTime(timezone=True), nullable=True))

    # What was promised before now stands in the case alone.
    op.execute(
        "UPDATE questions SET promised_at = (SELECT max(cases.promised_at) FROM cases"
        " WHERE cases.question_id = questions.id AND cases.closed_at IS NULL)"
        " WHERE owner_state = 'staff'"
    )


def downgrade() -> None:
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_column("missed_at")
        batch_op.drop_column("promised_at")

    op.execute("UPDATE cases SET outcome = 'settled_privately' WHERE outcome = 'customer_silent'")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_cases_outcome"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_cases_outcome"), f"outcome IN ({OUTCOMES})")
        batch_op.drop_column("missed_at")

    with op.batch_alter_table("severity_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_severity_changes_case_id"))

    op.drop_table("severity_changes")
    with op.batch_alter_table("case_hand_overs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_hand_overs_case_id"))

    op.drop_table("case_hand_overs")
    op.drop_table("case_clocks")
    with op.batch_alter_table("case_alarms", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_case_alarms_due", sqlite_where=sa.text("rang_at IS NULL"), postgresql_where=sa.text("rang_at IS NULL")
        )

    op.drop_table("case_alarms")
    op.drop_table("window_learning")
    op.drop_table("sla_policies")
    with op.batch_alter_table("agent_skills", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agent_skills_skill_id"))

    op.drop_table("agent_skills")
    op.drop_table("agent_desks")
    with op.batch_alter_table("absences", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_absences_user_id"))

    op.drop_table("absences")
    with op.batch_alter_table("learned_windows", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_learned_windows_category_id"))

    op.drop_table("learned_windows")
    with op.batch_alter_table("desk_rules", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_rules_skill_id"))

    op.drop_table("desk_rules")
    with op.batch_alter_table("uncovered_skills", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_uncovered_open", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )

    op.drop_table("uncovered_skills")
    op.drop_table("skills")
