"""real scale"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "search_synonyms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("former", sa.String(length=600), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_synonyms")),
    )
    op.create_table(
        "author_addresses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_by_id", sa.Integer(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(claimed_by_id IS NULL) = (claimed_at IS NULL)", name=op.f("ck_author_addresses_claimed_by_somebody")
        ),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_author_addresses_email_lower")),
        sa.ForeignKeyConstraint(["claimed_by_id"], ["users.id"], name=op.f("fk_author_addresses_claimed_by_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_author_addresses_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_author_addresses")),
        sa.UniqueConstraint("user_id", name=op.f("uq_author_addresses_user_id")),
    )
    with op.batch_alter_table("author_addresses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_author_addresses_claimed_by_id"), ["claimed_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_author_addresses_email"), ["email"], unique=False)

    op.create_table(
        "images",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=45), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "image/png",
                "image/jpeg",
                "image/webp",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("size > 0", name=op.f("ck_images_not_empty")),
        sa.CheckConstraint(
            "width BETWEEN 1 AND 2000 AND height BETWEEN 1 AND 2000", name=op.f("ck_images_size_in_box")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_images_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_images")),
        sa.UniqueConstraint("name", name=op.f("uq_images_name")),
    )
    with op.batch_alter_table("images", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_images_created_at"), ["created_at"], unique=False)
        batch_op.create_index("ix_images_owner_created", ["owner_id", "created_at"], unique=False)

    op.create_table(
        "former_addresses",
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_former_addresses_post_id")),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_former_addresses")),
    )
    with op.batch_alter_table("former_addresses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_addresses_post_id"), ["post_id"], unique=False)

    op.create_table(
        "image_uses",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("image_id", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["image_id"], ["images.id"], name=op.f("fk_image_uses_image_id")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_image_uses_post_id")),
        sa.PrimaryKeyConstraint("post_id", "image_id", name=op.f("pk_image_uses")),
    )
    with op.batch_alter_table("image_uses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_image_uses_image_id"), ["image_id"], unique=False)

    with op.batch_alter_table("content_gaps", schema=None) as batch_op:
        batch_op.add_column(sa.Column("assignee_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_content_gaps_assignee_id"), "users", ["assignee_id"], ["id"])

    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.add_column(sa.Column("position", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("total", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("done_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_import_batches_position_within"), "position BETWEEN 0 AND total"
        )

    with op.batch_alter_table("labels", schema=None) as batch_op:
        batch_op.create_index("ix_labels_status", ["status", "as_of"], unique=False)

    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posts_origin_id"), ["origin_id"], unique=False)

    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_users_origin_id"), ["origin_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_users_origin_id"))

    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posts_origin_id"))

    with op.batch_alter_table("labels", schema=None) as batch_op:
        batch_op.drop_index("ix_labels_status")

    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_import_batches_position_within"), type_="check")
        batch_op.drop_column("done_at")
        batch_op.drop_column("total")
        batch_op.drop_column("position")

    with op.batch_alter_table("content_gaps", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_content_gaps_assignee_id"), type_="foreignkey")
        batch_op.drop_column("assignee_id")

    with op.batch_alter_table("image_uses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_image_uses_image_id"))

    op.drop_table("image_uses")
    with op.batch_alter_table("former_addresses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_former_addresses_post_id"))

    op.drop_table("former_addresses")
    with op.batch_alter_table("images", schema=None) as batch_op:
        batch_op.drop_index("ix_images_owner_created")
        batch_op.drop_index(batch_op.f("ix_images_created_at"))

    op.drop_table("images")
    with op.batch_alter_table("author_addresses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_author_addresses_email"))
        batch_op.drop_index(batch_op.f("ix_author_addresses_claimed_by_id"))

    op.drop_table("author_addresses")
    op.drop_table("search_synonyms")
