"""Who and what an article speaks of: its mentions, the entities they refer to, and what relates two mentions.

Names come first (patterns, known actors, the parser's, places), noun phrases around a noun of a word list second,
pronouns last. Types are re3d's (Dstl, 2017), and Unit and Operation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.extract.coreference import Resolver
from builder.extract.draft import Cluster, Draft
from builder.extract.naming import names_of
from builder.extract.nominals import kinds
from builder.extract.phrases import Phrases
from builder.model import Bounds, Entity, Mention, Relation
from builder.ontology import Ontology
from builder.text.dates import TimeExpression
from builder.text.document import Document
from builder.text.numbers import Quantity
from builder.text.places import PlaceReference

THINGS = ("Weapon", "Vehicle", "MilitaryPlatform", "DocumentReference")
REFERRING = ("Person", "Organisation", "Unit", "Operation", "Location", *THINGS)
VAGUE = ("many", "no", "some", "few", "all", "most", "a single")  # quantifiers that count nothing
# Kinds of number and their mention types; others are told as time or not at all.
NUMBERS = {"count": "Quantity", "distance": "Quantity", "percent": "Quantity", "money": "Money"}


@dataclass(frozen=True, slots=True)
class Reading:
    """Mentions in text order (`m1` …), entities in the order of their first mention (`e1` …), relations."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]


def read_entities(
    document: Document,
    ontology: Ontology,
    times: Sequence[TimeExpression],
    quantities: Sequence[Quantity],
    places: Sequence[PlaceReference],
) -> Reading:
    """Who and what an article speaks of. Every referring mention has its entity; unclear pronouns are left out."""
    sorts = kinds(ontology)
    phrases = Phrases(document, ontology, sorts, quantities, places)
    numbers = [q for q in quantities if q.kind in NUMBERS and q.bounds.quantifier not in VAGUE]
    found = [*map(_time, times), *map(_number, numbers)]
    for sentence, names in names_of(document, ontology, sorts, places):
        found += phrases.of(sentence, names)
    drafts = _consistent(found, document.furniture)
    clusters = Resolver(document, ontology).resolve([draft for draft in drafts if draft.type in REFERRING])
    entities = [_entity(f"e{n}", cluster, document.text) for n, cluster in enumerate(clusters, 1)]
    owner = {d: entity for cluster, entity in zip(clusters, entities, strict=True) for d in cluster.drafts}
    mentions: list[Mention] = []
    for draft in drafts:
        entity = owner.get(draft)
        if entity is not None or draft.type not in REFERRING:
            kind, identity = (entity.type, entity.id) if entity is not None else (draft.type, None)
            span = document.span(draft.start, draft.end)
            mentions.append(Mention(f"m{len(mentions) + 1}", kind, draft.form, span, draft.value, identity))
    return Reading(tuple(mentions), tuple(entities), _relations(mentions))


def _time(time: TimeExpression) -> Draft:
    value: dict[str, object] = {"timex": time.timex}
    if time.duration:
        value["duration"] = time.duration
    else:
        value |= {key: getattr(time, key) for key in ("start", "end", "precision", "part_of_day", "basis")}
    return Draft(time.span.start, time.span.end, "Temporal", "name", value=value)


def _number(quantity: Quantity) -> Draft:
    value = {key: getattr(quantity.bounds, key) for key in ("low", "best", "high", "approximate")}
    value["unit"] = quantity.unit
    if quantity.kind == "money":
        value["currency"] = quantity.currency
    return Draft(quantity.span.start, quantity.span.end, NUMBERS[quantity.kind], "name", value=value)


def _consistent(drafts: list[Draft], furniture: Sequence[tuple[int, int]]) -> list[Draft]:
    """In text order; of two that cross or are equal, the longer stays, then the earlier found."""
    kept: dict[Draft, None] = {}
    around: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, d.start - d.end, d.form == "pronoun", d.type == "Nationality")):
        around = [outer for outer in around if outer.end > draft.start]
        crossing = [o for o in around if draft.end > o.end or (draft.start, draft.end) == (o.start, o.end)]
        beaten = any(outer.end - outer.start >= draft.end - draft.start for outer in crossing)
        if beaten or any(low < draft.end and draft.start < high for low, high in furniture):
            continue
        for outer in crossing:
            kept.pop(outer)
            around.remove(outer)
        around.append(draft)
        kept[draft] = None
    return list(kept)


def _entity(identity: str, cluster: Cluster, text: str) -> Entity:
    """People told in the plural without a number are Organisation, as in re3d, though their class is Person."""
    first, name = cluster.first, cluster.name
    band = first.type == "Person" and first.plural and cluster.bounds is None and name is None
    told = [d for d in cluster.drafts if d.form == "name"] or [d for d in cluster.drafts if d.form != "pronoun"]
    fullest = max((text[d.start : d.end] for d in told), key=len)
    group = first.plural or first.bounds not in (None, Bounds(1, 1, 1))
    kind = "Organisation" if band else first.type
    return Entity(identity, kind, first.class_name, name, fullest, cluster.bounds if group else None)


def _relations(mentions: Sequence[Mention]) -> tuple[Relation, ...]:
    """A nationality within the words for a person belongs to them."""
    found: list[Relation] = []
    person: Mention | None = None
    for mention in mentions:
        if mention.type == "Person":
            person = mention
        elif mention.type == "Nationality" and person is not None and mention.span.end <= person.span.end:
            found.append(Relation("BelongsTo", person.id, mention.id))
    return tuple(found)
