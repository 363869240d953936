"""The frame: filters change what is looked at, links hold it, and no store is said plainly."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from builders import store_of, told

APP = Path(__file__).parents[2] / "dashboard" / "app.py"


@pytest.fixture
def open_app(monkeypatch):
    def open_it(store, **query):
        monkeypatch.setenv("NEWSPARALLAX_STORE", str(getattr(store, "path", store)))
        app = AppTest.from_file(APP, default_timeout=30)
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return open_it


def caption(app):
    return next(element.value for element in app.html if "np-caption" in element.value)


def stands(app):
    assert not app.exception, app.exception[0].message
    assert not app.error, app.error[0].value


def test_it_opens_on_one_story(open_app, tiny_store):
    app = open_app(tiny_store)
    stands(app)
    assert app.title[0].value == "How do these outlets tell it?"
    assert "3 articles from 3 outlets on “strike”" in caption(app)


@pytest.mark.parametrize("kind", ["empty", "one outlet", "hostile"])
def test_it_opens_on_any_store(open_app, stores, kind):
    stands(open_app(stores[kind]))


def test_outlets_filter(open_app, tiny_store):
    app = open_app(tiny_store)
    app.get("pills")[0].set_value(["Herald"]).run()
    stands(app)
    assert "1 article from 1 outlet" in caption(app)


def test_entities_filter_by_sentence_and_by_article(open_app, tiny_store):
    app = open_app(tiny_store)
    app.multiselect(key="entity").select("Rail Union").run()
    assert "sentences naming Rail Union" in caption(app)
    app.radio(key="scope").set_value("article").run()
    stands(app)
    assert "2 articles from 2 outlets" in caption(app)
    assert "articles naming Rail Union" in caption(app)


def test_pronouns_count_when_they_are_asked_for(open_app, tiny_store):
    app = open_app(tiny_store)
    assert "pronouns" not in caption(app)
    app.toggle(key="inferred").set_value(True).run()
    stands(app)
    assert "pronouns and descriptions counted" in caption(app)


def test_all_stories_can_be_mixed(open_app, tiny_store):
    app = open_app(tiny_store)
    app.selectbox(key="story").select("All stories").run()
    assert "4 articles from 3 outlets on 2 stories" in caption(app)


def test_dates_narrow_what_is_looked_at(open_app, tiny_store):
    from datetime import date

    app = open_app(tiny_store)
    app.slider(key="dates").set_value((date(2024, 1, 11), date(2024, 1, 11))).run()
    stands(app)
    assert "2 articles from 2 outlets" in caption(app)


def test_a_link_opens_the_same_view(open_app, tiny_store):
    app = open_app(
        tiny_store, story="All stories", outlet="Herald", entity="York", voice="outlets' own words"
    )
    stands(app)
    assert caption(app).count("1 article from 1 outlet") == 1
    assert "naming York" in caption(app)
    assert "own words only" in caption(app)


@pytest.mark.parametrize(
    "query",
    [
        {"outlet": "Gaurdian"},
        {"entity": "<script>"},
        {"story": "no such story"},
        {"dates": "NaN"},
        {"voice": "-1"},
        {"scope": "x", "article": "y", "sentence": "z", "quote_by": "w"},
        {"outlet": ["x"] * 500},
    ],
    ids=["outlet", "entity", "story", "dates", "voice", "others", "many"],
)
def test_a_link_to_what_is_not_there_falls_back(open_app, tiny_store, query):
    app = open_app(tiny_store, **query)
    stands(app)
    assert "3 articles from 3 outlets" in caption(app)


def test_what_a_link_asks_for_in_vain_is_said(open_app, tiny_store):
    app = open_app(tiny_store, outlet=["Gaurdian", "Herald"])
    assert any("Gaurdian does not tell this story" in element.value for element in app.html)
    assert "1 article from 1 outlet" in caption(app)


def test_a_choice_that_the_next_story_does_not_have_is_dropped_and_said(open_app, tiny_store):
    app = open_app(tiny_store)
    app.get("pills")[0].set_value(["Times", "Herald"]).run()
    app.selectbox(key="story").select("flood").run()
    stands(app)
    assert "1 article from 1 outlet on “flood”" in caption(app)
    assert any("Times does not tell this story" in element.value for element in app.html)
    assert app.get("pills")[0].value == ["Herald"]


def test_reset_puts_all_back(open_app, tiny_store):
    app = open_app(tiny_store)
    app.get("pills")[0].set_value(["Herald"]).run()
    app.multiselect(key="entity").select("Leeds").run()
    app.button(key="reset").click().run()
    stands(app)
    assert (
        caption(app)
        == '<p class="np-caption">3 articles from 3 outlets on “strike”, published 10–11 January 2024.</p>'
    )


def test_no_store_is_said_plainly(open_app, tmp_path):
    app = open_app(tmp_path / "nothing")
    assert not app.exception
    assert app.title[0].value == "No results to show"
    assert "newsparallax analyze" in app.text[0].value


def test_a_store_analysed_again_is_opened_again(open_app, tmp_path):
    from builders import store_of, told

    store_of(tmp_path / "store", told("One.", outlet="First"))
    assert "First" in str([element.value for element in open_app(tmp_path / "store").html])
    import shutil

    shutil.rmtree(tmp_path / "store")
    store_of(tmp_path / "store", told("Two.", outlet="Second"))
    shown = str([element.value for element in open_app(tmp_path / "store").html])
    assert "Second" in shown
    assert "First" not in shown


@pytest.fixture(scope="module")
def dated_store(tmp_path_factory):
    days = {"early": ("2024-01-01", "2024-01-02", "2024-01-03"), "late": ("2024-03-01", "2024-03-05")}
    return store_of(
        tmp_path_factory.mktemp("dated") / "store",
        *(
            told(f"Told on {day}. It was so.", outlet=outlet, story=story, published=day)
            for story, its in days.items()
            for day, outlet in zip(its, ("Gazette", "M&S [UK] *News*", "Times"), strict=False)
        ),
    )


def test_days_that_nobody_narrowed_stay_all_when_the_story_changes(open_app, dated_store):
    app = open_app(dated_store)
    for story, expected in (("late", "2 articles"), ("early", "3 articles"), ("All stories", "5 articles")):
        app.selectbox(key="story").select(story).run()
        stands(app)
        assert expected in caption(app)


def test_days_of_another_story_do_not_narrow_one_they_leave_out(open_app, dated_store):
    from datetime import date

    app = open_app(dated_store)
    app.slider(key="dates").set_value((date(2024, 1, 1), date(2024, 1, 2))).run()
    assert "2 articles" in caption(app)
    app.selectbox(key="story").select("late").run()
    assert "2 articles from 2 outlets on “late”" in caption(app)


def test_an_outlet_with_signs_of_markdown_in_its_name_is_not_said_to_be_left_out(open_app, dated_store):
    from dashboard.escaping import markdown

    for name in ("M&S [UK] *News*", markdown("M&S [UK] *News*")):
        app = open_app(dated_store, outlet=name)
        stands(app)
        assert not any("left out" in element.value for element in app.html)


def test_a_parameter_without_a_value_is_none_at_all(open_app, tiny_store):
    app = open_app(tiny_store, unit="", outlet="", story="", dates="")
    stands(app)
    assert "3 articles from 3 outlets" in caption(app)
    assert "unit" not in app.query_params
