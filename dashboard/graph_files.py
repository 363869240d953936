"""A network to take away: GEXF for Gephi, GraphML for everything else. Any name comes back as it went in.

Nodes are numbered and bear their name as a label, so no name has to be a valid identifier.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from dashboard.downloads import Download

if TYPE_CHECKING:
    import networkx as nx

MOST = 2_000  # names in a file, by mentions; Gephi and its like draw no more

# What XML 1.0 cannot hold, even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DATE = re.compile(rb' lastmodifieddate="[^"]*"')


def graph_downloads(build: Callable[[], nx.Graph]) -> list[Download]:
    """The network in two formats. build: makes it when a file is asked for; nodes carry `label` and numbers."""
    return [
        Download("GEXF", "gexf", "application/xml", lambda: to_gexf(build())),
        Download("GraphML", "graphml", "application/xml", lambda: to_graphml(build())),
    ]


def to_gexf(graph: nx.Graph) -> bytes:
    """GEXF 1.2. `networkx.read_gexf` gives the same names, numbers and edges."""
    import networkx as nx

    out = BytesIO()
    nx.write_gexf(_numbered(graph), out)
    # The day it was written is no part of the network: the same network is the same file.
    return _DATE.sub(b"", out.getvalue(), count=1)


def to_graphml(graph: nx.Graph) -> bytes:
    """GraphML. `networkx.read_graphml` gives the same names, numbers and edges."""
    import networkx as nx

    out = BytesIO()
    nx.write_graphml_xml(_numbered(graph), out)
    return out.getvalue()


def plain(name: str) -> str:
    """A name as a file holds it: white space as one space, what XML cannot hold as U+FFFD."""
    return _NOT_XML.sub("\ufffd", " ".join(name.split()))


def _numbered(graph: nx.Graph) -> nx.Graph:
    """The same network with nodes n0, n1, … that bear their name as `label` and their kind as `kind`."""
    import networkx as nx

    number = {node: f"n{place}" for place, node in enumerate(graph)}
    copy = nx.Graph()
    for node, facts in graph.nodes(data=True):
        values = _values({("kind" if name == "label" else name): value for name, value in facts.items()})
        copy.add_node(number[node], **values, label=plain(node))
    for a, b, facts in graph.edges(data=True):
        copy.add_edge(number[a], number[b], **_values(facts))
    return copy


def _values(facts: dict[str, object]) -> dict[str, object]:
    """Numbers and text as XML holds them, in plain types."""
    values = {name: value.item() if hasattr(value, "item") else value for name, value in facts.items()}
    return {name: plain(value) if isinstance(value, str) else value for name, value in values.items()}
