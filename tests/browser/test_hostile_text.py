"""Text of articles never becomes markup, script or a request, on any page."""

from __future__ import annotations

import pytest
from hostile import HOSTILE

from dashboard.views import VIEWS

INVISIBLE = "\u2060"


def squeezed(text: str) -> str:
    return "".join(text.replace(INVISIBLE, "").split())


@pytest.mark.parametrize("view", VIEWS, ids=[view.path for view in VIEWS])
def test_no_text_acts(hostile, visit, view):
    seen = visit(hostile, view.path)
    seen.page.wait_for_timeout(500)  # an image or a script would be asked for by now
    assert seen.page.evaluate("window.hostile") is None
    main = seen.page.locator('[data-testid="stApp"]')
    assert not main.locator(
        "img[src*=elsewhere], a[href^=javascript], a[href*=elsewhere], script:text('hostile')"
    ).count()
    assert not main.locator(".katex, [style*='color: red']").count()


def test_the_outlets_are_shown_as_written(hostile, visit):
    seen = visit(hostile)
    shown = squeezed(seen.page.locator('[data-testid="stSidebar"]').inner_text())
    for text in (HOSTILE[0], HOSTILE[4]):
        assert squeezed(f"Gazette {text}") in shown
    heads = [squeezed(text) for text in seen.page.locator(".np-outlet h3").all_inner_texts()]
    assert sorted(heads) == sorted(squeezed(f"Gazette {text}") for text in (HOSTILE[0], HOSTILE[4]))


def test_an_article_is_shown_as_written(hostile, visit):
    seen = visit(hostile, "read")
    shown = squeezed(seen.page.locator(".np-article").inner_text())
    for text in HOSTILE:
        assert squeezed(text) in shown


def test_a_hostile_entity_can_be_chosen(hostile, visit):
    seen = visit(hostile)
    box = seen.page.get_by_role("combobox", name="People, places, organisations")
    box.click()
    options = [squeezed(text) for text in seen.page.get_by_role("option").all_inner_texts()]
    assert squeezed(HOSTILE[4]) in options
    seen.page.get_by_role("option").filter(has_text="smile").first.click()
    seen.expect_caption("sentences naming")
    assert squeezed(HOSTILE[4]) in squeezed(seen.caption)
