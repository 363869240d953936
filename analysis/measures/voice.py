"""Who gets to speak: quoted words and quotes shared out among speakers, kinds, forms and reporting words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

UNIDENTIFIED = "speaker not identified"
COUNTS = ("n_words", "n_quotes")


def share_of_voice(words: pd.DataFrame, *, within: Sequence[str] = ("outlet",)) -> pd.DataFrame:
    """What part of a group's quoted words, and of its quotes, each voice has.

        share        = words of the voice ÷ quoted words of the group
        share_quotes = quotes of the voice ÷ quotes of the group

    Both lie in 0 to 1 and sum to 1 in a group. Quoted words are direct and indirect speech together; a quote
    inside a quote counts once, for the outer speaker. A voice without a name stays in as "speaker not identified",
    for leaving it out would enlarge all others. Where a group has few quotes a single long one makes the share, and
    one quote more or less moves share_quotes by much: read n_quotes.

    words: n_words, n_quotes, the columns of `within`, and what makes a voice (speaker_entity, kind, or a way of
    quoting: quote_type, cue_lemma, cue_class), n_articles if at hand; rows of one voice are added.
    within: the columns that make a group; () for one.

    Returns one row a group and voice, groups in order, most words first, then quotes, then name:
        within…, voice columns, n_words, n_quotes, n_articles (when given), share, share_quotes

    Raises ValueError when a count is negative.
    """
    groups = list(within)
    counts = [*COUNTS, *(["n_articles"] if "n_articles" in words else [])]
    voices = [column for column in words.columns if column not in {*groups, *counts}]
    for column in counts:
        if (words[column] < 0).any():
            raise ValueError(f"{column} is {words[column].min()}, expected 0 or more")
    named = words.assign(
        **{column: words[column].astype("str").where(words[column].notna()) for column in voices}
    )
    if "speaker_entity" in voices:
        named["speaker_entity"] = named["speaker_entity"].fillna(UNIDENTIFIED)
    keys = [*groups, *voices]
    summed = named.groupby(keys, dropna=False, observed=True)[counts].sum().reset_index() if keys else named
    for share, count in (("share", "n_words"), ("share_quotes", "n_quotes")):
        total = (
            summed.groupby(groups, dropna=False)[count].transform("sum") if groups else summed[count].sum()
        )
        summed[share] = (summed[count] / total).fillna(0.0).astype("float64")
    order = [*groups, "n_words", "n_quotes", *voices]
    ascending = [*(True for _ in groups), False, False, *(True for _ in voices)]
    return summed.sort_values(order, ascending=ascending, ignore_index=True)
