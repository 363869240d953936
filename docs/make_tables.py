"""Write docs/tables.md from analysis/store/schema.py: `python docs/make_tables.py`."""

from __future__ import annotations

from pathlib import Path

from analysis.store.schema import ORDER, TABLES, VERSION, Table

PAGE = Path(__file__).with_name("tables.md")

HEAD = f"""# Tables of a store

A store is a folder of Parquet tables and a `manifest.json`. This page is written from `analysis/store/schema.py`
(layout {VERSION}) by `python docs/make_tables.py`; a test keeps the two equal.

`start` and `end` count code points in `articles.text` from 0, end exclusive: the span shown is `text[start:end]`.
A null is always "not known" or "not scored", never zero. `newsparallax table term_counts` and `table keyness` leave out
words that stand only in names; `--names` counts them too.

In a finished store every file has one more column before those below, `{ORDER.name}` ({ORDER.type}): the place of the
row's article in the order of the corpus (by story, then article_id). Rows lie in that order, so a query about one story
reads a small part of each file.
"""


def section(table: Table) -> str:
    """One table as Markdown; key columns in bold."""
    rows = [
        f"| {f'**{column.name}**' if column.name in table.key else column.name} | {column.type}"
        f"{', may be null' if column.nullable else ''} | {column.meaning} |"
        for column in table.columns
    ]
    return "\n".join(
        [
            f"## {table.name}",
            "",
            f"One row is {table.row}; the key is {', '.join(table.key)}.",
            "",
            "| column | type | meaning |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def page() -> str:
    return "\n".join([HEAD, *(section(table) for table in TABLES.values())])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
