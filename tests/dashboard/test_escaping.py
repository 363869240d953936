"""Each renderer's own function, against one list of bad strings."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from dashboard import escaping

INVISIBLE = "\u2060"


@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_no_tag_and_reads_back_as_written(text):
    shown = escaping.html(text)
    assert not re.search(r"[<>\"']", shown)
    assert unescape(shown) == text


@given(st.text())
def test_html_never_opens_a_tag_or_leaves_an_attribute(text):
    assert not re.search(r"[<>\"']", escaping.html(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_without_its_escapes_is_the_text(text):
    shown = escaping.markdown(text)
    assert re.sub(r"\\(?=[^\w\s]|_)", "", shown).replace(INVISIBLE, "") == text


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_leaves_nothing_to_match(text):
    shown = escaping.markdown(text)
    assert not re.search(r"(?<!\\)[*_`\[\]<>$|~]", shown)
    parsed = re.sub(r"\\(?=[^\w\s]|_)", "", shown)  # as the directives of Streamlit see it
    assert not re.search(r":\w+[\[/:]|www\.|\w@\w|->|<-|--|>=|https?://", parsed)


@pytest.mark.parametrize(
    "name", ["The Straits Times", "Unidentified (002)", "U.S. News", "O’Brien-Smith", "Ö & Ü"[:1]]
)
def test_plain_names_stay_as_they_are_in_links(name):
    assert escaping.markdown(name) == name


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\tx", "\rx"])
def test_spreadsheets_get_no_formula(text):
    assert escaping.spreadsheet(text) == "'" + text


@pytest.mark.parametrize("number", [-1, -0.5, 3])
def test_numbers_stay_numbers(number):
    assert escaping.spreadsheet(number) is number


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_file_names_are_safe_and_never_empty(parts):
    name = escaping.file_name(*parts)
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*", name)
    assert len(name) <= escaping.MAX_FILE_NAME


def test_reserved_names_are_avoided():
    assert escaping.file_name("CON") != "con"
    assert escaping.file_name("../../etc/passwd") == "etc-passwd"


def test_long_names_that_differ_at_the_end_stay_different():
    assert escaping.file_name("a" * 300 + "b") != escaping.file_name("a" * 300 + "c")
