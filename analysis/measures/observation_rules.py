"""The rules behind *What stands out*: each looks at one story and yields plain sentences.

A rule never judges: it says what was counted, in which articles, and "not found" where nothing was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import log

import pandas as pd

from analysis.measures.keyness import Z_95, contrast
from analysis.measures.observation import Observation, Story, count, each_row, signed
from analysis.measures.speaker_rules import kind_of_speaker, quoted_share, speaker_of_one, speaker_of_several

LEAST_MENTIONS = 3  # a name met twice may be one remark
LEAST_RATIO = 1.5  # of lengths
TERMS_AN_OUTLET = 2


def entity_of_one(story: Story) -> Iterator[Observation]:
    """A name that only one outlet's articles hold."""
    for entity, naming in story.entities.items():
        outlet, named = next(iter(naming.items()))
        if len(naming) > 1 or named.n_mentions < LEAST_MENTIONS:
            continue
        size = story.outlets[outlet]
        text = (
            f"Only {story.of(outlet)} {'names' if size.n_articles == 1 else 'name'} {entity}: {named.n_mentions} times "
            f"in {count(named.n_sentences, 'sentence')}; the name was not found in {story.others(outlet)}."
        )
        yield Observation(
            text, "name in one outlet", story.name, (outlet,), ("entity", entity), float(named.n_mentions), "mentions",
            contrast(named.n_sentences, size.n_sentences, 0, story.n_sentences_but(outlet)),
        )  # fmt: skip


def entity_missing(story: Story) -> Iterator[Observation]:
    """A name that all outlets but one have."""
    if len(story.outlets) < 3:
        return
    for entity, naming in story.entities.items():
        without = [outlet for outlet in story.outlets if outlet not in naming]
        n_mentions = sum(named.n_mentions for named in naming.values())
        if len(without) != 1 or n_mentions < LEAST_MENTIONS:
            continue
        outlet = without[0]
        counts = ", ".join(f"{name} {named.n_mentions}" for name, named in naming.items())
        text = (
            f"{entity} was not found in {story.of(outlet)}; all other outlets name it (mentions: {counts})."
        )
        n_naming = sum(named.n_sentences for named in naming.values())
        yield Observation(
            text, "name missing in one outlet", story.name, (outlet,), ("entity", entity), float(n_mentions),
            "mentions", -contrast(0, story.outlets[outlet].n_sentences, n_naming, story.n_sentences_but(outlet)),
        )  # fmt: skip


def typical_term(whole: Story, typical: pd.DataFrame, differences: pd.DataFrame) -> Iterator[Observation]:
    """The words most typical of an outlet against the others, on the stories they share."""
    clear = typical[(typical["z"] > Z_95) & (typical["n_target"] >= LEAST_MENTIONS)]
    for outlet, rows in clear.groupby("outlet", sort=True):
        elsewhere = (
            whole.others(str(outlet))
            if len(whole.outlets) == 2
            else "what the other outlets wrote on the same story"
        )
        for row in each_row(rows.sort_values(["z", "term"], ascending=[False, True]).head(TERMS_AN_OUTLET)):
            others = count(row.n_reference, "time") if row.n_reference else "not found"
            yield Observation(
                f"“{row.term}”: {row.n_target} times in {whole.of(str(outlet))}; {others} in {elsewhere}.",
                "typical term", whole.name, (str(outlet),), ("term", str(row.term)), float(row.n_target),
                "occurrences", float(row.z),
            )  # fmt: skip


def length(story: Story) -> Iterator[Observation]:
    """Articles of very different length."""
    words = {
        outlet: size.n_words / size.n_articles for outlet, size in story.outlets.items() if size.n_articles
    }
    longest, shortest = max(words, key=words.__getitem__), min(words, key=words.__getitem__)
    if words[shortest] <= 0 or words[longest] / words[shortest] < LEAST_RATIO:
        return
    ratio = words[longest] / words[shortest]
    mean = "" if all(size.n_articles == 1 for size in story.outlets.values()) else " on average"
    are = "is" if story.outlets[longest].n_articles == 1 else "are"
    text = (
        f"{story.of(longest)} {are}{mean} {ratio:.1f} times as long as {story.of(shortest)} "
        f"({words[longest]:,.0f} words against {words[shortest]:,.0f})."
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
    for row in each_row(pairs[pairs["told"]]):
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
        row = max(each_row(pairs.sort_values(["a", "b"])), key=lambda row: abs(row.difference))
        text = (
            "No difference in the colour of their words can be told between any two outlets; the largest, "
            f"{row.a} against {row.b}, is {signed(row.difference)} with a 95 % interval from {signed(row.low)} to "
            f"{signed(row.high)}."
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
