"""The words at a glance: clouds on one scale, each beside the same words as a list with bars."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import streamlit as st

from dashboard import captions
from dashboard.cards import card, empty_note
from dashboard.data import remember
from dashboard.escaping import html
from dashboard.figures.theme import GROUNDS
from dashboard.views.words import lines
from dashboard.views.words.counting import size
from dashboard.views.words.frequencies import only, word_rates
from dashboard.views.words.typical import MOST_LIVE, can_be_typical, typical_words

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Store
    from dashboard.figures.clouds import Cloud
    from dashboard.views.words.counting import Counting, View

WAYS = ("each outlet", "comparison")
INKS = ("one colour", "typical words coloured")
MOST_CLOUDS = 6  # at once; each takes about half a second to lay out
COMPARED = "comparison"
COMPARED_SIZE = (460, 340)  # pixels

HOW = """
Font size is **proportional** to the rate per 1,000 words, on **one scale for all clouds here**: the same size is the
same rate. A word is drawn at that size or not at all; what is missing is listed with the reason. Place and direction
mean nothing. The same corpus gives the same pictures.

*Comparison*: each word once, in the colour of the outlet whose rate lies furthest above the mean of all outlets; its
size is proportional to that distance. *Typical words coloured*: a word in the outlet's colour stands there more often
than in the other outlets on the same story (weighted log-odds, z above 1.96), the others are grey.

Areas are hard to compare by eye and long words look larger than they are: read numbers from the bars.
"""


class Look(NamedTuple):
    """What decides colours; its repr keys the cache."""

    mode: str  # light or dark
    coloured: bool  # words in the outlet's colour where they are typical of it
    colours: tuple[tuple[str, str], ...]  # outlet and its colour


@st.fragment
def draw(view: View) -> None:
    from dashboard.figures import clouds

    with st.container(horizontal=True, vertical_alignment="bottom"):
        way = st.segmented_control(
            "Show", WAYS, default=WAYS[0], required=True, key="cloud_view", bind="query-params"
        )
        ink = INKS[0]
        if way == WAYS[0]:
            ink = st.segmented_control(
                "Colour", INKS, default=INKS[0], required=True, key="cloud_ink", bind="query-params"
            )
    if ink == INKS[1] and not can_be_typical(*view[:3]):
        st.html(
            f'<p class="np-note">In one colour: typical words are worked out for up to {MOST_LIVE:,} articles, or for '
            "the whole corpus with no filter and no choice of words.</p>"
        )
    look = Look(st.context.theme.type or "light", ink == INKS[1], tuple(view.colours.items()))
    draw_them = compared_cloud if way == COMPARED else drawn_clouds
    drawn, owners = remember(draw_them, view.store, view.selection, view.counting, look)
    if not drawn:
        empty_note(
            "A comparison needs two outlets."
            if way == COMPARED
            else f"No {view.counting.unit} in this selection.",
            view.selection,
        )
        return
    with card(
        f"The {view.counting.unit} at a glance",
        subtitle=clouds.scale_of(
            drawn.values(), "above the mean of the outlets" if way == COMPARED else "per 1,000 words"
        ),
        table=cloud_table(drawn, owners),
        name="clouds",
        selection=view.selection,
        store=view.store,
        unit=size(view),
        how=HOW,
    ):
        if way == COMPARED:
            st.html(_legend(sorted(set(owners.values())), view.colours))
        grid = st.grid(2 if way == COMPARED else min(len(drawn), 3), min_column_width=280, gap="medium")
        for outlet, cloud in drawn.items():
            with grid.cell():
                if way != COMPARED:
                    colour = html(view.colours[outlet])
                    st.html(
                        f'<div class="np-outlet" style="--np-colour:{colour}"><h3>{html(outlet)}</h3></div>'
                    )
                _picture(outlet, cloud, view.selection)
                if way != COMPARED:
                    _bars(outlet, cloud, "per 1,000 words")
            if way == COMPARED:
                with grid.cell():
                    _bars(outlet, cloud, "per 1,000 above the mean")
        n_more = view.store.totals(view.selection)["outlet"].nunique() - len(drawn)
        if way != COMPARED and n_more > 0:
            st.html(f'<p class="np-note">{n_more} more outlets: choose outlets to draw them.</p>')
        if picked := st.session_state.get("cloud-word"):
            outlet, word = picked
            if way == COMPARED:
                lines.show_term(view, word, key="cloud-lines")
            elif outlet in drawn:
                own = view._replace(selection=only(view.selection, "outlet", outlet))
                lines.show_term(own, word, key="cloud-lines", group=outlet)


def drawn_clouds(
    store: Store, selection: Selection, counting: Counting, look: Look
) -> tuple[dict[str, Cloud], dict[str, str]]:
    """A cloud an outlet, of those with most words when there are many."""
    from dashboard.figures import clouds

    rates = word_rates(store, selection, counting)
    totals = store.totals(selection).sort_values(["n_words", "outlet"], ascending=[False, True])
    kept = set(totals["outlet"].head(MOST_CLOUDS))
    by_outlet = {
        str(outlet): dict(zip(rows["term"], rows["per_thousand"], strict=True))
        for outlet, rows in rates[rates["outlet"].isin(kept)].groupby("outlet", sort=True)
    }
    ground = GROUNDS["dark" if look.mode == "dark" else "light"]
    inks: dict[str, dict[str, str]] = {}
    if look.coloured and can_be_typical(store, selection, counting):
        typical = typical_words(store, selection, counting)
        clear = typical[typical["low"] > 0]
        for outlet, rows in clear.groupby("outlet"):
            inks[str(outlet)] = dict.fromkeys(rows["term"], dict(look.colours)[str(outlet)])
    text = ground["quiet"] if inks else ground["text"]
    seed = int(store.key[:8], 16)
    return clouds.clouds(by_outlet, seed=seed, text=text, paper=ground["paper"], inks=inks), {}


def compared_cloud(
    store: Store, selection: Selection, counting: Counting, look: Look
) -> tuple[dict[str, Cloud], dict[str, str]]:
    """One cloud of all outlets, and the outlet each word leans to."""
    from dashboard.figures import clouds

    rates = word_rates(store, selection, counting)
    if rates["outlet"].nunique() < 2:
        return {}, {}
    excess, owners = clouds.leaning(rates)
    ground = GROUNDS["dark" if look.mode == "dark" else "light"]
    palette = dict(look.colours)
    inks = {COMPARED: {term: palette[outlet] for term, outlet in owners.items()}}
    seed = int(store.key[:8], 16)
    drawn = clouds.clouds(
        {COMPARED: excess},
        seed=seed,
        text=ground["text"],
        paper=ground["paper"],
        inks=inks,
        size=COMPARED_SIZE,
    )
    return drawn, owners


def cloud_table(drawn: Mapping[str, Cloud], owners: Mapping[str, str]) -> pd.DataFrame:
    import pandas as pd

    rows: list[tuple[str, str, float, Any, str]] = []
    for outlet, cloud in drawn.items():
        sizes = dict(cloud.shown)
        reasons = dict(cloud.omitted)
        for word, rate in cloud.rates.items():
            rows.append((owners.get(word, outlet), word, rate, sizes.get(word), reasons.get(word, "")))
    table = pd.DataFrame(rows, columns=["outlet", "term", "per_thousand", "font_size", "not_drawn"])
    return table.astype({"font_size": "Int64", "outlet": "str", "term": "str"})


def _picture(outlet: str, cloud: Cloud, selection: Selection) -> None:
    """The cloud with its files, and what is missing in it."""
    if cloud.png is None:
        st.html(f'<p class="np-note">{html(cloud.message)}</p>')
    else:
        from dashboard.figures.clouds import svg

        largest = ", ".join(word for word, _ in cloud.shown[:5])
        st.image(cloud.png, width="stretch", alt=f"Word cloud of {outlet}; largest: {largest}")
        with st.container(horizontal=True):
            drawings = (("PNG", cloud.png, "image/png"), ("SVG", partial(svg, cloud), "image/svg+xml"))
            for kind, content, mime in drawings:
                st.download_button(
                    kind, content, file_name=f"{captions.file_name(f'cloud-{outlet}', selection)}.{kind.lower()}",
                    mime=mime, key=f"cloud-{kind}-{outlet}", on_click="ignore", type="tertiary",
                )  # fmt: skip
    by_reason: dict[str, list[str]] = {}
    for word, reason in cloud.omitted:
        by_reason.setdefault(reason, []).append(word)
    notes = "; ".join(
        f"{reason}: {captions.listing(words, noun='words')}" for reason, words in by_reason.items()
    )
    if notes:
        st.html(f'<p class="np-note">{len(cloud.shown)} drawn. Not drawn: {html(notes)}.</p>')


def _bars(outlet: str, cloud: Cloud, unit: str) -> None:
    """The words of the cloud in order, as bars; a click on one opens its contexts."""
    import pandas as pd

    if not cloud.shown:
        return
    words = pd.DataFrame({"term": [word for word, _ in cloud.shown]}).astype("str")
    words["rate"] = words["term"].map(cloud.rates)
    st.dataframe(
        words, hide_index=True, height=250, key=f"cloud-list-{outlet}", selection_mode="single-row",
        on_select=partial(_remember, outlet, tuple(words["term"])), alt=f"The words of the cloud of {outlet} as bars",
        column_config={
            "term": st.column_config.Column("click a word", width=95),
            "rate": st.column_config.ProgressColumn(
                unit, format="%.1f", min_value=0.0, max_value=float(cloud.top), width=140
            ),
        },
    )  # fmt: skip


def _remember(outlet: str, words: tuple[str, ...]) -> None:
    """Keeps the word that was clicked last, in whichever list, and whose list it was."""
    rows = st.session_state[f"cloud-list-{outlet}"].selection.rows
    st.session_state["cloud-word"] = (outlet, words[rows[0]]) if rows else None


def _legend(outlets: list[str], colours: Mapping[str, str]) -> str:
    items = "".join(
        f'<span><i style="background:{html(colours[one])}"></i>{html(one)}</span>' for one in outlets
    )
    return f'<div class="np-legend">{items}</div>'
