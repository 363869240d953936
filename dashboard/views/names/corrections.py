"""The user's word on a name: put it with another, split a form off, rename it, change its kind, drop it. Kept with the
results, so that it holds for every page and for the next analysis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.corrections import editable, in_force, put_in_force
from dashboard.escaping import html
from dashboard.views.names.texts import LABELS

if TYPE_CHECKING:
    from analysis.store.aliases import Alias
    from analysis.store.selection import Selection
    from analysis.store.store import Store

ACTIONS = {
    "merge": "It is the same as another name",
    "split": "One of its forms is something else",
    "rename": "It should be called otherwise",
    "label": "It is of another kind",
    "drop": "It is no name at all",
}
MAX_OFFERED = 500  # names to put it with


def editor(store: Store, selection: Selection, name: str, *, key: str) -> None:
    """What may be wrong with a name, and a button that sets it right."""
    if not editable():
        return
    with st.popover("Correct this name", type="tertiary", help="Holds for all pages, and is kept"):
        action = st.selectbox("What is wrong?", ACTIONS, format_func=ACTIONS.__getitem__, key=f"{key}-action")
        alias = _asked(store, selection, name, action, key)
        if st.button("Set it right", key=f"{key}-apply", disabled=alias is None, width="stretch"):
            _apply(store, [*store.aliases(), alias])


@st.fragment
def panel(store: Store) -> None:
    """The corrections in force, each to be taken back, and all as a file for the next corpus."""
    aliases = store.aliases()
    if not aliases:
        return
    with st.expander(f"Names corrected: {len(aliases):,}"):
        import pandas as pd

        from analysis.store.aliases import aliases_csv

        rows = pd.DataFrame(list(aliases), columns=["action", "name", "value", "article_id"])
        stay = in_force(rows, "corrections")
        if stay is not None:
            _apply(store, [aliases[row] for row in stay])
        st.download_button(
            "aliases.csv", data=lambda: aliases_csv(aliases).encode(), file_name="aliases.csv", mime="text/csv",
            key="aliases-csv", on_click="ignore", help="Beside the articles, the next analysis reads it",
        )  # fmt: skip


def _asked(store: Store, selection: Selection, name: str, action: str, key: str) -> Alias | None:
    """The correction that the widgets say; None while something is missing."""
    from analysis.store.aliases import Alias

    if action == "merge":
        known = store.entity_counts(selection, by=())["entity"]
        others = [other for other in known[:MAX_OFFERED] if other != name]
        other = st.selectbox(
            "The same as", others, index=None, key=f"{key}-other", placeholder="Choose a name"
        )
        return Alias("merge", name, other) if other else None
    if action == "split":
        form = _one_form(store, selection, name, key)
        called = st.text_input("It is called", key=f"{key}-split", placeholder=form or "", max_chars=200)
        return Alias("split", form, " ".join(called.split())) if form else None
    if action == "rename":
        called = " ".join(st.text_input("It is called", key=f"{key}-rename", max_chars=200).split())
        return Alias("rename", name, called) if called and called != name else None
    if action == "label":
        label = st.selectbox("It is a", LABELS, format_func=LABELS.__getitem__, key=f"{key}-label")
        return Alias("label", name, label)
    st.html(f'<p class="np-note">Mentions of {html(name)} leave every count.</p>')
    return Alias("drop", name)


def _one_form(store: Store, selection: Selection, name: str, key: str) -> str | None:
    found = store.entity_forms(selection, name, by=())
    forms: Sequence[Any] = list(dict.fromkeys(found.loc[found["kind"] == "name", "form"]))
    return st.selectbox("The form", forms, index=None, key=f"{key}-form", placeholder="Choose a form")


def _apply(store: Store, aliases: Sequence[Alias | None]) -> None:
    from analysis.store.corrections import apply_aliases

    put_in_force(lambda: apply_aliases(store.path, [alias for alias in aliases if alias is not None]))
