"""`crosswire claim` and `crosswire incident`: one thing, as a person wants to read it in a terminal."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from typing import Any

from builder.cli.terminal import emphasis, one_line, safe, show_json
from builder.errors import NotInThisVersion

Record = Mapping[str, Any]


def claim_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("iri", metavar="IRI", help="the claim's IRI, or an unambiguous start of its last part")
    parser.add_argument("--format", choices=["text", "json"], default="text")


def incident_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("iri", metavar="IRI", help="the incident's IRI, or an unambiguous start of its last part")
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--as-of", metavar="DATE", help="(not in this version)")


def claim(options: argparse.Namespace) -> int:
    """One claim's whole provenance."""
    from builder.graph.dossier import claim_record, resolve
    from builder.store.embedded import StoreReader

    with StoreReader.open(options.store) as reader:
        record = claim_record(reader, resolve(reader, "claim", options.iri))
    if options.format == "json":
        show_json(record)
    else:
        print(claim_text(record))
    return 0


def incident(options: argparse.Namespace) -> int:
    """The dossier of one incident."""
    from builder.graph.dossier import incident_record, resolve
    from builder.store.embedded import StoreReader

    if options.as_of:
        raise NotInThisVersion("--as-of")
    with StoreReader.open(options.store) as reader:
        record = incident_record(reader, resolve(reader, "incident", options.iri))
    if options.format == "json":
        show_json(record)
    else:
        print(incident_text(record))
    return 0


def claim_text(record: Record) -> str:
    numbers = ", ".join(f"{name} {number}" for name, number in record["numbers"].items())
    said = f"{record['predicate']}: {one_line(record['value'])}" + (f"  ({numbers})" if numbers else "")
    lines = [f"Claim    {record['claim']}", f"Says     {said}"]
    lines.append(f"About    {one_line(record['aboutLabel'] or '')}  {record['about']}")
    for quote in record["quotes"]:
        before, after = (safe(re.sub(r"\s+", " ", quote[side])) for side in ("before", "after"))
        lines.append(f"Words    {before.lstrip()}{emphasis(one_line(quote['quote']))}{after.rstrip()}")
        lines.append(f"         characters {quote['start']} to {quote['end']} of the article's text")
    lines.append(f"Said by  {_voice(record)}")
    lines.append(f"In       {_source(record)}")
    lines.append(
        f"Read by  {record['extractor']}, confidence {record['confidence']}; {record['generated'] or ''}".rstrip("; ")
    )
    if record["status"]:
        lines.append(f"Status   {record['status']}")
    return "\n".join(safe_lines(lines))


def safe_lines(lines: list[str]) -> list[str]:
    """Lines are made of words that were escaped already; this keeps a line one line."""
    return [line.replace("\n", " ") for line in lines]


def _voice(record: Record) -> str:
    chain = [one_line(record["speaker"] or "not said"), *(f"by way of {one_line(v)}" for v in record["via"])]
    sure = f"{record['sourceKind']}, {record['certainty']}, {record['polarity']}"
    as_of = f", as of {record['asOf']}" if record["asOf"] else ""
    return f"{', '.join(chain)} ({sure}{as_of})"


def _source(record: Record) -> str:
    parts = [record["publisher"], record["published"], record["title"] and f"“{record['title']}”", record["url"]]
    return f"{', '.join(one_line(part) for part in parts if part)}  {record['article']}"


def incident_text(record: Record) -> str:
    when = (
        record["start"] if record["start"] == record["end"] else f"{record['start'] or '…'} to {record['end'] or '…'}"
    )
    lines = [safe(record["label"]), record["incident"]]
    lines.append(f"{record['type']}, {record['mode']}; {when if record['start'] or record['end'] else 'no date said'}")
    lines.append(f"told by {len(record['reports'])} report{'s' if len(record['reports']) != 1 else ''}")
    disputed = {claim for row in record["conflicts"] for claim in (row["claimA"], row["claimB"])}
    for slot, claims in record["slots"].items():
        lines += ["", slot]
        for row in claims:
            mark = "≠" if row["claim"] in disputed else " "
            denied = " denied" if row["polarity"] == "denied" else ""
            who = f"{one_line(row['speaker'] or '')}, {row['certainty']}{denied}"
            lines.append(f"  {mark} {one_line(row['value'])}  — {who}")
            lines.append(f"      “{one_line(row['quote'])}”  {row['claim']}")
    for row in record["conflicts"]:
        lines += ["", f"{row['kind']} in {row['slot']}: {one_line(row['valueA'])} ≠ {one_line(row['valueB'])}"]
    return "\n".join(lines)
