"""What the user's word makes of the names that were linked by rule: a pure function of two small tables."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.store.aliases import Alias

GROUP = ("scope", "name", "form", "label", "automatic")
"""What mentions share that aliases cannot part: article_id where an alias is about one article, else ""; the fullest
name in the article; the form as written; the kind; the entity by rule."""
SETTLED = (*GROUP, "n_mentions", "entity", "entity_label", "why", "dropped", "whole")


def settle_names(groups: pd.DataFrame, aliases: Sequence[Alias]) -> tuple[pd.DataFrame, list[int]]:
    """The entity of each group of mentions after the user's word, and how many mentions each alias was about.

    groups: the columns GROUP and n_mentions, sorted. Returns them with entity, entity_label (the kind the user gave,
    else that of most of its mentions), why ("" without the user's word), dropped, and whole: the row that stands for
    an article's name where the form is not known.
    """
    found = groups.reset_index(drop=True)
    found["entity"], found["why"], found["dropped"] = found["automatic"], "", False
    labels: dict[str, str] = {}
    counts = _apply(found, aliases, labels)
    found["entity_label"] = _labels(found, labels)
    fit = found.assign(other=found["form"] != found["name"], rare=-found["n_mentions"])
    fit = fit.sort_values([*GROUP[:2], "label", "automatic", "other", "rare", "form"])
    found["whole"] = False
    found.loc[fit.drop_duplicates(["scope", "name", "label", "automatic"]).index, "whole"] = True
    return found[list(SETTLED)], counts


def _apply(found: pd.DataFrame, aliases: Sequence[Alias], labels: dict[str, str]) -> list[int]:
    """Change entity, why and dropped in place; only rows that an alias can be about are looked at."""
    named = {text for alias in aliases for text in (alias.name, alias.value) if text}
    touched = found["entity"].isin(named) | found["name"].isin(named) | found["form"].isin(named)
    rows = found[touched].copy()
    counts = []
    for alias in aliases:
        chosen = _about(rows, alias)
        counts.append(int(rows.loc[chosen, "n_mentions"].sum()))
        why = f"your word: {alias.action}"
        if alias.action == "drop":
            rows.loc[chosen, ["dropped", "why"]] = (True, why)
        elif alias.action == "label":
            labels.update(dict.fromkeys(rows.loc[chosen, "entity"], alias.value))
        else:
            target = _target(rows, alias)
            if alias.action == "rename" and alias.name in labels:
                labels.setdefault(target, labels[alias.name])
            rows.loc[chosen, ["entity", "why"]] = (target, why)
    found.loc[rows.index, ["entity", "why", "dropped"]] = rows[["entity", "why", "dropped"]]
    return counts


def _about(rows: pd.DataFrame, alias: Alias) -> pd.Series:
    """The rows an alias is about."""
    within = ~rows["dropped"] & (rows["scope"].eq(alias.article_id) | (alias.article_id == ""))
    as_form = within & (rows["form"].eq(alias.name) | rows["name"].eq(alias.name))
    if alias.action == "split":
        return as_form
    as_entity = within & rows["entity"].eq(alias.name)
    return as_entity if as_entity.any() else as_form


def _target(rows: pd.DataFrame, alias: Alias) -> str:
    """What the entity is called from now on; merging with a form of one entity is merging with that entity."""
    if alias.action == "merge" and not rows["entity"].eq(alias.value).any():
        of_form = rows.loc[rows["form"].eq(alias.value) | rows["name"].eq(alias.value), "entity"].unique()
        if len(of_form) == 1:
            return str(of_form[0])
    return alias.value or alias.name


def _labels(found: pd.DataFrame, given: dict[str, str]) -> pd.Series:
    weights = found.groupby(["entity", "label"])["n_mentions"].sum().reset_index()
    weights = weights.sort_values(["entity", "n_mentions", "label"], ascending=[True, False, True])
    usual = weights.drop_duplicates("entity").set_index("entity")["label"].to_dict() | given
    return found["entity"].map(usual)
