"""An article, a claim and an incident as a person wants to read them in a terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from builder.cli.marking import marked
from builder.cli.terminal import bold, emphasis, one_line, safe, short, width, wrapped

Record = Mapping[str, Any]
NARROWEST = 24  # columns of a source in the dossier; sources that do not fit stand below
SLOT_WIDTH = 24
DISPUTED = "≠"


def claim_text(record: Record) -> str:
    """One claim: what it says, its words in their sentence, who says it, where, and what read it."""
    numbers = ", ".join(f"{name} {number}" for name, number in record["numbers"].items() if number != "false")
    said = f"{record['predicate']}: {one_line(record['value'])}" + (f"  ({one_line(numbers)})" if numbers else "")
    lines = [f"Claim    {record['claim']}", f"Says     {said}"]
    lines.append(f"About    {one_line(record['aboutLabel'] or '')}  {record['about']}")
    for quote in record["quotes"]:
        lines.append(f"Words    {sentence(quote)}")
        lines.append(f"         characters {quote['start']} to {quote['end']} of the article's text")
    lines.append(f"Said by  {chain(record)} ({_how(record)})")
    lines.append(f"In       {_source(record)}  {record['article']}")
    lines += [
        f"Against  “{one_line(row['value'])}” ({row['kind']} in {row['slot']})  {row['claim']}"
        for row in record["conflicts"]
    ]
    lines.append(
        f"Read by  {record['extractor']}, confidence {record['confidence']}; {record['generated'] or ''}".rstrip("; ")
    )
    if record["status"]:
        lines.append(f"Status   {record['status']}")
    return "\n".join(lines)


def sentence(quote: Record) -> str:
    """A quote marked in its sentence, on one line."""
    before, after = (re.sub(r"\s+", " ", safe(quote[side]).replace("\n", " ")) for side in ("before", "after"))
    return f"{before.lstrip()}{emphasis(one_line(quote['quote']))}{after.rstrip()}"


def chain(record: Record) -> str:
    """Who says it and who passed it on, in one line: 'Col. X, by way of Y'."""
    first = record["voice"] or record.get("speaker") or "the article itself"
    return ", ".join([one_line(first), *(f"by way of {one_line(passed_on)}" for passed_on in record["via"])])


def _how(record: Record) -> str:
    as_of = f", as of {record['asOf']}" if record["asOf"] else ""
    return f"{record['sourceKind']}, {record['certainty']}, {record['polarity']}{as_of}"


def _source(record: Record) -> str:
    title = record["title"] and f"“{record['title']}”"
    parts = (record["publisher"], record["published"], title, record.get("url"))
    return ", ".join(one_line(part) for part in parts if part)


def article_text(record: Record) -> str:
    """The text with its claims marked, and the list of claims by number below."""
    spans: dict[tuple[int, int], list[int]] = {}
    for claim in record["claims"]:
        for span in claim["spans"]:
            spans.setdefault((span["start"], span["end"]), []).append(claim["number"])
    lines = [bold(one_line(record["title"] or record["id"])), _source({**record, "title": None}), record["article"]]
    if record["status"]:
        lines.append(f"status: {record['status']}")
    if len(record["versions"]) > 1:
        lines.append(f"the newest of {len(record['versions'])} versions")
    lines += ["", marked(record["text"], spans, bold).strip("\n"), ""]
    lines += [_numbered(claim) for claim in record["claims"]] or ["no claims"]
    return "\n".join(line for number, line in enumerate(lines) if line or number != 1)


def _numbered(claim: Record) -> str:
    status = f"; {claim['status']}" if claim["status"] else ""
    denied = ", denied" if claim["polarity"] == "denied" else ""
    who = "" if claim["voice"] is None and not claim["via"] else f" — {chain(claim)}"
    sure = f" ({claim['certainty']}{denied}{status})"
    return (
        f"{claim['number']:>4}  {claim['predicate']}: {one_line(claim['value'])}{who}{sure}  "
        f"[{one_line(claim['aboutLabel'] or '')}]  {short(claim['claim'])}"
    )


def incident_text(record: Record) -> str:
    """The dossier: its sources side by side, every claim by slot in its words, and where they disagree."""
    letters = {source["article"]: source["letter"] for source in record["sources"]}
    disputed = {claim for row in record["conflicts"] for claim in (row["claimA"], row["claimB"])}
    lines = [bold(one_line(record["label"] or "incident")), record["incident"], _head(record), ""]
    number = len(record["sources"])
    lines.append(f"told by {number} article{'s' if number != 1 else ''}")
    for source in record["sources"]:
        main = "" if source["main"] == "true" else "  (in passing)"
        lines.append(f"  {source['letter']}  {_source(source)}{main}  {short(source['article'])}")
    lines += ["", *_side_by_side(record, letters, disputed)]
    for slot, claims in record["slots"].items():
        lines += ["", bold(slot)]
        for row in claims:
            mark = DISPUTED if row["claim"] in disputed else " "
            denied = ", denied" if row["polarity"] == "denied" else ""
            said = f"{chain(row)}, {row['certainty']}{denied}"
            lines.append(f"{letters.get(row['article'], '?'):>2} {mark} {one_line(row['value'])}  — {said}")
            lines.append(f"       {_best_sentence(row)}  {short(row['claim'])}")
    lines += _disagreements(record, letters)
    lines += _judgements(record)
    return "\n".join(lines)


def _best_sentence(row: Record) -> str:
    """The sentence of the quote that has the words of the value, else of the first one."""
    having = [quote for quote in row["quotes"] if row["value"] in quote["quote"]]
    return next((sentence(quote) for quote in (*having, *row["quotes"])), "")


def _head(record: Record) -> str:
    start, end = record["start"], record["end"]
    when = "no date said" if not (start or end) else start if start == end else f"{start or '…'} to {end or '…'}"
    return ", ".join(one_line(part) for part in (record["type"], record["mode"], when, record["place"]) if part)


def _side_by_side(record: Record, letters: Mapping[str, str], disputed: set[str]) -> list[str]:
    """A table of the slots, a column a source; as many tables as it takes."""
    sources: Sequence[Record] = record["sources"]
    room = width() - SLOT_WIDTH
    at_once = max(1, room // (NARROWEST + 2))
    lines: list[str] = []
    slots = [slot for slot in record["slots"] if slot not in ("states", "occurred")]
    for begin in range(0, len(sources), at_once) if slots else ():
        part = sources[begin : begin + at_once]
        wide = min(room // len(part) - 2, 48)
        rows = [[slot, *(_cell(record["slots"][slot], source, disputed) for source in part)] for slot in slots]
        names = ["", *(f"{s['letter']} {one_line(s['publisher'] or 'no publisher named')}" for s in part)]
        lines += [wrapped(names, rows, [SLOT_WIDTH, *[wide] * len(part)]), ""]
    return lines[:-1]


def _cell(claims: Sequence[Record], source: Record, disputed: set[str]) -> str:
    said: dict[str, None] = {}
    for row in claims:
        if row["article"] == source["article"]:
            denied = "denied: " if row["polarity"] == "denied" else ""
            said[f"{f'{DISPUTED} ' if row['claim'] in disputed else ''}{denied}{one_line(row['value'])}"] = None
    return "\n".join(said)


def _disagreements(record: Record, letters: Mapping[str, str]) -> list[str]:
    lines = ["", bold("where they disagree")] if record["conflicts"] else []
    for row in record["conflicts"]:
        one, other = (f"{letters.get(row[f'article{x}'], '?')} “{one_line(row[f'value{x}'])}”" for x in "AB")
        lines.append(f"  {row['kind']} in {row['slot']}: {one} {DISPUTED} {other}")
    return lines


def _judgements(record: Record) -> list[str]:
    letters = {source["article"]: source["letter"] for source in record["sources"]}
    of = {report["report"]: letters.get(report["article"], "?") for report in record["reports"]}
    lines = ["", bold("why these are one incident")] if record["links"] else []
    for link in record["links"]:
        reasons = "; ".join(one_line(reason) for reason in link["reasons"])
        pair = f"{of[link['left']]} and {of[link['right']]}"
        lines.append(f"  {pair}: {link['judgement']} {link['score']}, {link['decided_by']}: {reasons}")
    return lines
