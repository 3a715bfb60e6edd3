"""The tables. What is looked for has a column; everything else is the JSON of the models, kept as text, to the letter."""

from __future__ import annotations

import json

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class JsonString(TypeDecorator[str]):
    """A string as JSON text: PostgreSQL cannot hold a NUL character, an article can."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else str(json.loads(value))


articles = Table(
    "articles",
    metadata,
    Column("doc_id", String(16), primary_key=True),
    Column("text", JsonString, nullable=False),
    Column("added_at", DateTime(timezone=True), nullable=False),
)
"""A text, once."""

appearances = Table(
    "appearances",
    metadata,
    Column("appearance_id", String(32), primary_key=True),
    Column("doc_id", String(16), ForeignKey(articles.c.doc_id), nullable=False, index=True),
    Column("day", Date, nullable=False, index=True),
    Column("about", Text, nullable=False),
    Column("added_at", DateTime(timezone=True), nullable=False),
)
"""Where a text was published: title, day, outlet and address. Several outlets may print one text word for word.

`day` is the day of publication, or the day on which an undated article was added."""

extractions = Table(
    "extractions",
    metadata,
    Column("doc_id", String(16), ForeignKey(articles.c.doc_id), nullable=False),
    Column("coder", String(120), nullable=False),
    Column("failed", Boolean, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("payload", Text, nullable=False),
    PrimaryKeyConstraint("doc_id", "coder"),
)
"""What one coder (a model with its prompt, or a person) made of a text; without the records, which have rows of their own."""

records = Table(
    "records",
    metadata,
    Column("doc_id", String(16), nullable=False),
    Column("coder", String(120), nullable=False),
    Column("number", Integer, nullable=False),
    Column("event_id", String(64), nullable=False, index=True),
    Column("event_class", String(40), nullable=False),
    Column("status", String(20), nullable=False),
    Column("start", Date),
    Column("end", Date),
    Column("country_iso3", String(3)),
    Column("payload", Text, nullable=False),
    PrimaryKeyConstraint("doc_id", "coder", "number"),
    Index("ix_records_when", "start", "end"),
)
"""`EventRecord`s in the order of the extraction."""

links = Table(
    "links",
    metadata,
    Column("event_id", String(64), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("other_id", String(64), nullable=False, index=True),
    Column("edition_date", Date, nullable=False),
    PrimaryKeyConstraint("event_id", "kind", "other_id"),
)
"""Relations between records, with the first edition that found them."""

briefs = Table(
    "briefs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("edition_date", Date, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("brief_id", String(64), nullable=False, index=True),
    Column("generated_at", DateTime(timezone=True), nullable=False),
    Column("payload", Text, nullable=False),
    UniqueConstraint("edition_date", "revision"),
)
"""Every brief that was saved; the highest revision of a day is its edition."""
