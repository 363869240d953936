"""Which words are theirs? Typical words, frequencies, clouds, and any word in its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import streamlit as st

from dashboard import captions
from dashboard.cards import card, empty_note, evidence
from dashboard.choosing import choose
from dashboard.data import remember
from dashboard.escaping import html
from dashboard.figures.theme import GROUNDS, outlet_colours

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store
    from dashboard.figures.clouds import Cloud

TABS = ("Typical", "How often", "Clouds", "In context")
MAX_CHOICES = 300  # words in the list for evidence
MAX_SENTENCES = 500  # of evidence for one word

HOW_TYPICAL = """
**Weighted log-odds** with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, *Fightin' Words*), each outlet
against all others **on the same story**; several stories are put together weighted by 1 ÷ variance. Right: typical of
the outlet. The thin line is the 95 % interval; a hollow dot's interval holds 0, so chance explains it well enough.

`3 : 1` beside a word: it stands 3 times here and once in the other outlets' articles. Words come in bursts: with one
article an outlet, its typical words are that article's subject and no habit. Of a hundred words some five lie outside
their interval by chance. Function words are left out.
"""
HOW_OFTEN = """
**Per million words** = occurrences ÷ words of the outlet in this selection × 1,000,000; **per article** = occurrences ÷
its articles. Out of a few hundred words one occurrence is some thousands per million: read rates with their counts.
"""
HOW_CLOUDS = """
Font size is proportional to the rate per million words, on **one scale for all outlets**: the same size is the same
rate. Words are drawn at that size or not at all; what is missing is listed with the reason. Place and direction mean
nothing. The same corpus gives the same pictures.
"""


class Unit(NamedTuple):
    """What is counted as a term."""

    form: str
    n_words: tuple[int, ...]


UNITS = {
    "words": Unit("term", (1,)),
    "dictionary forms": Unit("lemma", (1,)),
    "phrases": Unit("term", (2, 3)),
}


def page(store: Store, selection: Selection) -> None:
    if store.totals(selection).empty:
        empty_note("No words in this selection.", selection)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = st.segmented_control(
            "Count", UNITS, default="words", required=True, key="unit", bind="query-params",
            help="Words as written, their dictionary forms (talks, talked → talk), or phrases of two or three words.",
        )  # fmt: skip
        names = st.toggle(
            "with names", key="with_names", bind="query-params", help="Also words that stand only in names"
        )
    colours = outlet_colours(store.outlets())
    drawings = (_typical, _frequencies, _clouds, _in_context)
    for tab, draw in zip(
        st.tabs(TABS, key="words_tab", on_change="rerun", bind="query-params"), drawings, strict=True
    ):
        if tab.open:
            with tab:
                draw(store, selection, unit, names, colours)


def typical_words(store: Store, selection: Selection, unit: str, names: bool) -> pd.DataFrame:
    from analysis.measures import keyness

    return keyness.against_rest(_counts(store, selection, unit, names, by=("outlet", "story")))


def word_rates(store: Store, selection: Selection, unit: str, names: bool) -> pd.DataFrame:
    from analysis.measures import frequency

    return frequency.per_million(
        _counts(store, selection, unit, names, by=("outlet",)), store.totals(selection)
    )


def drawn_clouds(store: Store, selection: Selection, unit: str, names: bool, mode: str) -> dict[str, Cloud]:
    from dashboard.figures import clouds

    rates = word_rates(store, selection, unit, names)
    ground = GROUNDS["dark" if mode == "dark" else "light"]
    by_outlet = {
        str(outlet): dict(zip(rows["term"], rows["per_million"], strict=True))
        for outlet, rows in rates.groupby("outlet", sort=True)
    }
    return clouds.clouds(by_outlet, seed=int(store.key[:8], 16), text=ground["text"], paper=ground["paper"])


def _counts(store: Store, selection: Selection, unit: str, names: bool, by: tuple[str, ...]) -> pd.DataFrame:
    form, n_words = UNITS[unit]
    return store.term_counts(selection, by=by, form=form, n_words=n_words, names=names, pos_apart=False)


def _typical(store: Store, selection: Selection, unit: str, names: bool, colours: Mapping[str, str]) -> None:
    from dashboard.figures import words

    typical = remember(typical_words, store, selection, unit, names)
    if typical.empty:
        empty_note("Typical words need two outlets on the same story.", selection)
        return
    outlets = sorted(set(typical["outlet"]))
    with card(
        f"Which {unit} are typical of each outlet?",
        subtitle="Against the other outlets on the same story; counts here : elsewhere. Click a dot for the sentences.",
        table=typical,
        name="typical-words",
        selection=selection,
        store=store,
        unit=_unit(store, selection),
        how=HOW_TYPICAL,
    ) as this:
        scatter = len(outlets) == 2 and st.toggle(
            "All words of the two as a scatter", key="scatter", bind="query-params"
        )
        if scatter:
            figure = words.two_outlets(typical, outlets[0], outlets[1], colours)
            alt = f"Words by how often they occur and how typical they are of {outlets[0]} or {outlets[1]}"
        else:
            figure = words.keyness_lollipops(typical, colours)
            best = typical.groupby("outlet").head(1)
            alt = "Most typical: " + "; ".join(f"{row.term} of {row.outlet}" for row in best.itertuples())
        event = this.chart(figure, alt=alt, on_select="rerun", selection_mode="points")
        _evidence(
            store, selection, unit, names, colours=colours, terms=_by_typicality(typical), key="typical-word",
            event=event,
        )  # fmt: skip


def _by_typicality(typical: pd.DataFrame) -> list[str]:
    leaning = typical[typical["z"] > 0].sort_values(["z", "term"], ascending=[False, True])
    return list(dict.fromkeys(leaning["term"]))


def _frequencies(
    store: Store, selection: Selection, unit: str, names: bool, colours: Mapping[str, str]
) -> None:
    from dashboard.figures import words

    rates = remember(word_rates, store, selection, unit, names)
    if rates.empty:
        empty_note(f"No {unit} in this selection.", selection)
        return
    rates = rates.sort_values(
        ["per_million", "outlet", "term"], ascending=[False, True, True], ignore_index=True
    )
    with card(
        f"How often do the {unit} occur?",
        subtitle="The most frequent by outlet; click a bar for the sentences",
        table=rates,
        name="word-frequencies",
        selection=selection,
        store=store,
        unit=_unit(store, selection),
        how=HOW_OFTEN,
    ) as this:
        per = st.segmented_control(
            "Rate", ["per_million", "per_article"], default="per_million", required=True, key="rate",
            bind="query-params",
            format_func={"per_million": "per million words", "per_article": "per article"}.__getitem__,
        )  # fmt: skip
        top = rates.iloc[0]
        event = this.chart(
            words.frequency_bars(rates, colours, per=per),
            alt=f"Rates by outlet; highest: {top['term']} in {top['outlet']}, {top['count']} times",
            on_select="rerun",
            selection_mode="points",
        )
        _evidence(
            store, selection, unit, names, colours=colours, terms=list(dict.fromkeys(rates["term"])),
            key="frequent-word", event=event,
        )  # fmt: skip


def _clouds(store: Store, selection: Selection, unit: str, names: bool, colours: Mapping[str, str]) -> None:
    drawn = remember(drawn_clouds, store, selection, unit, names, st.context.theme.type or "light")
    if not drawn:
        empty_note(f"No {unit} in this selection.", selection)
        return
    with card(
        f"The {unit} at a glance",
        subtitle="The larger, the more often; one scale for all outlets",
        table=_cloud_table(drawn),
        name="clouds",
        selection=selection,
        store=store,
        unit=_unit(store, selection),
        how=HOW_CLOUDS,
    ):
        grid = st.grid(min(len(drawn), 3), min_column_width=280, gap="medium")
        for outlet, cloud in drawn.items():
            with grid.cell():
                st.html(
                    f'<div class="np-outlet" style="--np-colour:{html(colours[outlet])}"><h3>{html(outlet)}</h3></div>'
                )
                _cloud(outlet, cloud, selection)


def _cloud(outlet: str, cloud: Cloud, selection: Selection) -> None:
    if cloud.png is None:
        st.html(f'<p class="np-note">{html(cloud.message)}</p>')
    else:
        from dashboard.figures.clouds import svg

        largest = ", ".join(word for word, _ in cloud.shown[:5])
        st.image(cloud.png, width="stretch", alt=f"Word cloud of {outlet}; largest: {largest}")
        with st.container(horizontal=True):
            drawings = (("PNG", cloud.png, "image/png"), ("SVG", partial(svg, cloud), "image/svg+xml"))
            for kind, content, mime in drawings:
                st.download_button(
                    kind, content, file_name=f"{captions.file_name(f'cloud-{outlet}', selection)}.{kind.lower()}",
                    mime=mime, key=f"cloud-{kind}-{outlet}", on_click="ignore", type="tertiary",
                )  # fmt: skip
    by_reason: dict[str, list[str]] = {}
    for word, reason in cloud.omitted:
        by_reason.setdefault(reason, []).append(word)
    notes = "; ".join(
        f"{reason}: {captions.listing(words, noun='words')}" for reason, words in by_reason.items()
    )
    if notes:
        st.html(f'<p class="np-note">{len(cloud.shown)} drawn. Not drawn: {html(notes)}.</p>')


def _cloud_table(drawn: Mapping[str, Cloud]) -> pd.DataFrame:
    import pandas as pd

    rows: list[tuple[str, str, Any, str]] = []
    for outlet, cloud in drawn.items():
        rows += [(outlet, word, size, "") for word, size in cloud.shown]
        rows += [(outlet, word, None, reason) for word, reason in cloud.omitted]
    table = pd.DataFrame(rows, columns=["outlet", "term", "font_size", "not_drawn"])
    return table.astype({"font_size": "Int64"})


def _in_context(
    store: Store, selection: Selection, unit: str, names: bool, colours: Mapping[str, str]
) -> None:
    form = UNITS[unit].form
    asked = st.text_input(
        "Any word, or phrase of two or three words", key="word", bind="query-params", max_chars=80,
        placeholder="south china sea",
    )  # fmt: skip
    term = " ".join(asked.lower().split())
    if not term:
        return
    sentences = store.sentences_of_term(selection, term, form=form, limit=MAX_SENTENCES)
    if sentences.empty:
        st.html(
            f'<p class="np-note">“{html(term)}” was not found in these articles. Phrases are kept up to three words '
            "long, and only where no function word begins or ends them.</p>"
        )
        return
    evidence(sentences, of=f"“{term}”", key="context", colours=colours)


def _evidence(
    store: Store, selection: Selection, unit: str, names: bool, *, colours: Mapping[str, str], terms: list[str],
    key: str, event: Any,
) -> None:  # fmt: skip
    """The sentences of the word whose mark was clicked, or that was chosen from the list."""
    term = choose("Sentences with", terms[:MAX_CHOICES], key=key, event=event, read=lambda data: data[1])
    if term is not None:
        sentences = store.sentences_of_term(
            selection, term, form=UNITS[unit].form, names=names, limit=MAX_SENTENCES
        )
        evidence(sentences, of=f"“{term}”", key=f"{key}-evidence", colours=colours)


def _unit(store: Store, selection: Selection) -> str:
    totals = store.totals(selection, by=())
    n_words, n_articles = int(totals["n_words"].sum()), int(totals["n_articles"].sum())
    return f"n = {captions.count(n_words, 'word')} in {captions.count(n_articles, 'article')}"
