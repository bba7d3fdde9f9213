"""One article's extraction as quads: the graph of its version, and what stands of it in the graph `current`.

Claims, spans and slot values belong to the article's version; the article, its reports and its entities keep their IRI
from version to version. `docs/architecture.md` draws the pattern; `ontology/shapes/graph.ttl` holds it to account.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from builder.graph.slots import casualty_quads, place_quads, time_quads
from builder.graph.standing import standing
from builder.graph.vocabulary import (
    RDF_TYPE,
    RDFS_LABEL,
    boolean,
    camel,
    cw,
    decimal,
    integer,
    moment,
    term,
    type_class,
)
from builder.identity import iri
from builder.model import OUTCOMES, Article, Claim, Entity, Extraction, Span

CONTEXT = 32  # characters of text kept before and after a quote (Web Annotation, TextQuoteSelector)
NAMED_KINDS = {"Person", "Organisation", "Unit", "Operation", "Location"}


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """`quads` fill the graph of the version, `current` the graph `current`; `claim_of` leads from a node to the
    claims (ids of the extraction) that rest on it: the claim, its subject, object, speaker and spans."""

    article: NamedNode
    version: NamedNode
    quads: tuple[Quad, ...]
    current: tuple[Quad, ...]
    reports: tuple[NamedNode, ...]
    entities: tuple[NamedNode, ...]
    claim_of: Mapping[str, frozenset[str]]


def version_iri(base: str, article: Article) -> NamedNode:
    return NamedNode(iri(base, "version", article.id, article.text_sha256))


def article_iri(base: str, article: Article) -> NamedNode:
    return NamedNode(iri(base, "article", article.id))


def article_graph(extraction: Extraction, base: str) -> ArticleGraph:
    """The graph of one extraction. A claim that names an unknown id raises KeyError: the extractor is at fault."""
    return _Writer(extraction, base).write()


@dataclass(slots=True)
class _Writer:
    extraction: Extraction
    base: str
    quads: list[Quad] = field(default_factory=list)
    nodes: dict[str, NamedNode] = field(default_factory=dict)
    claim_of: dict[str, set[str]] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    version: NamedNode = field(init=False)
    article: NamedNode = field(init=False)

    def write(self) -> ArticleGraph:
        source = self.extraction.article
        self.version, self.article = version_iri(self.base, source), article_iri(self.base, source)
        self._article(source)
        used = self._used_entities()
        for entity in self.extraction.entities:
            if entity.id in used:
                key = (source.id, entity.class_name, entity.name or entity.description)
                self.nodes[entity.id] = self._own(entity.type.lower(), *key)
        for incident in self.extraction.incidents:
            self.nodes[incident.id] = self._own("report", source.id, incident.trigger.text)
        for entity in self.extraction.entities:
            if entity.id in used:
                self._entity(entity)
        for claim in self.extraction.claims:
            self._claim(claim)
        self._reports()
        return ArticleGraph(
            self.article,
            self.version,
            tuple(self.quads),
            tuple(standing(self.quads, self.version)),
            tuple(self.nodes[incident.id] for incident in self.extraction.incidents),
            tuple(self.nodes[entity.id] for entity in self.extraction.entities if entity.id in used),
            {node: frozenset(claims) for node, claims in self.claim_of.items()},
        )

    def _own(self, kind: str, *content: str | int) -> NamedNode:
        """An IRI of this article's; the second node of the same content gets another one."""
        first = iri(self.base, kind, *content)
        self.seen[first] += 1
        return NamedNode(first if self.seen[first] == 1 else iri(self.base, kind, *content, self.seen[first]))

    def _add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal | None) -> None:
        if value is not None:
            self.quads.append(Quad(subject, predicate, value, self.version))

    def _used_entities(self) -> set[str]:
        """Entities that a claim or slot refers to, and all that have a name."""
        used = {e.id for e in self.extraction.entities if e.name and e.type in NAMED_KINDS}
        for claim in self.extraction.claims:
            used |= {claim.subject, claim.speaker or "", str(claim.object.get("entity", "")), *claim.via}
        for incident in self.extraction.incidents:
            used |= {incident.operation or "", *(role.entity for role in incident.roles)}
            used |= {row.side or "" for row in incident.casualties}
        return used

    def _article(self, source: Article) -> None:
        facts: dict[NamedNode, NamedNode | Literal | None] = {
            RDF_TYPE: cw("ArticleVersion"),
            cw("versionOf"): self.article,
            cw("articleId"): Literal(source.id),
            cw("text"): Literal(source.text),
            term("schema:sha256"): Literal(source.text_sha256),
            term("schema:identifier"): Literal(source.given_id) if source.given_id else None,
            term("schema:url"): Literal(source.url) if source.url else None,
            term("schema:publisher"): Literal(source.publisher) if source.publisher else None,
            term("schema:headline"): Literal(source.title) if source.title else None,
            term("schema:author"): Literal(source.author) if source.author else None,
            term("schema:inLanguage"): Literal(source.language) if source.language else None,
            term("schema:datePublished"): moment(source.published) if source.published else None,
            term("schema:dateModified"): moment(source.modified) if source.modified else None,
        }
        for predicate, value in facts.items():
            self._add(self.version, predicate, value)

    def _entity(self, entity: Entity) -> None:
        node = self.nodes[entity.id]
        self._add(node, RDF_TYPE, type_class(entity.class_name))
        self._add(node, RDF_TYPE, cw("Entity"))
        self._add(node, cw("reportedIn"), self.article)
        self._add(node, RDFS_LABEL, Literal(entity.name or entity.description))
        self._add(node, cw("name"), Literal(entity.name) if entity.name else None)
        self._add(node, cw("description"), Literal(entity.description))
        if entity.cardinality:
            bounds = entity.cardinality
            for name, number in (("low", bounds.low), ("best", bounds.best), ("high", bounds.high)):
                self._add(node, cw(name), None if number is None else integer(number))
            self._add(node, cw("quantifier"), Literal(bounds.quantifier) if bounds.quantifier else None)
        mention = next((m for m in self.extraction.mentions if m.entity == entity.id), None)
        self._add(node, cw("mention"), self._span(mention.span) if mention else None)

    def _span(self, span: Span) -> NamedNode:
        """The span's node, written once: a position and a quotation, side by side (Web Annotation 4.2)."""
        node = NamedNode(iri(self.base, "span", self.version.value, span.start, span.end))
        if not self.seen[node.value]:
            self.seen[node.value] += 1
            text = self.extraction.article.text
            position, quote = NamedNode(f"{node.value}/position"), NamedNode(f"{node.value}/quote")
            self._add(node, RDF_TYPE, cw("Span"))
            self._add(node, RDF_TYPE, term("oa:SpecificResource"))
            self._add(node, term("oa:hasSource"), self.version)
            self._add(node, term("oa:hasSelector"), position)
            self._add(node, term("oa:hasSelector"), quote)
            self._add(position, RDF_TYPE, term("oa:TextPositionSelector"))
            self._add(position, term("oa:start"), integer(span.start))
            self._add(position, term("oa:end"), integer(span.end))
            self._add(quote, RDF_TYPE, term("oa:TextQuoteSelector"))
            self._add(quote, term("oa:exact"), Literal(span.text))
            self._add(quote, term("oa:prefix"), Literal(text[max(0, span.start - CONTEXT) : span.start]))
            self._add(quote, term("oa:suffix"), Literal(text[span.end : span.end + CONTEXT]))
        return node

    def _claim(self, claim: Claim) -> None:
        subject, words = self.nodes[claim.subject], str(claim.object["text"])
        offsets = " ".join(f"{span.start}-{span.end}" for span in claim.evidence)
        key = (self.version.value, subject.value, claim.predicate, offsets, words, claim.speaker or "", claim.polarity)
        node = self.nodes[claim.id] = self._own("claim", *key)
        predicate = cw(camel(claim.predicate))
        value = self._object(claim, node)
        self._add(node, RDF_TYPE, cw("Claim"))
        self._add(node, cw("version"), self.version)
        self._add(node, cw("subject"), subject)
        self._add(node, cw("predicate"), predicate)
        self._add(node, cw("object"), value)
        self._add(node, cw("objectText"), Literal(words))
        reading = self._reading(claim)
        self._add(node, term("rdf:value"), Literal(reading) if not value and reading != words else None)
        spans = [self._span(span) for span in claim.evidence]
        for span in spans:
            self._add(node, term("oa:hasTarget"), span)
        self._add(node, cw("speaker"), self.nodes[claim.speaker] if claim.speaker else None)
        for passed_on in claim.via:
            self._add(node, cw("via"), self.nodes[passed_on])
        self._add(node, cw("sourceKind"), Literal(claim.source_kind))
        self._add(node, cw("certainty"), Literal(claim.certainty))
        self._add(node, cw("polarity"), Literal(claim.polarity))
        self._add(node, cw("asOf"), moment(claim.as_of) if claim.as_of else None)
        self._add(node, cw("confidence"), decimal(claim.confidence))
        self._add(node, cw("extractor"), Literal(claim.extractor))
        speaker = [self.nodes[claim.speaker]] if claim.speaker else []
        for part in (node, subject, *spans, *speaker, *([value] if value else [])):
            self.claim_of.setdefault(part.value, set()).add(claim.id)

    def _reading(self, claim: Claim) -> str:
        """What the claim says, as a reader would write it: an attribute's normal form, else the words."""
        owner = next((e for e in self.extraction.entities if e.id == claim.subject), None)
        attribute = owner.attributes.get(claim.predicate) if owner else None
        return str(claim.object.get("value") or attribute or claim.object["text"])

    def _object(self, claim: Claim, node: NamedNode) -> NamedNode | None:
        """The node that a claim's object is, written where the claim owns it; None for mere words."""
        about = next((i for i in self.extraction.incidents if i.id == claim.subject), None)
        quads: Iterator[Quad] | None = None
        if claim.predicate == "occurred" and about:
            return type_class(about.type)
        if claim.predicate == "time" and about and about.time and about.time.claim == claim.id:
            value = NamedNode(iri(self.base, "time", node.value))
            quads = time_quads(value, self.version, about.time)
        elif claim.predicate == "place" and about and about.place and about.place.claim == claim.id:
            value = NamedNode(iri(self.base, "place", node.value))
            quads = place_quads(value, self.version, about.place)
        elif claim.predicate in (*OUTCOMES, "total"):
            value = NamedNode(iri(self.base, "casualty", node.value))
            row = next((c for c in about.casualties if c.claim == claim.id), None) if about else None
            side = self.nodes[row.side] if row and row.side else None
            quads = casualty_quads(value, self.version, claim, side)
        if quads is not None:
            self.quads.extend(quads)
            return value
        target = claim.object.get("entity") or claim.object.get("incident")
        return self.nodes[str(target)] if target else None

    def _reports(self) -> None:
        """What rests on the claims of a report: type, mode and relations on `occurred`, victims on casualties."""
        for incident in self.extraction.incidents:
            report = self.nodes[incident.id]
            self._add(report, RDF_TYPE, cw("Report"))
            self._add(report, cw("reportedIn"), self.article)
            claims = [c for c in self.extraction.claims if c.subject == incident.id and c.predicate == "occurred"]
            facts: list[tuple[NamedNode, NamedNode | Literal]] = [
                (cw("mode"), Literal(incident.mode)),
                (cw("main"), boolean(incident.main)),
                *((cw(camel(r.relation)), self.nodes[r.incident]) for r in incident.related),
            ]
            for predicate, value in facts:
                for claim in claims:
                    self._add(self.nodes[claim.id], predicate, value)
            for role in incident.roles:
                self._add(self.nodes[role.claim], cw(camel(role.role)), self.nodes[role.entity])
