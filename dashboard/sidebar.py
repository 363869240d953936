"""The filters: widgets bound to the address bar, in the order people think, and the Selection they make.

Every filter's key is the name of its parameter in the link, so a link opens the same view elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, get_args

import streamlit as st

from analysis.store.selection import Scope, Selection, VoiceFilter
from dashboard import captions, facets
from dashboard.buttons import copy_link
from dashboard.escaping import html, markdown
from dashboard.figures.theme import outlet_colours

if TYPE_CHECKING:
    from analysis.store.store import Store

STORY, OUTLET, ENTITY, SCOPE, INFERRED, DATES, VOICE = (
    "story", "outlet", "entity", "scope", "inferred", "dates", "voice"
)  # fmt: skip
ONCE = "each_text_once"  # a filter of the Words page
KEYS = (STORY, OUTLET, ENTITY, SCOPE, INFERRED, DATES, VOICE)

WHOLE = "dates-whole"  # the first and last day there were to choose from
ALL_STORIES = "All stories"
SCOPES: dict[Scope, str] = {"sentence": "same sentence", "article": "same article"}
VOICES: dict[VoiceFilter, str] = {
    "all": "everything",
    "outlet": "outlets' own words",
    "reported": "reported speech",
    "quoted": "in quotation marks",
}
OPEN = {
    STORY: ALL_STORIES,
    OUTLET: [],
    ENTITY: [],
    SCOPE: "sentence",
    INFERRED: False,
    DATES: (date.min, date.max),
    VOICE: "all",
    ONCE: False,
}
MAX_ENTITIES = 500  # offered in the list; beyond, the rarest are left out


def choose_selection(store: Store) -> Selection:
    """Draws the filters and returns what they select."""
    story = _story(store)
    stories = () if story is None else (story,)
    outlets = _outlets(store, stories)
    entities = _entities(store)
    scope = _scope() if entities else "sentence"
    inferred = st.toggle(
        "Count “he” and “the ministry” too",
        key=INFERRED,
        bind="query-params",
        help="Pronouns and descriptions that surely stand for a name count as mentions of it. Off: names only.",
    )
    since, until = _dates(store, stories)
    voice = st.selectbox(
        "Whose words", get_args(VoiceFilter), format_func=VOICES.__getitem__, key=VOICE, bind="query-params"
    )
    chosen = facets.choose_facets(store)
    every = (*KEYS, *facets.keys(store))
    st.button("Reset filters", on_click=clear, args=(every,), key="reset", width="stretch")
    copy_link()
    return Selection(
        outlets=tuple(outlets),
        stories=stories,
        entities=tuple(entities),
        scope=scope,
        inferred=inferred,
        since=since,
        until=until,
        voice=voice,
        facets=chosen,
    )


def active_filters(selection: Selection) -> list[tuple[tuple[str, ...], str]]:
    """The filters that leave something out: the keys of their widgets, and each in words."""
    active: list[tuple[tuple[str, ...], str]] = []
    if selection.stories:
        active.append(((STORY,), f"story “{captions.listing(selection.stories)}”"))
    if selection.outlets:
        active.append(((OUTLET,), f"only {captions.listing(selection.outlets, noun='outlets')}"))
    if selection.entities:
        named = captions.listing(selection.entities, final="or")
        active.append(((ENTITY, SCOPE), f"naming {named} in the {SCOPES[selection.scope]}"))
    if selection.since or selection.until:
        active.append(((DATES,), captions.days(selection.since, selection.until)))
    if selection.voice != "all":
        active.append(((VOICE,), f"{captions.VOICE_NAMES[selection.voice]} only"))
    if selection.each_text_once:
        active.append(((ONCE,), "each text once"))
    active += [((facets.key_of(name),), words) for name, words in captions.facets(selection).items()]
    return active


def clear(keys: Sequence[str]) -> None:
    """Puts filters back to where they leave nothing out; for a button's on_click.

    Values are assigned, not dropped: a filter without a value would take the one in the address. All filters together
    go back to how a visit begins, with one story.
    """
    for key in keys:
        st.session_state[key] = OPEN.get(key, [])
    if set(keys) >= set(KEYS):
        st.session_state[STORY] = None  # none of the stories: the first is taken


def _story(store: Store) -> str | None:
    """The chosen story; None for all. One by default, the one most outlets tell: comparing needs one event."""
    known = store.stories()
    known = known[known["story"] != ""].sort_values(
        ["n_outlets", "n_articles", "story"], ascending=[False, False, True], kind="stable"
    )
    names = list(known["story"])
    if not names:
        return None
    options = [*names, ALL_STORIES]
    if STORY in st.session_state and st.session_state[STORY] not in options:
        st.session_state[STORY] = names[0]
    chosen = st.selectbox("Story", options, key=STORY, bind="query-params")
    return None if chosen == ALL_STORIES else chosen


def _outlets(store: Store, stories: tuple[str, ...]) -> list[str]:
    present = set(store.totals(Selection(stories=stories), by=("outlet",))["outlet"])
    options = [outlet for outlet in store.outlets() if outlet in present]
    _say_dropped(OUTLET, options, "tell this story")
    colours = outlet_colours(store.outlets())
    st.html(_dots([colours[outlet] for outlet in options]))
    return st.pills(
        "Outlets",
        options,
        selection_mode="multi",
        format_func=markdown,
        key=OUTLET,
        bind="query-params",
        help="None chosen: all of them.",
    )


def _dots(colours: Sequence[str]) -> str:
    """A style that sets each outlet's colour before its name; labels with colour in them would end up in the link."""
    rules = "".join(
        f".st-key-{OUTLET} [role=toolbar] > :nth-child({number}) p::before{{background:{colour}}}"
        for number, colour in enumerate(colours, start=1)
    )
    return f"<style>{rules}</style>"


def _entities(store: Store) -> list[str]:
    options = list(store.entity_options(MAX_ENTITIES)["entity"])
    _say_dropped(ENTITY, options, "occur in these articles")
    return st.multiselect(
        "People, places, organisations",
        options,
        key=ENTITY,
        bind="query-params",
        placeholder="Any",
        help="Sentences, or articles, that name at least one of them.",
    )


def _scope() -> Scope:
    return st.radio(
        "Named in the",
        get_args(Scope),
        format_func=SCOPES.__getitem__,
        horizontal=True,
        key=SCOPE,
        bind="query-params",
    )


def _dates(store: Store, stories: tuple[str, ...]) -> tuple[date | None, date | None]:
    """The chosen days; (None, None) when they leave nothing out, so that undated articles stay."""
    known = store.stories()
    if stories:
        known = known[known["story"].isin(stories)]
    first, last = known["since"].min(), known["until"].max()
    if not first < last:  # one day, or none known
        return None, None
    whole = (first.date(), last.date())
    if DATES in st.session_state:  # chosen within another story's days
        since, until = st.session_state[DATES]
        elsewhere = until < whole[0] or whole[1] < since
        if elsewhere or (since, until) == st.session_state.get(
            WHOLE
        ):  # all of that story's: so all of this one's
            since, until = whole
        st.session_state[DATES] = (max(since, whole[0]), min(until, whole[1]))
    st.session_state[WHOLE] = whole
    since, until = st.slider(
        "Published", *whole, value=whole, format="D MMM YYYY", key=DATES, bind="query-params"
    )
    if (since, until) == whole:
        return None, None
    n_undated = int(store.articles(Selection(stories=stories))["published"].isna().sum())
    if n_undated:
        st.html(f'<p class="np-note">{captions.count(n_undated, "article")} without a date left out.</p>')
    return since, until


def _say_dropped(key: str, options: Sequence[str], what: str) -> None:
    """Keeps of an old choice, or of a link's, what there still is, and says what was left out."""
    asked = list(st.session_state[key] or []) if key in st.session_state else st.query_params.get_all(key)
    known = {*options, *map(markdown, options)}  # a link holds what a pill shows
    missing = [value for value in asked if value and value not in known]
    if not missing:
        return
    if key in st.session_state:
        st.session_state[key] = [value for value in asked if value in options]
    verb = "does not" if len(missing) == 1 else "do not"
    st.html(f'<p class="np-note">{html(captions.listing(missing))} {verb} {what}: left out.</p>')
