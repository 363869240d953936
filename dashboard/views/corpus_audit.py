"""How often is it right here? A person reads a drawn sample against the sentences, and the page counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.captions import count
from dashboard.cards import card
from dashboard.corrections import editable
from dashboard.escaping import html
from dashboard.evidence import sentence_html
from dashboard.links import beside_link
from dashboard.quote_list import quote_html

if TYPE_CHECKING:
    import pandas as pd

    from analysis.store.selection import Selection
    from analysis.store.store import Drawn, Store

WHAT: dict[Drawn, str] = {"quotes": "quotes", "mentions": "names", "tones": "tones towards names"}
QUESTIONS: dict[Drawn, str] = {
    "quotes": "Is what is highlighted what was said, all of it and nothing else, and is it by the one named in bold?",
    "mentions": "Is what is highlighted a name, and of the one named in bold?",
    "tones": "Is this how the sentence speaks of what is highlighted?",
}
SIZES = (30, 100, 300)
HOW = """
A sample is drawn by chance from what is looked at: the same for the same corpus, and a longer one begins with the
shorter. You read each against its sentence. The share that is right is given with its 95 % interval (Wilson 1927); what
you cannot tell counts on neither side. It is about results that were *found*: what was missed can only be seen in the
articles themselves.

Judgements are kept beside the results (`audit.jsonl`). When a later analysis says something else at a place, the old
judgement does not count any more.
"""


@st.fragment
def panel(store: Store, selection: Selection) -> None:
    what: Drawn = st.session_state.get("audit-what") or "quotes"
    n = st.session_state.get("audit-size") or SIZES[0]
    sample = store.drawn(what, selection, n)
    verdicts = judged(store, what, sample)
    with card(
        "How often is it right here?",
        subtitle="Read a sample against its sentences, and this corpus has an error rate of its own",
        table=rates_of(sample, verdicts),
        name="audit",
        selection=selection,
        store=store,
        unit=f"{sum(verdict is not None for verdict in verdicts)} of {count(len(sample), 'result')} judged",
        how=HOW,
        chart=False,
    ):
        with st.container(horizontal=True):
            st.selectbox("Check", WHAT, format_func=WHAT.__getitem__, key="audit-what")
            st.selectbox("Drawn at random", SIZES, key="audit-size")
        if sample.empty:
            st.html('<p class="np-note">There are none in this selection.</p>')
        else:
            _one(store, what, sample, verdicts)


def judged(store: Store, what: Drawn, sample: pd.DataFrame) -> list[str | None]:
    """Beside the sample: the verdict on each, None where there is none yet."""
    from analysis.store.audit import judgements

    known = judgements(store.path)
    keys = zip(sample["article_id"], sample["place"], sample["claim"], strict=True)
    return [known.get((what, article, int(place), claim)) for article, place, claim in keys]


def rates_of(sample: pd.DataFrame, verdicts: list[str | None]) -> pd.DataFrame:
    """How often the judged ones are right, over all and by outlet."""
    from analysis.measures.audit import rates
    from analysis.store.audit import OPEN, RIGHT

    both = sample[["outlet"]].assign(verdict=verdicts).dropna()
    return rates(both, right=RIGHT, open_verdicts=(OPEN,))


def _one(store: Store, what: Drawn, sample: pd.DataFrame, verdicts: list[str | None]) -> None:
    """The result that is open: the one chosen, else the first without a verdict."""
    from analysis.store.audit import VERDICTS

    waiting = [number for number, verdict in enumerate(verdicts) if verdict is None]
    asked = st.session_state.get("audit-page")
    number = (waiting or [0])[0] if asked is None else min(int(asked), len(sample)) - 1
    row = sample.iloc[number]
    done = f", judged “{verdicts[number]}”" if verdicts[number] else ""
    st.html(
        f'<p class="np-evidence-head">{number + 1} of {len(sample)}{html(done)}. {html(QUESTIONS[what])}</p>'
    )
    shown = quote_html(row) if what == "quotes" else _place_html(row)
    beside_link(shown, row["article_id"], int(row["sentence"]))
    with st.container(horizontal=True):
        for verdict in VERDICTS[what]:
            st.button(
                verdict.capitalize(),
                key=f"audit-{verdict}",
                on_click=_judge,
                args=(store, what, row, verdict),
                disabled=not editable(),
                type="primary" if verdict == verdicts[number] else "secondary",
            )
    st.button(
        "Back to the one before", key="audit-back", on_click=_open, args=(number,), disabled=number == 0
    )


def _place_html(row: Any) -> str:
    said = row["claim"] if row["claim"] == row["entity"] else f"{row['claim']} towards {row['entity']}"
    return f'<p class="np-evidence-head"><b>{html(said)}</b></p>{sentence_html(row)}'


def _judge(store: Store, what: Drawn, row: Any, verdict: str) -> None:
    from analysis.store.audit import Judgement, judge

    judge(store.path, Judgement(what, row["article_id"], int(row["place"]), row["claim"], verdict))
    st.session_state.pop("audit-page", None)


def _open(page: int) -> None:
    """page: from 1."""
    st.session_state["audit-page"] = page
