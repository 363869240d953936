"""Links inside the dashboard: the same filters, another page, an article, a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

ARTICLE, SENTENCE, SHOW = "article", "sentence", "show"  # query parameters of the Read page


def reader_link(
    label: str, article_id: str, sentence: int | None = None, *, show: Sequence[str] = ()
) -> None:
    """A link to an article on the Read page, at a sentence when one is given. label: plain text.

    show: the layers drawn there; none for those that are drawn anyway.
    """
    from dashboard.escaping import markdown

    query: dict[str, str | list[str]] = {key: st.query_params.get_all(key) for key in st.query_params}
    query[ARTICLE] = article_id
    query.pop(SENTENCE, None)
    if sentence is not None:
        query[SENTENCE] = str(sentence)
    if show:
        query[SHOW] = list(show)
    # Streamlit finds the page by its path, so any page object with that path leads there.
    st.page_link(
        st.Page(_elsewhere, title="Read", url_path="read"), label=markdown(label), query_params=query
    )


def beside_link(
    shown: str, article_id: str, sentence: int | None = None, *, show: Sequence[str] = ()
) -> None:
    """HTML of ours with a link beside it to where it stands. show: as for `reader_link`."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        st.html(shown, width="stretch")
        reader_link("Read", article_id, sentence, show=show)


def _elsewhere() -> None:
    """Never run: stands for the page registered under the same path."""
