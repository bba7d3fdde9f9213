"""What flows between the stages: frozen records, the JSON of contract section 4, offsets in Unicode code points.

Python names follow the JSON keys; the ontology has the same names in camelCase. Every record goes to plain JSON and
back without loss (`builder.serial`). None means 'not said' or 'not understood', never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

OUTCOMES = ("killed", "wounded", "captured", "missing", "kidnapped", "casualties")
ROLES = ("perpetrator_individual", "perpetrator_organisation", "participant", "victim", "physical_target", "weapon")
RELATIONS = ("part_of", "follows", "responds_to", "recalls")
MODES = ("actual", "background", "planned", "hypothetical", "denied")
CERTAINTIES = ("asserted", "estimated", "alleged", "unconfirmed")
PRECISIONS = ("minute", "hour", "day", "week", "month", "year", "decade")
MENTION_TYPES = (
    "Person", "Organisation", "Location", "Temporal", "Nationality", "Quantity", "Money", "Weapon", "MilitaryPlatform",
    "Vehicle", "DocumentReference", "CommsIdentifier", "Frequency", "Url", "Unit", "Operation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read; `text` never changes. `published` and `modified` are ISO dates or times, or None."""

    id: str
    text: str
    text_sha256: str
    url: str | None = None
    publisher: str | None = None
    given_id: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`0 <= start < end <= len(text)`, code points; `text` is the article's text at the span."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number as said: `low <= best <= high`, each may be open (None); `quantifier` keeps a word like 'several'."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    quantifier: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name or describe something. `value` is the normal form of a Temporal, Location, Quantity or Money."""

    id: str
    type: str
    form: str  # name, nominal, pronoun
    span: Span
    value: Mapping[str, object] | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions of one article refer to. `kind` is a mention type, `class_name` a class of the ontology."""

    id: str
    type: str
    class_name: str
    name: str | None
    description: str
    cardinality: Bounds | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of re3d's between two mentions."""

    type: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class TimeSlot:
    """When an incident happened: ISO dates or times, either end may be open."""

    start: str | None
    end: str | None
    precision: str
    part_of_day: str | None
    basis: str
    claim: str


@dataclass(frozen=True, slots=True)
class PlaceSlot:
    """Where: the named place; relative words ('60 km south of Erbil') are the basis and make point and radius."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    geonames: int | None
    basis: str | None
    claim: str


@dataclass(frozen=True, slots=True)
class Role:
    role: str
    entity: str
    mentions: tuple[str, ...]
    claim: str


@dataclass(frozen=True, slots=True)
class Casualty:
    outcome: str
    group: str
    side: str | None
    bounds: Bounds
    claim: str


@dataclass(frozen=True, slots=True)
class Related:
    relation: str
    incident: str


@dataclass(frozen=True, slots=True)
class Incident:
    """A report: an incident as one article tells it. `type` is a class of the ontology."""

    id: str
    type: str
    main: bool
    mode: str
    trigger: Span
    triggers: tuple[Span, ...]
    time: TimeSlot | None = None
    place: PlaceSlot | None = None
    operation: str | None = None
    operation_claim: str | None = None
    roles: tuple[Role, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    related: tuple[Related, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What the article says: subject, predicate, object, the words, who says it, how sure.

    `object` always has 'text'; also 'entity' or 'incident' (ids) where it refers to one, and the numbers of a casualty.
    `speaker` and `via` are entity ids; `confidence` is the probability that the article says this (two decimals).
    """

    id: str
    subject: str
    predicate: str
    object: Mapping[str, object]
    evidence: tuple[Span, ...]
    speaker: str | None = None
    via: tuple[str, ...] = ()
    source_kind: str = "outlet"
    certainty: str = "asserted"
    polarity: str = "affirmed"
    as_of: str | None = None
    confidence: float = 0.5
    extractor: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article says, as `extract` writes it. `other_language`: kept, without claims."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    incidents: tuple[Incident, ...] = ()
    claims: tuple[Claim, ...] = ()
    other_language: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A judgement on two reports or two entities; `left < right`. `decided_by` is a rule version or a person."""

    left: str
    right: str
    judgement: str  # same, different, unsure
    score: float
    reasons: tuple[str, ...]
    decided_by: str


@dataclass(frozen=True, slots=True)
class CasualtyFigure:
    """A casualty as linking compares it; open ends are None."""

    outcome: str
    group: str
    low: int | None
    high: int | None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as linking sees it: values only, no text and no store. Names and words are folded (`names.fold`)."""

    report: str
    article: str
    source_group: str
    published: str | None
    type: str
    ancestors: tuple[str, ...]
    mode: str
    main: bool
    start: str | None = None
    end: str | None = None
    precision: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    country: str | None = None
    place_name: str | None = None
    operation: str | None = None
    people: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    casualties: tuple[CasualtyFigure, ...] = ()
    words: frozenset[str] = frozenset()
