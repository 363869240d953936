"""Every table of the store: its columns, types, units. `docs/tables.md` is written from here."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from analysis.errors import SchemaError

VERSION = 3  # of the layout; a store of another version is refused

ORDER = pa.field("article", pa.int32(), nullable=False)
"""A column every file of a finished store has before the ones below: the place of the row's article in the order of the
corpus (by story, then article_id). Rows lie in that order, so a story is a range of numbers and a query of one story
reads a few row groups of any number of articles."""

OFFSETS = pa.list_(pa.int32())


@dataclass(frozen=True)
class Column:
    name: str
    type: pa.DataType
    meaning: str
    nullable: bool = False


@dataclass(frozen=True)
class Table:
    name: str
    row: str  # what one row is
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def schema(self) -> pa.Schema:
        return pa.schema([pa.field(c.name, c.type, c.nullable) for c in self.columns])


def _table(name: str, row: str, key: str, *columns: Column) -> Table:
    return Table(name, row, tuple(key.split()), columns)


_ARTICLE = Column("article_id", pa.string(), "16 hex digits of a hash of outlet, date and text")
_START = Column("start", pa.int32(), "first code point in articles.text")
_END = Column("end", pa.int32(), "one past the last code point")
_SENTENCE = Column("sentence", pa.int32(), "number of the sentence in its article, from 0")

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _table(
            "articles",
            "an article",
            "article_id",
            _ARTICLE,
            Column("outlet", pa.string(), "name of the outlet"),
            Column("outlet_basis", pa.string(), "given, inferred or unknown"),
            Column("wire", pa.string(), "agency whose copy it is", nullable=True),
            Column("story", pa.string(), "the event it tells of; empty when none is given"),
            Column("published", pa.date32(), "day of publication (UTC)", nullable=True),
            Column("published_basis", pa.string(), "given, inferred or unknown"),
            Column("title", pa.string(), "headline"),
            Column("url", pa.string(), "address, as given", nullable=True),
            Column("file", pa.string(), "file (and row) it was read from; a label"),
            Column("language", pa.string(), "ISO 639-1 code as detected"),
            Column("text", pa.string(), "the text as read; every offset counts code points in it"),
            Column("n_words", pa.int32(), "words of editorial text"),
            Column("sha256", pa.string(), "hash of the text as UTF-8"),
        ),
        _table(
            "passages",
            "a headline, paragraph or piece of boilerplate",
            "article_id start kind",
            _ARTICLE,
            _START,
            _END,
            Column("kind", pa.string(), "headline, paragraph or boilerplate"),
            Column("label", pa.string(), "for boilerplate: sign-up, caption, credit, …; else empty"),
        ),
        _table(
            "sentences",
            "a sentence",
            "article_id sentence",
            _ARTICLE,
            _SENTENCE,
            _START,
            _END,
            Column("paragraph", pa.int32(), "number of its paragraph, from 0; the headline is one too"),
            Column("voice", pa.string(), "outlet, mixed or quoted"),
            Column("polarity", pa.float64(), "TextBlob, −1 to 1; null when not scored", nullable=True),
            Column("subjectivity", pa.float64(), "TextBlob, 0 to 1; null when not scored", nullable=True),
            Column("n_scored", pa.int32(), "words and phrases TextBlob's lexicon scored"),
            Column("vader", pa.float64(), "VADER, −1 to 1; null when no word is scored", nullable=True),
            Column("n_vader", pa.int32(), "words VADER's lexicon scored"),
            Column("n_words", pa.int32(), "words"),
            Column("n_quoted", pa.int32(), "of these, in attributed quotation marks"),
            Column("n_reported", pa.int32(), "of these, in indirect speech"),
        ),
        _table(
            "scored_words",
            "a word or phrase a lexicon scored",
            "article_id start lexicon",
            _ARTICLE,
            _SENTENCE,
            _START,
            _END,
            Column("lexicon", pa.string(), "textblob or vader"),
            Column("polarity", pa.float64(), "−1 to 1"),
            Column("subjectivity", pa.float64(), "0 to 1; null for VADER, which knows none", nullable=True),
        ),
        _table(
            "terms",
            "a term in one article and one voice",
            "article_id term pos voice",
            _ARTICLE,
            Column("term", pa.string(), "word or phrase as written, lower case"),
            Column("pos", pa.string(), "universal part of speech, or PHRASE"),
            Column("voice", pa.string(), "outlet, reported or quoted"),
            Column("lemma", pa.string(), "dictionary form"),
            Column("n_words", pa.int32(), "1 to 4"),
            Column("is_stop", pa.bool_(), "a function word"),
            Column("is_name", pa.bool_(), "every occurrence lies inside a name"),
            Column("count", pa.int32(), "occurrences: the length of starts"),
            Column("starts", OFFSETS, "first code point of each occurrence"),
            Column("ends", OFFSETS, "one past the last of each"),
            Column("sentences", OFFSETS, "the sentence each stands in"),
        ),
        _table(
            "mentions",
            "a name where it stands",
            "article_id start",
            _ARTICLE,
            _START,
            _END,
            _SENTENCE,
            Column("entity", pa.string(), "the entity's name over the whole corpus"),
            Column("name", pa.string(), "its fullest form in this article"),
            Column("form", pa.string(), "the mention as written, in one line"),
            Column("label", pa.string(), "PERSON, ORG, GPE, LOC, NORP, FAC, EVENT or OTHER"),
            Column(
                "use", pa.string(), "of a place: place, metonym (its government or body) or empty when open"
            ),
            Column("how", pa.string(), "why it was put with that entity"),
            Column("voice", pa.string(), "whose words it stands in: outlet, reported or quoted"),
        ),
        _table(
            "inferred",
            "a pronoun or description that stands for a name; counted only when asked for",
            "article_id start",
            _ARTICLE,
            _START,
            _END,
            _SENTENCE,
            Column("entity", pa.string(), "the entity's name over the whole corpus"),
            Column("name", pa.string(), "its fullest form in this article"),
            Column("form", pa.string(), "the words as written, in one line"),
            Column("label", pa.string(), "PERSON, ORG or FAC"),
            Column("kind", pa.string(), "pronoun or description"),
            Column("how", pa.string(), "the rule that resolved it"),
            Column("confidence", pa.float64(), "that rule's measured precision, 0 to 1"),
            Column("voice", pa.string(), "whose words it stands in: outlet, reported or quoted"),
        ),
        _table(
            "descriptions",
            "words that say who or what a mention is",
            "article_id mention start",
            _ARTICLE,
            Column("mention", pa.int32(), "start of the mention they go with"),
            _START,
            _END,
            Column("kind", pa.string(), "title, adjective or apposition"),
        ),
        _table(
            "tones",
            "the tone towards a mention",
            "article_id start",
            _ARTICLE,
            _START,
            _END,
            _SENTENCE,
            Column("entity", pa.string(), "the entity spoken of, by its name over the whole corpus"),
            Column("label", pa.string(), "PERSON, ORG, GPE or NORP"),
            Column("voice", pa.string(), "whose words the name stands in: outlet, reported or quoted"),
            Column(
                "tone",
                pa.string(),
                "the most probable one; null where the model is too unsure: not scored, not neutral",
                nullable=True,
            ),
            Column("negative", pa.float64(), "probability, 0 to 1"),
            Column("neutral", pa.float64(), "probability, 0 to 1"),
            Column("positive", pa.float64(), "probability, 0 to 1"),
        ),
        _table(
            "quotes",
            "an attribution",
            "article_id quote",
            _ARTICLE,
            Column("quote", pa.int32(), "number of the attribution in its article, from 0"),
            _SENTENCE,
            Column("quote_type", pa.string(), "direct, indirect or mixed"),
            Column("cue_lemma", pa.string(), "dictionary form of the reporting word; empty without a cue"),
            Column(
                "cue_class",
                pa.string(),
                "its class: neutral, insisting, doubting, endorsing, requesting; empty when it has none",
            ),
            Column(
                "speaker",
                pa.string(),
                "the mention by the cue as written; null when there is none",
                nullable=True,
            ),
            Column(
                "speaker_entity",
                pa.string(),
                "who that is, over the corpus; null when unknown",
                nullable=True,
            ),
            Column("kind", pa.string(), "person, organisation, state, group or anonymous", nullable=True),
            Column("n_words", pa.int32(), "words of content"),
            Column("nested", pa.bool_(), "inside another attribution's content"),
            Column("rule", pa.string(), "the rule or model that found it"),
            Column("confidence", pa.float64(), "that rule's measured precision, 0 to 1"),
        ),
        _table(
            "quote_spans",
            "a piece of an attribution",
            "article_id quote role start",
            _ARTICLE,
            Column("quote", pa.int32(), "number of the attribution in its article"),
            Column("role", pa.string(), "content, cue or speaker"),
            _START,
            _END,
        ),
        _table(
            "entities",
            "an entity of the corpus under the name an article gives it",
            "article_id name",
            _ARTICLE,
            Column("name", pa.string(), "its fullest form in this article"),
            Column("label", pa.string(), "kind of entity"),
            Column("entity", pa.string(), "its name over the whole corpus; empty when you dropped it"),
            Column("automatic", pa.string(), "the same by rule, before your word"),
            Column("reason", pa.string(), "why the rules made the two one"),
        ),
        _table(
            "facets",
            "something else a table said of an article",
            "article_id name",
            _ARTICLE,
            Column("name", pa.string(), "column, such as section or author"),
            Column("value", pa.string(), "what stood there"),
        ),
    )
}


def check(name: str, rows: pa.Table) -> pa.Table:
    """The rows themselves, when they are the table they claim to be.

    Looks at columns, types, missing values and the uniqueness of the key.

    Raises SchemaError, which names table, column, value and what would be right.
    """
    table = TABLES[name]
    if rows.schema.names != table.schema.names:
        raise SchemaError(
            f"{name}: columns are {', '.join(rows.schema.names)}; expected {', '.join(table.schema.names)}",
            table=name,
        )
    for column in table.columns:
        found = rows.schema.field(column.name).type
        if found != column.type:
            raise SchemaError(
                f"{name}.{column.name}: type is {found}, expected {column.type}",
                table=name,
                column=column.name,
            )
        if not column.nullable and rows[column.name].null_count:
            raise SchemaError(
                f"{name}.{column.name}: {rows[column.name].null_count} missing values; every row needs one",
                table=name,
                column=column.name,
            )
    repeated = rows.group_by(list(table.key)).aggregate([([], "count_all")])
    repeated = repeated.filter(pc.greater(repeated["count_all"], 1))
    if repeated.num_rows:
        value = ", ".join(str(repeated[column][0]) for column in table.key)
        raise SchemaError(
            f"{name}: {repeated.num_rows} keys occur more than once, such as {value}; "
            f"{', '.join(table.key)} must be unique",
            table=name,
            column=table.key[-1],
        )
    return rows
