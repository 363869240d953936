"""The colour of the words: of each outlet, of its own words and of speech, told apart or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import inf, nextafter
from typing import TYPE_CHECKING, Any

import streamlit as st

from analysis.measures.tone import LEAST_SENTENCES, NEUTRAL
from dashboard import captions
from dashboard.accuracy import COLOUR
from dashboard.cards import card, evidence
from dashboard.choosing import choose
from dashboard.data import remember
from dashboard.escaping import html

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.queries.evidence import Lexicon
    from analysis.store.selection import Selection
    from analysis.store.store import Store

OWN, SPEECH = "own words", "with speech"
ABOVE = nextafter(NEUTRAL, inf)  # the middle holds both its ends, as the measure counts them
BANDS = {
    "share_negative": (-1.0, -NEUTRAL),
    "share_neutral": (-NEUTRAL, ABOVE),
    "share_positive": (ABOVE, 1.0),
}
MAX_SENTENCES = 500  # of evidence
CLICKED: dict[str, Any] = {"on_select": "rerun", "selection_mode": "points"}

LEXICONS = {"textblob": "TextBlob", "vader": "VADER"}
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
{LEAST_SENTENCES} scored sentences: no mean is given. With one article an outlet the interval speaks of that article.
{HOW_SCORED}"""
HOW_AGREEMENT = f"""
Of the sentences both lexicons score: **same** when both say negative, both neutral or both positive; **opposite**
when one says negative and the other positive; **one neutral** when just one says neutral. **κ** (Cohen's kappa) sets
sameness against chance: 1 always the same, 0 as often as by chance. Two lexicons that agree can both be wrong; two
that do not cannot both be right.
{HOW_SCORED}"""
HOW_DIFFERENCE = f"""
Mean polarity of one outlet less the other's, story by story, and the mean of these; the 95 % interval by drawing
articles and sentences again, or stories where these hold single articles, by Student's t. Hollow: the interval holds 0,
or the pair does not stand the correction for all pairs (Benjamini–Hochberg), so **no difference can be told**.
{HOW_SCORED}"""


@st.fragment
def draw(store: Store, selection: Selection, colours: Mapping[str, str]) -> None:
    st.html(f'<p class="np-note">{html(ABOUT)}</p>')
    lexicon = choose_lexicon("lexicon")
    spread, differences = remember(tones, store, selection, lexicon)
    _distribution(store, selection, spread, colours, lexicon)
    left, right = st.columns(2)
    with left:
        _means(store, selection, spread, colours, lexicon)
    with right:
        _differences(store, selection, differences, colours, lexicon)
    _agreement(store, selection, colours)


def choose_lexicon(key: str) -> Lexicon:
    """Which of the two scores; it stands in the names and units of all that is taken away."""
    chosen: Lexicon = st.segmented_control(
        "Lexicon", LEXICONS, default="textblob", required=True, format_func=LEXICONS.__getitem__, key=key,
        bind="query-params",
    )  # fmt: skip
    return chosen


def tones(
    store: Store, selection: Selection, lexicon: Lexicon = "textblob"
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The spread of sentence polarity by outlet and whose words, and the differences between outlets."""
    from analysis.measures import tone

    scores = _scores(store, selection, lexicon)
    scores = scores.assign(words=scores["voice"].eq("outlet").map({True: OWN, False: SPEECH}).astype("str"))
    spread = tone.distribution(scores, by=("outlet", "words"))
    spread.insert(0, "label", [f"{row.outlet}, {row.words}" for row in spread.itertuples()])
    return spread, tone.differences(scores)


def stories_of_both(store: Store, selection: Selection, lexicon: Lexicon, *outlets: str) -> tuple[str, ...]:
    """The stories on which two outlets both have scored sentences: those their difference is taken over."""
    scores = _scores(store, replace(selection, outlets=outlets), lexicon)
    n_outlets = scores[scores["polarity"].notna()].groupby("story")["outlet"].nunique()
    return tuple(n_outlets.index[n_outlets == len(outlets)])


def _scores(store: Store, selection: Selection, lexicon: Lexicon) -> pd.DataFrame:
    return scored_by(lexicon, store.sentence_scores(selection))


def scored_by(lexicon: Lexicon, scores: pd.DataFrame) -> pd.DataFrame:
    """Sentences with both scores, as the measures read them: the lexicon's as polarity."""
    return scores.assign(polarity=scores["vader"]) if lexicon == "vader" else scores


def agreements(store: Store, selection: Selection) -> pd.DataFrame:
    """Agreement of the two lexicons by outlet."""
    from analysis.measures.lexicons import agreement

    return agreement(store.sentence_scores(selection))


def _distribution(
    store: Store, selection: Selection, spread: pd.DataFrame, colours: Mapping[str, str], lexicon: Lexicon
) -> None:
    from dashboard.figures.tone import distribution_bars

    n_sentences, n_scored = int(spread["n_sentences"].sum()), int(spread["n_scored"].sum())
    with card(
        "What colour have the sentences?",
        subtitle="Negative, neutral, positive, not scored; own words apart from sentences with speech. Pale: too "
        "few to compare. Click a piece.",
        table=spread,
        name=f"tone-{lexicon}",
        selection=selection,
        store=store,
        unit=f"n = {captions.count(n_sentences, 'sentence')}, {n_scored:,} of them scored by {LEXICONS[lexicon]}",
        how=HOW_SCORED,
    ) as this:
        event = this.chart(
            distribution_bars(spread),
            alt="Shares of sentences: " + "; ".join(
                f"{row.label} {row.share_negative:.0%} negative, {row.share_positive:.0%} positive"
                for row in spread.itertuples()
            ),
            **CLICKED,
        )  # fmt: skip
        _pieces(store, selection, spread, lexicon, event=event, colours=colours)


def _pieces(
    store: Store, selection: Selection, spread: pd.DataFrame, lexicon: Lexicon, *, event: Any,
    colours: Mapping[str, str],
) -> None:  # fmt: skip
    """The sentences behind a piece of a bar, with the words that were scored."""
    rows = spread.set_index("label")
    options = [
        (label, part) for label in rows.index for part in BANDS if rows.loc[label, part.replace("share", "n")] > 0
    ]  # fmt: skip
    chosen = choose(
        "Sentences that are", options, key="tone-piece", event=event, read=tuple,
        show=lambda option: f"{option[1].removeprefix('share_')}: {option[0]}",
    )  # fmt: skip
    if chosen is not None:
        label, part = chosen
        row = rows.loc[label]
        theirs, own = replace(selection, outlets=(row["outlet"],)), row["words"] == OWN
        found = store.sentences_scored(theirs, *BANDS[part], lexicon=lexicon, own=own, limit=MAX_SENTENCES)
        _show(found, f"{part.removeprefix('share_').capitalize()}, {label}", "tone-evidence", colours)


def _show(sentences: pd.DataFrame, of: str, key: str, colours: Mapping[str, str]) -> None:
    layers = ("quotes", "scored words")
    evidence(sentences, of=of, key=key, colours=colours, show=layers, limit=MAX_SENTENCES)


def _means(
    store: Store, selection: Selection, spread: pd.DataFrame, colours: Mapping[str, str], lexicon: Lexicon
) -> None:
    from dashboard.figures.tone import mean_dots

    enough = spread["n_scored"] >= LEAST_SENTENCES
    drawn, left_out = spread[enough].set_index("label"), spread[~enough]
    with card(
        "Darker or brighter than zero?",
        subtitle="Mean of the scored sentences with its 95\u00a0% interval; hollow: cannot be told from zero. Click a "
        "dot.",
        table=spread,
        name=f"tone-means-{lexicon}",
        selection=selection,
        store=store,
        unit=f"n = {captions.count(int(drawn['n_scored'].sum()), 'sentence')} scored by {LEXICONS[lexicon]}",
        how=HOW_MEAN,
    ) as this:
        event = this.chart(
            mean_dots(spread, colours), alt="Mean polarity with interval by outlet and whose words", **CLICKED
        )
        if len(drawn) and len(left_out):
            rows = captions.listing(
                [f"{row.outlet} ({row.words})" for row in left_out.itertuples()], noun="rows"
            )
            note = f"No mean for {rows}: fewer than {LEAST_SENTENCES} scored sentences."
            st.html(f'<p class="np-note">{html(note)}</p>')
        chosen = choose(
            "Scored sentences of", list(drawn.index), key="tone-mean", event=event, read=lambda mark: mark[0]
        )
        if chosen is not None:
            row = drawn.loc[chosen]
            theirs, own = replace(selection, outlets=(row["outlet"],)), row["words"] == OWN
            found = store.sentences_scored(theirs, -1, 1, lexicon=lexicon, own=own, limit=MAX_SENTENCES)
            _show(found, f"Scored by {LEXICONS[lexicon]}, {chosen}", "tone-mean-sentences", colours)


def _differences(
    store: Store, selection: Selection, differences: pd.DataFrame, colours: Mapping[str, str], lexicon: Lexicon
) -> None:  # fmt: skip
    from dashboard.figures.tone import difference_dots

    if differences.empty:
        st.info("Telling outlets apart needs two of them with scored sentences on the same story.")
        return
    drawn = differences.dropna(subset=["difference"])
    told = int(drawn["told"].sum())
    found = f"{told} of {len(drawn)}" if told else "none"
    n_few = len(differences) - len(drawn)
    few = f"; {n_few:,} more with fewer than {LEAST_SENTENCES} scored sentences" if n_few else ""
    with card(
        "Can two outlets be told apart?",
        subtitle="Difference of their means on the same story; hollow: no difference can be told. Click a dot.",
        table=differences,
        name=f"tone-differences-{lexicon}",
        selection=selection,
        store=store,
        unit=f"n = {captions.count(len(drawn), 'pair')} of outlets, scored by {LEXICONS[lexicon]}; a difference can be "
        f"told for {found}{few}",
        how=HOW_DIFFERENCE,
    ) as this:
        event = this.chart(
            difference_dots(differences), alt=f"Differences of mean polarity; told apart: {found}", **CLICKED
        )
        chosen = choose(
            "Scored sentences of", list(drawn[["a", "b"]].itertuples(index=False, name=None)), key="tone-difference",
            event=event, read=tuple, show=" − ".join,
        )  # fmt: skip
        if chosen is not None:
            stories = remember(stories_of_both, store, selection, lexicon, *chosen)
            for number, outlet in enumerate(chosen):
                theirs = replace(selection, outlets=(outlet,), stories=stories)
                found = store.sentences_scored(theirs, -1, 1, lexicon=lexicon, limit=MAX_SENTENCES)
                _show(found, f"Scored by {LEXICONS[lexicon]}, {outlet}", f"tone-difference-{number}", colours)


def _agreement(store: Store, selection: Selection, colours: Mapping[str, str]) -> None:
    from dashboard.figures.tone import VERDICTS, agreement_bars

    table = remember(agreements, store, selection)
    n_both, n_opposite = int(table["n_both"].sum()), int(table["n_opposite"].sum())
    kappa = table["kappa"].dropna()
    with card(
        "Do the two lexicons agree?",
        subtitle="Sentences both score, by outlet: the same, opposite, or one neutral. Click a piece.",
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
        event = this.chart(
            agreement_bars(table),
            alt=f"{n_opposite} of {n_both} sentences are called negative by one and positive by the other",
            **CLICKED,
        )
        pieces = [
            (outlet, part)
            for part in reversed(VERDICTS)  # the opposite ones first
            for outlet in table.loc[table[part.replace("share", "n")] > 0, "outlet"]
        ]
        chosen = choose(
            "Sentences both score", pieces, key="tone-both", event=event, read=tuple,
            show=lambda piece: f"{VERDICTS[piece[1]]}: {piece[0]}",
        )  # fmt: skip
        if chosen is not None:
            theirs, verdict = replace(selection, outlets=(chosen[0],)), VERDICTS[chosen[1]]
            found = store.sentences_compared(theirs, verdict, NEUTRAL, limit=MAX_SENTENCES)
            _show(found, f"TextBlob and VADER: {verdict}, {chosen[0]}", "tone-both-sentences", colours)
