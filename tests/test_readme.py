"""What the README tells to type works as it stands there, on the examples."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from whole_way import Done

from builder import open_store

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
Run = Callable[..., Done]


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def commands(page: str) -> list[str]:
    return [line for block in blocks(page, "sh") for line in block.splitlines() if line.startswith("crosswire ")]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the examples beside it, as a reader has them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    return tmp_path


def test_the_readme_runs(crosswire: Run, here: Path) -> None:
    assert len(commands(README)) >= 5
    for command in commands(README):
        done = crosswire(*shlex.split(command)[1:])
        assert done.status == 0, f"{command}\n{done.err}"
    (program,) = blocks(README, "python")
    exec(compile(program, "README.md", "exec"), {})
    assert (here / "incidents.gexf").stat().st_size > 1000


def test_the_tutorial_runs(crosswire: Run, here: Path) -> None:
    (here / "own.rq").write_text(blocks(TUTORIAL, "sparql")[0], encoding="utf-8")
    assert len(commands(TUTORIAL)) >= 20
    figure: dict[str, object] = {}
    for command in commands(TUTORIAL):
        if "$" in command:
            if not figure:
                with open_store("graph.store") as graph:
                    figure = dict(graph.query("casualties", incident="Jowhar")[0])
            command = command.replace("$INCIDENT", str(figure["incident"])).replace("$CLAIM", str(figure["claim"]))
        done = crosswire(*shlex.split(command)[1:])
        assert done.status == 0, f"{command}\n{done.err}"
        assert done.out or "-o" in command or "export" in command, f"{command} says nothing"
    for name in ("incidents.gexf", "network.gexf", "tables", "incidents.geojson", "reviews.jsonl"):
        assert (here / name).exists()


def test_the_picture_of_a_graph_can_be_drawn(crosswire: Run, here: Path) -> None:
    assert crosswire("build", "examples/news", "--store", "graph.store", "--quiet").status == 0
    assert crosswire("export", "gexf", "-o", "graph.gexf", "--store", "graph.store").status == 0
    drawn = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "picture.py"), "graph.gexf", "graph.svg"], capture_output=True
    )
    assert drawn.returncode == 0, drawn.stderr.decode()
    picture = ElementTree.parse(here / "graph.svg").getroot()
    words = {text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert {"incident", "person", "place"} <= words
    assert any(word and word.startswith("roadside bombing, Baaj") for word in words)


def test_links_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("*.md"))]
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_command_is_in_the_changelog_or_readme() -> None:
    from builder.cli.main import COMMANDS

    told = README + (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert [
        name for name in COMMANDS if f"`{name}" not in told and f"crosswire {name}" not in told and name not in told
    ] == []
