"""Setting claims aside: an extraction without some of its claims, and without all that rested on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from builder.model import Extraction, Incident


def wrong_quotes(extraction: Extraction) -> dict[str, str]:
    """{claim id: reason} for claims whose quotes are not the text at their offsets. SHACL core cannot say this."""
    text = extraction.article.text
    return {
        claim.id: f"a quote is not the text at {span.start}–{span.end}"
        for claim in extraction.claims
        for span in claim.evidence
        if not (0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.text)
    }


def without(extraction: Extraction, aside: Mapping[str, str]) -> Extraction:
    """The extraction without these claims. A slot goes with its claim, an incident with its last `occurred`, and what
    is said of that incident goes with it."""
    claims = [claim for claim in extraction.claims if claim.id not in aside]
    told = {claim.subject for claim in claims if claim.predicate == "occurred"}
    gone = {incident.id for incident in extraction.incidents if incident.id not in told}
    claims = [c for c in claims if c.subject not in gone and c.object.get("incident") not in gone]
    kept = {claim.id for claim in claims}
    return replace(
        extraction,
        incidents=tuple(_keep(incident, kept, gone) for incident in extraction.incidents if incident.id not in gone),
        claims=tuple(claims),
    )


def _keep(incident: Incident, kept: set[str], gone: set[str]) -> Incident:
    has_operation = incident.operation_claim in kept
    return replace(
        incident,
        time=incident.time if incident.time and incident.time.claim in kept else None,
        place=incident.place if incident.place and incident.place.claim in kept else None,
        operation=incident.operation if has_operation else None,
        operation_claim=incident.operation_claim if has_operation else None,
        roles=tuple(role for role in incident.roles if role.claim in kept),
        casualties=tuple(row for row in incident.casualties if row.claim in kept),
        related=tuple(related for related in incident.related if related.incident not in gone),
        claims=tuple(claim for claim in incident.claims if claim in kept),
    )
