"""The rules about who speaks: a speaker's room, kinds of speakers, how much of an article is speech."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.measures.keyness import contrast
from analysis.measures.observation import Observation, Story, each_row, percent
from analysis.measures.voice import UNIDENTIFIED, share_of_voice

LEAST_SHARE = 0.10  # of quoted words: a voice with less is one of many
LEAST_GAP = 0.20  # between two shares: about one quote more or less in a short article

KINDS = {
    "person": "named persons",
    "organisation": "organisations",
    "state": "states and governments",
    "group": "groups of unnamed people",
    "anonymous": "unnamed persons",
}


def speaker_of_one(story: Story) -> Iterator[Observation]:
    """A named voice that one outlet quotes and no other does."""
    quotes = story.voices.groupby("outlet")["n_quotes"].sum()
    for speaker, rows in _by_speaker(story).groupby("speaker_entity", sort=True):
        row = next(each_row(rows))
        others = quotes.drop(row.outlet).sum()
        if len(rows) > 1 or row.share < LEAST_SHARE or not others:
            continue
        text = (
            f"{row.outlet} gives {percent(row.share)} of its quoted words ({row.n_words} of {row.of_words}) to "
            f"{speaker}; no quote of {speaker} was found in {story.others(row.outlet)}."
        )
        yield Observation(
            text, "speaker of one outlet", story.name, (row.outlet,), ("speaker", str(speaker)), row.share,
            "share of quoted words", contrast(row.n_quotes, quotes[row.outlet], 0, others),
        )  # fmt: skip


def speaker_of_several(story: Story) -> Iterator[Observation]:
    """A voice quoted by several outlets, with very different room."""
    quotes = story.voices.groupby("outlet")["n_quotes"].sum()
    for speaker, rows in _by_speaker(story).groupby("speaker_entity", sort=True):
        ordered = list(each_row(rows.sort_values(["share", "outlet"])))
        least, most = ordered[0], ordered[-1]
        if most.share - least.share < LEAST_GAP:
            continue
        text = (
            f"{most.outlet} gives {speaker} {percent(most.share)} of its quoted words ({most.n_words} of "
            f"{most.of_words}), {least.outlet} {percent(least.share)} ({least.n_words} of {least.of_words})."
        )
        yield Observation(
            text, "room for a speaker", story.name, (most.outlet, least.outlet), ("speaker", str(speaker)),
            most.share - least.share, "difference of shares",
            contrast(most.n_quotes, quotes[most.outlet], least.n_quotes, quotes[least.outlet]),
        )  # fmt: skip


def kind_of_speaker(story: Story) -> Iterator[Observation]:
    """A kind of voice that one outlet gives much more room than another."""
    kinds = share_of_voice(story.voices.reset_index()[["outlet", "kind", "n_words", "n_quotes"]])
    total = kinds.groupby("outlet")["n_quotes"].sum()
    for kind, words in KINDS.items():
        rows = kinds[kinds["kind"] == kind].set_index("outlet").reindex(total.index)
        share = rows["share"].fillna(0.0).sort_values(kind="stable")
        if len(share) < 2 or share.iloc[-1] - share.iloc[0] < LEAST_GAP:
            continue
        most, least = str(share.index[-1]), str(share.index[0])
        n = rows["n_quotes"].fillna(0)
        text = (
            f"{words.capitalize()} have {percent(share.iloc[-1])} of the quoted words in {story.of(most)}, "
            f"{percent(share.iloc[0])} in {story.of(least)}."
        )
        yield Observation(
            text, "kind of speaker", story.name, (most, least), ("kind", kind), share.iloc[-1] - share.iloc[0],
            "difference of shares", contrast(n[most], total[most], n[least], total[least]),
        )  # fmt: skip


def quoted_share(story: Story) -> Iterator[Observation]:
    """How much of the articles is somebody's speech."""
    words = story.voices.groupby("outlet")["n_words"].sum().reindex(story.totals.index, fill_value=0)
    share = (
        (words / story.totals["n_words"].where(story.totals["n_words"] > 0))
        .dropna()
        .sort_values(kind="stable")
    )
    if len(share) < 2 or share.iloc[-1] - share.iloc[0] < LEAST_GAP or share.iloc[-1] > 1:
        return
    most, least = str(share.index[-1]), str(share.index[0])
    sentences = story.totals["n_sentences"]
    text = (
        f"{percent(share[most])} of the words in {story.of(most)} are somebody’s speech, quoted or reported; "
        f"{percent(share[least])} in {story.of(least)}."
    )
    # Words of one quote come together, so sentences are the nearer unit of chance.
    surprise = contrast(
        share[most] * sentences[most], sentences[most], share[least] * sentences[least], sentences[least]
    )
    yield Observation(
        text, "share of speech", story.name, (most, least), ("outlet", most), share[most] - share[least],
        "difference of shares", surprise,
    )  # fmt: skip


def _by_speaker(story: Story) -> pd.DataFrame:
    """Identified speakers: speaker_entity, outlet, n_words, n_quotes, share, of_words (all quoted of the outlet)."""
    named = story.voices[story.voices["speaker_entity"] != UNIDENTIFIED]
    summed = named.groupby(["speaker_entity", "outlet"], as_index=False)[
        ["n_words", "n_quotes", "share"]
    ].sum()
    total = story.voices.groupby("outlet")["n_words"].sum().to_dict()
    return summed.assign(of_words=summed["outlet"].map(total))
