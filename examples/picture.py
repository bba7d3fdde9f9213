"""A picture of an exported graph, for the README: what Gephi shows, as SVG.

python examples/picture.py GRAPH.gexf PICTURE.svg        draws the largest parts of the graph, the rest is left out
"""

from __future__ import annotations

import math
import sys
from html import escape
from pathlib import Path

import networkx

PANELS = ((0, 0, 640, 620), (640, 0, 560, 330), (640, 330, 560, 290))  # x, y, width, height of each part of the graph
WIDTH, HEIGHT, MARGIN = 1200, 620, 70
LONGEST = 30  # characters of a label


def picture(source: Path) -> str:
    graph = networkx.Graph(networkx.read_gexf(source))
    parts = sorted(networkx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    lines, kinds = [], {}
    for part, panel in zip(parts, PANELS, strict=False):
        lines += drawn(graph, sorted(part), panel)
        kinds |= {graph.nodes[node]["node_type"]: paint(graph.nodes[node]) for node in part}
    for number, (kind, colour) in enumerate(sorted(kinds.items())):
        lines.append(f'<circle cx="{40 + 130 * number}" cy="{HEIGHT + 20}" r="7" fill="{colour}"/>')
        lines.append(f'<text x="{52 + 130 * number}" y="{HEIGHT + 25}" font-size="13">{escape(kind)}</text>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT + 40}" font-family="sans-serif">'
    return "\n".join([head, f'<rect width="{WIDTH}" height="{HEIGHT + 40}" fill="#ffffff"/>', *lines, "</svg>\n"])


def drawn(graph: networkx.Graph, part: list[str], panel: tuple[int, int, int, int]) -> list[str]:
    """The SVG of one part; nodes in the order of their ids, so that the layout is the same in every run."""
    ordered = networkx.Graph()
    ordered.add_nodes_from(part)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges(part)))
    places = networkx.spring_layout(ordered, k=2.2 / math.sqrt(len(part)), iterations=1500, seed=3)
    left, top, width, height = panel

    def at(node: str) -> tuple[int, int]:
        scaled = []
        for axis, begin, room in ((0, left, width), (1, top, height)):
            values = [float(place[axis]) for place in places.values()]
            share = (float(places[node][axis]) - min(values)) / (max(values) - min(values) or 1)
            scaled.append(round(begin + MARGIN + share * (room - 2 * MARGIN)))
        return scaled[0], scaled[1]

    lines = []
    for one, other in ordered.edges():
        (x1, y1), (x2, y2) = at(one), at(other)
        lines.append(f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#cccccc"/>')
    for node in ordered:
        (x, y), facts = at(node), graph.nodes[node]
        label = facts["label"] if len(facts["label"]) <= LONGEST else f"{facts['label'][: LONGEST - 1]}…"
        weight = "bold" if facts["node_type"] == "incident" else "normal"
        radius = round(facts["viz"]["size"] / 3) + 3
        lines.append(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{paint(facts)}"/>')
        lines.append(
            f'<text x="{x}" y="{y - radius - 3}" font-size="11" text-anchor="middle" font-weight="{weight}">'
            f"{escape(label)}</text>"
        )
    return lines


def paint(facts: dict[str, dict[str, dict[str, int]]]) -> str:
    return "#{r:02x}{g:02x}{b:02x}".format(**facts["viz"]["color"])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    Path(sys.argv[2]).write_text(picture(Path(sys.argv[1])), encoding="utf-8")
