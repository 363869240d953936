"""Forms of names, and the groups they are joined to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.model import Label


@dataclass(frozen=True)
class Form:
    """One way a name is written in the article: where, and what kind it probably is."""

    text: str
    starts: tuple[int, ...]
    weights: tuple[tuple[Label, float], ...]  # probabilities, summing to 1 at most

    @property
    def label(self) -> Label:
        return max(self.weights, key=lambda pair: (pair[1], pair[0]))[0]

    def weight(self, label: Label) -> float:
        return dict(self.weights).get(label, 0.0)


@dataclass(frozen=True)
class Resolved:
    """The entity a form belongs to, under its fullest name, and why."""

    entity: str
    label: Label
    how: str


class Groups:
    """Forms joined so far (a union-find) with the reason of each form."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self.forms = forms
        self.head = list(range(len(forms)))
        self.how = [""] * len(forms)
        self.label = [form.label for form in forms]

    def find(self, i: int) -> int:
        while self.head[i] != i:
            i = self.head[i]
        return i

    def join(self, short: int, long: int, reason: str) -> None:
        """Put the shorter form with the longer, whose kind both take."""
        a, b = self.find(short), self.find(long)
        if a == b:
            return
        for i in range(len(self.forms)):
            if self.find(i) == a:
                self.label[i] = self.label[b]
        self.head[a] = b
        self.how[short] = self.how[short] or reason

    def members(self, i: int) -> list[int]:
        head = self.find(i)
        return [j for j in range(len(self.forms)) if self.find(j) == head]
