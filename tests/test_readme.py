"""What the README tells to type works as it stands there, on the examples."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from whole_way import Done

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_readme_runs(crosswire: Callable[..., Done], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    commands = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("crosswire ")]
    assert len(commands) >= 5
    for command in commands:
        done = crosswire(*shlex.split(command)[1:])
        assert done.status == 0, f"{command}\n{done.err}"
    (program,) = blocks("python")
    exec(compile(program, "README.md", "exec"), {})
    assert (tmp_path / "incidents.gexf").stat().st_size > 1000


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
