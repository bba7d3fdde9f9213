"""The entity side of one article: mentions with their entities, and what relates two mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.extract.agreement import Cluster
from builder.extract.coreference import clusters
from builder.extract.draft import Draft
from builder.extract.mentions import find_drafts
from builder.extract.names import acronyms
from builder.model import Bounds, Entity, Mention, Relation

if TYPE_CHECKING:
    from builder.ontology import Ontology
    from builder.text.dates import TimeExpression
    from builder.text.document import Document
    from builder.text.numbers import Quantity
    from builder.text.places import PlaceReference


THINGS = ("Weapon", "Vehicle", "MilitaryPlatform", "DocumentReference")
REFERRING = ("Person", "Organisation", "Unit", "Operation", "Location", *THINGS)


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
    drafts = find_drafts(document, ontology, times, quantities, places)
    referring = [draft for draft in drafts if draft.type in REFERRING]
    title_end = document.title.end if document.title is not None else 0
    groups = clusters(referring, document.text, acronyms(document.text), ontology, title_end)
    owner = {id(draft): f"e{n}" for n, group in enumerate(groups, 1) for draft in group.drafts}
    kind_of = {f"e{n}": _type(group) for n, group in enumerate(groups, 1)}
    mentions: list[Mention] = []
    for draft in drafts:
        entity = owner.get(id(draft))
        if entity is None and (draft.type in REFERRING):
            continue
        span = document.span(draft.start, draft.end)
        kind = kind_of[entity] if entity else draft.type
        mentions.append(Mention(f"m{len(mentions) + 1}", kind, draft.form, span, draft.value, entity))
    entities = tuple(_entity(f"e{n}", group, document) for n, group in enumerate(groups, 1))
    return Reading(tuple(mentions), entities, _relations(mentions))


def _type(group: Cluster) -> str:
    """The type of the whole group; people told in the plural without a number are Organisation, as in re3d, though
    their class is Person."""
    first = group.first
    if first.type == "Person" and first.plural and group.bounds is None and group.name is None:
        return "Organisation"
    return first.type


def _entity(identity: str, group: Cluster, document: Document) -> Entity:
    naming = [d for d in group.drafts if d.form == "name"] or group.drafts
    told = [document.text[d.start : d.end] for d in naming if d.form != "pronoun"]
    fullest = max(told, key=len)
    bounds = next((d.bounds for d in group.drafts if d.bounds), None)
    kind = _type(group)
    return Entity(
        identity, kind, group.first.class_name, group.name, fullest, bounds if _is_group(group.first) else None
    )


def _is_group(draft: Draft) -> bool:
    return draft.plural or draft.bounds not in (None, Bounds(1, 1, 1))


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
