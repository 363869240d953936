"""What a selection holds, in one sentence: the caption of every page and of every download."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from dashboard import escaping

if TYPE_CHECKING:
    from analysis.store.selection import Selection
    from analysis.store.store import Store

VOICE_NAMES = {
    "all": "all words",
    "outlet": "the outlets' own words",
    "reported": "reported speech",
    "quoted": "words in quotation marks",
}
MAX_NAMED = 3  # names spelled out in a sentence; more are counted


def count(n: int, singular: str, plural: str | None = None) -> str:
    """ "1 article", "1,204 articles"."""
    return f"{n:,} {singular if n == 1 else plural or singular + 's'}"


def listing(names: Sequence[str], *, final: str = "and", noun: str = "names") -> str:
    """ "a", "a and b", "a, b and c"; beyond three "a, b, c and 4 more"."""
    if len(names) > MAX_NAMED + 1:
        return f"{', '.join(names[:MAX_NAMED])} {final} {len(names) - MAX_NAMED} more {noun}"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {final} {names[-1]}"


def days(since: date | None, until: date | None) -> str:
    """ "21–22 December 2023", "30 December 2023 – 2 January 2024"; "" when neither is known."""
    if since is None or until is None:
        known = since or until
        return _day(known) if known else ""
    if since == until:
        return _day(since)
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.day}–{_day(until)}"
    return f"{_day(since)} – {_day(until)}"


def describe(selection: Selection, store: Store) -> str:
    """ "3 articles from 3 outlets on “X”, published 21–22 December 2023, sentences naming Taiwan." """
    articles = store.articles(selection)
    if articles.empty:
        return "No articles in this selection" + _scope(selection) + "."
    parts = [count(len(articles), "article"), "from", count(articles["outlet"].nunique(), "outlet")]
    stories = [story for story in dict.fromkeys(articles["story"]) if story]
    if len(stories) == 1 and (articles["story"] != "").all():
        parts += ["on", f"“{stories[0]}”"]
    elif stories:
        parts += ["on", count(len(stories), "story", "stories")]
    return " ".join(parts) + _dates(articles) + _scope(selection) + "."


def facets(selection: Selection) -> dict[str, str]:
    """Facet → what it leaves, in words: "section politics or world"."""
    values = selection.values_by_facet()
    return {name: f"{name} {listing(allowed, final='or', noun='values')}" for name, allowed in values.items()}


def file_name(name: str, selection: Selection | None) -> str:
    """A file's name from what is in it and what was looked at, without extension."""
    if selection is None:
        return escaping.file_name("newsparallax", name)
    chosen = [
        listing(values, noun="") for values in (selection.stories, selection.outlets, selection.entities)
    ]
    dates = [day.isoformat() if day else "" for day in (selection.since, selection.until)]
    voice = "" if selection.voice == "all" else selection.voice
    counted = [
        "with pronouns" if selection.inferred else "",
        "each text once" if selection.each_text_once else "",
    ]
    chosen += [listing(values, noun="") for values in selection.values_by_facet().values()]
    return escaping.file_name("newsparallax", name, *chosen, voice, *counted, *dates)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _dates(articles) -> str:
    known = articles["published"].dropna()
    if known.empty:
        return ""
    first, last = (min(known), max(known))
    undated = f" ({len(articles) - len(known):,} without a date)" if len(known) < len(articles) else ""
    return f", published {days(_as_date(first), _as_date(last))}{undated}"


def _as_date(value) -> date:
    return value.date() if hasattr(value, "date") else value


def _scope(selection: Selection) -> str:
    parts = list(facets(selection).values())
    if selection.entities:
        what = "sentences naming" if selection.scope == "sentence" else "articles naming"
        parts.append(f"{what} {listing(selection.entities, final='or')}")
    if selection.inferred:
        parts.append("pronouns and descriptions counted as the names they stand for")
    if selection.voice != "all":
        parts.append(f"{VOICE_NAMES[selection.voice]} only")
    if selection.each_text_once:
        parts.append("each text once")
    return "".join(f", {part}" for part in parts)
