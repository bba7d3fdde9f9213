"""Extractions as the JSON of contract section 4, and back: one object an article, keys in the contract's order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.model import (
    Article,
    Bounds,
    Casualty,
    Claim,
    Entity,
    Extraction,
    Incident,
    Mention,
    PlaceSlot,
    Related,
    Relation,
    Role,
    Span,
    TimeSlot,
)

Json = dict[str, Any]
ARTICLE_KEYS = (
    "id", "url", "publisher", "given_id", "title", "author", "published", "modified", "language", "text", "text_sha256",
)  # fmt: skip
BOUNDS_KEYS = ("low", "best", "high", "quantifier", "approximate")
TIME_KEYS = ("start", "end", "precision", "part_of_day", "basis", "claim")
PLACE_KEYS = ("name", "country", "lat", "lon", "radius_km", "geonames", "basis", "claim")


def _fields(record: object, keys: tuple[str, ...]) -> Json:
    return {key: getattr(record, key) for key in keys}


def _span(span: Span, words: str = "text") -> Json:
    return {"start": span.start, "end": span.end, words: span.text}


def _read_span(data: Mapping[str, Any], words: str = "text") -> Span:
    return Span(data["start"], data["end"], data[words])


def _cardinality(bounds: Bounds | None) -> Json | None:
    if bounds is None:
        return None
    return {key: value for key, value in _fields(bounds, BOUNDS_KEYS).items() if value or key in BOUNDS_KEYS[:3]}


def _bounds(data: Mapping[str, Any]) -> Bounds:
    return Bounds(**{key: data[key] for key in BOUNDS_KEYS if key in data})


def _casualty(row: Casualty) -> Json:
    numbers = _fields(row.bounds, BOUNDS_KEYS)
    return {"outcome": row.outcome, "group": row.group, "side": row.side, **numbers, "claim": row.claim}


def _incident(incident: Incident) -> Json:
    return {
        **_fields(incident, ("id", "type", "main", "mode")),
        "trigger": _span(incident.trigger),
        "triggers": [_span(trigger) for trigger in incident.triggers],
        "time": _fields(incident.time, TIME_KEYS) if incident.time else None,
        "place": _fields(incident.place, PLACE_KEYS) if incident.place else None,
        "operation": incident.operation,
        "operation_claim": incident.operation_claim,
        "roles": [_fields(role, ("role", "entity", "mentions", "claim")) for role in incident.roles],
        "casualties": [_casualty(row) for row in incident.casualties],
        "related": [_fields(r, ("relation", "incident")) for r in incident.related],
        "claims": list(incident.claims),
    }


def claim_to_json(claim: Claim) -> Json:
    return {
        **_fields(claim, ("id", "subject", "predicate")),
        "object": dict(claim.object),
        "evidence": [_span(span, "quote") for span in claim.evidence],
        "speaker": claim.speaker,
        "via": list(claim.via),
        **_fields(claim, ("source_kind", "certainty", "polarity", "as_of", "confidence", "extractor")),
    }


def extraction_to_json(extraction: Extraction) -> Json:
    """One extraction as plain JSON values."""
    data: Json = {
        "article": _fields(extraction.article, ARTICLE_KEYS),
        "mentions": [
            {**_fields(m, ("id", "type", "form")), **_span(m.span), **_fields(m, ("value", "entity"))}
            for m in extraction.mentions
        ],
        "entities": [
            {"id": e.id, "type": e.type, "class": e.class_name, "name": e.name, "description": e.description,
             "cardinality": _cardinality(e.cardinality), "attributes": dict(e.attributes)}
            for e in extraction.entities
        ],
        "relations": [_fields(r, ("type", "source", "target")) for r in extraction.relations],
        "incidents": [_incident(incident) for incident in extraction.incidents],
        "claims": [claim_to_json(claim) for claim in extraction.claims],
    }  # fmt: skip
    return data | ({"other_language": True} if extraction.other_language else {})


def _read_incident(data: Json) -> Incident:
    time, place = data.get("time"), data.get("place")
    return Incident(
        data["id"],
        data["type"],
        data["main"],
        data["mode"],
        _read_span(data["trigger"]),
        tuple(_read_span(t) for t in data["triggers"]),
        TimeSlot(**{key: time.get(key) for key in TIME_KEYS}) if time else None,
        PlaceSlot(**{key: place.get(key) for key in PLACE_KEYS}) if place else None,
        data.get("operation"),
        data.get("operation_claim"),
        tuple(Role(r["role"], r["entity"], tuple(r["mentions"]), r["claim"]) for r in data["roles"]),
        tuple(Casualty(c["outcome"], c["group"], c["side"], _bounds(c), c["claim"]) for c in data["casualties"]),
        tuple(Related(r["relation"], r["incident"]) for r in data["related"]),
        tuple(data["claims"]),
    )


def _read_claim(data: Json) -> Claim:
    return Claim(
        data["id"],
        data["subject"],
        data["predicate"],
        data["object"],
        tuple(_read_span(e, "quote") for e in data["evidence"]),
        data["speaker"],
        tuple(data["via"]),
        *(data[key] for key in ("source_kind", "certainty", "polarity", "as_of", "confidence", "extractor")),
    )


def extraction_from_json(data: Json) -> Extraction:
    """The extraction that `extraction_to_json` wrote. Raises KeyError for a key that is missing."""
    return Extraction(
        Article(**{key: data["article"].get(key) for key in ARTICLE_KEYS}),
        tuple(Mention(m["id"], m["type"], m["form"], _read_span(m), m["value"], m["entity"]) for m in data["mentions"]),
        tuple(
            Entity(e["id"], e["type"], e["class"], e["name"], e["description"],
                   _bounds(e["cardinality"]) if e["cardinality"] else None, e["attributes"])
            for e in data["entities"]
        ),
        tuple(Relation(r["type"], r["source"], r["target"]) for r in data["relations"]),
        tuple(_read_incident(incident) for incident in data["incidents"]),
        tuple(_read_claim(claim) for claim in data["claims"]),
        data.get("other_language", False),
    )  # fmt: skip
