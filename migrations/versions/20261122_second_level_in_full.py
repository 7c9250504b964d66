"""second level in full"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

OUTCOMES = (
    "'official_answer', 'public_note', 'settled_privately', 'solved_by_peer', 'question_ended', 'customer_silent'"
)


def upgrade() -> None:
    op.create_table(
        "held_cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("locale", sa.String(length=10), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(content) <= 120000", name=op.f("ck_held_cases_content_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_cases")),
        sa.UniqueConstraint("reference", name=op.f("uq_held_cases_reference")),
    )
    with op.batch_alter_table("held_cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_held_cases_at"), ["at"], unique=False)

    op.create_table(
        "approval_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "needs",
            sa.Enum("none", "sensitive", "all", name="needs", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_approval_rules_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_rules")),
    )
    op.create_table(
        "known_issues",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "investigating",
                "identified",
                "fix_coming",
                "resolved",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("workaround", sa.Text(), nullable=False),
        sa.Column("workaround_html", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("next_update_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("missed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "fixed",
                "workaround",
                "no_fault",
                "not_fixed",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("is_incident", sa.Boolean(), nullable=False),
        sa.Column("everywhere", sa.Boolean(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("normal", "slow", "hold", name="mode", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("slow_minutes", sa.Integer(), nullable=False),
        sa.Column("mode_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(mode = 'normal') = (mode_until IS NULL)", name=op.f("ck_known_issues_mode_ends")),
        sa.CheckConstraint("(mode = 'slow') = (slow_minutes > 0)", name=op.f("ck_known_issues_slow_has_minutes")),
        sa.CheckConstraint(
            "(state = 'resolved') = (next_update_at IS NULL)", name=op.f("ck_known_issues_nobody_in_silence")
        ),
        sa.CheckConstraint(
            "(state = 'resolved') = (outcome IS NOT NULL)", name=op.f("ck_known_issues_resolved_has_outcome")
        ),
        sa.CheckConstraint(
            "(state = 'resolved') = (resolved_at IS NOT NULL)", name=op.f("ck_known_issues_resolved_has_time")
        ),
        sa.CheckConstraint("mode = 'normal' OR is_incident", name=op.f("ck_known_issues_mode_is_of_an_incident")),
        sa.CheckConstraint(
            "state <> 'resolved' OR NOT is_incident", name=op.f("ck_known_issues_resolved_is_no_incident")
        ),
        sa.CheckConstraint("is_incident OR NOT everywhere", name=op.f("ck_known_issues_everywhere_is_incident")),
        sa.CheckConstraint("length(source) <= 5000", name=op.f("ck_known_issues_source_length")),
        sa.CheckConstraint("length(workaround) <= 5000", name=op.f("ck_known_issues_workaround_length")),
        sa.CheckConstraint("length(workaround_html) <= 200000", name=op.f("ck_known_issues_workaround_html_length")),
        sa.CheckConstraint("slow_minutes BETWEEN 0 AND 1440", name=op.f("ck_known_issues_slow_range")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_known_issues_owner_id")),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_known_issues_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_issues")),
    )
    with op.batch_alter_table("known_issues", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_known_issues_next_update_at"), ["next_update_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_known_issues_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_known_issues_product_id"), ["product_id"], unique=False)
        batch_op.create_index("ix_known_issues_state", ["state", "changed_at", "id"], unique=False)

    op.create_table(
        "macros",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_macros_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_macros")),
    )
    with op.batch_alter_table("macros", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_macros_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "owned_products",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("lot", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_owned_products_product_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_owned_products_user_id")),
        sa.ForeignKeyConstraint(["version_id"], ["product_versions.id"], name=op.f("fk_owned_products_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owned_products")),
    )
    with op.batch_alter_table("owned_products", schema=None) as batch_op:
        batch_op.create_index("ix_owned_products_product", ["product_id", "version_id"], unique=False)
        batch_op.create_index("ix_owned_products_user", ["user_id", "id"], unique=False)

    op.create_table(
        "trainings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name=op.f("ck_trainings_ended_by_somebody")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_trainings_by_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["users.id"], name=op.f("fk_trainings_ended_by_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_trainings_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings")),
    )
    with op.batch_alter_table("trainings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trainings_user_id"), ["user_id"], unique=False)
        batch_op.create_index(
            "uq_trainings_open",
            ["user_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "held_posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "question",
                "answer",
                "comment",
                "article",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "released",
                "returned",
                "taken_back",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(kind = 'question') = (on_id IS NULL)", name=op.f("ck_held_posts_on_something")),
        sa.CheckConstraint(
            "(state = 'released') = (post_id IS NOT NULL)", name=op.f("ck_held_posts_released_is_a_post")
        ),
        sa.CheckConstraint("(state = 'waiting') = (due_at IS NOT NULL)", name=op.f("ck_held_posts_nobody_in_silence")),
        sa.CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name=op.f("ck_held_posts_ended_has_time")),
        sa.CheckConstraint("state <> 'returned' OR reason <> ''", name=op.f("ck_held_posts_returned_with_reason")),
        sa.CheckConstraint("length(content) <= 120000", name=op.f("ck_held_posts_content_length")),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_held_posts_author_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["users.id"], name=op.f("fk_held_posts_ended_by_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["known_issues.id"], name=op.f("fk_held_posts_issue_id")),
        sa.ForeignKeyConstraint(["on_id"], ["posts.id"], name=op.f("fk_held_posts_on_id")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_held_posts_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_posts")),
        sa.UniqueConstraint("reference", name=op.f("uq_held_posts_reference")),
    )
    with op.batch_alter_table("held_posts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_held_posts_author_id"), ["author_id"], unique=False)
        batch_op.create_index("ix_held_posts_due", ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_held_posts_issue_id"), ["issue_id"], unique=False)

    op.create_table(
        "known_issue_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "said",
            sa.Enum(
                "opened",
                "changed",
                "resolved",
                "reopened",
                "late",
                name="said",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "investigating",
                "identified",
                "fix_coming",
                "resolved",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("next_update_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.CheckConstraint("length(source) <= 5000", name=op.f("ck_known_issue_changes_source_length")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_known_issue_changes_by_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["known_issues.id"], name=op.f("fk_known_issue_changes_issue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_issue_changes")),
        sa.UniqueConstraint("issue_id", "number", name=op.f("uq_known_issue_changes_issue_id_number")),
    )
    op.create_table(
        "known_issue_followers",
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["known_issues.id"], name=op.f("fk_known_issue_followers_issue_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_known_issue_followers_user_id")),
        sa.PrimaryKeyConstraint("issue_id", "user_id", name=op.f("pk_known_issue_followers")),
    )
    op.create_table(
        "known_issue_lots",
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["known_issues.id"], name=op.f("fk_known_issue_lots_issue_id")),
        sa.ForeignKeyConstraint(["lot_id"], ["lots.id"], name=op.f("fk_known_issue_lots_lot_id")),
        sa.PrimaryKeyConstraint("issue_id", "lot_id", name=op.f("pk_known_issue_lots")),
    )
    with op.batch_alter_table("known_issue_lots", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_known_issue_lots_lot_id"), ["lot_id"], unique=False)

    op.create_table(
        "known_issue_owners_told",
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["known_issues.id"], name=op.f("fk_known_issue_owners_told_issue_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_known_issue_owners_told_user_id")),
        sa.PrimaryKeyConstraint("issue_id", "user_id", name=op.f("pk_known_issue_owners_told")),
    )
    op.create_table(
        "known_issue_symptoms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("phrase", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["known_issues.id"], name=op.f("fk_known_issue_symptoms_issue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_issue_symptoms")),
        sa.UniqueConstraint("issue_id", "phrase", name=op.f("uq_known_issue_symptoms_issue_id_phrase")),
    )
    with op.batch_alter_table("known_issue_symptoms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_known_issue_symptoms_issue_id"), ["issue_id"], unique=False)

    op.create_table(
        "known_issue_versions",
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["known_issues.id"], name=op.f("fk_known_issue_versions_issue_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["product_versions.id"], name=op.f("fk_known_issue_versions_version_id")
        ),
        sa.PrimaryKeyConstraint("issue_id", "version_id", name=op.f("pk_known_issue_versions")),
    )
    with op.batch_alter_table("known_issue_versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_known_issue_versions_version_id"), ["version_id"], unique=False)

    op.create_table(
        "macro_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("macro_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(body) <= 10000", name=op.f("ck_macro_versions_body_length")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_macro_versions_numbered_from_one")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_macro_versions_by_id")),
        sa.ForeignKeyConstraint(["macro_id"], ["macros.id"], name=op.f("fk_macro_versions_macro_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_macro_versions")),
        sa.UniqueConstraint("macro_id", "number", name=op.f("uq_macro_versions_macro_id_number")),
    )
    with op.batch_alter_table("macro_versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_macro_versions_macro_id"), ["macro_id"], unique=False)

    op.create_table(
        "known_issue_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column(
            "how",
            sa.Enum("matched", "asker", "staff", name="how", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("because", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_by_id", sa.Integer(), nullable=True),
        sa.Column("left_reason", sa.String(length=500), nullable=False),
        sa.Column("solved", sa.Boolean(), nullable=True),
        sa.Column("solved_said_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("how <> 'staff' OR reason <> ''", name=op.f("ck_known_issue_questions_staff_gives_reason")),
        sa.CheckConstraint(
            "(solved IS NULL) = (solved_said_at IS NULL)", name=op.f("ck_known_issue_questions_word_has_time")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_known_issue_questions_by_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["known_issues.id"], name=op.f("fk_known_issue_questions_issue_id")),
        sa.ForeignKeyConstraint(["left_by_id"], ["users.id"], name=op.f("fk_known_issue_questions_left_by_id")),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_known_issue_questions_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_issue_questions")),
    )
    with op.batch_alter_table("known_issue_questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_known_issue_questions_issue_id"), ["issue_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_known_issue_questions_question_id"), ["question_id"], unique=False)
        batch_op.create_index(
            "uq_known_issue_questions_standing",
            ["question_id"],
            unique=True,
            sqlite_where=sa.text("left_at IS NULL"),
            postgresql_where=sa.text("left_at IS NULL"),
        )

    op.create_table(
        "reopenings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_reopenings_has_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_reopenings_by_id")),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_reopenings_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopenings")),
    )
    with op.batch_alter_table("reopenings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reopenings_question_id"), ["question_id"], unique=False)

    op.create_table(
        "case_experts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("with_pictures", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_case_experts_has_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_case_experts_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_experts_case_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["users.id"], name=op.f("fk_case_experts_ended_by_id")),
        sa.ForeignKeyConstraint(["expert_id"], ["users.id"], name=op.f("fk_case_experts_expert_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_experts")),
    )
    with op.batch_alter_table("case_experts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_experts_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_experts_expert_id"), ["expert_id"], unique=False)
        batch_op.create_index(
            "uq_case_experts_open",
            ["case_id", "expert_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "case_fields",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "field",
            sa.Enum("order", "serial", "contact", name="field", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(value <> '') = (given_at IS NOT NULL)", name=op.f("ck_case_fields_given_has_time")),
        sa.CheckConstraint("(asked_at IS NULL) = (asked_by_id IS NULL)", name=op.f("ck_case_fields_asked_by_somebody")),
        sa.CheckConstraint("asked_at IS NOT NULL OR given_at IS NOT NULL", name=op.f("ck_case_fields_asked_or_given")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["users.id"], name=op.f("fk_case_fields_asked_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_fields_case_id")),
        sa.PrimaryKeyConstraint("case_id", "field", name=op.f("pk_case_fields")),
    )
    op.create_table(
        "case_looks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_case_looks_has_reason")),
        sa.CheckConstraint("until_at > at", name=op.f("ck_case_looks_ends")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_case_looks_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_looks_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_looks")),
    )
    with op.batch_alter_table("case_looks", schema=None) as batch_op:
        batch_op.create_index("ix_case_looks_case", ["case_id", "by_id", "until_at"], unique=False)

    op.create_table(
        "case_presences",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("writing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_presences_case_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_case_presences_user_id")),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_case_presences")),
    )
    op.create_table(
        "community_returns",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_community_returns_has_reason")),
        sa.CheckConstraint(
            "(agreed IS NULL) = (answered_at IS NULL)", name=op.f("ck_community_returns_answered_has_time")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_community_returns_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_community_returns_case_id")),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_community_returns_question_id")),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_community_returns")),
    )
    with op.batch_alter_table("community_returns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_community_returns_case_id"), ["case_id"], unique=False)

    op.create_table(
        "official_stances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.Column(
            "stance",
            sa.Enum("consistent", "supersedes", name="stance", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("answer_id <> earlier_id", name=op.f("ck_official_stances_two_answers")),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_official_stances_answer_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_official_stances_by_id")),
        sa.ForeignKeyConstraint(["earlier_id"], ["answers.id"], name=op.f("fk_official_stances_earlier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_stances")),
    )
    with op.batch_alter_table("official_stances", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_official_stances_answer_id"), ["answer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_official_stances_earlier_id"), ["earlier_id"], unique=False)

    op.create_table(
        "satisfactions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("by_staff", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(length=1000), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(mark IS NULL) = (said_at IS NULL)", name=op.f("ck_satisfactions_said_has_time")),
        sa.CheckConstraint("(question_id IS NULL) <> (case_id IS NULL)", name=op.f("ck_satisfactions_about_one_thing")),
        sa.CheckConstraint("mark BETWEEN 1 AND 5", name=op.f("ck_satisfactions_mark_range")),
        sa.ForeignKeyConstraint(["asker_id"], ["users.id"], name=op.f("fk_satisfactions_asker_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_satisfactions_case_id")),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name=op.f("fk_satisfactions_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_satisfactions")),
        sa.UniqueConstraint("case_id", name=op.f("uq_satisfactions_case_id")),
        sa.UniqueConstraint("question_id", name=op.f("uq_satisfactions_question_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_satisfactions_reference")),
    )
    with op.batch_alter_table("satisfactions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_satisfactions_asker_id"), ["asker_id"], unique=False)
        batch_op.create_index("ix_satisfactions_said", ["said_at"], unique=False)

    op.create_table(
        "waiting_officials",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "approved",
                "returned",
                "dropped",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("topics", sa.String(length=100), nullable=False),
        sa.Column("scope", sa.String(length=200), nullable=False),
        sa.Column("versions", sa.String(length=200), nullable=False),
        sa.Column("evidence", sa.String(length=500), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "stance",
            sa.Enum("consistent", "supersedes", name="stance", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("earlier_id", sa.Integer(), nullable=True),
        sa.Column("displaces_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "(state = 'waiting') = (decided_at IS NULL)", name=op.f("ck_waiting_officials_decided_has_time")
        ),
        sa.CheckConstraint(
            "stance <> 'supersedes' OR earlier_id IS NOT NULL",
            name=op.f("ck_waiting_officials_names_what_it_supersedes"),
        ),
        sa.CheckConstraint(
            "state <> 'returned' OR reason <> ''", name=op.f("ck_waiting_officials_returned_has_reason")
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'returned') OR (decided_by_id IS NOT NULL AND decided_by_id <> author_id)",
            name=op.f("ck_waiting_officials_second_person"),
        ),
        sa.CheckConstraint("owner_id <> author_id", name=op.f("ck_waiting_officials_another_owner")),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_waiting_officials_answer_id")),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_waiting_officials_author_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], name=op.f("fk_waiting_officials_decided_by_id")),
        sa.ForeignKeyConstraint(["displaces_id"], ["answers.id"], name=op.f("fk_waiting_officials_displaces_id")),
        sa.ForeignKeyConstraint(["earlier_id"], ["answers.id"], name=op.f("fk_waiting_officials_earlier_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_waiting_officials_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_officials")),
        sa.UniqueConstraint("reference", name=op.f("uq_waiting_officials_reference")),
    )
    with op.batch_alter_table("waiting_officials", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waiting_officials_answer_id"), ["answer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_waiting_officials_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            "uq_waiting_officials_open",
            ["answer_id"],
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "waiting_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column(
            "way",
            sa.Enum("private", "public", name="way", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sent",
                "returned",
                "taken_back",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("needed", sa.String(length=500), nullable=False),
        sa.Column("scope", sa.String(length=200), nullable=False),
        sa.Column("put_in", sa.String(length=200), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("sent", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(state = 'waiting') = (decided_at IS NULL)", name=op.f("ck_waiting_replies_decided_has_time")
        ),
        sa.CheckConstraint("state <> 'returned' OR reason <> ''", name=op.f("ck_waiting_replies_returned_has_reason")),
        sa.CheckConstraint("state <> 'sent' OR sent <> ''", name=op.f("ck_waiting_replies_sent_has_words")),
        sa.CheckConstraint(
            "state NOT IN ('sent', 'returned') OR (decided_by_id IS NOT NULL AND decided_by_id <> author_id)",
            name=op.f("ck_waiting_replies_second_person"),
        ),
        sa.CheckConstraint("length(body) <= 30000", name=op.f("ck_waiting_replies_body_length")),
        sa.CheckConstraint("length(sent) <= 30000", name=op.f("ck_waiting_replies_sent_length")),
        sa.CheckConstraint("reviewer_id <> author_id", name=op.f("ck_waiting_replies_another_reviewer")),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_waiting_replies_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_waiting_replies_case_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], name=op.f("fk_waiting_replies_decided_by_id")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["users.id"], name=op.f("fk_waiting_replies_reviewer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_replies")),
        sa.UniqueConstraint("reference", name=op.f("uq_waiting_replies_reference")),
    )
    with op.batch_alter_table("waiting_replies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waiting_replies_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_waiting_replies_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_waiting_replies_reviewer_id"), ["reviewer_id"], unique=False)
        batch_op.create_index(
            "uq_waiting_replies_open",
            ["case_id", "author_id"],
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "case_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("image_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_case_files_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_files_case_id")),
        sa.ForeignKeyConstraint(["image_id"], ["images.id"], name=op.f("fk_case_files_image_id")),
        sa.ForeignKeyConstraint(["message_id"], ["case_messages.id"], name=op.f("fk_case_files_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_files")),
        sa.UniqueConstraint("image_id", name=op.f("uq_case_files_image_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_case_files_reference")),
    )
    with op.batch_alter_table("case_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_files_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_files_message_id"), ["message_id"], unique=False)

    op.create_table(
        "macro_uses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(message_id IS NULL) <> (post_id IS NULL)", name=op.f("ck_macro_uses_in_one_text")),
        sa.ForeignKeyConstraint(["message_id"], ["case_messages.id"], name=op.f("fk_macro_uses_message_id")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_macro_uses_post_id")),
        sa.ForeignKeyConstraint(["version_id"], ["macro_versions.id"], name=op.f("fk_macro_uses_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_macro_uses")),
    )
    with op.batch_alter_table("macro_uses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_macro_uses_message_id"), ["message_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_macro_uses_post_id"), ["post_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_macro_uses_version_id"), ["version_id"], unique=False)

    with op.batch_alter_table("case_hand_overs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("to_lead", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_index(
            "uq_case_hand_overs_number",
            ["case_id", "number"],
            unique=True,
            sqlite_where=sa.text("number > 0"),
            postgresql_where=sa.text("number > 0"),
        )
        batch_op.drop_constraint(batch_op.f("ck_case_hand_overs_assigned_to_somebody"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_case_hand_overs_assigned_to_somebody"), "how <> 'assigned' OR to_id IS NOT NULL"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_case_hand_overs_third_goes_to_a_lead"), "number <= 2 OR to_lead OR how = 'owner_away'"
        )

    with op.batch_alter_table("case_notes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("by_expert", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("title", sa.String(length=150), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("product_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("crm_id", sa.String(length=100), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("earlier_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_cases_merged_into_id"), ["merged_into_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_cases_earlier_id"), "cases", ["earlier_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_cases_product_id"), "products", ["product_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_cases_merged_into_id"), "cases", ["merged_into_id"], ["id"])
        batch_op.drop_constraint(batch_op.f("ck_cases_outcome"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_cases_outcome"),
            f"outcome IN ({OUTCOMES}, 'known_issue', 'back_to_community', 'merged')",
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_cases_merged_leads_on"),
            "(merged_into_id IS NOT NULL) = (outcome IS NOT NULL AND outcome = 'merged')",
        )

    with op.batch_alter_table("images", schema=None) as batch_op:
        batch_op.add_column(sa.Column("private", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("images", schema=None) as batch_op:
        batch_op.drop_column("private")

    op.execute("UPDATE cases SET merged_into_id = NULL, outcome = 'settled_privately' WHERE outcome = 'merged'")
    op.execute("UPDATE cases SET outcome = 'settled_privately' WHERE outcome IN ('known_issue', 'back_to_community')")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_cases_merged_leads_on"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_cases_outcome"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_cases_outcome"), f"outcome IN ({OUTCOMES})")
        batch_op.drop_constraint(batch_op.f("fk_cases_merged_into_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_cases_product_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_cases_earlier_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_cases_merged_into_id"))
        batch_op.drop_column("merged_into_id")
        batch_op.drop_column("earlier_id")
        batch_op.drop_column("crm_id")
        batch_op.drop_column("product_id")
        batch_op.drop_column("title")

    with op.batch_alter_table("case_notes", schema=None) as batch_op:
        batch_op.drop_column("by_expert")

    op.execute("UPDATE case_hand_overs SET to_id = NULL WHERE how <> 'assigned'")
    with op.batch_alter_table("case_hand_overs", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_case_hand_overs_third_goes_to_a_lead"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_case_hand_overs_assigned_to_somebody"), type_="check")
        batch_op.create_check_constraint(
            batch_op.f("ck_case_hand_overs_assigned_to_somebody"), "(how = 'assigned') = (to_id IS NOT NULL)"
        )
        batch_op.drop_index(
            "uq_case_hand_overs_number", sqlite_where=sa.text("number > 0"), postgresql_where=sa.text("number > 0")
        )
        batch_op.drop_column("to_lead")
        batch_op.drop_column("number")

    with op.batch_alter_table("macro_uses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_macro_uses_version_id"))
        batch_op.drop_index(batch_op.f("ix_macro_uses_post_id"))
        batch_op.drop_index(batch_op.f("ix_macro_uses_message_id"))

    op.drop_table("macro_uses")
    with op.batch_alter_table("case_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_files_message_id"))
        batch_op.drop_index(batch_op.f("ix_case_files_case_id"))

    op.drop_table("case_files")
    with op.batch_alter_table("waiting_replies", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_waiting_replies_open",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index(batch_op.f("ix_waiting_replies_reviewer_id"))
        batch_op.drop_index(batch_op.f("ix_waiting_replies_case_id"))
        batch_op.drop_index(batch_op.f("ix_waiting_replies_author_id"))

    op.drop_table("waiting_replies")
    with op.batch_alter_table("waiting_officials", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_waiting_officials_open",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index(batch_op.f("ix_waiting_officials_owner_id"))
        batch_op.drop_index(batch_op.f("ix_waiting_officials_answer_id"))

    op.drop_table("waiting_officials")
    with op.batch_alter_table("satisfactions", schema=None) as batch_op:
        batch_op.drop_index("ix_satisfactions_said")
        batch_op.drop_index(batch_op.f("ix_satisfactions_asker_id"))

    op.drop_table("satisfactions")
    with op.batch_alter_table("official_stances", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_official_stances_earlier_id"))
        batch_op.drop_index(batch_op.f("ix_official_stances_answer_id"))

    op.drop_table("official_stances")
    with op.batch_alter_table("community_returns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_community_returns_case_id"))

    op.drop_table("community_returns")
    op.drop_table("case_presences")
    with op.batch_alter_table("case_looks", schema=None) as batch_op:
        batch_op.drop_index("ix_case_looks_case")

    op.drop_table("case_looks")
    op.drop_table("case_fields")
    with op.batch_alter_table("case_experts", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_case_experts_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_case_experts_expert_id"))
        batch_op.drop_index(batch_op.f("ix_case_experts_case_id"))

    op.drop_table("case_experts")
    with op.batch_alter_table("reopenings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reopenings_question_id"))

    op.drop_table("reopenings")
    with op.batch_alter_table("known_issue_questions", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_known_issue_questions_standing",
            sqlite_where=sa.text("left_at IS NULL"),
            postgresql_where=sa.text("left_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_known_issue_questions_question_id"))
        batch_op.drop_index(batch_op.f("ix_known_issue_questions_issue_id"))

    op.drop_table("known_issue_questions")
    with op.batch_alter_table("macro_versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_macro_versions_macro_id"))

    op.drop_table("macro_versions")
    with op.batch_alter_table("known_issue_versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_known_issue_versions_version_id"))

    op.drop_table("known_issue_versions")
    with op.batch_alter_table("known_issue_symptoms", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_known_issue_symptoms_issue_id"))

    op.drop_table("known_issue_symptoms")
    op.drop_table("known_issue_owners_told")
    with op.batch_alter_table("known_issue_lots", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_known_issue_lots_lot_id"))

    op.drop_table("known_issue_lots")
    op.drop_table("known_issue_followers")
    op.drop_table("known_issue_changes")
    with op.batch_alter_table("held_posts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_held_posts_issue_id"))
        batch_op.drop_index("ix_held_posts_due")
        batch_op.drop_index(batch_op.f("ix_held_posts_author_id"))

    op.drop_table("held_posts")
    with op.batch_alter_table("trainings", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_trainings_open", sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")
        )
        batch_op.drop_index(batch_op.f("ix_trainings_user_id"))

    op.drop_table("trainings")
    with op.batch_alter_table("owned_products", schema=None) as batch_op:
        batch_op.drop_index("ix_owned_products_user")
        batch_op.drop_index("ix_owned_products_product")

    op.drop_table("owned_products")
    with op.batch_alter_table("macros", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_macros_owner_id"))

    op.drop_table("macros")
    with op.batch_alter_table("known_issues", schema=None) as batch_op:
        batch_op.drop_index("ix_known_issues_state")
        batch_op.drop_index(batch_op.f("ix_known_issues_product_id"))
        batch_op.drop_index(batch_op.f("ix_known_issues_owner_id"))
        batch_op.drop_index(batch_op.f("ix_known_issues_next_update_at"))

    op.drop_table("known_issues")
    op.drop_table("approval_rules")
    with op.batch_alter_table("held_cases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_held_cases_at"))

    op.drop_table("held_cases")
