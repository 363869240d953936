"""What pages leave among the sentences of an article, as small rules.

A rule looks at one stretch of text (a line, or what was glued to one) and answers with the part that is not the
article. It must leave true prose alone: a word marked wrongly is lost to every count, a word missed is merely seen.
"""

from __future__ import annotations

from analysis.corpus.boilerplate import credits, invitations, pages, pictures
from analysis.corpus.boilerplate.rule import Part, Rule

ANYWHERE: tuple[Rule, ...] = (
    Rule("sign-up", invitations.sign_up),
    Rule("credit", pictures.media_line, may_open_a_headline=True),
    Rule("caption", pictures.caption),
    Rule("credit", credits.credit),
    Rule("read next", invitations.read_next, may_open_a_headline=True),
    Rule("read next", invitations.see_there),
    Rule("read next", invitations.glued_label),
    Rule("share line", invitations.share_line),
    Rule("advertisement", pages.advertisement),
    Rule("comments", pages.comments),
    Rule("page notice", pages.page_notice),
    Rule("source line", pages.source_link),
    Rule("wire tag", credits.wire_tag),
)
"""Certain of their words wherever they stand."""

AT_THE_EDGES: tuple[Rule, ...] = (
    Rule("byline", credits.byline),
    Rule("date line", credits.date_line),
    Rule("wire tag", credits.wire_line),
    Rule("topic line", pages.topic_line),
    Rule("source line", pages.source_line),
    Rule("share line", invitations.one_place_to_share),
    Rule("page notice", pages.navigation),
    Rule("section line", pages.section_line),
)
"""Right only before the first or behind the last paragraph of prose, or beside something already marked."""

IN_THE_BODY: tuple[Rule, ...] = (Rule("credit", credits.wire_line),)
"""Right between paragraphs, where an agency alone on its line has taken a picture."""

AT_THE_START: tuple[Rule, ...] = (Rule("dateline", credits.dateline),)
"""Right only in the first paragraph of prose."""


def inline_marks(text: str) -> list[tuple[str, Part]]:
    """Labels and parts of what stands in mid-sentence: the sentence goes on behind it."""
    return [("link note", part) for part in invitations.link_notes(text)]


def first_match(text: str, rules: tuple[Rule, ...]) -> tuple[str, Part] | None:
    """The label and part of the first rule that answers; None when all pass."""
    for rule in rules:
        if (part := rule.finds(text)) is not None:
            return rule.label, part
    return None
