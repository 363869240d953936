"""What the whole suite shares: no corpora of NLTK, property tests without a clock, and a __main__ that stays."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

# A developer's own NLTK data would hide that something needs it.
os.environ["NLTK_DATA"] = os.devnull

# Time limits fail on a busy machine and say nothing about the code; in CI a red run can be repeated.
settings.register_profile("newsparallax", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("newsparallax")


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Streamlit's AppTest leaves its script as `__main__`, which worker processes started later would run as theirs."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
