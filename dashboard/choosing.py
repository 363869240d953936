"""One thing picked out of a chart: by a click on its mark, or from a list beside it for the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

import streamlit as st

Option = TypeVar("Option", bound=Hashable)


def choose(
    label: str,
    options: Sequence[Option],
    *,
    key: str,
    event: Any = None,
    read: Callable[[list[Any]], Option],
    show: Callable[[Option], str] = str,
    most: int | None = None,
    **more: Any,
) -> Option | None:
    """What is picked, None before anything is.

    options: what can be. event: what the card's chart returned. read: the option a mark stands for, from its
    customdata. show: an option in words, plain text. most: options in the list; a mark of any other can still be
    clicked, and then stands at its end. The choice is kept apart from the chart's own selection, which is
    lost whenever the chart changes; a new click wins over an older choice from the list. more: for st.selectbox.
    """
    clicked = _newly_clicked(event, key)
    if clicked is not None and (option := read(clicked)) in options:
        st.session_state[key] = option
    elif st.session_state.get(key) not in (None, *options):
        st.session_state[key] = None  # taking the key away would leave the old choice standing in the browser
    offered = list(options[:most])
    if (chosen := st.session_state.get(key)) is not None and chosen not in offered:
        offered.append(chosen)
    return st.selectbox(
        label,
        offered,
        index=None,
        format_func=show,
        key=key,
        placeholder="Click a mark, or choose here",
        **more,
    )


def _newly_clicked(event: Any, key: str) -> list[Any] | None:
    """The customdata of the mark clicked last, once: a rerun for another reason gives None."""
    points = event.selection.points if event else []
    # The chart reports a mark under an unseen one too; any that carries data will do.
    found = next((list(point["customdata"]) for point in points if point.get("customdata")), None)
    seen = f"{key}-seen"
    if found == st.session_state.get(seen):
        return None
    st.session_state[seen] = found
    return found
