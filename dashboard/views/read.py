"""Let me see it: one article, with what was found in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from analysis.errors import StoreError
from analysis.store.selection import Selection
from dashboard import captions
from dashboard.article_html import LAYERS, Speaker, article_html, speakers
from dashboard.cards import card, empty_note
from dashboard.escaping import html, markdown
from dashboard.links import ARTICLE, SENTENCE, SHOW
from dashboard.views.read_versions import versions_card

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.queries.articles import Layers
    from analysis.store.store import Store

CHOICE = "read-article"
FROM_LIST = "read-chosen"  # the article that was chosen from the list last
MAX_OPTIONS = 1_000  # articles in the list; narrower filters reach the rest

# Constant, without any text of the article: it only looks for the sentence a link points at.
_SCROLL = """<script>
setTimeout(() => document.getElementById("np-here")?.scrollIntoView({ block: "center" }), 150)
</script>"""


def page(store: Store, selection: Selection) -> None:
    layers = _chosen(store, selection)
    if layers is None:
        return
    show = st.pills(
        "Show",
        LAYERS,
        selection_mode="multi",
        default=[layer for layer in LAYERS if layer not in ("tone", "scored words")],
        key=SHOW,
        bind="query-params",
    )
    sentence = _sentence()
    text, margin = st.columns([5, 3], gap="large")
    with text:
        st.html(_head(layers))
        st.html(article_html(layers, show, sentence))
    with margin:
        st.html(_margin(speakers(layers)))
    if sentence is not None:
        st.html(f"{_SCROLL}<!-- {sentence} -->", unsafe_allow_javascript=True)
    article = layers.article
    versions_card(store, article["article_id"], article["outlet"], article["story"])
    _found(layers, store)


def _chosen(store: Store, selection: Selection) -> Layers | None:
    """The article the link names or the list says; None when there is nothing to read."""
    articles = store.articles(selection).set_index("article_id")
    wanted = st.query_params.get(ARTICLE)
    if wanted is not None and wanted not in articles.index:
        if wanted == st.session_state.get(FROM_LIST):  # what was chosen under other filters gives way to them
            del st.query_params[ARTICLE]
        elif (outside := _layers(store, wanted)) is None:
            st.warning("This link refers to an article that is not in this corpus.")
        else:
            st.html(
                '<p class="np-note">This article lies outside the filters; the link opened it all the same.</p>'
            )
            if len(articles):
                _from_list(articles, None)
            return outside
    if articles.empty:
        empty_note("No articles in this selection.", selection)
        return None
    return _layers(store, _from_list(articles, wanted if wanted in articles.index else articles.index[0]))


def _from_list(articles: pd.DataFrame, shown: str | None) -> str | None:
    """The list of articles, with the one shown; None when that is none of them."""
    st.session_state[CHOICE] = shown
    listed = articles.head(MAX_OPTIONS)
    if shown is not None and shown not in listed.index:
        listed = articles.loc[[*listed.index, shown]]
    labels = {row.Index: _label(row) for row in listed.itertuples()}
    return st.selectbox(
        "Article",
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        key=CHOICE,
        on_change=_remember,
        placeholder="Choose one that the filters keep",
    )


def _layers(store: Store, article_id: str) -> Layers | None:
    try:
        return store.layers(article_id)
    except StoreError:
        return None


def _remember() -> None:
    """Puts the article chosen in the list into the address."""
    if (chosen := st.session_state[CHOICE]) is None:
        return
    st.session_state[FROM_LIST] = st.query_params[ARTICLE] = chosen
    st.query_params.pop(SENTENCE, None)


def _sentence() -> int | None:
    number = st.query_params.get(SENTENCE, "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 9 else None


def _label(row) -> str:
    return f"{row.outlet}: {row.title}" if row.title else str(row.outlet)


def _head(layers: Layers) -> str:
    article = layers.article
    facts = [f"<b>{html(article['outlet'])}</b>{_basis(article['outlet_basis'])}"]
    if article["published"] == article["published"]:
        day = captions.days(article["published"].date(), article["published"].date())
        facts.append(html(day) + _basis(article["published_basis"]))
    else:
        facts.append("no date")
    facts.append(captions.count(int(article["n_words"]), "word"))
    if isinstance(article["wire"], str):
        facts.append(f"{html(article['wire'])} copy")
    return f'<p class="np-fact">{" · ".join(facts)}</p>'


def _basis(basis: str) -> str:
    return "" if basis == "given" else f" ({html(basis)})"


def _margin(who: list[Speaker]) -> str:
    if not who:
        return '<p class="np-note">No quotes were found in this article.</p>'
    items = "".join(_speaker(one) for one in who)
    return f'<p class="np-menu-head">Who speaks, in words</p><ul class="np-speakers">{items}</ul>'


def _speaker(one: Speaker) -> str:
    links = " ".join(
        f'<a href="#np-q{quote}" aria-label="quote {number} of {html(one.name)}">{number}</a>'
        for number, quote in enumerate(one.quotes, start=1)
    )
    return f'<li><i style="--c:{one.colour}"></i>{html(one.name)}: {one.n_words:,}<br><span>quotes {links}</span></li>'


def _about(article: Mapping[str, Any]) -> str:
    """The article in words, for its files."""
    dated = article["published"] == article["published"]
    day = captions.days(article["published"].date(), None) if dated else "no date"
    return f"{article['outlet']}: “{article['title']}”, {day} (article {article['article_id']})"


def _found(layers: Layers, store: Store) -> None:
    table = attributions(layers)
    with card(
        "What was said here, and by whom?",
        subtitle="Every attribution found in this article, in the order of the text",
        table=table,
        name=f"quotes-in-{layers.article['article_id']}",
        selection=Selection(outlets=(layers.article["outlet"],)),
        caption=_about(layers.article),
        store=store,
        unit=f"n = {captions.count(len(table), 'attribution')}",
        chart=False,
    ):
        if table.empty:
            st.markdown(markdown("No quotes were found in this article."))


def attributions(layers: Layers) -> pd.DataFrame:
    """What was found, in the order of the text.

    outlet, title, speaker_entity, speaker, cue_lemma, quote_type, content, n_words, sentence (from 1), start, end,
    article_id.
    """
    text = layers.article["text"]
    spans = layers.quote_spans[layers.quote_spans["role"] == "content"].sort_values("start")
    content = {
        quote: " … ".join(text[row.start : row.end] for row in rows.itertuples())
        for quote, rows in spans.groupby("quote")
    }
    bounds = spans.groupby("quote").agg(start=("start", "min"), end=("end", "max"))
    table = layers.quotes.join(bounds, on="quote")
    table = table.assign(content=table["quote"].map(content), sentence=table["sentence"] + 1)
    table = table.assign(outlet=layers.article["outlet"], title=layers.article["title"])
    columns = "outlet title speaker_entity speaker cue_lemma quote_type content n_words sentence start end article_id"
    return table.sort_values(["start", "quote"])[columns.split()].reset_index(drop=True)
