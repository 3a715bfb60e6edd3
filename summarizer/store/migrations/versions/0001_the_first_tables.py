"""The first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("doc_id", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("doc_id", name=op.f("pk_articles")),
    )
    op.create_table(
        "briefs",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("edition_date", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.String(length=64), nullable=False),
        sa.Column("generated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_briefs")),
        sa.UniqueConstraint("edition_date", "revision", name=op.f("uq_briefs_edition_date")),
    )
    op.create_index("ix_briefs_brief_id", "briefs", ["brief_id"])

    op.create_table(
        "links",
        sa.Column("event_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("other_id", sa.String(length=64), nullable=False),
        sa.Column("edition_date", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "kind", "other_id", name=op.f("pk_links")),
    )
    op.create_index("ix_links_other_id", "links", ["other_id"])

    op.create_table(
        "records",
        sa.Column("doc_id", sa.String(length=16), nullable=False),
        sa.Column("coder", sa.String(length=120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(length=64), nullable=False),
        sa.Column("event_class", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("country_iso3", sa.String(length=3), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("doc_id", "coder", "number", name=op.f("pk_records")),
    )
    op.create_index("ix_records_event_id", "records", ["event_id"])
    op.create_index("ix_records_when", "records", ["start", "end"])

    op.create_table(
        "appearances",
        sa.Column("appearance_id", sa.String(length=32), nullable=False),
        sa.Column("doc_id", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["doc_id"], ["articles.doc_id"], name=op.f("fk_appearances_doc_id_articles")),
        sa.PrimaryKeyConstraint("appearance_id", name=op.f("pk_appearances")),
    )
    op.create_index("ix_appearances_day", "appearances", ["day"])
    op.create_index("ix_appearances_doc_id", "appearances", ["doc_id"])

    op.create_table(
        "extractions",
        sa.Column("doc_id", sa.String(length=16), nullable=False),
        sa.Column("coder", sa.String(length=120), nullable=False),
        sa.Column("failed", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["doc_id"], ["articles.doc_id"], name=op.f("fk_extractions_doc_id_articles")),
        sa.PrimaryKeyConstraint("doc_id", "coder", name=op.f("pk_extractions")),
    )


def downgrade() -> None:
    for table in ("extractions", "records", "appearances", "links", "briefs", "articles"):
        op.drop_table(table)
