"""The names of many articles put together: which of them name one entity of the corpus."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pandas as pd

from analysis.entities import names
from analysis.entities.gazetteer import PEOPLES, look_up

COLUMNS = ["article_id", "name", "label", "entity", "reason"]


@dataclass(frozen=True)
class _Name:
    text: str
    label: str
    n_mentions: int
    n_articles: int


def link_entities(found: pd.DataFrame) -> pd.DataFrame:
    """Link the names of all articles: one entity, one name over the corpus.

    found: a row an article and name: article_id, name (fullest form in the article), label, n_mentions.

    Returns the same rows sorted by article_id and name, with entity (its name over the corpus) and reason. The
    result does not depend on the order of the rows.
    """
    totals = (
        found.groupby(["name", "label"], sort=True)
        .agg(n_mentions=("n_mentions", "sum"), n_articles=("article_id", "nunique"))
        .reset_index()
    )
    every = [_Name(*row) for row in totals.itertuples(index=False, name=None)]
    linked = {}
    for block in _blocks(every).values():
        linked.update(_link_block(block))
    pairs = list(zip(found["name"], found["label"], strict=True))
    table = found[["article_id", "name", "label"]].copy()
    table["entity"] = [linked[pair][0] for pair in pairs]
    table["reason"] = [linked[pair][1] for pair in pairs]
    return table.sort_values(["article_id", "name", "label"], kind="stable").reset_index(drop=True)[COLUMNS]


def _blocks(every: list[_Name]) -> dict[tuple[str, str], list[_Name]]:
    """Names that may be one: of one label, sharing what any two forms of one entity share."""
    blocks = defaultdict(list)
    for name in every:
        blocks[name.label, _key(name)].append(name)
    return dict(sorted(blocks.items()))


def _key(name: _Name) -> str:
    known = look_up(name.text)
    if name.label == "GPE" and known is not None and known.kind in ("country", "part"):
        return f"place {known.key}"
    if name.label == "NORP" and known is not None and known.kind in PEOPLES:
        return f"people {known.key}"
    if name.label == "PERSON":
        person = names.PersonName(name.text)
        return f"person {person.surname}" if not person.is_single else f"alone {person.surname}"
    if name.label == "ORG":
        words, _ = names.org_words(name.text)
        if words:
            return "words " + " ".join(sorted(words))
    return f"as written {names.folded(name.text)}"


def _link_block(block: list[_Name]) -> dict[tuple[str, str], tuple[str, str]]:
    groups: list[list[_Name]] = []
    reasons: dict[str, str] = {}
    for name in sorted(block, key=lambda n: (-len(names.words_of(n.text)), -n.n_mentions, n.text)):
        fits = [(g, why) for g in groups if (why := _same(name, g))]
        if len(fits) == 1:
            fits[0][0].append(name)
            reasons[name.text] = fits[0][1]
        else:
            groups.append([name])
    linked = {}
    for group in groups:
        best = min(group, key=lambda n: (-n.n_articles, -n.n_mentions, -len(n.text), n.text))
        for name in group:
            reason = "its own name" if name is best else reasons.get(name.text, "same entity")
            linked[name.text, name.label] = (best.text, reason)
    return linked


def _same(name: _Name, group: list[_Name]) -> str | None:
    """Why a name is of a group: it fits every name in it."""
    whys = [_match(name, other) for other in group]
    return whys[0] if all(whys) else None


def _match(a: _Name, b: _Name) -> str | None:
    if a.label == "PERSON":
        return names.person_match(a.text, b.text)
    if a.label == "ORG":
        return names.org_match(a.text, b.text) or (
            "same name" if names.folded(a.text) == names.folded(b.text) else None
        )
    return "form of one name"
