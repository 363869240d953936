"""Every page with a whole store, an empty one, one outlet and hostile text: it stands, and says what it must."""

from __future__ import annotations

import importlib.util

import pytest
from hostile import ELSEWHERE, HOSTILE
from pages import chosen, html_of, opened, sentences_of, stands

from analysis.store.selection import Selection
from builders import said, store_of, told
from dashboard.views import VIEWS

PATHS = [view.path for view in VIEWS if importlib.util.find_spec(f"dashboard.views.{view.path}")]


def markdown_of(app):
    """All that Streamlit would read as markdown: texts, notes, and labels of widgets."""
    texts = [
        element.value for kind in ("markdown", "caption", "info", "warning") for element in app.get(kind)
    ]
    labels = [element.label for kind in ("button", "expander", "tab") for element in app.get(kind)]
    return "\n".join([*texts, *labels])


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("kind", ["tiny", "empty", "one outlet", "hostile"])
def test_every_page_stands(path, kind, stores):
    stands(opened(path, stores[kind]))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "selection",
    [
        Selection(outlets=("Nobody",)),
        Selection(entities=("Nobody",)),
        Selection(voice="outlet"),
        Selection(voice="reported", stories=("flood",)),
        Selection(entities=("Leeds",), scope="article"),
    ],
    ids=["no outlet", "no entity", "own words", "nothing reported", "an entity"],
)
def test_every_page_stands_whatever_is_selected(path, selection, tiny_store):
    stands(opened(path, tiny_store, selection))


@pytest.mark.parametrize("path", PATHS)
def test_an_empty_page_names_the_filter_that_emptied_it_and_offers_to_undo_it(path, tiny_store):
    app = opened(path, tiny_store, Selection(outlets=("Nobody",), voice="quoted"))
    said = " ".join(note.value for note in app.info)
    assert "only Nobody" in said
    assert any("only Nobody" in button.label for button in app.button)


@pytest.mark.parametrize("path", PATHS)
def test_hostile_text_reaches_no_renderer_unescaped(path, hostile_store):
    app = opened(path, hostile_store)
    shown = html_of(app)
    assert "<script>window" not in shown
    assert "<img" not in shown
    assert "<b onmouseover" not in shown
    read_as_markdown = markdown_of(app)
    for text in (f"![x]({ELSEWHERE})", "[a](javascript", ":red[", ":material/home:", "$x^2$"):
        assert text not in read_as_markdown


def test_the_overview_shows_each_outlet_with_its_headline(tiny_store):
    shown = html_of(opened("overview", tiny_store))
    for text in ("Gazette", "Herald", "Times", "Talks fail in Leeds", "Reuters copy", "1 without a date"):
        assert text in shown


def test_what_stands_out_opens_to_its_sentences(tiny_store):
    app = opened("overview", tiny_store, Selection(stories=("strike",)))
    about_ito = next(box for box in app.expander if "Ana Ito" in box.label)
    app.session_state[f"observation-{list(app.expander).index(about_ito)}"] = True
    app.run()
    stands(app)
    assert "<mark>We will strike,</mark>" in html_of(app)


@pytest.mark.parametrize(
    ("kind", "said"),
    [("one outlet", "needs two outlets"), ("hostile", "Nothing stands out by the fixed rules")],
)
def test_why_nothing_stands_out_is_said(kind, said, stores):
    assert said in html_of(opened("overview", stores[kind]))


def test_voices_lists_quotes_and_finds_some_of_them(tiny_store):
    app = opened("voices", tiny_store, voices_tab="The quotes")
    assert "We will strike," in html_of(app)
    app.text_input(key="quote_search").set_value("SAD day").run()
    stands(app)
    shown = html_of(app)
    assert "It is a sad day," in shown
    assert "We will strike," not in shown


def test_certainty_that_nobody_measured_is_not_offered(tiny_store):
    app = opened("voices", tiny_store)
    assert not [slider for slider in app.slider if slider.key == "quote_sure"]


def test_quotes_are_chosen_by_measured_certainty(tmp_path):
    from builders import said, store_of, told

    store = store_of(
        tmp_path / "store",
        told(
            "“One,” said Ann. “Two,” said Bob.",
            quotes=[said("One,", by="Ann", confidence=0.9), said("Two,", by="Bob", confidence=0.5)],
        ),
    )
    app = opened("voices", store, voices_tab="The quotes")
    app.slider(key="quote_sure").set_value(70).run()
    stands(app)
    lists = [element.value for element in app.html if "np-sentence" in element.value]
    assert "One," in str(lists)
    assert "Two," not in str(lists)


def test_a_search_with_two_spaces_finds_what_one_finds(tiny_store):
    app = opened("voices", tiny_store, voices_tab="The quotes")
    app.text_input(key="quote_search").set_value(" SAD   day ").run()
    stands(app)
    assert "It is a sad day," in html_of(app)


def test_a_piece_of_a_band_opens_the_quotes_it_counts(tiny_store):
    """Every piece of the three bands, against the table it is drawn from."""
    from dashboard.figures.voice import UNKNOWN
    from dashboard.views.voices import CLASSES, KINDS, TYPES, shares

    tabs = {KINDS: "Who speaks", TYPES: "How they are quoted", CLASSES: "How they are quoted"}
    for band, tab in tabs.items():
        table = shares(tiny_store, Selection(), band.by)
        assert len(table)
        for row in table.fillna({band.by: UNKNOWN}).to_dict("records"):
            app = opened("voices", tiny_store, voices_tab=tab)
            app = chosen(app, band.ask, (row["outlet"], row[band.by]))
            assert len(sentences_of(app)) == row["n_quotes"]


def test_quotes_partly_in_quotation_marks_are_said_to_count_whole(tiny_store):
    from dashboard.views.voices import MIXED

    assert MIXED in html_of(opened("voices", tiny_store, Selection(voice="quoted")))
    assert MIXED not in html_of(opened("voices", tiny_store))


def test_a_bar_of_few_sentences_is_pale_on_the_overview(tiny_store, tmp_path):
    few = html_of(opened("overview", tiny_store))
    assert few.count('class="np-tone np-few"') == few.count('class="np-tone')
    assert "pale: fewer than 10 sentences" in few
    many = store_of(tmp_path / "store", told("A good day came. " * 10, scores={"good": 0.7}))
    assert "np-few" not in html_of(opened("overview", many))


def test_a_search_is_no_pattern(tiny_store):
    app = opened("voices", tiny_store, voices_tab="The quotes")
    app.text_input(key="quote_search").set_value("(a+)+$[").run()
    stands(app)
    assert "No quote fits" in app.info[0].value


def test_the_reader_opens_the_article_and_sentence_of_a_link(tiny_store):
    articles = tiny_store.articles(Selection())
    flood = articles.loc[articles["story"] == "flood", "article_id"].iloc[0]
    app = opened("read", tiny_store, article=flood, sentence="1")
    stands(app)
    assert 'id="np-here"' in html_of(app)
    assert "The river rose in" in html_of(app)
    assert app.selectbox(key="read-article").value == flood


@pytest.mark.parametrize(
    ("article", "sentence"),
    [("../etc/passwd", "0"), ("x" * 5_000, "NaN"), (HOSTILE[0], "-1"), ("", "9" * 400)],
)
def test_a_link_to_nothing_says_so(tiny_store, article, sentence):
    app = opened("read", tiny_store, article=article, sentence=sentence)
    stands(app)
    assert "not in this corpus" in app.warning[0].value


def test_a_link_reaches_an_article_outside_the_filters(tiny_store):
    articles = tiny_store.articles(Selection())
    flood = articles.loc[articles["story"] == "flood", "article_id"].iloc[0]
    app = opened("read", tiny_store, Selection(stories=("strike",)), article=flood)
    stands(app)
    assert "outside the filters" in html_of(app)
    assert "The river rose in" in html_of(app)


@pytest.fixture(scope="module")
def same_words(tmp_path_factory):
    """Two outlets that report the same in much the same words, and one that does not."""
    here = "Vote\n“The <b>new budget will ruin</b> our northern schools,” said Ito."
    there = "Vote\nIto warned that the <b>new budget will ruin northern schools."
    apart = "Vote\nIto said that nothing else matters today."
    return store_of(
        tmp_path_factory.mktemp("same") / "store",
        told(
            here,
            outlet="Gazette",
            quotes=[said("The <b>new budget will ruin</b> our northern schools,", by="Ito")],
        ),
        told(
            there,
            outlet="Herald",
            quotes=[
                said(
                    "the <b>new budget will ruin northern schools",
                    by="Ito",
                    cue="warned",
                    quote_type="indirect",
                )
            ],
        ),
        told(
            apart,
            outlet="Times",
            quotes=[said("that nothing else matters today", by="Ito", quote_type="indirect")],
        ),
    )


def test_the_reader_puts_other_outlets_versions_of_a_quote_beside_it(same_words):
    articles = same_words.articles(Selection()).set_index("outlet")["article_id"]
    app = opened("read", same_words, article=articles["Gazette"])
    stands(app)
    shown = html_of(app)
    assert "How do other outlets put it?" in shown
    assert "<b>Herald</b> · " in shown
    assert (
        "<mark>budget</mark> <mark>will</mark> <mark>ruin</mark> <mark>northern</mark> <mark>schools</mark>"
        in shown
    )
    assert "<b>new" not in shown
    assert "&lt;<mark>b</mark>&gt;<mark>new</mark>" in shown
    assert "n = 1 pair of attributions" in shown
    alone = html_of(opened("read", same_words, article=articles["Times"]))
    assert "None of its attributions was found with similar words elsewhere." in alone


def test_voices_shows_what_several_outlets_report(same_words, tiny_store):
    app = opened("voices", same_words, voices_tab="In several outlets")
    stands(app)
    shown = html_of(app)
    assert "n = 1 statement, 2 attributions" in shown
    for outlet in ("Gazette", "Herald"):
        assert f"<b>{outlet}</b> · Ito" in shown
    assert "<b>Times</b>" not in shown
    none = opened("voices", tiny_store, voices_tab="In several outlets")
    stands(none)
    assert "No two outlets were found to report the same" in html_of(none)


def test_the_corpus_page_says_what_was_refused_and_why(tiny_store):
    app = opened("corpus", tiny_store)
    assert "4 articles read, 1 refused." in html_of(app)
    assert any("'yesterday'" in str(table.value) for table in app.dataframe)


def test_everything_comes_as_one_zip_that_opens_again(tiny_store, tmp_path):
    from io import BytesIO
    from zipfile import ZipFile

    from analysis.store.store import Store
    from dashboard.views.corpus import everything

    ZipFile(BytesIO(everything(tiny_store))).extractall(tmp_path)
    again = Store.open(tmp_path / "newsparallax")
    assert again.key == tiny_store.key
    assert len(again.articles(Selection())) == 4
