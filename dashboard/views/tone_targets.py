"""Tone towards names: outlets × targets, pairs of outlets on the same story, and whose words they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

import streamlit as st

from analysis.measures.targeted_tone import LEAST_MENTIONS
from analysis.model import Voice
from dashboard import captions
from dashboard.accuracy import ABOUT_TONE
from dashboard.cards import card, empty_note, evidence
from dashboard.choosing import choose
from dashboard.data import remember

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store

MOST_TARGETS = 12  # rows of the matrix
MOST_PAIRS = 15  # rows of the differences; the table has all
MAX_SENTENCES = 500  # of evidence
SHOWN = ("quotes", "tone")  # layers of the Read page that its links open with
VOICES: dict[Voice, str] = {
    "outlet": "own words",
    "reported": "reported speech",
    "quoted": "in quotation marks",
}
WHERE: dict[Voice, str] = {
    "outlet": "in the outlets' own words",
    "reported": "in the speech they report",
    "quoted": "in the words they quote",
}
TONES = {"negative": "negative", "neutral": "neutral", "positive": "positive", "not_scored": "not scored"}

HOW = f"""
A small model reads each sentence with the name in it hidden and says how probably it speaks of the named negatively,
neutrally or positively. {ABOUT_TONE.measured} Where it is less than {ABOUT_TONE.threshold} sure, the mention is
**not scored**; that is never counted as neutral.

**Balance** = share of positive less share of negative scored mentions, −1 to 1. Its 95 % interval: articles are drawn
with replacement, then sentences within each (two-stage bootstrap, seeded), by Student's t for few articles; with one
article an outlet the sentences of that article are drawn, and the interval speaks of that article alone.

**Filled**: the interval leaves out 0, also after correction for all cells that were looked at (Benjamini–Hochberg,
q ≤ 0.05). **Hollow**: cannot be told from 0. **A number alone**: fewer than {LEAST_MENTIONS} scored mentions, too few
to estimate anything.

Own words, reported speech and quoted speech are never added up: what an outlet says and what it lets others say are two
things. Names are of persons, organisations, countries and peoples.
"""
HOW_PAIRS = f"""
Balance of one outlet less that of the other, **within each story both tell**, then averaged over the stories (weighted
by mentions). Interval and correction as below, over all pairs and names in the table. Where single articles are set
against each other their sentences are drawn again: then two **articles** are told apart, not two outlets; with several
stories of one article each, the stories are drawn. Hollow: **cannot be told apart**.

{HOW}"""


@st.fragment
def draw(store: Store, selection: Selection, colours: Mapping[str, str]) -> None:
    targets = list(chosen_targets(store, selection)["entity"])
    if not targets:
        empty_note("No tone towards a name was scored in this selection.", selection)
        return
    voice = choose_voice(selection, key="tone_voice")
    table = remember(balances_of, store, selection)
    _matrix(store, selection, voice, table, targets=targets, colours=colours)
    left, right = st.columns(2)
    with left:
        _pairs(store, selection, voice, colours)
    with right:
        _voices(store, selection, table, targets, colours)


def chosen_targets(store: Store, selection: Selection) -> pd.DataFrame:
    """Who is looked at: those of the filter, else the most mentioned."""
    return _possible_targets(store, selection).head(MOST_TARGETS)


def names_looked_at(store: Store, selection: Selection) -> str:
    """ "the 12 most mentioned of 35 names", "2 names"."""
    n = captions.count(n_all := len(_possible_targets(store, selection)), "name")
    return f"the {MOST_TARGETS} most mentioned of {n}" if n_all > MOST_TARGETS else n


def _possible_targets(store: Store, selection: Selection) -> pd.DataFrame:
    found = store.targets(selection)
    return found[found["entity"].isin(selection.entities)] if selection.entities else found


def balances_of(store: Store, selection: Selection) -> pd.DataFrame:
    """outlet × entity × voice, the correction over the three voices together."""
    from analysis.measures.targeted_tone import balances

    return balances(_tones(store, selection))


def differences_of(store: Store, selection: Selection) -> pd.DataFrame:
    """Pairs of outlets by entity and voice, least chance first."""
    from analysis.measures.tone_differences import differences

    return differences(_tones(store, selection)).sort_values(
        ["q", "p", "entity", "voice", "a", "b"], ignore_index=True
    )


def _tones(store: Store, selection: Selection) -> pd.DataFrame:
    return store.targeted_tones(selection, list(chosen_targets(store, selection)["entity"]))


def choose_voice(selection: Selection, key: str) -> Voice:
    """Whose words: those of the filter, else chosen here; the three are never added up."""
    if selection.voice != "all":
        return selection.voice
    chosen: Voice = st.segmented_control(
        "Whose words", get_args(Voice), default="outlet", required=True, format_func=VOICES.__getitem__, key=key,
        bind="query-params",
        help="The outlet's own words, indirect speech it reports, or words in quotation marks; never added up.",
    )  # fmt: skip
    return chosen


def _matrix(
    store: Store, selection: Selection, voice: Voice, table: pd.DataFrame, *, targets: list[str],
    colours: Mapping[str, str],
) -> None:  # fmt: skip
    from dashboard.figures.targets import target_matrix

    cells = table[table["voice"] == voice]
    outlets = [outlet for outlet in colours if outlet in set(table["outlet"])]
    told = cells[cells["verdict"].str.startswith("more")]
    few = int((cells["verdict"] == "too few").sum())
    whom = names_looked_at(store, selection)
    with card(
        f"How is each spoken of {WHERE[voice]}?",
        subtitle=(
            f"Rows: {whom}. Left of the line: more negative sentences, right: more positive. Filled: can be told from "
            "zero; hollow: cannot; a number: so few mentions say nothing. Click for the sentences."
        ),
        table=cells.drop(columns="voice"),
        name="tone-targets",
        selection=replace(selection, voice=voice),
        store=store,
        unit=(
            f"n = {captions.count(int(cells['n_scored'].sum()), 'scored mention')} of "
            f"{int(cells['n_mentions'].sum()):,}, of {whom}; of {captions.count(len(cells), 'cell')} {len(told)} can "
            f"be told from zero and {few} hold too few mentions"
        ),
        how=HOW,
    ) as this:
        if len(cells) == few:
            st.html(
                f'<p class="np-note">Nobody here has {LEAST_MENTIONS} scored mentions or more in one outlet, so '
                "nothing is estimated: the numbers are how many there are, and open their sentences.</p>"
            )
        alt = "; ".join(f"{row.entity} in {row.outlet}: {row.verdict}" for row in told.itertuples())
        event = this.chart(
            target_matrix(cells, targets, outlets),
            alt=alt or "No balance can be told from zero",
            on_select="rerun",
            selection_mode="points",
        )
        options = list(cells[["outlet", "entity"]].itertuples(index=False, name=None))
        chosen = choose(
            "Sentences that name", options, key="tone-cell", event=event, read=tuple,
            show=lambda cell: f"{cell[1]} in {cell[0]}",
        )  # fmt: skip
        if chosen is not None:
            outlet, entity = chosen
            (cell,) = cells[(cells["outlet"] == outlet) & (cells["entity"] == entity)].to_dict("records")
            _sentences(store, selection, voice, cell, colours=colours)


def _sentences(
    store: Store, selection: Selection, voice: Voice, cell: Mapping[Any, Any], *, colours: Mapping[str, str],
    key: str = "",
) -> None:  # fmt: skip
    """The sentences of one outlet that name one target in one voice, by their tone. key: begins those of widgets."""
    n = {tone: int(cell[f"n_{tone}"]) for tone in ("negative", "neutral", "positive")}
    n["not_scored"] = int(cell["n_mentions"]) - sum(n.values())
    present = [tone for tone in TONES if n[tone]]
    tone = st.segmented_control(
        "Tone", present, default=present[0], required=True,
        key=f"{key}tone-of-{cell['outlet']}-{cell['entity']}-{voice}",
        format_func=lambda one: f"{TONES[one]} ({n[one]})",
    )  # fmt: skip
    theirs = replace(selection, outlets=(cell["outlet"],), voice=voice)
    found = store.sentences_of_tone(theirs, cell["entity"], tone, limit=MAX_SENTENCES)
    what = f"{cell['entity']} in {cell['outlet']}, {VOICES[voice]}, {TONES[tone]}"
    evidence(found, of=what, key=f"{key}tone-sentences", colours=colours, show=SHOWN, limit=MAX_SENTENCES)


def _pairs(store: Store, selection: Selection, voice: Voice, colours: Mapping[str, str]) -> None:
    from dashboard.figures.targets import pair_dots

    found = remember(differences_of, store, selection)
    pairs = found[found["voice"] == voice].reset_index(drop=True)
    if pairs.empty:
        st.info(
            f"Telling outlets apart needs two of them with {LEAST_MENTIONS} scored mentions of a name each, in the "
            "same voice and on the same story."
        )
        return
    told = int(pairs["told"].sum())
    whom, n_shown = names_looked_at(store, selection), min(MOST_PAIRS, len(pairs))
    with card(
        "Who speaks differently of whom, on the same story?",
        subtitle=f"The {n_shown} least due to chance; hollow: cannot be told apart. Click a dot.",
        table=pairs.drop(columns="voice"),
        name="tone-pairs",
        selection=replace(selection, voice=voice),
        store=store,
        unit=f"n = {captions.count(len(pairs), 'pair')} of outlets, of {whom}; {told} can be told apart",
        how=HOW_PAIRS,
    ) as this:
        event = this.chart(
            pair_dots(pairs.head(MOST_PAIRS)), alt=f"{told} of {len(pairs)} pairs can be told apart",
            on_select="rerun", selection_mode="points",
        )  # fmt: skip
        options = list(pairs[["entity", "a", "b"]].itertuples(index=False, name=None))
        chosen = choose(
            "Sentences of both that name", options, key="tone-pair", event=event, read=tuple,
            show=lambda pair: f"{pair[0]}: {pair[1]} − {pair[2]}",
        )  # fmt: skip
        if chosen is not None:
            entity, *outlets = chosen
            both, cells = _on_common_stories(store, selection, voice, entity, tuple(outlets))
            for cell in cells:
                _sentences(store, both, voice, cell, colours=colours, key="tone-pair-")


def _on_common_stories(
    store: Store, selection: Selection, voice: Voice, entity: str, outlets: tuple[str, ...]
) -> tuple[Selection, list[dict[Any, Any]]]:
    """The stories on which both have scored mentions of the entity, and its mentions there: a cell an outlet."""
    tones = store.targeted_tones(replace(selection, outlets=outlets), [entity])
    tones = tones[tones["voice"] == voice]
    scored = tones[tones[["n_negative", "n_neutral", "n_positive"]].sum(axis=1) > 0]
    n_outlets = scored.groupby("story")["outlet"].nunique()
    stories = tuple(n_outlets.index[n_outlets == len(outlets)])
    common = tones[tones["story"].isin(stories)]
    cells = common.groupby(["outlet", "entity"], as_index=False).sum(numeric_only=True)
    return replace(selection, stories=stories), cells.to_dict("records")


def _voices(
    store: Store, selection: Selection, table: pd.DataFrame, targets: list[str], colours: Mapping[str, str]
) -> None:
    from analysis.measures.targeted_tone import parts
    from dashboard.figures.targets import voice_bars

    with st.container():
        target = st.selectbox("Of whom", targets, key="tone-voices-of")
        rows = table[table["entity"] == target]
        shares = parts(rows)
        shares.insert(0, "label", [f"{row.outlet}, {VOICES[row.voice]}" for row in rows.itertuples()])
        with card(
            "In whose words?",
            subtitle="Mentions by tone: the outlet's own words apart from what it lets others say. Click a piece.",
            table=shares,
            name="tone-voices",
            selection=selection,
            store=store,
            unit=f"n = {captions.count(int(shares['n_mentions'].sum()), 'mention')} of {target}",
            how=HOW,
        ) as this:
            event = this.chart(
                voice_bars(shares), alt=f"Mentions of {target} by outlet and voice", on_select="rerun",
                selection_mode="points",
            )  # fmt: skip
            cells = dict(zip(shares["label"], rows.to_dict("records"), strict=True))
            options = [
                (label, f"share_{tone}") for label, row in shares.set_index("label").iterrows() for tone in TONES
                if row[f"n_{tone}"]
            ]  # fmt: skip
            chosen = choose(
                "Mentions that are", options, key="tone-voice-piece", event=event, read=tuple,
                show=lambda option: f"{TONES[option[1].removeprefix('share_')]}: {option[0]}",
            )  # fmt: skip
            if chosen is not None:
                label, part = chosen
                cell, tone = cells[label], part.removeprefix("share_")
                theirs = replace(selection, outlets=(cell["outlet"],), voice=cell["voice"])
                found = store.sentences_of_tone(theirs, target, tone, limit=MAX_SENTENCES)
                evidence(
                    found,
                    of=f"{target}, {TONES[tone]}, {label}",
                    key="tone-voice-sentences",
                    colours=colours,
                    show=SHOWN,
                    limit=MAX_SENTENCES,
                )
