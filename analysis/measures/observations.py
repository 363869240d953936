"""What stands out: four to eight plain sentences by fixed rules, each with its number and a key to its evidence."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.measures.observation import Observation, Story
from analysis.measures.observation_rules import OVERALL_RULES, STORY_RULES
from analysis.measures.voice import share_of_voice

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
    compared = totals[totals.groupby("story")["outlet"].transform("nunique") > 1]
    stories = [
        _story(str(name), rows.drop(columns="story"), quoted, entities)
        for name, rows in compared.groupby("story", sort=True)
    ]
    found = [one for story in stories for rule in STORY_RULES for one in rule(story)]
    if len(stories) > 1:
        found = [replace(one, text=f"On “{one.story or 'no story named'}”: {one.text}") for one in found]
    if stories:
        overall = compared.groupby("outlet", as_index=False)[["n_articles", "n_words", "n_sentences"]].sum()
        whole = _story("", overall, quoted, entities)
        found += [one for rule in OVERALL_RULES for one in rule(whole, typical, differences)]
    return _chosen(found)


def _story(name: str, totals: pd.DataFrame, quoted: pd.DataFrame, entities: pd.DataFrame) -> Story:
    return Story(
        name,
        totals.sort_values("outlet").set_index("outlet"),
        share_of_voice(quoted[quoted["story"] == name].drop(columns="story")),
        entities[entities["story"] == name].drop(columns="story"),
    )


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
