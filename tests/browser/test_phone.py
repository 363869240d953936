"""The dashboard on a phone: nothing lies beside the screen, and nothing over a chart."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from dashboard.views import VIEWS, tone, voices, words

TABS = {"tone": tone.TABS, "voices": voices.TABS, "words": words.DRAWINGS}  # page → names of its tabs
PATHS = [view.path for view in VIEWS if view.path not in TABS] + [
    f"{page}?{urlencode({f'{page}_tab': tab})}" for page, tabs in TABS.items() for tab in tabs
]


@pytest.mark.parametrize("path", PATHS)
def test_every_page_and_tab_fits_a_phone(sample, visit, path):
    seen = visit(sample, path, viewport={"width": 400, "height": 800})
    main = seen.page.locator('[data-testid="stMain"]')
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth")
    wide = seen.page.evaluate(
        """() => { const main = document.querySelector('[data-testid="stMain"]');
        return [...main.querySelectorAll('[data-testid="stVerticalBlock"] > *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.className) }"""
    )
    assert not wide


def test_on_a_touch_screen_no_bar_lies_over_a_chart_and_its_picture_still_comes_down(sample, visit):
    seen = visit(sample, "voices", viewport={"width": 400, "height": 800}, has_touch=True, is_mobile=True)
    assert seen.page.evaluate("matchMedia('(hover: none)').matches")
    bar = seen.page.locator(".st-key-card-speakers .js-plotly-plot .modebar").first
    bar.wait_for(state="attached")
    assert not bar.is_visible()
    assert seen.download("speakers", "PNG").startswith(b"\x89PNG\r\n")
