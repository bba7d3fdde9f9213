"""One thing looked up: a claim with all its provenance, an incident with all its claims by slot and by source."""

from __future__ import annotations

from dataclasses import asdict

from pyoxigraph import Literal, NamedNode, QuerySolutions

from builder.errors import UsageError
from builder.graph.bind import bind
from builder.graph.catalogue import load_catalogue
from builder.graph.links import links_of, read_link
from builder.graph.passages import Passage, around, passages, text_of
from builder.graph.read import Quads, Reader, local_name, nodes, word
from builder.graph.vocabulary import CURRENT, RDFS_LABEL, camel, cw, term
from builder.model import OUTCOMES, ROLES

Row = dict[str, str | None]
NUMBERS = ("low", "best", "high", "quantifier", "approximate", "outcome", "group", "scope")
# As an analyst asks: what, when, where, how many, who; then the rest, and what was said besides.
SLOTS = ("occurred", "time", "place", "operation", *OUTCOMES, *(camel(role) for role in ROLES))


def rows(reader: Reader, query: str, **parameters: str) -> list[Row]:
    """The rows of a saved query as words."""
    found = reader.query(bind(load_catalogue()[query], parameters))
    if not isinstance(found, QuerySolutions):
        raise UsageError(f"'{query}' is no SELECT query")
    names = [variable.value for variable in found.variables]
    return [{name: _word(row[name]) for name in names} for row in found]


def _word(value: object) -> str | None:
    return value.value if isinstance(value, Literal | NamedNode) else None


def slot_rank(slot: str) -> tuple[int, str]:
    """The order in which slots are shown."""
    if slot == "states":
        return len(SLOTS) + 1, slot
    return (SLOTS.index(slot) if slot in SLOTS else len(SLOTS)), slot


def voice(reader: Quads, claim: NamedNode) -> dict[str, object]:
    """Who says it: the speaker's name and fullest words (None for the outlet's own), and who passed it on."""
    speaker = next(iter(nodes(reader, claim, cw("speaker"))), None)
    return {
        "voice": called(reader, speaker) if speaker else None,
        "via": [called(reader, entity) for entity in nodes(reader, claim, cw("via"))],
        **{name: word(reader, claim, cw(name)) for name in ("sourceKind", "certainty", "polarity", "asOf")},
    }


def called(reader: Quads, entity: NamedNode) -> str:
    """An entity in its fullest words: 'Capt. Ann Example', or 'the spokesman (Ann Example)'."""
    label, words = word(reader, entity, RDFS_LABEL) or "", word(reader, entity, cw("description")) or ""
    if not words or label.casefold() in words.casefold():
        return words or label
    return f"{label} ({words})" if label else words


def claim_record(reader: Reader, claim: NamedNode) -> dict[str, object]:
    """All that is known of one claim, with each quote in its sentence."""
    provenance = rows(reader, "provenance", claim=claim.value)
    text = text_of(reader, claim)
    subject = nodes(reader, claim, cw("subject"))[0]
    incident = nodes(reader, subject, cw("incident"), CURRENT)
    about = incident[0] if incident else subject
    first = provenance[0] if provenance else {}
    value = nodes(reader, claim, cw("object"))
    numbers = {n: word(reader, value[0], cw(n)) for n in NUMBERS} if value else {}
    conflicts = rows(reader, "conflicts", incident=about.value) if incident else []
    return {
        "claim": claim.value,
        "predicate": local_name(word(reader, claim, cw("predicate")) or ""),
        "value": word(reader, claim, cw("objectText")),
        "numbers": {name: number for name, number in numbers.items() if number is not None},
        "about": about.value,
        "aboutLabel": word(reader, about, RDFS_LABEL),
        **{k: first.get(k) for k in ("article", "title", "publisher", "published", "url")},
        "quotes": [in_sentence(place, text) for place in passages(reader, claim)],
        "speaker": first.get("speaker"),
        **voice(reader, claim),
        "confidence": word(reader, claim, cw("confidence")),
        "status": word(reader, claim, cw("status")),
        "conflicts": [_against(row, claim.value) for row in conflicts if claim.value in row.values()],
        **{k: first.get(k) for k in ("extractor", "run", "generated")},
    }


def in_sentence(place: Passage, text: str) -> dict[str, object]:
    """A quote with its offsets and the rest of its sentence."""
    before, after = around(text, place)
    return {**asdict(place), "before": before, "after": after}


def _against(row: Row, claim: str) -> Row:
    other = "B" if row["claimA"] == claim else "A"
    return {
        "kind": row["kind"],
        "slot": row["slot"],
        "claim": row[f"claim{other}"],
        "value": row[f"value{other}"],
        "article": row[f"article{other}"],
    }


def incident_record(reader: Reader, incident: NamedNode) -> dict[str, object]:
    """The dossier: what the incident shows, its sources, every claim by slot, its conflicts, and why its reports are
    linked."""
    reports = rows(reader, "reports", incident=incident.value)
    sources = _sources(reader, reports)
    place = nodes(reader, incident, cw("place"), CURRENT)
    slots: dict[str, list[dict[str, object]]] = {}
    for row in rows(reader, "claims", incident=incident.value):
        slots.setdefault(row["predicate"] or "", []).append(_told(reader, row))
    order = {source["article"]: number for number, source in enumerate(sources)}
    for told in slots.values():
        told.sort(key=lambda claim: (order.get(str(claim["article"]), len(order)), _begins(claim), str(claim["claim"])))
    return {
        "incident": incident.value,
        "label": word(reader, incident, RDFS_LABEL),
        "type": local_name(word(reader, incident, cw("incidentType"), CURRENT) or ""),
        **{name: word(reader, incident, cw(name), CURRENT) for name in ("mode", "start", "end")},
        "place": word(reader, place[0], cw("name")) if place else None,
        "reports": reports,
        "sources": sources,
        "slots": {slot: slots[slot] for slot in sorted(slots, key=slot_rank)},
        "conflicts": rows(reader, "conflicts", incident=incident.value),
        "links": _links(reader, reports),
    }


def _told(reader: Quads, row: Row) -> dict[str, object]:
    """A row of the query `claims`, with its quotes in their sentences."""
    claim = NamedNode(row["claim"] or "")
    text = text_of(reader, claim)
    quotes = [in_sentence(place, text) for place in passages(reader, claim)]
    return {**row, **voice(reader, claim), "quotes": quotes}


def _begins(claim: dict[str, object]) -> int:
    quotes = claim["quotes"]
    return min((quote["start"] for quote in quotes), default=0) if isinstance(quotes, list) else 0


def _sources(reader: Quads, reports: list[Row]) -> list[Row]:
    """The articles that tell of the incident, in the order of publication, with a letter each."""
    found: dict[str, Row] = {}
    for report in reports:
        article = report["article"] or ""
        names = {"publisher": "publisher", "published": "datePublished", "title": "headline"}
        facts = {k: word(reader, NamedNode(article), term(f"schema:{name}"), CURRENT) for k, name in names.items()}
        if article not in found or report["main"] == "true":
            found[article] = {"article": article, **facts, "main": report["main"]}
    ordered = sorted(found.values(), key=lambda source: (source["published"] or "~", source["article"] or ""))
    return [{"letter": letter(number), **source} for number, source in enumerate(ordered)]


def letter(number: int) -> str:
    """A … Z, AA, AB …"""
    before = letter(number // 26 - 1) if number >= 26 else ""
    return before + chr(ord("A") + number % 26)


def _links(reader: Quads, reports: list[Row]) -> list[dict[str, object]]:
    """The judgements between these reports, the surest first."""
    named = {report["report"] for report in reports}
    found = {link for name in named if name for link in links_of(reader, NamedNode(name))}
    read = [read_link(reader, link) for link in sorted(found, key=str)]
    among = [link for link in read if link.left in named and link.right in named]
    return [asdict(link) for link in sorted(among, key=lambda link: (-link.score, link.left, link.right))]
