"""What the whole suite shares: no corpora of NLTK, property tests without a clock, and the analysed sample."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import settings

ROOT = Path(__file__).parents[1]

# A developer's own NLTK data would hide that something needs it.
os.environ["NLTK_DATA"] = os.devnull

# Time limits fail on a busy machine and say nothing about the code; in CI a red run can be repeated.
settings.register_profile("newsparallax", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("newsparallax")
