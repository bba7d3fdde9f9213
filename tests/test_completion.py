"""Completion offers the commands, their options and what an option may be."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from whole_way import Done

from builder.cli.main import COMMANDS

Run = Callable[..., Done]


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["inc"], {"incident"}),
        (["query", "inc"], {"incidents"}),
        (["query", "incidents", "--format", ""], {"table", "json", "csv", "tsv", "xml", "ttl", "nt"}),
        (["--quiet", "validate", "--sh"], {"--shapes"}),
        (["review", "acc"], {"accept"}),
        (["find", "--st"], {"--store"}),
    ],
)
def test_bash(crosswire: Run, tmp_path: Path, typed: list[str], offered: set[str]) -> None:
    script = tmp_path / "completion"
    script.write_text(crosswire("--show-completion", "bash").out)
    program = (
        f'source {script}; COMP_WORDS=(crosswire "$@"); COMP_CWORD=$#; _crosswire; printf "%s\\n" "${{COMPREPLY[@]}}"'
    )
    done = subprocess.run(["bash", "-c", program, "bash", *typed], capture_output=True, text=True, cwd=tmp_path)
    assert done.stderr == ""
    assert set(done.stdout.split()) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts_name_every_command_and_are_read_by_their_shell(crosswire: Run, tmp_path: Path, shell: str) -> None:
    text = crosswire("--show-completion", shell).out
    assert all(command in text for command in COMMANDS)
    assert "--shapes" in text or "-l shapes" in text
    if shutil.which(shell):
        (tmp_path / "completion").write_text(text)
        assert subprocess.run([shell, "-n", tmp_path / "completion"]).returncode == 0


def test_it_is_put_where_the_shell_looks(crosswire: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert crosswire("--install-completion").status == 0
    written = tmp_path / ".config/fish/completions/crosswire.fish"
    assert written.read_text() == crosswire("--show-completion", "fish").out
    assert crosswire("--install-completion", "tcsh").status == 2
    (tmp_path / ".zfunc").write_text("a file in the way")
    assert crosswire("--install-completion", "zsh").status == 3
