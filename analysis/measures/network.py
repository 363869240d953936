"""The network of names: entities that meet, how strongly, and the groups that come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    import networkx as nx

OF_ENTITY = ("label", "n_mentions", "n_windows")
NOT_OF_PAIR = ("a", "b")


def name_network(
    pairs: pd.DataFrame, entities: pd.DataFrame, *, most: int, seed: int = 0
) -> tuple[nx.Graph, int]:
    """The graph of the most mentioned entities that meet another of them, and how many that meet are left out.

    Groups are communities by Louvain's method, weighted by windows together: entities of one meet one another more
    than others. They depend on the cut and, where the network has no clear parts, on the seed; they are a way to look,
    no finding.

    pairs: a, b, n_together and what else is known of a pair, which its edge carries; missing values are left out.
    entities: entity, n_mentions, and label or n_windows when known, which its node carries. most: entities kept, by
    mentions, ties by name. seed: of Louvain's order; the same seed gives the same groups whatever the order of rows.

    Nodes in order of mentions with `group` (0 is the largest) and what `entities` says, edges with `weight`
    (n_together) and what `pairs` says. Entities without an edge among those kept are left out.

    Blondel, Guillaume, Lambiotte & Lefebvre (2008), Fast Unfolding of Communities in Large Networks, J. Stat. Mech.
    """
    import networkx as nx

    meeting = {*pairs["a"], *pairs["b"]}
    known = entities[entities["entity"].isin(meeting)]
    known = known.sort_values(["n_mentions", "entity"], ascending=[False, True])
    graph = nx.Graph()
    facts = [column for column in OF_ENTITY if column in entities]
    for row in known.head(most)[["entity", *facts]].to_dict("records"):
        graph.add_node(row["entity"], **{name: row[name] for name in facts})
    inside = pairs[pairs["a"].isin(graph) & pairs["b"].isin(graph) & (pairs["a"] != pairs["b"])]
    for row in inside.sort_values(["a", "b"]).to_dict("records"):
        graph.add_edge(row["a"], row["b"], weight=row["n_together"], **_facts(row))
    graph.remove_nodes_from([node for node in list(graph) if not graph.degree(node)])
    for node, group in _groups(graph, seed).items():
        graph.nodes[node]["group"] = group
    return graph, len(meeting) - graph.number_of_nodes()


def _facts(row: dict[Any, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in row.items() if name not in NOT_OF_PAIR and not pd.isna(value)}


def _groups(graph: nx.Graph, seed: int) -> dict[str, int]:
    """The community of each node; the largest is 0."""
    import networkx as nx

    if not graph.number_of_edges():
        return {}
    found = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    ordered = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    return {node: number for number, group in enumerate(ordered) for node in group}
