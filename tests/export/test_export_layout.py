"""The first view in Gephi: a map, and nobody on top of anybody."""

from __future__ import annotations

import math

from builder.export.colours import COLOURS, colour, size
from builder.export.items import Edge, Node
from builder.export.layout import Layout

ERBIL, KABUL = (36.19, 44.01), (34.53, 69.17)
NODES = [
    *(Node(f"inc-e{n}", "", "incident", lat=ERBIL[0], lon=ERBIL[1]) for n in range(30)),
    Node("inc-k", "", "incident", lat=KABUL[0], lon=KABUL[1]),
    *(Node(f"per-{n}", "", "person") for n in range(30)),
    *(Node(f"org-{n}", "", "organisation") for n in range(10)),
]
EDGES = [Edge(f"inc-e{n}", f"per-{n}", "victim") for n in range(30)]


def positions(nodes=NODES, edges=EDGES) -> dict[str, tuple[float, float]]:
    layout = Layout()
    for node in nodes:
        layout.add(node)
    for edge in edges:
        layout.pull(edge)
    return {node.id: layout.position(node.id) for node in nodes}


def test_places_stand_as_on_a_map_and_people_by_their_incidents():
    spots = positions()
    assert spots["inc-k"][0] > spots["inc-e0"][0]
    assert spots["inc-k"][1] < spots["inc-e0"][1]
    far = math.dist(spots["inc-k"], spots["inc-e0"])
    assert all(math.dist(spots[f"per-{n}"], spots["inc-e0"]) < far / 10 for n in range(30))


def test_nodes_of_one_spot_do_not_cover_each_other():
    spots = list(positions().values())
    assert min(math.dist(a, b) for i, a in enumerate(spots) for b in spots[:i]) > 6


def test_who_ties_to_nothing_on_the_map_stands_beside_it():
    spots = positions()
    middle = [(spots["inc-e0"][axis] + spots["inc-k"][axis]) / 2 for axis in (0, 1)]
    edge = math.dist(spots["inc-k"], middle)
    assert all(math.dist(spots[f"org-{n}"], middle) > edge for n in range(10))


def test_without_any_place_all_have_a_spot_of_their_own():
    spots = positions(NODES[31:], [])
    assert len(set(spots.values())) == len(spots)


def test_it_is_the_same_every_time():
    assert positions() == positions()


def test_colours_tell_kinds_apart_and_size_grows_with_edges():
    assert len(set(COLOURS.values())) == len(COLOURS)
    assert colour("anything") not in COLOURS.values()
    assert size(0) < size(1) < size(10) <= size(10**6)
