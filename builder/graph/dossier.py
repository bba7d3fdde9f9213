"""One thing looked up: a claim with all its provenance, an incident with all its claims by slot."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode, QuerySolutions

from builder.errors import NotFound, UsageError
from builder.graph.bind import bind
from builder.graph.catalogue import load_catalogue
from builder.graph.read import Quads, local_name, nodes, subjects, values, word
from builder.graph.vocabulary import CURRENT, RDF_TYPE, cw, term
from builder.store.embedded import StoreReader

Row = dict[str, str | None]
KINDS = {"claim": "Claim", "incident": "Incident"}
MOST = 5  # candidates named where a start is ambiguous
AROUND = 200  # characters of text shown before and after a quote at the most


def resolve(reader: StoreReader, kind: str, given: str) -> NamedNode:
    """The node meant by a whole IRI or an unambiguous start of its last part. An incident answers to the IRI that it
    would have from any of its reports. Raises NotFound, UsageError for a start that fits several."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`]+", given):
        node = NamedNode(given)
        return _existing(reader, NamedNode(present(reader, given)) if kind == "incident" else node, kind, given)
    given = given.removeprefix(f"{kind}/")  # as tables show it
    stem = f"{reader.base}{kind}/{given}"
    found = [node for node in subjects(reader, RDF_TYPE, cw(KINDS[kind])) if node.value.startswith(stem)]
    if kind == "incident" and not found:
        reports = [r for r in subjects(reader, RDF_TYPE, cw("Report")) if local_name(r.value).startswith(given)]
        found = sorted({i for r in reports for i in nodes(reader, r, cw("incident"), CURRENT)}, key=str)
    if len(found) > 1:
        some = ", ".join(local_name(node.value) for node in found[:MOST])
        raise UsageError(f"'{given}' fits {len(found)} {kind}s", hint=f"Among them: {some}. Give more of it.")
    if not found or not re.fullmatch(r"[0-9a-z]+", given):
        raise NotFound(f"no {kind} '{given}' in this store", hint=f"'crosswire query {kind}s' lists them")
    return found[0]


def present(reader: Quads, incident: str) -> str:
    """The incident that a report is in now, for the IRI that an incident would have from that report."""
    stem, _, hashed = incident.rpartition("/incident/")
    if not re.fullmatch(r"[0-9a-f]+", hashed):
        return incident
    now = nodes(reader, NamedNode(f"{stem}/report/{hashed}"), cw("incident"), CURRENT)
    return now[0].value if now else incident


def _existing(reader: StoreReader, node: NamedNode, kind: str, given: str) -> NamedNode:
    if cw(KINDS[kind]) not in values(reader, node, RDF_TYPE):
        raise NotFound(f"no {kind} '{given}' in this store", hint=f"'crosswire query {kind}s' lists them")
    return node


def rows(reader: StoreReader, query: str, **parameters: str) -> list[Row]:
    """The rows of a saved query as words."""
    found = reader.query(bind(load_catalogue()[query], parameters))
    if not isinstance(found, QuerySolutions):
        raise UsageError(f"'{query}' is no SELECT query")
    names = [variable.value for variable in found.variables]
    return [{name: _word(row[name]) for name in names} for row in found]


def _word(value: object) -> str | None:
    return value.value if isinstance(value, Literal | NamedNode) else None


def claim_record(reader: StoreReader, claim: NamedNode) -> dict[str, object]:
    """All that is known of one claim, with each quote in its paragraph."""
    provenance = rows(reader, "provenance", claim=claim.value)
    version = nodes(reader, claim, cw("version"))[0]
    text = word(reader, version, cw("text")) or ""
    subject = nodes(reader, claim, cw("subject"))[0]
    incident = nodes(reader, subject, cw("incident"), CURRENT)
    about = incident[0] if incident else subject
    first = provenance[0] if provenance else {}
    value = nodes(reader, claim, cw("object"))
    numbers = (
        {n: word(reader, value[0], cw(n)) for n in ("low", "best", "high", "quantifier", "approximate")}
        if value
        else {}
    )
    via = [word(reader, entity, cw("description")) for entity in nodes(reader, claim, cw("via"))]
    return {
        "claim": claim.value,
        "predicate": local_name(word(reader, claim, cw("predicate")) or ""),
        "value": word(reader, claim, cw("objectText")),
        "numbers": {name: number for name, number in numbers.items() if number is not None},
        "about": about.value,
        "aboutLabel": word(reader, about, term("rdfs:label")),
        **{k: first.get(k) for k in ("article", "title", "publisher", "published", "url")},
        "quotes": [_in_context(row, text) for row in provenance],
        "via": via,
        **{k: first.get(k) for k in ("speaker", "sourceKind", "certainty", "polarity")},
        "asOf": word(reader, claim, cw("asOf")),
        "confidence": word(reader, claim, cw("confidence")),
        "status": word(reader, claim, cw("status")),
        **{k: first.get(k) for k in ("extractor", "run", "generated")},
    }


def _in_context(row: Row, text: str) -> dict[str, object]:
    """The quote with the words around it, to the ends of its line or AROUND characters."""
    start, end = int(row["start"] or 0), int(row["end"] or 0)
    before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = text[end : end + AROUND].partition("\n")[0]
    return {"start": start, "end": end, "quote": row["quote"], "before": before, "after": after}


def incident_record(reader: StoreReader, incident: NamedNode) -> dict[str, object]:
    """The dossier: what the incident shows, its reports, every claim by slot side by side, and its conflicts."""
    slots: dict[str, list[Row]] = {}
    for row in rows(reader, "claims", incident=incident.value):
        slots.setdefault(row["predicate"] or "", []).append(row)
    place = nodes(reader, incident, cw("place"), CURRENT)
    return {
        "incident": incident.value,
        "label": word(reader, incident, term("rdfs:label")),
        "type": local_name(word(reader, incident, cw("incidentType"), CURRENT) or ""),
        "mode": word(reader, incident, cw("mode"), CURRENT),
        "start": word(reader, incident, cw("start"), CURRENT),
        "end": word(reader, incident, cw("end"), CURRENT),
        "place": word(reader, place[0], cw("name")) if place else None,
        "reports": rows(reader, "reports", incident=incident.value),
        "slots": slots,
        "conflicts": rows(reader, "conflicts", incident=incident.value),
    }
