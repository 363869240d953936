"""What stands out: four to eight plain sentences by fixed rules, each with its number and a key to its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from analysis.measures.observation import Named, Observation, Said, Size, Story, each_row
from analysis.measures.observation_rules import OVERALL_RULES, STORY_RULES

MOST = 8  # sentences; more is a table, not what stands out
MOST_A_RULE = 2
MOST_AN_OUTLET = 3


def observations(
    *,
    totals: pd.DataFrame,
    quoted: pd.DataFrame,
    entities: pd.DataFrame,
    typical: pd.DataFrame,
    differences: pd.DataFrame,
) -> list[Observation]:
    """The four to eight most surprising things the rules find, most surprising first; fewer when there are fewer.

    At most two of a rule, three that begin with one outlet, and one about a name or word. Outlets are compared
    within a story only; a story of one outlet says nothing, and a corpus of one outlet gives an empty list.

    totals: story, outlet, n_articles, n_words, n_sentences.
    quoted: story, outlet, speaker_entity, kind, n_words, n_quotes.
    entities: story, outlet, entity, label, n_mentions, n_sentences.
    typical: what `keyness.against_rest` returns, by outlet.
    differences: what `tone.differences` returns, by outlet.

    The same input gives the same sentences whatever the order of rows.
    """
    outlets: dict[str, dict[str, Size]] = {}
    for row in each_row(totals.sort_values(["story", "outlet"])):
        size = Size(int(row.n_articles), int(row.n_words), int(row.n_sentences))
        outlets.setdefault(str(row.story), {})[str(row.outlet)] = size
    compared = {name: sizes for name, sizes in outlets.items() if len(sizes) > 1}
    voices, naming = _voices(quoted), _naming(entities)
    stories = [
        Story(name, sizes, voices.get(name, ()), naming.get(name, {})) for name, sizes in compared.items()
    ]
    found = [one for story in stories for rule in STORY_RULES for one in rule(story)]
    if len(stories) > 1:
        found = [replace(one, text=f"On “{one.story or 'no story named'}”: {one.text}") for one in found]
    if stories:
        whole = Story("", _added(compared.values()))
        found += [one for rule in OVERALL_RULES for one in rule(whole, typical, differences)]
    return _chosen(found)


def _voices(quoted: pd.DataFrame) -> dict[str, tuple[Said, ...]]:
    found: dict[str, list[Said]] = {}
    for row in each_row(quoted):
        speaker, kind = (None if pd.isna(value) else str(value) for value in (row.speaker_entity, row.kind))
        said = Said(str(row.outlet), speaker, kind, int(row.n_words), int(row.n_quotes))
        found.setdefault(str(row.story), []).append(said)
    return {story: tuple(said) for story, said in found.items()}


def _naming(entities: pd.DataFrame) -> dict[str, dict[str, dict[str, Named]]]:
    found: dict[str, dict[str, dict[str, Named]]] = {}
    for row in each_row(entities.sort_values(["story", "entity", "outlet"])):
        story = found.setdefault(str(row.story), {})
        story.setdefault(str(row.entity), {})[str(row.outlet)] = Named(
            int(row.n_mentions), int(row.n_sentences)
        )
    return found


def _added(stories: Iterable[dict[str, Size]]) -> dict[str, Size]:
    """The sizes of each outlet over all stories."""
    found: dict[str, Size] = {}
    for sizes in stories:
        for outlet, size in sizes.items():
            found[outlet] = Size(*map(sum, zip(size, found.get(outlet, Size(0, 0, 0)), strict=True)))
    return dict(sorted(found.items()))


def _chosen(found: list[Observation]) -> list[Observation]:
    """The most surprising, kept from saying one thing twice."""
    kept: list[Observation] = []
    for one in sorted(found, key=lambda one: (-round(one.surprise, 9), one.rule, one.text)):
        same_rule = sum(other.rule == one.rule for other in kept)
        same_outlet = sum(other.outlets[0] == one.outlets[0] for other in kept)
        said = any(_same_subject(other.evidence, one.evidence) for other in kept)
        if same_rule < MOST_A_RULE and same_outlet < MOST_AN_OUTLET and not said:
            kept.append(one)
        if len(kept) == MOST:
            break
    return kept


def _same_subject(first: tuple[str, str], second: tuple[str, str]) -> bool:
    if {first[0], second[0]} <= {"speaker", "entity", "term"}:
        a, b = (set(value.lower().split()) for _, value in (first, second))
        return a <= b or b <= a
    return first == second
