"""How do these outlets tell it? The outlets side by side, and what stands out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from analysis.store.selection import QuoteFilter
from dashboard import captions
from dashboard.cards import card, empty_note, evidence
from dashboard.data import remember
from dashboard.escaping import markdown
from dashboard.figures.theme import outlet_colours
from dashboard.links import reader_link
from dashboard.outlet_html import legend_html, outlet_html
from dashboard.quote_list import quote_list

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.observation import Observation
    from analysis.store.selection import Selection
    from analysis.store.store import Store

MAX_OUTLETS = 12  # columns; a table holds the rest
N_VOICES, N_TERMS = 3, 5
LEAST_COUNT = 2  # of a typical word: one occurrence is no habit

HOW_SIDE_BY_SIDE = """
**Who speaks**: words quoted from, or reported of, a speaker ÷ all such words of the outlet. A quote inside a quote
counts once, for the outer speaker.

**Typical words**: weighted log-odds with a Dirichlet prior against the other outlets on the same story (Monroe,
Colaresi & Quinn 2008); names and function words left out. With one article an outlet they are that article's words.

**Colour of the words**: TextBlob's polarity of each sentence: negative below −0.05, positive above 0.05, *not scored*
when no word is in its lexicon. *Own words* are sentences with nobody's speech in them. It is the colour of words, not
an attitude: a report of a disaster scores negative.
"""
HOW_OBSERVATIONS = """
Fixed rules look at speakers, names, words, lengths and the colour of words, outlet against outlet within a story. The
most surprising come first: how many standard errors the counts lie from "the same everywhere". They are observations
about these articles, never verdicts. "Not found" means not found in these articles.
"""


def page(store: Store, selection: Selection) -> None:
    articles = store.articles(selection)
    if articles.empty:
        empty_note("No articles in this selection.", selection)
        return
    _side_by_side(store, selection, articles)
    _stands_out(store, selection)


def _side_by_side(store: Store, selection: Selection, articles: pd.DataFrame) -> None:
    voices, terms, tone = remember(side_by_side, store, selection)
    outlets = [outlet for outlet in store.outlets() if outlet in set(articles["outlet"])]
    colours = outlet_colours(store.outlets())
    with card(
        "The outlets side by side",
        subtitle="Headline, who speaks, which words are typical, and the colour of the words",
        table=as_table(articles, voices, terms, tone),
        name="outlets",
        selection=selection,
        store=store,
        unit=f"n = {captions.count(len(articles), 'article')} from {captions.count(len(outlets), 'outlet')}",
        how=HOW_SIDE_BY_SIDE,
        view="Side by side",
    ):
        grid = st.grid(min(len(outlets), 3), min_column_width=250, gap="medium")
        for outlet in outlets[:MAX_OUTLETS]:
            own = articles[articles["outlet"] == outlet]
            with grid.cell():
                st.html(
                    outlet_html(
                        outlet,
                        colours[outlet],
                        articles=own,
                        voices=voices[voices["outlet"] == outlet].head(N_VOICES),
                        terms=terms.get(outlet, []),
                        tone=tone[tone["outlet"] == outlet],
                    )
                )
                reader_link(f"Read {outlet}", own["article_id"].iloc[0])
        st.html(legend_html())
        if len(outlets) > MAX_OUTLETS:
            st.html(f'<p class="np-note">{len(outlets) - MAX_OUTLETS} more outlets: see the table.</p>')


def side_by_side(
    store: Store, selection: Selection
) -> tuple[pd.DataFrame, Mapping[str, list[str]], pd.DataFrame]:
    """By outlet: share of voice by speaker, the most typical terms, the tone of own words and of speech."""
    from analysis.measures import tone, voice

    words = store.quoted_words(selection, by=("outlet", "speaker_entity"))
    voices = voice.share_of_voice(words)
    typical = typical_terms(store, selection)
    clear = typical[(typical["z"] > 0) & (typical["n_target"] >= LEAST_COUNT)]
    terms = {outlet: list(rows["term"].head(N_TERMS)) for outlet, rows in clear.groupby("outlet")}
    scores = store.sentence_scores(selection)
    whose = scores["voice"].eq("outlet").map({True: "own words", False: "speech"})
    return voices, terms, tone.distribution(scores.assign(words=whose), by=("outlet", "words"))


def typical_terms(store: Store, selection: Selection) -> pd.DataFrame:
    """What `keyness.against_rest` says of content words that are no names."""
    from analysis.measures import keyness

    counts = store.term_counts(selection, by=("outlet", "story"), names=False, pos_apart=False)
    return keyness.against_rest(counts)


def as_table(
    articles: pd.DataFrame, voices: pd.DataFrame, terms: Mapping[str, list[str]], tone: pd.DataFrame
) -> pd.DataFrame:
    """The columns of the overview as one row an outlet."""
    table = articles.groupby("outlet").agg(
        n_articles=("article_id", "size"),
        n_words=("n_words", "sum"),
        since=("published", "min"),
        until=("published", "max"),
        wire=("wire", lambda wire: ", ".join(sorted(set(wire.dropna())))),
        headline=("title", "first"),
    )
    top = {
        outlet: "; ".join(f"{row.speaker_entity} {row.share:.0%}" for row in rows.head(N_VOICES).itertuples())
        for outlet, rows in voices.groupby("outlet")
    }
    table["voices"] = table.index.map(lambda outlet: top.get(outlet, ""))
    table["typical_words"] = table.index.map(lambda outlet: ", ".join(terms.get(outlet, [])))
    for words, rows in tone.set_index("outlet").groupby("words"):
        for column in (
            "n_sentences",
            "share_negative",
            "share_neutral",
            "share_positive",
            "share_not_scored",
        ):
            table[f"{column}_{words.replace(' ', '_')}"] = rows[column]
    return table.reset_index()


def _stands_out(store: Store, selection: Selection) -> None:
    # "Only A names X" is said of articles; of the sentences or the voice chosen it would not be true of them.
    selection = replace(selection, voice="all", scope="article")
    found = remember(what_stands_out, store, selection)
    if not found:
        st.html(f'<p class="np-note">{_nothing(store.totals(selection, by=("story", "outlet")))}</p>')
        return
    with card(
        "What stands out?",
        subtitle="Worked out by fixed rules from whole articles, most surprising first; open one to see the sentences",
        table=_observation_table(found),
        name="observations",
        selection=selection,
        store=store,
        unit=f"n = {captions.count(len(found), 'observation')}",
        how=HOW_OBSERVATIONS,
        view="List",
    ):
        for number, one in enumerate(found):
            shown = st.expander(markdown(one.text), key=f"observation-{number}", on_change="rerun")
            if shown.open:
                with shown:
                    _behind(store, selection, one, f"observation-{number}")


def _nothing(totals: pd.DataFrame) -> str:
    if totals.groupby("story")["outlet"].nunique().max() < 2:
        return "What stands out needs two outlets on the same story."
    return "Nothing stands out by the fixed rules in this selection."


def what_stands_out(store: Store, selection: Selection) -> list[Observation]:
    from analysis.measures import tone
    from analysis.measures.observations import observations

    return observations(
        totals=store.totals(selection, by=("story", "outlet")),
        quoted=store.quoted_words(selection, by=("story", "outlet", "speaker_entity", "kind")),
        entities=store.entity_counts(selection, by=("story", "outlet")),
        typical=typical_terms(store, selection),
        differences=tone.differences(store.sentence_scores(selection)),
    )


def _observation_table(found: list[Observation]) -> pd.DataFrame:
    import pandas as pd

    rows = [
        (one.text, one.number, one.unit, one.rule, one.story, ", ".join(one.outlets), one.surprise)
        for one in found
    ]
    return pd.DataFrame(
        rows, columns=["observation", "number", "unit", "rule", "story", "outlets", "surprise"]
    )


def _behind(store: Store, selection: Selection, one: Observation, key: str) -> None:
    """The sentences, quotes or articles an observation rests on."""
    within = replace(selection, stories=(one.story,)) if one.story else selection
    colours = outlet_colours(store.outlets())
    what, value = one.evidence
    if what == "speaker":
        evidence(store.sentences_of_speaker(within, value), of=value, key=key, colours=colours)
    elif what == "entity":
        evidence(store.sentences_of_entity(within, value), of=value, key=key, colours=colours)
    elif what == "term":
        evidence(store.sentences_of_term(within, value, names=False), of=value, key=key, colours=colours)
    elif what == "kind":
        quote_list(store, within, QuoteFilter(kind=(value,), nested=False), key=key, colours=colours)
    else:
        theirs = replace(within, outlets=one.outlets)
        if what == "tone":
            from analysis import tables

            theirs = tables.shared_stories(store, within, *one.outlets) or theirs
            evidence(store.sentences_scored(theirs, -1, 1), of="Scored words", key=key, colours=colours)
        else:
            for row in store.articles(theirs).itertuples():
                reader_link(f"Read {row.outlet}: {row.title}", row.article_id)
