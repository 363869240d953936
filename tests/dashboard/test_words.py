"""Words: what each tab says of a store made for it, and the contexts behind a choice."""

import pytest
from pages import chosen, html_of, opened, stands

from analysis.store.selection import Selection
from builders import store_of, told
from dashboard.views.words.counting import listed
from dashboard.views.words.lines import line_html, ordered


def lines_of(app):
    return [element.value for element in app.html if "np-kwic" in element.value]


STRIKE = "Strike talks fail. The strike goes on and the strike is bad."
TALKS = "Talks go on. More talks and good talks are near. A strike may come."


@pytest.fixture(scope="module")
def two_outlets(tmp_path_factory):
    return store_of(
        tmp_path_factory.mktemp("two") / "store",
        told(STRIKE, outlet="Gazette"),
        told(TALKS, outlet="Herald"),
    )


def test_a_chosen_word_shows_every_place_it_stands(two_outlets):
    app = chosen(opened("words", two_outlets), "Contexts of", "talks")
    assert "4 hits in 2 articles" in html_of(app)
    assert len(lines_of(app)) == 4
    assert html_of(app).count("<mark>talks</mark>") == 3
    assert html_of(app).count("<mark>Talks</mark>") == 1


@pytest.mark.parametrize("way", ["each outlet", "two outlets", "all side by side"])
def test_typical_words_stand_in_each_of_their_pictures(two_outlets, way):
    app = opened("words", two_outlets, typical_view=way)
    assert chosen(app, "Contexts of", "strike")
    assert ("one article an outlet" in html_of(app)) == (way == "each outlet")


def test_any_word_phrase_form_or_pattern_can_be_looked_up(two_outlets):
    tab = {"words_tab": "In context"}
    assert "4 hits" in html_of(opened("words", two_outlets, word="STRIKE", **tab))
    assert "1 hit in" in html_of(opened("words", two_outlets, word="and the strike is", **tab))
    assert "4 hits" in html_of(opened("words", two_outlets, word="talk", word_kind="dictionary form", **tab))
    assert "2 hits" in html_of(opened("words", two_outlets, word="[gG]o(es)? on", word_kind="pattern", **tab))
    assert "was not found in these articles" in html_of(opened("words", two_outlets, word="peace", **tab))


def test_a_pattern_that_cannot_be_searched_for_says_why(two_outlets):
    app = opened("words", two_outlets, words_tab="In context", word="(a{1000}){1000}", word_kind="pattern")
    assert "no pattern RE2" in app.warning[0].value


@pytest.mark.parametrize("view", ["where it stands", "company", "over time"])
def test_a_word_shows_where_it_stands_its_company_and_its_time(two_outlets, view):
    app = opened("words", two_outlets, words_tab="In context", word="strike", context_view=view)
    if view == "over time":
        assert "a trend needs at least 3" in html_of(app)
    if view == "company":
        app = stands(app.toggle(key="company_stop").set_value(True).run())
        assert "with “the” within 5 words" in html_of(chosen(app, "Contexts with", "the"))


def test_a_trend_is_drawn_where_dates_allow(tmp_path):
    days = [f"2024-01-{day:02}" for day in (1, 2, 3)]
    store = store_of(
        tmp_path / "store", *(told(f"Strike on day {day}.", published=day, outlet="Gazette") for day in days)
    )
    app = opened("words", store, words_tab="In context", word="strike", context_view="over time")
    assert "By day, a line an outlet" in html_of(app)


@pytest.mark.parametrize("by", ["outlet", "story", "voice"])
def test_frequencies_by_outlet_story_or_voice_open_their_contexts(tiny_store, by):
    app = opened("words", tiny_store, words_tab="How often", words_by=by)
    assert "The most frequent by " + by in html_of(app)
    assert lines_of(chosen(app, "Contexts of", "talks"))


def test_the_contexts_are_those_the_page_counts(tiny_store):
    """“Leeds” stands only in names: left out of the counts, and found when names count."""
    from dashboard.views.words.counting import Counting
    from dashboard.views.words.frequencies import word_rates

    for names in (False, True):
        counting = Counting(names=names)
        rates = word_rates(tiny_store, Selection(), counting)
        for term, count in rates.groupby("term")["count"].sum().items():
            found = tiny_store.contexts(Selection(), term, names=names)
            assert found.n_hits == count, term


def test_clouds_stand_beside_their_words_and_compare(two_outlets):
    clouds = opened("words", two_outlets, words_tab="Clouds")
    assert len(clouds.get("image")) == 2
    assert len(clouds.dataframe) >= 2
    assert (
        len(opened("words", two_outlets, words_tab="Clouds", cloud_ink="typical words coloured").get("image"))
        == 2
    )
    assert len(opened("words", two_outlets, words_tab="Clouds", cloud_view="comparison").get("image")) == 1


def test_clouds_of_outlets_whose_names_have_no_latin_letter(tmp_path):
    store = store_of(tmp_path / "store", told("talks talks", outlet="新闻"), told("talks go", outlet="日报"))
    assert "新闻" in html_of(opened("words", store, words_tab="Clouds"))


def test_style_leaves_out_short_articles_and_links_to_the_long_ones(tmp_path):
    store = store_of(
        tmp_path / "store", told("The talks go on and on. " * 30), told("Short.", outlet="Herald")
    )
    app = opened("words", store, words_tab="Style")
    assert len(next(box for box in app.selectbox if box.label == "Article").options) == 1


def test_what_is_counted_is_said_with_its_number(two_outlets):
    app = opened("words", two_outlets, words_tab="How often", word_pos="nouns", without_words="talks")
    assert "articles; nouns only; without talks" in html_of(app)


def test_words_left_out_and_function_words_let_in(two_outlets):
    app = opened("words", two_outlets, without_words="Talks, bad")
    assert "talks" not in next(box for box in app.selectbox if box.label == "Contexts of").options
    assert "and, is" in html_of(app) or "function words left out here" in html_of(app)
    app = stands(app.multiselect(key="also_words").set_value(["the"]).run())
    assert "the" in next(box for box in app.selectbox if box.label == "Contexts of").options


def test_copies_are_offered_to_be_left_out_and_change_the_counts(tmp_path):
    first = told(STRIKE, outlet="Gazette")
    copy = told(STRIKE, outlet="Herald", published="2024-01-12")
    other = told(TALKS, outlet="Times")
    pair = {"kind": "shared", "kept": first[0].article_id, "other": copy[0].article_id}
    store = store_of(tmp_path / "store", first, copy, other, report={"duplicates": [pair]})
    typical = opened("words", store, each_text_once="true")
    assert "most of them" in typical.toggle(key="each_text_once").help
    often = opened("words", store, words_tab="How often")
    assert "each text once" not in html_of(often)
    assert "7 hits in 3 articles" in html_of(chosen(often, "Contexts of", "strike"))
    often.toggle(key="each_text_once").set_value(True).run()
    assert "4 hits in 2 articles" in html_of(often)


def test_one_outlet_is_told_that_typical_words_need_two(two_outlets):
    app = opened("words", two_outlets, Selection(outlets=("Gazette",)))
    assert "need two outlets" in app.info[0].value


def test_a_list_of_words_is_read_however_it_is_typed():
    assert listed(" Said,  south  china; said\nsea,") == ("said", "sea", "south china")


def test_lines_are_sorted_by_the_words_beside(two_outlets):
    lines = two_outlets.contexts(Selection(), "talks").lines
    after = ordered(lines, "word after")["right"].str.split().str[0].str.lower().tolist()
    assert after == sorted(after)
    before = ordered(lines, "word before")["left"].str.split().str[-1].fillna("").str.lower().tolist()
    assert before == sorted(before)


def test_a_line_is_only_text(hostile_store):
    lines = hostile_store.contexts(Selection(), r"\S+", kind="pattern", limit=200).lines
    shown = "".join(line_html(row, "#000000") for row in lines.itertuples())
    assert "<script" not in shown
    assert "<img" not in shown


def test_a_bar_opens_the_lines_of_its_group(two_outlets, monkeypatch):
    from dashboard import choosing

    app = opened("words", two_outlets, words_tab="How often")
    assert "4 hits in 2 articles" in html_of(chosen(app, "Contexts of", "strike"))
    monkeypatch.setattr(choosing, "_newly_clicked", lambda event, key: ["Gazette", "strike"])
    assert "“strike” in Gazette</b>: 3 hits in 1 article." in html_of(app.run())
