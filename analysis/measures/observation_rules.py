"""The rules behind *What stands out*: each looks at one story and yields plain sentences.

A rule never judges: it says what was counted, in which articles, and "not found" where nothing was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log
from typing import Any

import pandas as pd

from analysis.measures.keyness import Z_95, contrast
from analysis.measures.voice import UNIDENTIFIED, share_of_voice

LEAST_SHARE = 0.10  # of quoted words: a voice with less is one of many
LEAST_GAP = 0.20  # between two shares: about one quote more or less in a short article
LEAST_MENTIONS = 3  # a name met twice may be one remark
LEAST_RATIO = 1.5  # of lengths
TERMS_AN_OUTLET = 2

KINDS = {
    "person": "named persons",
    "organisation": "organisations",
    "state": "states and governments",
    "group": "groups of unnamed people",
    "anonymous": "unnamed persons",
}


@dataclass(frozen=True)
class Observation:
    """One thing that stands out.

    text: a plain sentence; names in it come from articles, so escape it. outlets: the one it speaks of first.
    evidence: what to look up: ("speaker", entity), ("entity", entity), ("term", term), ("kind", speaker kind),
    ("outlet", outlet) or ("tone", outlet). number: the figure it rests on, in `unit`. surprise: 0 and up,
    comparable between rules: how many standard errors the counts lie from "the same everywhere", taking quotes and
    sentences as independent, which they are not quite. It orders; it is no test.
    """

    text: str
    rule: str
    story: str
    outlets: tuple[str, ...]
    evidence: tuple[str, str]
    number: float
    unit: str
    surprise: float


@dataclass(frozen=True)
class Story:
    """The frames of one story, `story` column dropped: totals by outlet, voices with shares within the outlet."""

    name: str
    totals: pd.DataFrame
    voices: pd.DataFrame
    entities: pd.DataFrame

    def of(self, outlet: str) -> str:
        n = int(self.totals["n_articles"][outlet])
        return f"{outlet}’s {'article' if n == 1 else f'{n} articles'}"

    def others(self, *outlets: str) -> str:
        rest = [outlet for outlet in self.totals.index if outlet not in outlets]
        return self.of(rest[0]) if len(rest) == 1 else f"the articles of the other {len(rest)} outlets"


def speaker_of_one(story: Story) -> Iterator[Observation]:
    """A named voice that one outlet quotes and no other does."""
    quotes = story.voices.groupby("outlet")["n_quotes"].sum()
    for speaker, rows in _by_speaker(story).groupby("speaker_entity", sort=True):
        row = next(_rows(rows))
        others = quotes.drop(row.outlet).sum()
        if len(rows) > 1 or row.share < LEAST_SHARE or not others:
            continue
        text = (
            f"{row.outlet} gives {_percent(row.share)} of its quoted words ({row.n_words} of {row.of_words}) to "
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
        ordered = list(_rows(rows.sort_values(["share", "outlet"])))
        least, most = ordered[0], ordered[-1]
        if most.share - least.share < LEAST_GAP:
            continue
        text = (
            f"{most.outlet} gives {speaker} {_percent(most.share)} of its quoted words ({most.n_words} of "
            f"{most.of_words}), {least.outlet} {_percent(least.share)} ({least.n_words} of {least.of_words})."
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
            f"{words.capitalize()} have {_percent(share.iloc[-1])} of the quoted words in {story.of(most)}, "
            f"{_percent(share.iloc[0])} in {story.of(least)}."
        )
        yield Observation(
            text, "kind of speaker", story.name, (most, least), ("kind", kind), share.iloc[-1] - share.iloc[0],
            "difference of shares", contrast(n[most], total[most], n[least], total[least]),
        )  # fmt: skip


def entity_of_one(story: Story) -> Iterator[Observation]:
    """A name that only one outlet's articles hold."""
    for entity, rows in story.entities.groupby("entity", sort=True):
        row = rows.iloc[0]
        if len(rows) > 1 or row["n_mentions"] < LEAST_MENTIONS:
            continue
        sentences = story.totals["n_sentences"]
        text = (
            f"Only {story.of(row['outlet'])} {_verb(story, row['outlet'])} {entity}: {row['n_mentions']} times in "
            f"{_count(row['n_sentences'], 'sentence')}; the name was not found in {story.others(row['outlet'])}."
        )
        yield Observation(
            text, "name in one outlet", story.name, (row["outlet"],), ("entity", str(entity)),
            float(row["n_mentions"]), "mentions",
            contrast(row["n_sentences"], sentences[row["outlet"]], 0, sentences.drop(row["outlet"]).sum()),
        )  # fmt: skip


def entity_missing(story: Story) -> Iterator[Observation]:
    """A name that all outlets but one have."""
    if len(story.totals) < 3:
        return
    sentences = story.totals["n_sentences"]
    for entity, rows in story.entities.groupby("entity", sort=True):
        without = sorted(set(story.totals.index) - set(rows["outlet"]))
        if len(without) != 1 or rows["n_mentions"].sum() < LEAST_MENTIONS:
            continue
        outlet = without[0]
        counts = ", ".join(f"{row.outlet} {row.n_mentions}" for row in _rows(rows.sort_values("outlet")))
        text = (
            f"{entity} was not found in {story.of(outlet)}; all other outlets name it (mentions: {counts})."
        )
        yield Observation(
            text, "name missing in one outlet", story.name, (outlet,), ("entity", str(entity)),
            float(rows["n_mentions"].sum()), "mentions",
            -contrast(0, sentences[outlet], rows["n_sentences"].sum(), sentences.drop(outlet).sum()),
        )  # fmt: skip


def typical_term(whole: Story, typical: pd.DataFrame, differences: pd.DataFrame) -> Iterator[Observation]:
    """The words most typical of an outlet against the others, on the stories they share."""
    clear = typical[(typical["z"] > Z_95) & (typical["n_target"] >= LEAST_MENTIONS)]
    for outlet, rows in clear.groupby("outlet", sort=True):
        elsewhere = (
            whole.others(str(outlet))
            if len(whole.totals) == 2
            else "what the other outlets wrote on the same story"
        )
        for row in _rows(rows.sort_values(["z", "term"], ascending=[False, True]).head(TERMS_AN_OUTLET)):
            others = _count(row.n_reference, "time") if row.n_reference else "not found"
            yield Observation(
                f"“{row.term}” stands {row.n_target} times in {whole.of(str(outlet))}, {others} in {elsewhere}.",
                "typical term", whole.name, (str(outlet),), ("term", str(row.term)), float(row.n_target),
                "occurrences", float(row.z),
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
        f"{_percent(share[most])} of the words in {story.of(most)} are somebody’s speech, quoted or reported; "
        f"{_percent(share[least])} in {story.of(least)}."
    )
    # Words of one quote come together, so sentences are the nearer unit of chance.
    surprise = contrast(
        share[most] * sentences[most], sentences[most], share[least] * sentences[least], sentences[least]
    )
    yield Observation(
        text, "share of speech", story.name, (most, least), ("outlet", most), share[most] - share[least],
        "difference of shares", surprise,
    )  # fmt: skip


def length(story: Story) -> Iterator[Observation]:
    """Articles of very different length."""
    words = (story.totals["n_words"] / story.totals["n_articles"]).sort_values(kind="stable")
    longest, shortest = str(words.index[-1]), str(words.index[0])
    if words[shortest] <= 0 or words[longest] / words[shortest] < LEAST_RATIO:
        return
    ratio = words[longest] / words[shortest]
    mean = "" if (story.totals["n_articles"] == 1).all() else " on average"
    text = (
        f"{story.of(longest)} {'is' if story.totals['n_articles'][longest] == 1 else 'are'}{mean} {ratio:.1f} "
        f"times as long as {story.of(shortest)} ({words[longest]:,.0f} words against {words[shortest]:,.0f})."
    )
    yield Observation(
        text,
        "length",
        story.name,
        (longest, shortest),
        ("outlet", longest),
        ratio,
        "times as long",
        log(ratio, 2),
    )


def colour_of_words(whole: Story, typical: pd.DataFrame, differences: pd.DataFrame) -> Iterator[Observation]:
    """Pairs of outlets whose sentences differ in polarity; when none does, that is said."""
    pairs = differences.dropna(subset=["low", "high"])
    for row in _rows(pairs[pairs["told"]]):
        upper, lower = (row.a, row.b) if row.difference > 0 else (row.b, row.a)
        ends = sorted(abs(end) for end in (row.low, row.high))
        text = (
            f"The words of {upper} are more positive than those of {lower}, by {abs(row.difference):.2f} on a scale "
            f"from −1 to 1 (95 % interval {ends[0]:.2f} to {ends[1]:.2f}); this is the colour of words, not an "
            "attitude."
        )
        error = (row.high - row.low) / (2 * Z_95)
        yield Observation(
            text, "colour of the words", whole.name, (str(upper), str(lower)), ("tone", str(upper)),
            float(row.difference), "polarity", abs(row.difference) / error if error else 0.0,
        )  # fmt: skip
    if len(pairs) and not pairs["told"].any():
        row = max(_rows(pairs.sort_values(["a", "b"])), key=lambda row: abs(row.difference))
        text = (
            "No difference in the colour of their words can be told between any two outlets; the largest, "
            f"{row.a} against {row.b}, is {_signed(row.difference)} with a 95 % interval from {_signed(row.low)} to "
            f"{_signed(row.high)}."
        )
        yield Observation(
            text, "colour of the words", whole.name, (str(row.a), str(row.b)), ("tone", str(row.a)),
            float(row.difference), "polarity", 0.0,
        )  # fmt: skip


STORY_RULES: tuple[Callable[[Story], Iterator[Observation]], ...] = (
    speaker_of_one,
    speaker_of_several,
    kind_of_speaker,
    entity_of_one,
    entity_missing,
    quoted_share,
    length,
)
OVERALL_RULES: tuple[Callable[[Story, pd.DataFrame, pd.DataFrame], Iterator[Observation]], ...] = (
    typical_term,
    colour_of_words,
)


def _by_speaker(story: Story) -> pd.DataFrame:
    """Identified speakers: speaker_entity, outlet, n_words, n_quotes, share, of_words (all quoted of the outlet)."""
    named = story.voices[story.voices["speaker_entity"] != UNIDENTIFIED]
    summed = named.groupby(["speaker_entity", "outlet"], as_index=False)[
        ["n_words", "n_quotes", "share"]
    ].sum()
    total = story.voices.groupby("outlet")["n_words"].sum().to_dict()
    return summed.assign(of_words=summed["outlet"].map(total))


def _rows(frame: pd.DataFrame) -> Iterator[Any]:
    return iter(frame.itertuples())


def _signed(polarity: float) -> str:
    return f"{polarity:+.2f}".replace("-", "−")


def _percent(share: float) -> str:
    return f"{share * 100:.0f}\u00a0%"


def _count(n: int, noun: str) -> str:
    return "once" if (n, noun) == (1, "time") else f"{n} {noun}{'' if n == 1 else 's'}"


def _verb(story: Story, outlet: str) -> str:
    return "names" if story.totals["n_articles"][outlet] == 1 else "name"
