"""`crosswire`: reads what was typed, runs one command, and turns errors into one or two lines and an exit status."""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from builder import __version__
from builder.cli.terminal import note, show
from builder.errors import CrosswireError, NotInThisVersion, UsageError

# command -> the module of builder.cli that has its function, and what it does
COMMANDS = {
    "build": ("build", "read, extract, link, validate and store articles"),
    "extract": ("build", "stop after extraction: one JSON object an article"),
    "query": ("ask", "run a saved query or SPARQL text"),
    "queries": ("ask", "list the saved queries"),
    "find": ("look", "names, places and words: what they are, with IRIs"),
    "article": ("look", "one article's text with its claims marked"),
    "claim": ("look", "one claim's whole provenance"),
    "incident": ("look", "one incident's dossier: every claim by slot"),
    "review": ("correct", "a person's judgement on a link or a claim"),
    "retract": ("correct", "mark an article as withdrawn"),
    "remove": ("correct", "take articles out"),
    "rebuild": ("correct", "extract stored texts again with this version"),
    "link": ("keep", "link the whole store again (--all)"),
    "validate": ("keep", "check the store against the SHACL shapes"),
    "export": ("keep", "write the graph for other programs"),
    "doctor": ("keep", "check store against ledger, and say how to mend it"),
}
NOT_YET = ("serve", "backup", "restore")
COMPLETION = {
    "--install-completion": "completion for bash, zsh or fish (default: your shell), put where the shell looks for it",
    "--show-completion": "the same, printed",
}
INTERRUPTED = 130


class Parser(argparse.ArgumentParser):
    """Errors of what was typed become UsageError, so that they look like all others."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, hint=f"'{self.prog} --help' says what there is")


def shared() -> Parser:
    """The options that every command takes."""
    options = Parser(prog="crosswire", add_help=False, allow_abbrev=False)
    options.add_argument(
        "--store",
        default=os.environ.get("CROSSWIRE_STORE", "crosswire.store"),
        metavar="PATH",
        help="where the graph is kept (default: ./crosswire.store, or $CROSSWIRE_STORE)",
    )
    options.add_argument("--quiet", action="store_true", help="no progress on standard error")
    options.add_argument("--debug", action="store_true", help="a traceback where something fails")
    return options


def overview() -> Parser:
    """The parser of `crosswire --help`; the commands' own parsers are made when one is run."""
    lines = [f"  {name:<10} {does}" for name, (_, does) in COMMANDS.items()]
    lines += [f"  {name:<10} (not in this version)" for name in NOT_YET]
    parser = Parser(
        prog="crosswire",
        usage="crosswire COMMAND [options]",
        description="A folder of news in, a validated graph of operations, units, people and incidents out.",
        epilog="commands:\n" + "\n".join(lines) + "\n\n'crosswire COMMAND --help' says more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=True,
    )
    parser.add_argument("--version", action="version", version=f"crosswire {__version__}")
    for name, does in COMPLETION.items():
        parser.add_argument(name, nargs="?", const="", metavar="SHELL", help=does)
    return parser


def complete(options: argparse.Namespace) -> int:
    """Prints the completion script of a shell, or puts it where the shell looks for it."""
    from builder.cli.commands import options_of, parsers
    from builder.cli.completion import install, script, shell_of
    from builder.graph.catalogue import read_library

    typed = options.show_completion if options.show_completion is not None else options.install_completion
    shell = shell_of(typed)
    everywhere = list(options_of(shared()))
    commands = {
        name: (COMMANDS[name][1], [*options_of(parser), *everywhere]) for name, parser in parsers(COMMANDS).items()
    }
    text = script(shell, commands, {"query": list(read_library()[0])})
    if options.show_completion is not None:
        print(text, end="")
    else:
        show(install(shell, text))
    return 0


def run(arguments: Sequence[str]) -> int:
    """Runs one command; the exit status of the contract. Raises CrosswireError."""
    given, rest = shared().parse_known_args(arguments)  # they may stand before the command too
    if rest and rest[0].partition("=")[0] in COMPLETION:
        return complete(overview().parse_args(rest))
    command = next((word for word in rest if not word.startswith("-")), None)
    if command is None:
        overview().parse_args(arguments)
        overview().print_help()
        return 2
    if command in NOT_YET:
        raise NotInThisVersion(f"'crosswire {command}'")
    if command not in COMMANDS:
        raise UsageError(f"no command '{command}'", hint="'crosswire --help' lists the commands")
    rest.remove(command)
    from builder.cli.commands import fill_parser

    module, does = COMMANDS[command]
    parser = Parser(prog=f"crosswire {command}", description=f"{does[0].upper()}{does[1:]}.", parents=[shared()])
    fill_parser(parser, command, module)
    options = parser.parse_args(rest, given)
    if "://" in options.store:
        raise NotInThisVersion("a store behind a URL")
    options.store = Path(options.store)
    return int(getattr(importlib.import_module(f"builder.cli.{module}"), command)(options))


def main(arguments: Sequence[str] | None = None) -> int:
    """The entry point. Never a traceback, unless `--debug` asks for one."""
    arguments = sys.argv[1:] if arguments is None else arguments
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a polite kill ends like Ctrl-C: what is stored stays
    try:
        return run(arguments)
    except CrosswireError as error:
        if "--debug" in arguments:
            raise
        note(f"crosswire: {error}")
        return error.exit_status
    except KeyboardInterrupt:
        note("crosswire: interrupted; what was stored stays")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone ('… | head'); nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if "--debug" in arguments:
            raise
        note(f"crosswire: {error.filename or 'system'}: {error.strerror or error}")
        return 3
    except Exception as error:
        if "--debug" in arguments:
            raise
        note(f"crosswire: a fault of ours: {type(error).__name__}: {error}\n'--debug' shows where")
        return 3


if __name__ == "__main__":
    sys.exit(main())
