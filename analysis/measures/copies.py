"""One of each: which articles are left when those that are copies of another are not counted."""

from __future__ import annotations

from collections.abc import Iterable


def distinct_articles(articles: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[str]:
    """The articles, of those that are copies of each other only the first.

    articles: identifiers, in the order that says which copy stays. pairs: two articles that are the same or nearly so;
    a copy of a copy is one too. Pairs that name other articles count all the same.

    Returns identifiers in the order given.
    """
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while (above := parent.get(one, one)) != one:
            parent[one] = parent.get(above, above)
            one = above
        return one

    for first, second in sorted(pairs):
        one, other = sorted((root(first), root(second)))
        parent[other] = one
    seen: set[str] = set()
    kept = []
    for article in articles:
        group = root(article)
        if group not in seen:
            seen.add(group)
            kept.append(article)
    return kept
