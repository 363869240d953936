"""The colour of the words: of each outlet, of its own words and of speech, told apart or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from analysis.measures.tone import NEUTRAL
from dashboard import captions
from dashboard.accuracy import COLOUR
from dashboard.cards import card, evidence
from dashboard.choosing import choose
from dashboard.data import remember
from dashboard.escaping import html
from dashboard.figures.tone import LEAST_SCORED

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store

OWN, SPEECH = "own words", "with speech"
BANDS = {"share_negative": (-1.0, -0.05), "share_neutral": (-0.05, 0.05), "share_positive": (0.05, 1.0)}
MAX_SENTENCES = 500  # of evidence

LEXICONS = {"TextBlob": "textblob", "VADER": "vader"}
ABOUT = (
    "The colour of the words: how many sentences hold dark or bright words, and which. It does not say what an outlet "
    "thinks of anybody: a fair report of a disaster scores negative. The sign of TextBlob's score, taken as the tone "
    f"towards somebody, reached a macro-F1 of {COLOUR.value} ({COLOUR.interval}) on {COLOUR.measured_on}."
)
HOW_SCORED = """
**TextBlob**: the mean polarity of the words of a sentence that its lexicon holds (1,528, rated by the authors of
Pattern), −1 (negative) to 1 (positive). **VADER**: 7,500 words rated by people for social media, added up and brought
between −1 and 1, with rules for negation and "but". For both: negative below −0.05, positive above 0.05.

**Not scored**: no word of the sentence is in the lexicon or, with TextBlob, a negation stands near a scored word and
may be meant for it. That is no judgement and is never counted as neutral.

*Own words*: sentences in which nobody is quoted or reported. *With speech*: all others.
"""
HOW_MEAN = f"""
The mean of the scored sentences with its 95 % interval: articles are drawn with replacement, then sentences within each
(two-stage bootstrap, 1,000 samples, seeded, by Student's t for few). Hollow: the interval holds 0. Fewer than
{LEAST_SCORED} scored sentences: no mean is given. With one article an outlet the interval speaks of that article.
{HOW_SCORED}"""
HOW_AGREEMENT = f"""
Of the sentences both lexicons score: **the same** when both say negative, both neutral or both positive; **opposite**
when one says negative and the other positive. **κ** (Cohen's kappa) sets sameness against chance: 1 always the same, 0
as often as by chance. Two lexicons that agree can both be wrong; two that do not cannot both be right.
{HOW_SCORED}"""
HOW_DIFFERENCE = f"""
Mean polarity of one outlet less the other's, story by story, and the mean of these; the 95 % interval by drawing
articles and sentences again, or stories where these hold single articles, by Student's t. Hollow: the interval holds 0,
or the pair does not stand the correction for all pairs (Benjamini–Hochberg), so **no difference can be told**.
{HOW_SCORED}"""


@st.fragment
def draw(store: Store, selection: Selection, colours: Mapping[str, str]) -> None:
    st.html(f'<p class="np-note">{html(ABOUT)}</p>')
    lexicon = LEXICONS[
        st.segmented_control(
            "Lexicon", LEXICONS, default="TextBlob", required=True, key="lexicon", bind="query-params"
        )
    ]
    spread, differences = remember(tones, store, selection, lexicon)
    _distribution(store, selection, spread, colours, lexicon)
    left, right = st.columns(2)
    with left:
        _means(store, selection, spread, colours)
    with right:
        _differences(store, selection, differences)
    _agreement(store, selection, colours)


def tones(store: Store, selection: Selection, lexicon: str = "textblob") -> tuple[pd.DataFrame, pd.DataFrame]:
    """The spread of sentence polarity by outlet and whose words, and the differences between outlets."""
    from analysis.measures import tone

    scores = store.sentence_scores(selection)
    if lexicon == "vader":
        scores = scores.assign(polarity=scores["vader"])
    scores = scores.assign(words=scores["voice"].eq("outlet").map({True: OWN, False: SPEECH}).astype("str"))
    spread = tone.distribution(scores, by=("outlet", "words"))
    spread.insert(0, "label", [f"{row.outlet}, {row.words}" for row in spread.itertuples()])
    return spread, tone.differences(scores)


def agreements(store: Store, selection: Selection) -> pd.DataFrame:
    """Agreement of the two lexicons by outlet."""
    from analysis.measures.lexicons import agreement

    return agreement(store.sentence_scores(selection))


def _distribution(
    store: Store, selection: Selection, spread: pd.DataFrame, colours: Mapping[str, str], lexicon: str
) -> None:
    from dashboard.figures.tone import distribution_bars

    n_sentences, n_scored = int(spread["n_sentences"].sum()), int(spread["n_scored"].sum())
    with card(
        "What colour have the sentences?",
        subtitle="Negative, neutral, positive, not scored; own words apart from sentences with speech. Pale: too "
        "few to compare. Click a piece.",
        table=spread,
        name="tone",
        selection=selection,
        store=store,
        unit=f"n = {captions.count(n_sentences, 'sentence')}, {n_scored:,} of them scored",
        how=HOW_SCORED,
    ) as this:
        event = this.chart(
            distribution_bars(spread),
            alt="Shares of sentences: " + "; ".join(
                f"{row.label} {row.share_negative:.0%} negative, {row.share_positive:.0%} positive"
                for row in spread.itertuples()
            ),
            on_select="rerun",
            selection_mode="points",
        )  # fmt: skip
        _evidence(store, selection, spread, colours=colours, event=event, lexicon=lexicon)


def _evidence(
    store: Store,
    selection: Selection,
    spread: pd.DataFrame,
    *,
    colours: Mapping[str, str],
    event: Any,
    lexicon: str,
) -> None:
    """The sentences behind a piece of a bar, with the words that were scored."""
    rows = spread.set_index("label")
    options = [
        (label, part) for label in rows.index for part in BANDS if rows.loc[label, part.replace("share", "n")] > 0
    ]  # fmt: skip
    chosen = choose(
        "Sentences that are", options, key="tone-piece", event=event, read=tuple,
        show=lambda option: f"{option[1].removeprefix('share_')}: {option[0]}",
    )  # fmt: skip
    if chosen is None:
        return
    label, part = chosen
    row = rows.loc[label]
    theirs = replace(selection, outlets=(row["outlet"],))
    sentences = _sentences(store, theirs, part, lexicon, own=row["words"] == OWN)
    evidence(
        sentences, of=f"{part.removeprefix('share_').capitalize()}, {label}", key="tone-evidence", colours=colours,
        show=("quotes", "scored words"), limit=MAX_SENTENCES,
    )  # fmt: skip


def _sentences(store: Store, selection: Selection, part: str, lexicon: str, *, own: bool) -> pd.DataFrame:
    """The scored sentences of a band: those with nobody's speech in them, or those with somebody's.

    The middle holds both its ends, as the measure counts them.
    """
    from math import inf, nextafter

    low, high = BANDS[part]
    if part == "share_neutral":
        high = nextafter(high, inf)
    elif part == "share_positive":
        low = nextafter(low, inf)
    return store.sentences_scored(selection, low, high, lexicon=lexicon, own=own, limit=MAX_SENTENCES)


def _means(store: Store, selection: Selection, spread: pd.DataFrame, colours: Mapping[str, str]) -> None:
    from dashboard.figures.tone import mean_dots

    with card(
        "Darker or brighter than zero?",
        subtitle="Mean of the scored sentences with its 95\u00a0% interval; hollow: cannot be told from zero",
        table=spread,
        name="tone-means",
        selection=selection,
        store=store,
        unit=f"n = {captions.count(int(spread['n_scored'].sum()), 'scored sentence')}",
        how=HOW_MEAN,
    ) as this:
        this.chart(mean_dots(spread, colours), alt="Mean polarity with interval by outlet and whose words")


def _differences(store: Store, selection: Selection, differences: pd.DataFrame) -> None:
    from dashboard.figures.tone import difference_dots

    if differences.empty:
        st.info("Telling outlets apart needs two of them with scored sentences on the same story.")
        return
    told = int(differences["told"].sum())
    found = f"{told} of {len(differences)}" if told else "none"
    with card(
        "Can two outlets be told apart?",
        subtitle="Difference of their means on the same story; hollow: no difference can be told",
        table=differences,
        name="tone-differences",
        selection=selection,
        store=store,
        unit=f"n = {captions.count(len(differences), 'pair')} of outlets; a difference can be told for {found}",
        how=HOW_DIFFERENCE,
    ) as this:
        this.chart(difference_dots(differences), alt=f"Differences of mean polarity; told apart: {found}")


def _agreement(store: Store, selection: Selection, colours: Mapping[str, str]) -> None:
    from dashboard.figures.tone import agreement_bars

    table = remember(agreements, store, selection)
    n_both, n_opposite = int(table["n_both"].sum()), int(table["n_opposite"].sum())
    kappa = table["kappa"].dropna()
    with card(
        "Do the two lexicons agree?",
        subtitle="Sentences both score, by outlet: the same, opposite, or one neutral",
        table=table,
        name="tone-agreement",
        selection=selection,
        store=store,
        unit=(
            f"n = {captions.count(n_both, 'sentence')} scored by both; opposite: {n_opposite:,}"
            + (f"; κ by outlet {kappa.min():.2f} to {kappa.max():.2f}" if len(kappa) else "")
        ),
        how=HOW_AGREEMENT,
    ) as this:
        this.chart(
            agreement_bars(table),
            alt=f"{n_opposite} of {n_both} sentences are called negative by one and positive by the other",
        )
        if n_opposite and st.toggle(
            f"Show the {n_opposite:,} sentences they call opposite", key="tone-opposite"
        ):
            found = store.sentences_disagreed(selection, NEUTRAL, limit=MAX_SENTENCES)
            evidence(
                found, of="Opposite by TextBlob and VADER", key="tone-opposite-sentences", colours=colours,
                show=("quotes", "scored words"), limit=MAX_SENTENCES,
            )  # fmt: skip
