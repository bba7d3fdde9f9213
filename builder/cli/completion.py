"""Completion for bash, zsh and fish: a script made from the commands, to be printed or put where the shell looks."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path

from builder.cli.commands import Option
from builder.errors import Impossible, UsageError

# shell -> where its scripts are looked for, under the user's home; and what has to be said to the shell besides
PLACES = {
    "bash": (".local/share/bash-completion/completions/crosswire", "open a new shell (it needs bash-completion)"),
    "zsh": (".zfunc/_crosswire", "have 'fpath+=~/.zfunc; autoload -Uz compinit; compinit' in ~/.zshrc"),
    "fish": (".config/fish/completions/crosswire.fish", "open a new shell"),
}
Commands = Mapping[str, tuple[str, Iterable[Option]]]  # command -> what it does, its options


def script(shell: str, commands: Commands, first_words: Mapping[str, Iterable[str]]) -> str:
    """The script for a shell. `first_words`: {command: what may follow it}, such as the names of saved queries."""
    if shell == "fish":
        return _fish(commands, first_words)
    cases = [f"    {name}) offered={shlex.quote(' '.join(_words(options, first_words.get(name, ()))))} ;;"
             for name, (_, options) in commands.items()]  # fmt: skip
    choices = [
        f"    {name}:{option}) choices={shlex.quote(' '.join(one.choices))} ;;"
        for name, (_, options) in commands.items()
        for one in options
        for option in one.names
        if one.choices
    ]
    body = "\n".join(
        (
            "  case $command in",
            *cases,
            f"    *) offered={shlex.quote(' '.join(commands))} ;;",
            "  esac",
            "  case $command:$before in",
            *choices,
            "  esac",
        )
    )
    return (BASH if shell == "bash" else ZSH).replace("BODY", body).replace("COMMANDS", "|".join(commands))


def _words(options: Iterable[Option], first: Iterable[str]) -> list[str]:
    arguments = [choice for one in options if not one.names for choice in one.choices]
    return [*first, *arguments, *(name for one in options for name in one.names if name.startswith("--"))]


BASH = """# bash completion for crosswire, made by 'crosswire --show-completion bash'
_crosswire() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= offered= choices= word
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in COMMANDS) command=$word; break ;; esac
  done
BODY
  if [ -n "$choices" ]; then
    COMPREPLY=($(compgen -W "$choices" -- "$current"))
  else
    COMPREPLY=($(compgen -W "$offered" -- "$current"))
    [ -n "$command" ] && COMPREPLY+=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _crosswire crosswire
"""
ZSH = """#compdef crosswire
# zsh completion for crosswire, made by 'crosswire --show-completion zsh'
_crosswire() {
  local before=${words[CURRENT-1]} command= offered= choices= word
  for word in "${(@)words[2,CURRENT-1]}"; do
    case $word in COMMANDS) command=$word; break ;; esac
  done
BODY
  if [[ -n $choices ]]; then
    compadd -- ${=choices}
  else
    compadd -- ${=offered}
    [[ -n $command ]] && _files
  fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _crosswire "$@"
else
  compdef _crosswire crosswire
fi
"""


def _fish(commands: Commands, first_words: Mapping[str, Iterable[str]]) -> str:
    """https://fishshell.com/docs/current/cmds/complete.html"""
    lines = ["# fish completion for crosswire, made by 'crosswire --show-completion fish'"]
    for name, (does, _) in commands.items():
        lines.append(f"complete -c crosswire -n __fish_use_subcommand -f -a {name} -d {_quoted(does)}")
    for name, (_, options) in commands.items():
        stem = f"complete -c crosswire -n '__fish_seen_subcommand_from {name}'"
        arguments = [*first_words.get(name, ()), *(c for one in options if not one.names for c in one.choices)]
        if arguments:
            lines.append(f"{stem} -a {_quoted(' '.join(arguments))}")
        for one in options:
            long = next((text for text in one.names if text.startswith("--")), None)
            if long:
                value = f" -x -a {_quoted(' '.join(one.choices))}" if one.choices else " -r" if one.value else ""
                lines.append(f"{stem} -l {long[2:]}{value} -d {_quoted(one.help)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def shell_of(named: str) -> str:
    """The shell named, else the user's own. Raises UsageError for one that has no script."""
    shell = named or Path(os.environ.get("SHELL", "")).name
    if shell not in PLACES:
        raise UsageError(f"no completion for the shell '{shell}'", hint=f"There is: {', '.join(PLACES)}.")
    return shell


def install(shell: str, text: str) -> str:
    """Writes the script where the shell looks for it; what to do then, in words. Raises Impossible."""
    place, then = PLACES[shell]
    path = Path.home() / place
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Impossible(f"cannot be written: {error.strerror}", where=str(path)) from None
    return f"{path} written; {then}"
