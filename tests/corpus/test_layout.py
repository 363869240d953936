"""Where headline, paragraphs and boilerplate lie."""

from __future__ import annotations

import itertools
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.corpus import article_from_text
from analysis.corpus.formats.markdown import article_of_markdown
from analysis.corpus.formats.tags import text_and_tags
from analysis.model import Article

PROSE = "The minister said on Monday that the bridge would open in the spring of next year."
MORE = "Engineers had warned for months that the work would take longer than the council had planned."


def marked(article: Article) -> list[tuple[str, str]]:
    return [(mark.label, article.text[slice(*mark.span)]) for mark in article.boilerplate]


def paragraphs(article: Article) -> list[str]:
    return [article.text[slice(*span)] for span in article.paragraphs]


def test_a_title_line_and_a_body():
    article = article_from_text(f"Bridge to open in spring\n\n{PROSE}\n\n{MORE}")
    assert article.title == "Bridge to open in spring"
    assert article.headline == article.paragraphs[0] == (0, 24)
    assert paragraphs(article)[1:] == [PROSE, MORE]
    assert article.boilerplate == ()


def test_a_text_without_a_title_line_has_no_headline():
    assert article_from_text(f"{PROSE}\n\n{MORE}").headline is None
    assert article_from_text(PROSE).headline is None


def test_a_given_title_is_looked_for_and_kept():
    article = article_from_text(
        f"World\n\nBridge to open in spring\n\n{PROSE}", title="Bridge to open in spring | Times"
    )
    assert article.text[slice(*article.headline)] == "Bridge to open in spring"
    assert article.title == "Bridge to open in spring | Times"
    assert article_from_text(f"{PROSE}\n\n{MORE}", title="Something else").headline is None


def test_a_label_above_the_headline_is_of_the_page_and_prose_above_it_is_not():
    article = article_from_text(
        f"Exclusive\n\nBridge to open in spring\n\n{PROSE}", title="Bridge to open in spring"
    )
    assert marked(article) == [("page notice", "Exclusive")]
    assert article.headline == article.paragraphs[0]
    article = article_from_text(
        f"{MORE}\n\nBridge to open in spring\n\n{PROSE}", title="Bridge to open in spring"
    )
    assert article.headline is None
    assert len(article.paragraphs) == 3


def test_a_first_sentence_that_begins_like_the_title_is_no_headline():
    article = article_from_text(
        f"Bridge to open in spring, says the minister.\n\n{MORE}", title="Bridge to open in spring"
    )
    assert article.headline is None


def test_a_sentence_broken_around_a_link_is_one_paragraph():
    article = article_from_text(
        f"Bridge to open\n\n{PROSE}\n\nThe plan follows a report in\n\nThe Evening News\n\nby two engineers.\n\n{MORE}"
    )
    assert "The plan follows a report in\n\nThe Evening News\n\nby two engineers." in paragraphs(article)
    assert len(article.paragraphs) == 4


def test_hard_wrapped_lines_are_put_together():
    wrapped = "Bridge to open in spring\n\n" + (
        "The minister said on Monday that the bridge would open in the spring\n"
        "of next year. Engineers had warned for months that the work would\n"
        "take longer than the council had planned, and that the money would\n"
        "not last.\n\nThe council denied it on Tuesday and said that every pound had been\n"
        "spent as planned by its own committee of engineers and accountants\n"
        "in the town hall."
    )
    article = article_from_text(wrapped)
    assert [text.split()[0] for text in paragraphs(article)] == ["Bridge", "The", "The"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("He left in November.The Pentagon said so.", ["He left in November.", "The Pentagon said so."]),
        ("He called it “risky”.But she did not.", ["He called it “risky”.", "But she did not."]),
        ('He said "no."The crowd went home.', ['He said "no."', "The crowd went home."]),
        ("The U.S.Army and Booking.Com met Dr.Smith in St.Louis today.", None),
    ],
    ids=["glued", "curly", "straight", "abbreviations"],
)
def test_paragraphs_whose_break_was_lost(text, pieces):
    assert paragraphs(article_from_text(text)) == (pieces or [text])


def test_offsets_are_code_points_and_the_text_is_untouched():
    text = "Bridge 🌉 opens\r\n\r\n👩‍👩‍👧 said: “نعم”.\r\n\r\nSign up now: our newsletter"
    article = article_from_text(text)
    assert article.text == text
    assert marked(article) == [("sign-up", "Sign up now: our newsletter")]


def test_nul_and_half_characters_become_replacement_characters_in_place():
    article = article_from_text("a\x00b \ud800 c")
    assert article.text == "a\ufffdb \ufffd c"


LINES = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=string.ascii_letters + " .,\"'“”", max_size=80),
    st.sampled_from(
        [PROSE, MORE, PROSE + MORE, "Recommended" + PROSE, PROSE + " REUTERS", "Advertisement", "to be"]
    ),
    st.sampled_from(
        ["PHOTO: AFP", "Share", "Read more: A B", "By Ann Other", PROSE + " Sign up here now.", "Sign up now"]
    ),
)


SIGNS = ["# ", "> ", "- ", "**", "", "[a](b) ", "`", "<i>", "![x](y)", "](c)", "---\n", ", opens new tab "]


@given(
    st.lists(st.tuples(st.sampled_from(SIGNS), LINES, st.sampled_from([*SIGNS, "\n", "\n\n"])), max_size=8)
)
def test_markdown_keeps_the_same_promise(lines):
    raw = article_of_markdown("".join(itertools.chain.from_iterable(lines)), "a.md")
    promise(article_from_text(raw.text, markup=raw.markup))


TAGS = [
    "<p>",
    "</p>",
    "<br>",
    "<b>",
    "</b>",
    '<a href="x">',
    "</a>",
    "<!-- x",
    "-->",
    "<script>",
    "</script>",
    "&amp;",
]


@given(
    st.lists(st.tuples(st.sampled_from(TAGS), LINES, st.sampled_from([*TAGS, "\n", " <", " & "])), max_size=8)
)
def test_html_keeps_the_same_promise(lines):
    text, marks = text_and_tags("".join(itertools.chain.from_iterable(lines)))
    promise(article_from_text(text, markup=marks))


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", " ", "\u2028", ""]))
@example(["Recommended", "Advertisement"], "\n")
def test_every_visible_character_has_its_place(lines, separator):
    promise(article_from_text(separator.join(lines)))


def promise(article: Article) -> None:
    """Spans lie in the text, in order, apart; every visible character is in one; paragraphs end in editorial text."""
    text = article.text
    spans = article.paragraphs
    marks = [mark.span for mark in article.boilerplate]
    for row in (spans, marks):
        assert all(0 <= start < end <= len(text) for start, end in row)
        assert all(a.end <= b.start for a, b in itertools.pairwise(row))
    assert article.headline is None or article.headline == spans[0]
    for start, end in spans:
        assert text[start:end].strip() == text[start:end]
    covered = {i for start, end in (*spans, *marks) for i in range(start, end)}
    assert all(i in covered or character.isspace() for i, character in enumerate(text))
    edges = {i for start, end in spans for i in (start, end - 1)}
    assert not edges & {i for start, end in marks for i in range(start, end)}
