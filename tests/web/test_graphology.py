"""The parser of Gephi Lite reads each view as it was written. `make test-web` installs it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import networkx
import pytest

from builder.cli.main import main
from builder.export import VIEWS

pytestmark = pytest.mark.web
HERE = Path(__file__).parent


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_read_as_it_was_written(built: Path, tmp_path: Path, view: str) -> None:
    node = shutil.which("node")
    assert node, "needs Node"
    assert (HERE / "node_modules").is_dir(), "needs 'npm install' in tests/web"
    path = tmp_path / f"{view}.gexf"
    assert main(["export", "gexf", "--view", view, "-o", str(path), "--store", str(built), "--quiet"]) == 0
    done = subprocess.run([node, "read_gexf.mjs", path], cwd=HERE, check=True, capture_output=True, text=True)
    read, graph = json.loads(done.stdout), networkx.read_gexf(path)
    assert (read["nodes"], read["edges"]) == (graph.number_of_nodes(), graph.number_of_edges())
    assert read["labels"] == sorted(data["label"] for _, data in graph.nodes(data=True))
    assert read["type"] == ("directed" if graph.is_directed() else "undirected")
    assert read["placed"]
    assert read["weighed"]
    assert read["kinds"] == sorted({data["node_type"] for _, data in graph.nodes(data=True)})
