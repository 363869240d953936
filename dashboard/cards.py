"""A panel of a page: a question, what answers it, how it was computed, and everything to take away."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import captions, downloads, sidebar
from dashboard.buttons import picture_buttons
from dashboard.columns import column_config
from dashboard.escaping import html, markdown
from dashboard.evidence import evidence
from dashboard.figures import theme

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from analysis.store.selection import Selection
    from analysis.store.store import Store

__all__ = ["Card", "card", "empty_note", "evidence", "failing_softly", "show_table"]

log = logging.getLogger(__name__)


class Card:
    """What the body of a `with card(…)` may call."""

    def __init__(self, key: str, file_name: str) -> None:
        self.key = key
        self.file_name = file_name
        self.figure: go.Figure | None = None

    def chart(self, figure: go.Figure, *, alt: str, **options: Any) -> Any:
        """Draws the figure and puts it into the card's menu. Returns the selection when `on_select` asks for it.

        alt: the takeaway in one plain sentence, for those who cannot see it.
        options: those of st.plotly_chart; use selection_mode="points" with on_select="rerun".
        """
        self.figure = figure
        config = {
            **downloads.CHART_CONFIG,
            "toImageButtonOptions": {"format": "png", "scale": 2, "filename": self.file_name},
        }
        shown = theme.dressed(figure, st.context.theme.type)
        return st.plotly_chart(shown, theme=None, key=f"{self.key}-chart", config=config, alt=alt, **options)


@contextmanager
def card(
    title: str,
    *,
    table: pd.DataFrame,
    name: str,
    selection: Selection,
    store: Store,
    subtitle: str = "",
    unit: str = "",
    how: str = "",
    view: str = "Chart",
    chart: bool = True,
    files: Sequence[downloads.Download] = (),
    caption: str | None = None,
) -> Iterator[Card]:
    """A bordered panel; what the body draws stands in its first tab, the table in its second.

    title: the question; subtitle: what to see; unit: n and what one is ("n = 812 quoted words"): plain text,
    escaped here. how: markdown for the "How this is computed" popover, written by us, never from articles.
    name: unique on the page, begins the files' names. table: what the chart shows, offered for download.
    view: what the first tab is called. chart: False for a panel that is its table: no tabs, the table below the body.
    files: further ones to take away, such as a network's. caption: what is looked at, where that is no selection.

    A panel that fails says so and leaves the others standing; the log has the details.
    """
    key = f"card-{name}"
    caption = captions.describe(selection, store) if caption is None else caption
    this = Card(key, captions.file_name(name, selection))
    with st.container(border=True, key=key):
        with st.container(
            horizontal=True, vertical_alignment="top", gap="small", wrap=False, key=f"{key}-head"
        ):
            heading = f"<h3>{html(title)}</h3>" + (f"<p>{html(subtitle)}</p>" if subtitle else "")
            st.html(f'<div class="np-card-head">{heading}</div>', width="stretch")
            menu = st.container(horizontal=True, width="content", gap="small")
        body = _tabs(view, table, key) if chart else st.container()
        with body, failing_softly(name):
            yield this
        if not chart:
            show_table(table, key)
        if unit:
            st.html(f'<p class="np-unit">{html(unit)}</p>')
        passport = downloads.Passport(title, caption, unit, how, facts(store))
        with menu:
            _menu(this, downloads.table_downloads(table, passport), passport, files)
            if how:
                with st.popover("How", help="How this is computed, and when it misleads", type="tertiary"):
                    st.markdown(how)


@contextmanager
def failing_softly(name: str) -> Iterator[None]:
    """What goes wrong inside is said on the page and told in the log; the rest of the page still stands."""
    try:
        yield
    except Exception:
        reference = uuid.uuid4().hex[:8]
        log.exception("%s failed, reference %s", name, reference)
        st.error(f"This part could not be drawn. The server's log says why, under reference {reference}.")


def show_table(table: pd.DataFrame, key: str, **options: Any) -> Any:
    """A table of numbers and plain text; st.dataframe reads no markup in cells."""
    return st.dataframe(
        table,
        hide_index=True,
        key=f"{key}-table",
        alt="The data of this panel",
        column_config=column_config(table),
        placeholder="",
        **options,
    )


def facts(store: Store) -> dict[str, str]:
    """What every file says about where its numbers come from."""
    known = {"Corpus hash": store.manifest["corpus"], "Results hash": store.key}
    rests_on = {**store.manifest["settings"], **store.manifest["versions"]}
    return known | {name.replace("_", " "): str(value) for name, value in sorted(rests_on.items())}


def empty_note(text: str, selection: Selection) -> None:
    """Says that there is nothing, which filters are in force, and offers to undo each.

    text: what is missing, a plain sentence ("No quotes in this selection.").
    """
    active = sidebar.active_filters(selection)
    because = " Filters in force: " + "; ".join(markdown(said) for _, said in active) + "." if active else ""
    st.info(markdown(text) + because)
    with st.container(horizontal=True):
        for keys, said in active:
            st.button(
                f"Undo: {markdown(said)}",
                key=f"undo-{keys[0]}-{captions.escaping.file_name(text)}",
                on_click=sidebar.clear,
                args=(keys,),
            )


def _tabs(view: str, table: pd.DataFrame, key: str) -> Any:
    """Two tabs; the table is sent only while its tab is open."""
    drawing, data = st.tabs([view, "Data"], key=f"{key}-tabs", on_change="rerun")
    if data.open:
        with data:
            show_table(table, key)
    return drawing


def _menu(
    this: Card,
    tables: Sequence[downloads.Download],
    passport: downloads.Passport,
    files: Sequence[downloads.Download],
) -> None:
    with st.popover("Download", type="tertiary", key=f"{this.key}-menu"):
        if this.figure is not None:
            figure = this.figure
            st.html('<p class="np-menu-head">Chart</p>')
            picture_buttons(this.key, this.file_name)
            _button(
                this,
                downloads.Download(
                    "HTML", "html", "text/html", lambda: downloads.chart_html(figure, passport)
                ),
            )
        st.html('<p class="np-menu-head">Table</p>')
        for download in tables:
            _button(this, download)
        if files:
            st.html('<p class="np-menu-head">Network</p>')
            for download in files:
                _button(this, download)


def _button(this: Card, download: downloads.Download) -> None:
    st.download_button(
        download.label,
        data=download.build,
        file_name=f"{this.file_name}.{download.extension}",
        mime=download.mime,
        key=f"{this.key}-{download.extension}",
        on_click="ignore",
        width="stretch",
    )
