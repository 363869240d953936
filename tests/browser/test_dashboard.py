"""What a person does with the sample, done."""

from __future__ import annotations

import io
import json
import re

import pandas as pd
import pytest

from dashboard.views import VIEWS

STORY = "Brown–Liu video call"


@pytest.mark.parametrize("view", VIEWS, ids=[view.path for view in VIEWS])
def test_every_page_opens_without_an_error(sample, visit, view):
    seen = visit(sample, view.path)
    assert seen.page.locator("h1").inner_text() == view.question
    assert STORY in seen.caption


def test_a_click_on_an_outlet_narrows_every_number_and_the_address(sample, visit):
    seen = visit(sample)
    seen.page.get_by_role("button", name="Global Times", exact=True).click()
    seen.expect_caption("1 article from 1 outlet")
    assert "outlet=Global+Times" in seen.page.url
    assert seen.page.locator(".np-outlet h3").all_inner_texts() == ["Global Times"]


def test_an_entity_is_searched_and_filters_sentences(sample, visit):
    seen = visit(sample)
    box = seen.page.get_by_role("combobox", name=re.compile("People, places"))
    box.click()
    box.fill("taiw")
    seen.page.get_by_role("option", name="Taiwan", exact=True).click()
    seen.expect_caption("sentences naming Taiwan")
    assert "entity=Taiwan" in seen.page.url


def test_a_permalink_opens_the_same_view_in_another_browser(sample, visit):
    first = visit(sample, "voices")
    first.page.get_by_role("button", name="Global Times", exact=True).click()
    first.expect_caption("1 article from 1 outlet")
    box = first.page.get_by_role("combobox", name=re.compile("People, places"))
    box.click()
    box.fill("Taiwan")
    first.page.get_by_role("option", name="Taiwan", exact=True).click()
    first.expect_caption("naming Taiwan")
    second = visit(sample, first.page.url)
    second.expect_caption("naming Taiwan")
    assert second.caption == first.caption
    assert (
        second.page.locator(".np-unit").all_inner_texts() == first.page.locator(".np-unit").all_inner_texts()
    )


def test_filters_stay_from_page_to_page(sample, visit):
    seen = visit(sample)
    seen.page.get_by_role("button", name="Global Times", exact=True).click()
    seen.expect_caption("1 article from 1 outlet")
    seen.page.get_by_role("link", name="Corpus").click()
    seen.page.get_by_role("heading", name="What is this made of?").wait_for()
    seen.expect_caption("1 article from 1 outlet")


def test_tables_come_down_as_shown_and_the_page_stays(sample, visit):
    seen = visit(sample)
    seen.page.get_by_role("button", name="Global Times", exact=True).click()
    seen.expect_caption("1 article from 1 outlet")
    seen.page.get_by_role("button", name="The Straits Times", exact=True).click()
    seen.expect_caption("2 articles from 2 outlets")
    before = seen.page.url, seen.caption
    table = pd.read_csv(io.BytesIO(seen.download("outlets", "CSV")))
    assert list(table["outlet"]) == ["Global Times", "The Straits Times"]
    assert re.fullmatch(r"newsparallax_outlets_[a-z0-9_-]+\.csv", seen.file_name)
    rows = json.loads(seen.download("outlets", "JSON"))
    assert [row["outlet"] for row in rows["rows"]] == list(table["outlet"])
    assert rows["about"]["selection"] == seen.caption
    sheet = pd.read_excel(io.BytesIO(seen.download("outlets", "XLSX")), sheet_name="data")
    assert list(sheet["n_words"]) == list(table["n_words"])
    parquet = pd.read_parquet(io.BytesIO(seen.download("outlets", "Parquet")))
    assert list(parquet["n_words"]) == list(table["n_words"])
    assert (seen.page.url, seen.caption) == before


def test_a_chart_comes_down_as_a_page_that_draws_without_a_network(sample, visit, browser, tmp_path):
    seen = visit(sample, "voices")
    file = tmp_path / "chart.html"
    file.write_bytes(seen.download("speakers", "HTML"))
    offline = browser.new_context(offline=True)
    try:
        page = offline.new_page()
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(file.as_uri())
        page.wait_for_selector(".js-plotly-plot .bars path", state="attached")
        assert not problems
        assert "Who is given room?" in page.inner_text("h1")
        assert STORY in page.inner_text("body")
    finally:
        offline.close()


@pytest.mark.parametrize(("label", "start"), [("PNG", b"\x89PNG\r\n"), ("SVG", b"<svg")])
def test_a_chart_comes_down_as_a_picture(sample, visit, label, start):
    seen = visit(sample, "voices")
    seen.page.wait_for_selector(".st-key-card-speakers .js-plotly-plot .bars path", state="attached")
    data = seen.download("speakers", label)
    assert data.startswith(start)
    assert len(data) > 5_000
    assert seen.file_name.endswith("." + label.lower())


def test_a_bar_opens_the_sentences_behind_it(sample, visit):
    seen = visit(sample, "voices")
    bar = seen.page.locator(".st-key-card-speakers .js-plotly-plot .bars path").first
    bar.wait_for(state="attached")
    box = bar.bounding_box()
    seen.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    seen.page.locator(".st-key-card-speakers .np-sentence mark").first.wait_for()
    seen.settle()


@pytest.mark.parametrize(
    ("path", "panel", "mark"),
    [
        ("voices", "kinds", ".bars path"),
        ("tone?tone_tab=Colour+of+the+words", "tone-differences-textblob", ".scatterlayer .points path"),
        ("tone?tone_tab=Colour+of+the+words", "tone-means-textblob", ".scatterlayer .points path"),
    ],
)
def test_marks_of_every_kind_of_chart_open_what_they_count(sample, visit, path, panel, mark):
    seen = visit(sample, path)
    found = seen.page.locator(f".st-key-card-{panel} .js-plotly-plot {mark}").first
    found.wait_for(state="attached")
    found.scroll_into_view_if_needed()
    box = found.bounding_box()
    seen.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    seen.page.locator(f".st-key-card-{panel} .np-sentence").first.wait_for()
    seen.settle()


def test_what_several_outlets_report_stands_side_by_side_and_leads_to_their_articles(sample, visit):
    seen = visit(sample, "voices?voices_tab=In+several+outlets")
    shown = seen.page.locator(".st-key-card-statements .np-sentence")
    shown.first.wait_for()
    table = pd.read_csv(io.BytesIO(seen.download("statements", "CSV")))
    assert table.groupby("statement")["outlet"].nunique().min() >= 2
    assert shown.locator(".np-where b").all_inner_texts() == list(table["outlet"])
    assert shown.locator("mark").count() >= 4 * len(table)
    last = table.iloc[-1]
    seen.page.locator(".st-key-card-statements").get_by_role("link", name="Read").last.click()
    seen.page.get_by_role("heading", name="Let me see it").wait_for()
    seen.page.locator("#np-here").wait_for()
    assert last["outlet"] in seen.page.locator(".np-fact b").first.inner_text()
    seen.page.locator(".st-key-card-versions mark").first.wait_for()


def test_what_stands_out_leads_to_its_sentence_in_the_article(sample, visit):
    seen = visit(sample)
    seen.page.locator(".st-key-card-observations summary").first.click()
    seen.page.locator(".np-sentence").first.wait_for()
    seen.settle()
    shown = seen.page.locator(".np-sentence").first.inner_text()
    seen.page.locator(".st-key-card-observations").get_by_role("link", name="Read", exact=True).first.click()
    seen.page.locator("#np-here").wait_for()
    seen.settle()
    assert seen.page.locator("#np-here").inner_text().split()[0] in shown
    seen.page.wait_for_function(
        """() => { const box = document.getElementById("np-here").getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight }"""
    )
    again = visit(sample, seen.page.url)
    assert again.page.locator("#np-here").inner_text() == seen.page.locator("#np-here").inner_text()


def test_the_reader_is_reached_by_keyboard(sample, visit):
    seen = visit(sample, "read")
    link = seen.page.locator(".np-speakers a").first
    link.focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_function(
        """() => { const box = document.getElementById(location.hash.slice(1))?.getBoundingClientRect();
        return box && box.top >= 0 && box.bottom <= innerHeight }"""
    )


def test_reset_brings_all_back(sample, visit):
    seen = visit(sample, "?outlet=Global+Times")
    seen.expect_caption("1 article from 1 outlet")
    seen.page.get_by_role("button", name="Reset filters").click()
    seen.expect_caption("3 articles from 3 outlets")
    assert "outlet=" not in seen.page.url
