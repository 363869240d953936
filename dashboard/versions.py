"""One attribution beside another that says the same: how it is drawn, and what is said of the method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.quote_versions import LEAST_PLAIN, LEAST_SHARE, LEAST_SHARED
from dashboard.article_html import NOBODY
from dashboard.escaping import html
from dashboard.evidence import marked

if TYPE_CHECKING:
    import pandas as pd

HOW = f"""
Two attributions are put side by side when they share at least {LEAST_SHARED} different words, {LEAST_PLAIN} of them in
no name, and these make at least {LEAST_SHARE:.0%} of the weight of the lighter one. A word weighs *log(1 + attributions
of the story ÷ those that hold it)*; function words weigh nothing; a final s makes no difference. Shared words are
highlighted. Only articles of the same story are compared.

**When it misleads.** Shared wording is no proof that two outlets report the same words: somebody may have said much
the same twice. And the same sentence, wholly reworded, is not found. Not being here means *not found in these
articles*.
"""


def version_html(quote: pd.Series, marks: list[tuple[int, int]], colour: str | None = None) -> str:
    """One attribution: outlet, speaker, verb and form, and its content with the shared words highlighted."""
    bar = f' style="border-color:{html(colour)}"' if colour else ""
    speaker = quote["speaker_entity"] if isinstance(quote["speaker_entity"], str) else NOBODY
    verb = f", {html(quote['cue_lemma'])}" if quote["cue_lemma"] else ""
    return (
        f'<blockquote class="np-sentence"{bar}><span class="np-where"><b>{html(quote["outlet"])}</b> · '
        f"{html(speaker)}{verb} · {html(quote['quote_type'])}</span> "
        f"{marked(quote['content'], 0, marks)}</blockquote>"
    )
