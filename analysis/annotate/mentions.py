"""Names in an article: where each stands, what kind it is, and which entity it belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.entities.gazetteer import LABEL_OF_KIND, look_up
from analysis.entities.titles import is_title
from analysis.entities.within_article import Form, group_forms
from analysis.model import Article, Label, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

LABEL_OF_SPACY: dict[str, Label] = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "NORP": "NORP",
    "FAC": "FAC",
    "EVENT": "EVENT",
    "PRODUCT": "OTHER",
    "WORK_OF_ART": "OTHER",
    "LAW": "OTHER",
}


def find_mentions(doc: Doc, article: Article) -> list[Mention]:
    """Every mention of a named entity in editorial text, in order, grouped within the article."""
    text = article.text
    votes: dict[str, dict[Label, int]] = {}
    for ent in doc.ents:
        label = LABEL_OF_SPACY.get(ent.label_)
        span = trimmed(text, ent.start_char, ent.end_char)
        if label is None or span is None:
            continue
        form = text[span.start : span.end]
        known = look_up(form)
        if known is not None and (
            label in ("GPE", "LOC", "NORP") or known.kind in ("country", "demonym", "people")
        ):
            label = LABEL_OF_KIND[known.kind]
        counts = votes.setdefault(form, {})
        counts[label] = counts.get(label, 0) + 1
    labels = {form: min(counts, key=lambda lab: (-counts[lab], lab)) for form, counts in votes.items()}
    spans = occurrences(doc.text, sorted(labels, key=lambda f: (-len(f), f)))
    starts: dict[str, list[int]] = {}
    for span in spans:
        starts.setdefault(text[span.start : span.end], []).append(span.start)
    resolved = group_forms([Form(f, labels[f], tuple(s)) for f, s in starts.items()], text)
    sentence_ends = [sent.end_char for sent in doc.sents]
    mentions, sentence = [], 0
    for span in spans:
        while sentence < len(sentence_ends) - 1 and span.start >= sentence_ends[sentence]:
            sentence += 1
        form = text[span.start : span.end]
        found = resolved[form, labels[form]]
        mentions.append(Mention(span, sentence, found.entity, found.label, found.how))
    return mentions


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A span without titles, "the", possessive and punctuation at its borders; None when nothing is left."""
    while start < end:
        piece = text[start:end]
        word = re.match(r"\S+", piece)
        if word is None:
            start += 1
        elif not piece[0].isalnum() or not piece[-1].isalnum():
            start += not piece[0].isalnum()
            end -= not piece[-1].isalnum() and not re.search(
                r"\b[A-Z]\.[A-Z]\.$|\b[JS]r\.$|\b[A-Z]\.$", piece
            )
            if piece[0].isalnum() and end - start == len(piece):
                break
        elif re.search(r"['’]s$", piece):
            end -= 2
        elif word.end() < len(piece) and (word[0].lower() in ("the", "a", "an") or is_title(word[0])):
            start += word.end()
        else:
            break
    piece = text[start:end]
    return Span(start, end) if piece and "\n" not in piece and any(c.isupper() for c in piece) else None


def occurrences(text: str, forms: list[str]) -> list[Span]:
    """Every whole-word place of the forms, longest first where they overlap, in order of the text."""
    if not forms:
        return []
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(f) for f in forms) + r")(?!\w)")
    return [Span(*match.span()) for match in pattern.finditer(text)]
