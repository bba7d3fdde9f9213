"""Start positions, so that the first view can be read: what has coordinates on a map, the rest beside what it ties to.

Not a force layout: one pass over nodes and one over edges, memory by nodes only, the same positions in every run; Gephi
or the explorer lays it out further. Nodes of one spot stand on a spiral around it, in the order of the file; what ties
to nothing on the map stands around the map.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter

from builder.export.items import Edge, Node, View

PER_DEGREE = 200.0  # units of the drawing to a degree: two towns 50 km apart are 90 units apart
STEP = 14.0  # from turn to turn of a spiral: about a node's diameter
SPOT = 50.0  # nodes of one square of this side share a spiral
MARGIN = 1.2  # how much wider than the map the free space is in which it stands
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

Point = tuple[float, float]


class Layout:
    """First `add` every node, then `pull` every edge; then ask for each node's `position`, in the order of the file."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}  # by node id
        self._fixed = bytearray()
        self._x, self._y = array("d"), array("d")
        self._pulls, self._edges = array("I"), array("I")
        self._taken: Counter[tuple[int, int]] = Counter()
        self._around = 0
        self._west, self._south, self._east, self._north = math.inf, math.inf, -math.inf, -math.inf

    def add(self, node: Node) -> None:
        if node.id in self.numbers:
            raise ValueError(f"node {node.id!r} stands twice")
        self.numbers[node.id] = len(self._x)
        x = y = 0.0
        spot = (node.lat, node.lon) if node.lat is not None and node.lon is not None else node.near
        if spot:
            x, y = spot[1] * PER_DEGREE, spot[0] * PER_DEGREE
            self._west, self._east = min(self._west, x), max(self._east, x)
            self._south, self._north = min(self._south, y), max(self._north, y)
        self._fixed.append(spot is not None)
        self._x.append(x)
        self._y.append(y)
        self._pulls.append(0)
        self._edges.append(0)

    def pull(self, edge: Edge) -> None:
        """Draws an end that is not on the map to the middle of those of its neighbours that are."""
        source, target = self.numbers.get(edge.source), self.numbers.get(edge.target)
        if source is None or target is None:
            return  # the writer refuses it, and says why
        for one, other in ((source, target), (target, source)):
            self._edges[one] += 1
            if self._fixed[other] and not self._fixed[one]:
                self._x[one] += self._x[other]
                self._y[one] += self._y[other]
                self._pulls[one] += 1

    def edges(self, node_id: str) -> int:
        """How many edges the node has."""
        return self._edges[self.numbers[node_id]]

    def position(self, node_id: str) -> Point:
        """Each call takes the next free spot, so ask once for each node."""
        number = self.numbers[node_id]
        if not self._fixed[number] and not self._pulls[number]:
            return self._beside_the_map()
        pulls = self._pulls[number] or 1
        x, y = self._x[number] / pulls, self._y[number] / pulls
        spot = round(x / SPOT), round(y / SPOT)
        turn = self._taken[spot]
        self._taken[spot] += 1
        return _on_spiral(x, y, STEP * math.sqrt(turn), turn)

    def _beside_the_map(self) -> Point:
        turn = self._around
        self._around += 1
        if self._west > self._east:
            return _on_spiral(0.0, 0.0, STEP * math.sqrt(turn), turn)
        inner = MARGIN * math.hypot(self._east - self._west, self._north - self._south) / 2 + SPOT
        middle = (self._west + self._east) / 2, (self._south + self._north) / 2
        return _on_spiral(*middle, math.sqrt(inner**2 + turn * STEP**2), turn)


def laid_out(view: View) -> Layout:
    """The layout of a whole view, ready to be asked for positions."""
    layout = Layout()
    for node in view.nodes():
        layout.add(node)
    for edge in view.edges():
        layout.pull(edge)
    return layout


def _on_spiral(x: float, y: float, radius: float, turn: int) -> Point:
    """A sunflower's seeds: evenly spread, none on another."""
    return x + radius * math.cos(turn * GOLDEN_ANGLE), y + radius * math.sin(turn * GOLDEN_ANGLE)
