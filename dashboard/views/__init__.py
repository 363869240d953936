"""The pages, one module each with `page(store, selection)`, loaded when it is opened."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import NamedTuple


class View(NamedTuple):
    path: str  # in the address, and the module's name
    name: str  # in the navigation
    question: str  # the title
    compares: bool = True  # outlets with each other

    def load(self) -> ModuleType:
        return import_module(f"{__name__}.{self.path}")


VIEWS = (
    View("overview", "Overview", "How do these outlets tell it?"),
    View("voices", "Voices", "Who gets to speak, and how?"),
    View("names", "Names", "Who and what is in the story, and together with whom?"),
    View("words", "Words", "Which words are theirs?"),
    View("tone", "Tone", "How do they speak of whom?"),
    View("read", "Read", "Let me see it", compares=False),
    View("corpus", "Corpus", "What is this made of?", compares=False),
)
