"""The names of many articles put together: which of them name one entity of the corpus.

Names of one kind are compared in small blocks that share a key, never all with all. A name that fits two entities
which differ stays by itself. What an article says of itself (within_article.py) is taken as settled.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pandas as pd

from analysis.entities import organisations, persons
from analysis.entities.gazetteer import PEOPLES, acronyms, look_up

COLUMNS = ["article_id", "name", "label", "entity", "reason"]
MAX_BLOCK = 400  # names compared with each other; a larger block is compared by equal spelling only
MINORITY = (
    0.25  # a kind with a smaller share of a name's mentions is an error of the tagger, not another entity
)
BODIES = ("ORG", "FAC", "LOC", "EVENT", "OTHER")


@dataclass(frozen=True)
class Node:
    """A name as one kind over the corpus."""

    text: str
    label: str
    n_mentions: int
    n_articles: int


@dataclass
class Links:
    """Which node stands for which, and why: each points to a fuller or more frequent one, or to itself."""

    nodes: list[Node]
    head: dict[Node, Node] = field(default_factory=dict)
    reason: dict[Node, str] = field(default_factory=dict)

    def find(self, node: Node) -> Node:
        while (other := self.head.get(node, node)) is not node:
            node = other
        return node

    def join(self, node: Node, other: Node, reason: str) -> None:
        a, b = self.find(node), self.find(other)
        if a is not b:
            self.head[a] = b
            self.reason.setdefault(node, reason)

    def groups(self) -> list[list[Node]]:
        found: dict[Node, list[Node]] = defaultdict(list)
        for node in self.nodes:
            found[self.find(node)].append(node)
        return list(found.values())


def link_entities(found: pd.DataFrame) -> pd.DataFrame:
    """Link the names of all articles: one entity, one name over the corpus.

    found: a row an article and name: article_id, name (fullest form in the article), label, n_mentions.

    Returns the same rows sorted by article_id, name and label, with entity (its name over the corpus: the form in
    most articles) and reason. Two entities of one name are told apart by their kind: "Jordan", "Jordan (person)".
    The result does not depend on the order of the rows.
    """
    rows = found.sort_values(["article_id", "name", "label"], kind="stable").reset_index(drop=True)
    labels = _settled_labels(rows)
    keys = list(
        zip(
            rows["name"],
            [labels[pair] for pair in zip(rows["name"], rows["label"], strict=True)],
            strict=True,
        )
    )
    links = Links(_nodes(keys, rows))
    _link_spellings(links)
    _link_persons(links)
    _link_acronyms(links)
    local = _link_bodies(links, rows, keys)
    chosen = _chosen(links)
    entity = _names(chosen)
    node_of = {(node.text, node.label): node for node in links.nodes}
    entities, reasons = [], []
    for article, key in zip(rows["article_id"], keys, strict=True):
        node = node_of[key]
        other, why = local.get((article, node), (node, ""))
        best = chosen[links.find(other)]
        entities.append(entity[links.find(other)])
        own = "its own name" if best is node else ""
        reasons.append(
            why or own or links.reason.get(node, "") or links.reason.get(best, "") or "same entity"
        )
    table = rows[["article_id", "name"]].assign(
        label=[label for _, label in keys], entity=entities, reason=reasons
    )
    return table[COLUMNS]


def _settled_labels(rows: pd.DataFrame) -> dict[tuple[str, str], str]:
    """(name, label) → the label it is taken to have: a kind seldom given to a name becomes the usual one."""
    settled: dict[tuple[str, str], str] = {}
    by_name: dict[str, Counter[str]] = defaultdict(Counter)
    for name, label, n in zip(rows["name"], rows["label"], rows["n_mentions"], strict=True):
        by_name[name][label] += int(n)
    for name, counts in by_name.items():
        usual = min(counts, key=lambda label: (-counts[label], label))
        total = sum(counts.values())
        for label, n in counts.items():
            settled[name, label] = usual if n < MINORITY * total or {label, usual} <= set(BODIES) else label
    return settled


def _nodes(keys: Iterable[tuple[str, str]], rows: pd.DataFrame) -> list[Node]:
    mentions: Counter[tuple[str, str]] = Counter()
    articles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, article, n in zip(keys, rows["article_id"], rows["n_mentions"], strict=True):
        mentions[key] += int(n)
        articles[key].add(article)
    return [Node(*key, mentions[key], len(articles[key])) for key in sorted(mentions)]


def _fullest(node: Node) -> tuple[int, int, str]:
    return (-len(node.text.split()), -len(node.text), node.text)


def _link_spellings(links: Links) -> None:
    """Spellings of one name, forms of one place or people, acronyms everybody knows."""
    first: dict[tuple[str, str], Node] = {}
    for node in sorted(links.nodes, key=_fullest):
        known = look_up(node.text)
        key, why = persons.folded(node.text), "same name"
        if node.label == "GPE" and known is not None and known.kind in ("country", "part"):
            key, why = f"place {known.key}", "form of one place"
        elif node.label == "NORP" and known is not None and known.kind in PEOPLES:
            key, why = f"people {known.key}", "form of one people"
        elif node.label in BODIES and (full := acronyms().get(node.text)) is not None:
            key, why = persons.folded(full), "known acronym"
        other = first.setdefault((node.label, key), node)
        if other is not node:
            links.join(node, other, why)


def _link_persons(links: Links) -> None:
    """Full names with one surname and agreeing given names; reordered names. A surname alone is never enough."""
    blocks: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in links.nodes:
        words = persons.person_name(node.text).words
        if node.label == "PERSON" and len(words) > 1:
            blocks["surname", words[-1], words[0][:1]].append(node)
            blocks["words", *sorted(words)].append(node)
    for _, block in sorted(blocks.items()):
        _link_block(links, block, persons.full_match, persons.compatible)


Match = Callable[[str, str], str | None]


def _link_block(
    links: Links, block: list[Node], match: Match, compatible: Callable[[str, str], object]
) -> None:
    """Put each name, the fullest first, with the one group it matches and that holds nothing against it."""
    if not 1 < len(block) <= MAX_BLOCK:
        return
    groups: list[list[Node]] = []
    for node in sorted(block, key=_fullest):
        fits = []
        for group in groups:
            why = next((why for other in group if (why := match(node.text, other.text))), None)
            if why and all(compatible(node.text, other.text) for other in group):
                fits.append((group, why))
        if len(fits) == 1:
            links.join(node, fits[0][0][0], fits[0][1])
            fits[0][0].append(node)
        elif not fits:
            groups.append([node])


def _link_acronyms(links: Links) -> None:
    """An acronym of three letters and more, to the one body of the corpus with these initials."""
    named: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in links.nodes:
        if node.label in BODIES:
            for letters in sorted(organisations.initials_of(node.text)):
                named[node.label, letters].append(node)
    for node in links.nodes:
        if node.label in BODIES and organisations.is_acronym(node.text):
            letters = organisations.letters_of(node.text)
            fits = named.get((node.label, letters), [])
            if len(letters) > 2 and len({links.find(other) for other in fits}) == 1:
                links.join(node, fits[0], "initials")


def _link_bodies(
    links: Links, rows: pd.DataFrame, keys: list[tuple[str, str]]
) -> dict[tuple[str, Node], tuple[Node, str]]:
    """Bodies of the same words and country; those without a country, article by article.

    Returns (article, node) → what the bare name ("Ministry of Defence") stands for in that article: the body of the
    one country that the article names and that has such a body in the corpus.
    """
    blocks: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in links.nodes:
        words, _ = organisations.signature(node.text)
        if node.label in BODIES and words:
            blocks[node.label, " ".join(sorted(words))].append(node)
    bare: dict[Node, dict[str, Node]] = {}
    for _, block in sorted(blocks.items()):
        by_country: dict[frozenset[str], list[Node]] = defaultdict(list)
        for node in block:
            by_country[organisations.signature(node.text)[1]].append(node)
        for _, same in sorted(by_country.items(), key=lambda item: sorted(item[0])):
            _link_block(links, same, organisations.same_words, organisations.same_words)
        single = {next(iter(land)): nodes[0] for land, nodes in by_country.items() if len(land) == 1}
        if single:
            bare.update(dict.fromkeys(by_country.get(frozenset(), []), single))
    return _by_country_of_article(bare, rows, keys) if bare else {}


def _by_country_of_article(
    bare: dict[Node, dict[str, Node]], rows: pd.DataFrame, keys: list[tuple[str, str]]
) -> dict[tuple[str, Node], tuple[Node, str]]:
    countries: dict[str, set[str]] = defaultdict(set)
    for article, (name, label) in zip(rows["article_id"], keys, strict=True):
        known = look_up(name) if label in ("GPE", "NORP") else None
        if known is not None and known.kind in ("country", "demonym", "part"):
            countries[article].add(known.key)
    node_of = {(node.text, node.label): node for node in bare}
    local = {}
    for article, key in zip(rows["article_id"], keys, strict=True):
        node = node_of.get(key)
        if node is not None:
            fits = sorted(countries[article] & bare[node].keys())
            if len(fits) == 1:
                local[article, node] = (bare[node][fits[0]], "the body of the country the article names")
    return local


def _chosen(links: Links) -> dict[Node, Node]:
    """Head of each group → the node it is named after: the form in most articles."""
    chosen: dict[Node, Node] = {}
    for group in links.groups():
        best = min(group, key=lambda n: (-n.n_articles, -n.n_mentions, *_fullest(n)))
        chosen[links.find(best)] = best
    return chosen


def _names(chosen: dict[Node, Node]) -> dict[Node, str]:
    """Head of each group → its name; the kind is added to the rarer of two entities that share one."""
    sharing: dict[str, list[Node]] = defaultdict(list)
    for head, best in chosen.items():
        sharing[best.text].append(head)
    names = {}
    for text, heads in sharing.items():
        ranked = sorted(heads, key=lambda h: (-chosen[h].n_mentions, chosen[h].label))
        for rank, head in enumerate(ranked):
            names[head] = text if rank == 0 else f"{text} ({KINDS[chosen[head].label]})"
    return names


KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place name",
    "NORP": "people",
    "FAC": "building",
    "EVENT": "event",
    "OTHER": "other",
}
