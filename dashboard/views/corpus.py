"""What is this made of? The articles, how they were read, and what the results rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import streamlit as st

from dashboard import captions
from dashboard.accuracy import accuracy_table
from dashboard.cards import card, empty_note, facts
from dashboard.data import remember
from dashboard.escaping import html
from dashboard.links import reader_link
from dashboard.views import corpus_audit, corpus_outlets

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store

COLUMNS = (
    "outlet outlet_basis wire story published published_basis title n_words n_sentences n_quotes language file "
    "article_id"
)
MAX_LINKS = 24  # articles linked one by one; the Read page lists them all
MAX_OPENED = 50  # articles opened to list their boilerplate

# What the report of a read may hold, and the question each part answers.
PARTS = (
    ("refused", "What could not be read?", "Files and rows that gave no article, and why"),
    ("warnings", "What should be looked at?", "Read, but unusual"),
    ("duplicates", "What was there twice?", "Exact copies are left out; near copies are kept and said"),
    ("guesses", "What was concluded, not given?", "Facts no file stated, and the rule's guess"),
    ("encodings", "How were the files decoded?", "Encoding by file, with bytes no character was found for"),
)


def page(store: Store, selection: Selection) -> None:
    nothing_left = store.articles(selection).empty
    if nothing_left:
        empty_note("No articles in this selection.", selection)
    else:
        corpus_outlets.panel(store, selection)
        _articles(store, selection)
    _report(store, selection)
    if not nothing_left:
        _left_out(store, selection)
    _accuracy(store, selection)
    if not nothing_left:
        corpus_audit.panel(store, selection)
    _rests_on(store)


def _articles(store: Store, selection: Selection) -> None:
    articles = store.articles(selection)
    with card(
        "Which articles, and how are they known?",
        subtitle="“Inferred” is what a person or a rule concluded and no file states",
        table=articles[COLUMNS.split()],
        name="articles",
        selection=selection,
        store=store,
        unit=f"n = {captions.count(len(articles), 'article')}",
        chart=False,
    ):
        if 0 < len(articles) <= MAX_LINKS:
            with st.container(horizontal=True, gap="small"):
                for row in articles.itertuples():
                    reader_link(f"Read {row.outlet}", row.article_id)


def _report(store: Store, selection: Selection) -> None:
    report = store.manifest["report"]
    if not report:
        st.html('<p class="np-note">This store holds no report of how its articles were read.</p>')
        return
    n_refused = len(report.get("refused", ()))
    said = f"{captions.count(int(report.get('n_read', 0)), 'article')} read, {n_refused:,} refused."
    st.html(f'<p class="np-caption">{html(said)}</p>')
    for part, question, subtitle in PARTS:
        rows = report.get(part) or []
        if rows:
            with card(
                question,
                subtitle=subtitle,
                table=_frame(rows),
                name=part,
                selection=selection,
                store=store,
                unit=f"n = {captions.count(len(rows), 'row')}",
                chart=False,
            ):
                pass


def _frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(list(rows))
    return frame.astype({"row": "Int64"}) if "row" in frame else frame


def _left_out(store: Store, selection: Selection) -> None:
    pieces = remember(boilerplate, store, selection)
    n_articles = len(store.articles(selection))
    first = f" of the first {MAX_OPENED} articles" if n_articles > MAX_OPENED else ""
    with card(
        "What was left out of every count?",
        subtitle="Boilerplate is marked, never cut: the Read page shows it where it stands",
        table=pieces,
        name="boilerplate",
        selection=selection,
        store=store,
        unit=f"n = {captions.count(len(pieces), 'piece')}{first}",
        chart=False,
    ):
        pass


def boilerplate(store: Store, selection: Selection) -> pd.DataFrame:
    """outlet, label, text, start, end, article_id: each piece marked as not being the article."""
    import pandas as pd

    rows = []
    for article_id in store.articles(selection)["article_id"].head(MAX_OPENED):
        layers = store.layers(article_id)
        pieces = layers.passages[layers.passages["kind"] == "boilerplate"]
        rows += [
            (
                layers.article["outlet"],
                row.label,
                layers.article["text"][row.start : row.end],
                row.start,
                row.end,
                article_id,
            )
            for row in pieces.itertuples()
        ]
    return pd.DataFrame(rows, columns=["outlet", "label", "text", "start", "end", "article_id"])


def _accuracy(store: Store, selection: Selection) -> None:
    with card(
        "How often are the methods right?",
        subtitle="As measured on other news, with the 95 % interval; docs/ says how. On this corpus it may differ",
        table=accuracy_table(),
        name="accuracy",
        selection=selection,
        store=store,
        chart=False,
    ):
        pass


def _rests_on(store: Store) -> None:
    with st.container(border=True, key="card-versions"):
        st.html('<div class="np-card-head"><h3>What do the results rest on?</h3></div>')
        rows = "".join(
            f"<tr><th>{html(name)}</th><td>{html(value)}</td></tr>" for name, value in facts(store).items()
        )
        st.html(f'<table class="np-facts">{rows}</table>')
        st.download_button(
            "Everything as one zip",
            data=lambda: everything(store),
            file_name="newsparallax.zip",
            mime="application/zip",
            on_click="ignore",
            key="everything",
            help="Every table as Parquet, with the texts, and the manifest",
        )


def everything(store: Store) -> bytes:
    """The store's tables and manifest as a zip; Parquet is compressed already."""
    out = BytesIO()
    folder = Path(store.path)
    with ZipFile(out, "w") as archive:
        for file in [folder / "manifest.json", *sorted((folder / "tables").glob("*.parquet"))]:
            method = ZIP_STORED if file.suffix == ".parquet" else ZIP_DEFLATED
            archive.write(file, f"newsparallax/{file.relative_to(folder)}", compress_type=method)
    return out.getvalue()
