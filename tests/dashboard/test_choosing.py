"""One thing picked out of a chart: a new click wins, an old one does not come back."""

from streamlit.testing.v1 import AppTest


def page(options, marks, calls):
    from types import SimpleNamespace

    from dashboard.choosing import choose

    event = SimpleNamespace(selection=SimpleNamespace(points=[{"customdata": data} for data in marks]))
    calls.append(choose("Word", options, key="word", event=event, read=lambda data: data[1]))


def run(options, marks):
    calls: list = []
    app = AppTest.from_function(page, kwargs={"options": options, "marks": marks, "calls": calls}).run()
    return app, marks, calls


def test_nothing_is_picked_at_first():
    _, _, calls = run(["war", "sea"], [])
    assert calls == [None]


def test_a_click_picks():
    app, _, calls = run(["war", "sea"], [["A", "sea"]])
    assert calls == ["sea"]
    assert app.selectbox[0].value == "sea"


def test_the_list_wins_over_an_old_click_and_a_new_click_over_the_list():
    app, marks, calls = run(["war", "sea"], [["A", "sea"]])
    app.selectbox[0].select("war").run()
    assert calls[-1] == "war"
    marks[:] = [["B", "sea"]]
    app.run()
    assert calls[-1] == "sea"


def test_what_is_no_option_any_more_is_dropped():
    options = ["war", "sea"]
    app, _, calls = run(options, [["A", "sea"]])
    options[:] = ["law"]
    app.run()
    assert calls[-1] is None


def test_marks_without_data_and_charts_without_event_pick_nothing():
    _, _, calls = run(["war"], [None, []])
    assert calls == [None]


def test_a_mark_of_what_the_list_leaves_out_can_be_clicked():
    calls: list = []

    def short(calls):
        from types import SimpleNamespace

        from dashboard.choosing import choose

        event = SimpleNamespace(selection=SimpleNamespace(points=[{"customdata": ["A", "law"]}]))
        options = ["war", "sea", "law", "tax"]
        calls.append(choose("Word", options, key="word", event=event, read=lambda data: data[1], most=2))

    app = AppTest.from_function(short, kwargs={"calls": calls}).run()
    assert not app.exception
    assert calls == ["law"]
    assert app.selectbox[0].options == ["war", "sea", "law"]
