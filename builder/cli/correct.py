"""`crosswire review`, `retract`, `remove` and `rebuild`: what a person corrects, and what is made again."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from builder.cli.terminal import note, one_line, show, show_json
from builder.errors import Impossible, NotFound, UsageError
from builder.resources import own_ontology

# what is typed after 'review' -> how many things follow it
REVIEWS = {"list": (0,), "accept": (2,), "reject": (1, 2), "undo": (1, 2), "export": (1,), "import": (1,)}
SHOWN = 20  # doubtful pairs on a terminal; `--format json` has all


def review_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", nargs="?", default="list", choices=list(REVIEWS), help="what to do (default: list)")
    parser.add_argument("on", nargs="*", metavar="A B|CLAIM|FILE", help="a pair, a claim, or a file ('-': stdin/out)")
    parser.add_argument("--by", metavar="NAME", help="who judges (default: the user's name)")
    parser.add_argument("--reason", default="", metavar="TEXT", help="why")
    parser.add_argument("--format", choices=["text", "json"], default="text")


def review(options: argparse.Namespace) -> int:
    wanted = REVIEWS[options.verb]
    if len(options.on) not in wanted:
        many = " or ".join(map(str, wanted))
        raise UsageError(f"'crosswire review {options.verb}' wants {many} after it, not {len(options.on)}")
    if options.verb == "list":
        return _list(options)
    if options.verb == "export":
        return _export(options)
    if options.verb == "import":
        return _import(options)
    from builder.correcting import review as run
    from builder.reviewing import act_record

    acts = run(options.store, options.verb, options.on, options.by or _user(), options.reason)
    if options.format == "json":
        show_json([act_record(act) for act in acts])
    else:
        for act in acts:
            on = " and ".join(target.node for target in act.targets)
            show(f"{act.verb}ed: {on}" if act.verb != "undo" else f"undone: {on}")
    return 0


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise UsageError("who judges? the user has no name here", hint="Say it with --by NAME.") from None


def _list(options: argparse.Namespace) -> int:
    from builder.reviewing import review_list
    from builder.store.embedded import StoreReader

    with StoreReader.open(options.store) as reader:
        found = review_list(reader)
    if options.format == "json":
        show_json(found)
        return 0
    doubtful = found["doubtful"]
    show(f"{len(doubtful)} pairs to judge" + (f", the first {SHOWN}" if len(doubtful) > SHOWN else ""))
    for pair in doubtful[:SHOWN]:
        show(_pair(pair))
    for name, title in (("held", "people's judgements"), ("past", "replaced or undone"), ("loose", "without a place")):
        if found[name]:
            show(f"\n{title}:")
            for act in found[name]:
                show(_act(act))
    return 0


def _pair(pair: Mapping[str, Any]) -> str:
    lines = [f"\n{pair['score']:.2f}  {'; '.join(map(one_line, pair['reasons']))}"]
    for side, iri in (("left", pair["a"]), ("right", pair["b"])):
        about = pair[side]
        words = " / ".join(f"“{one_line(text)}”" for text in about["words"]) or one_line(about["label"] or "")
        source = ", ".join(one_line(about[key]) for key in ("publisher", "published") if about[key])
        lines.append(f"   {words}  ({source})  {iri}")
    return "\n".join(lines)


def _act(act: Mapping[str, Any]) -> str:
    on = " = ".join(f"{target['kind']} “{one_line(target.get('quote') or target['article'])}”" for target in act["on"])
    reason = f": {one_line(act['reason'])}" if act["reason"] else ""
    return f"  {act['date'][:10]}  {act['verb']}  {on}  by {one_line(act['by'])}{reason}"


def _export(options: argparse.Namespace) -> int:
    from builder.reviewing import export_reviews
    from builder.store.embedded import StoreReader

    with StoreReader.open(options.store) as reader:
        text = export_reviews(reader)
    (target,) = options.on
    if target == "-":
        sys.stdout.write(text)
        return 0
    path = Path(target)
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Impossible(f"cannot be written: {error.strerror}", where=target) from None
    note(f"{len(text.splitlines())} reviews in {target}", options.quiet)
    return 0


def _import(options: argparse.Namespace) -> int:
    from builder.reviewing import import_reviews

    (source,) = options.on
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NotFound("no such file", where=source) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the reviews cannot be read: {error}", where=source) from None
    counts = import_reviews(options.store, text, source)
    if options.format == "json":
        show_json(counts)
    else:
        show(f"{counts['new']} new, {counts['known']} known already; {counts['loose']} of the new find no place here")
    return 0


def retract_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="its IRI, its id, or an unambiguous start of the IRI's end")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why it was withdrawn")
    parser.add_argument("--date", metavar="DATE", help="when it was withdrawn (default: now)")
    parser.add_argument("--by", metavar="NAME", help="who says so (default: the user's name)")


def retract(options: argparse.Namespace) -> int:
    """The article stays, marked withdrawn; its claims leave every default answer."""
    from builder.correcting import retract as run
    from builder.graph.bind import day

    date = day("--date", options.date) if options.date else None
    act = run(options.store, options.article, options.reason, options.by or _user(), date)
    show(f"retracted: {act.targets[0].article}")
    return 0


def remove_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", nargs="+", metavar="ARTICLE", help="its IRI, its id, or a start of the IRI's end")


def remove(options: argparse.Namespace) -> int:
    """All versions of the articles go; what people said of them is kept for when they come back."""
    from builder.correcting import remove as run

    versions = run(options.store, options.article)
    show(f"removed: {len(options.article)} articles, {versions} versions")
    return 0


def rebuild_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", nargs="*", metavar="ARTICLE", help="only these (default: all)")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="extract in N processes (default: 1)")
    parser.add_argument("--json", action="store_true", help="one summary object on standard output")


def rebuild(options: argparse.Namespace) -> int:
    """Exit 1 if extraction failed somewhere; what was stored of that article stays."""
    from builder.cli.build import reporter, summary_words
    from builder.intake import BuildOptions
    from builder.rebuilding import rebuild as run

    settings = BuildOptions(jobs=max(1, options.jobs), ontology=own_ontology())
    summary, failures = run(options.store, _distinct(options.article), settings, reporter(options.quiet))
    if options.json:
        show_json(asdict(summary))
    else:
        show(summary_words(summary))
    for failure in failures:
        note(f"not extracted: {failure}", options.quiet)
    return 1 if failures else 0


def _distinct(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(words))
