"""The day of publication, in the forms it is written in, and what is left open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import TEXT, messages

from analysis.corpus import read_corpus
from analysis.corpus.dates import UnclearDate, day_of


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-03-09", date(2024, 3, 9)),
        ("2024/3/9", date(2024, 3, 9)),
        ("20240309", date(2024, 3, 9)),
        ("2024-03-09T23:30:00-05:00", date(2024, 3, 10)),
        ("2024-03-09T00:30:00+09:00", date(2024, 3, 8)),
        ("2024-03-09 23:30:00", date(2024, 3, 9)),
        ("2024-03-09T23:30:00Z", date(2024, 3, 9)),
        ("Fri, 22 Dec 2023 23:30:00 -0500", date(2023, 12, 23)),
        ("22 Dec 2023 23:30:00 -0500", date(2023, 12, 23)),
        ("22 Dec 2023 23:30:00 EST", date(2023, 12, 23)),
        ("Friday, 22 December 2023 11 p.m. EST", date(2023, 12, 23)),
        ("Fri Dec 22 2023 23:30:00 GMT-0500 (Eastern Standard Time)", date(2023, 12, 23)),
        ("10 March 2024 00:30 +0200", date(2024, 3, 9)),
        ("10 March 2024 12:30 am UTC+2", date(2024, 3, 9)),
        ("2024-3-9 23:30:00-05:00", date(2024, 3, 10)),
        ("2024.03.09T23:30:00-05:00", date(2024, 3, 10)),
        ("2024-03-09T233000-0500", date(2024, 3, 10)),
        ("12/25/2023 11:30 PM -0500", date(2023, 12, 26)),
        ("Fri, 22 Dec 23 10:00:00 GMT", date(2023, 12, 22)),
        ("9 March 2024, 23:30 IST", date(2024, 3, 9)),  # three zones have that name
        ("9 March 2024 (UTC)", date(2024, 3, 9)),
        ("9. März 2024", date(2024, 3, 9)),
        ("9 de marzo de 2024", date(2024, 3, 9)),
        ("9 novembre 2024", date(2024, 11, 9)),
        ("22 December 2023", date(2023, 12, 22)),
        ("Dec. 22, 2023", date(2023, 12, 22)),
        ("Friday, December 22nd, 2023 at 5 pm", date(2023, 12, 22)),
        ("1703203200", date(2023, 12, 22)),
        ("1703203200000", date(2023, 12, 22)),
        ("13/04/2026", date(2026, 4, 13)),
        ("04/13/2026", date(2026, 4, 13)),
        ("05.05.2025", date(2025, 5, 5)),
        ("", None),
        ("n/a", None),
    ],
)
def test_dates(value, day):
    assert day_of(value) == day


@pytest.mark.parametrize(
    "value",
    [
        "03/04/2026",
        "yesterday",
        "2024-13-01",
        "31/02/2024",
        "2024",
        "99999999999999",
        "0001-01-01",
        "9 marraskuu 2024",
    ],
)
def test_what_is_unclear_is_not_guessed(value):
    with pytest.raises(UnclearDate):
        day_of(value)


def test_an_ambiguous_date_is_read_as_told():
    assert day_of("03/04/2026", day_first=True) == date(2026, 4, 3)
    assert day_of("03/04/2026", day_first=False) == date(2026, 3, 4)


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_unclear(value):
    try:
        day = day_of(value)
    except UnclearDate:
        return
    assert day is None or 1600 <= day.year <= 2200


def test_unclear_and_future_dates_are_reported_with_their_row(tmp_path):
    ahead = (date.today() + timedelta(days=400)).isoformat()
    rows = [["03/04/2026", "a"], ["yesterday", "b"], [ahead, "c"], ["", "d"]]
    content = "date,text\n" + "".join(f'{day},"{TEXT} {word}"\n' for day, word in rows)
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    corpus = read_corpus(path)
    assert len(corpus.articles) == 4
    assert sum(a.published is None for a in corpus.articles) == 3
    said = messages(corpus.report)
    assert "a.csv 2: published: '03/04/2026' can be 2026-04-03 or 2026-03-04" in said
    assert "a.csv 3: published: 'yesterday' is not a date, expected one such as 2024-03-09" in said
    assert "lies in the future" in said
