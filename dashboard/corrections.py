"""The user's word on what was found: who may say it, how it is put into force and taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.cards import show_table
from dashboard.escaping import markdown

if TYPE_CHECKING:
    import pandas as pd

OWN_MACHINE = ("127.0.0.1", "localhost", "::1")


def editable() -> bool:
    """Corrections are made where the page is served to this machine alone: visitors from elsewhere only look."""
    return st.get_option("server.address") in OWN_MACHINE


def put_in_force(change: Callable[[], object]) -> None:
    """Changes the store and draws the page anew; says why where the store cannot be changed."""
    from analysis.errors import StoreError

    try:
        with st.spinner("Counting anew"):
            change()
    except StoreError as error:
        st.error(markdown(str(error)))
        return
    st.rerun()


def in_force(rows: pd.DataFrame, key: str) -> list[int] | None:
    """A table of the corrections in force, and a button that takes the picked ones back.

    Returns the numbers of the rows that stay once it was pressed, else None.
    """
    event = show_table(rows, key, on_select="rerun", selection_mode="multi-row")
    picked = {row for row in (event.selection.rows if event else []) if row < len(rows)}
    if editable() and st.button("Take back the picked ones", key=f"{key}-take-back", disabled=not picked):
        return [row for row in range(len(rows)) if row not in picked]
    return None
