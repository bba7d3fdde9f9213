"""Who is tied to whom, as a networkx graph: the view `network` of the exports, for Python users.

Actors are persons, organisations and units that acted in an incident or were its victims; who is one across articles is
one node. The weight is the number of incidents that two share; `newman` counts each as 1/(n-1) where n took part
(M. E. J. Newman, Scientific collaboration networks II, Physical Review E 64, 2001).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from builder.graph.anchors import kind_of
from builder.graph.bind import PREFIX_LINES
from builder.graph.read import local_name
from builder.resources import data_folder

if TYPE_CHECKING:
    from networkx import Graph

ROLES = ("perpetratorIndividual", "perpetratorOrganisation", "participant", "victim")
KINDS = ("person", "organisation", "unit")


class Reader(Protocol):
    def query(self, sparql: str) -> QuerySolutions | QueryTriples | QueryBoolean: ...


def network(reader: Reader) -> Graph:
    """Nodes by IRI with `label kind aliases articles incidents`, edges with `weight newman incidents` (sorted IRIs)."""
    from networkx import Graph

    actors = {row["actor"]: row for row in _ask(reader, "actor-nodes") if _kind(row) in KINDS}
    shared, took_part = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for row in _ask(reader, "incident-edges"):
        if row["actor"] in actors and local_name(row["role"]) in ROLES:
            shared[row["incident"]].add(row["actor"])
            took_part[row["actor"]].add(row["incident"])
    graph = Graph()
    for actor in sorted(took_part):
        row = actors[actor]
        names = sorted(set(row["aliases"].split("|")))
        counts = {"articles": int(row["articles"]), "incidents": len(took_part[actor])}
        graph.add_node(actor, label=row["label"], kind=_kind(row), aliases=names, **counts)
    pairs = defaultdict[tuple[str, str], list[str]](list)
    for incident in sorted(shared):
        for pair in combinations(sorted(shared[incident]), 2):
            pairs[pair].append(incident)
    for (one, other), incidents in sorted(pairs.items()):
        newman = sum(1 / (len(shared[incident]) - 1) for incident in incidents)
        graph.add_edge(one, other, weight=len(incidents), newman=round(newman, 4), incidents=incidents)
    return graph


def _kind(row: dict[str, str]) -> str:
    return kind_of(NamedNode(row["example"]))


def _ask(reader: Reader, name: str) -> Iterator[dict[str, str]]:
    """The rows of a query of `queries/export/`."""
    text = (data_folder("queries") / "export" / f"{name}.rq").read_text(encoding="utf-8")
    solutions = reader.query(PREFIX_LINES + text)
    if isinstance(solutions, QuerySolutions):
        names = [variable.value for variable in solutions.variables]
        yield from ({name: row[name].value for name in names if row[name] is not None} for row in solutions)
