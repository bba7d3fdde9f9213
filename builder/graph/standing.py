"""What stands of an article: its direct triples for the graph `current`, derived from the graph of one version.

They follow from the version's claims alone, so that a claim can be rejected, an article withdrawn, and either undone:
what stands is derived again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from builder.graph.read import Term
from builder.graph.vocabulary import CURRENT, RDF_TYPE, camel, cw, term
from builder.model import RELATIONS, ROLES

SOURCE_GROUP = cw("sourceGroup")
OF_THE_ARTICLE = (
    cw("articleId"),
    *(term(f"schema:{name}") for name in ("identifier", "url", "publisher", "headline", "author", "inLanguage")),
    term("schema:datePublished"),
    term("schema:dateModified"),
)
TOLD = (cw("mode"), cw("main"), *(cw(camel(relation)) for relation in RELATIONS))  # of a report, by `occurred`
IN_ROLES = tuple(cw(camel(role)) for role in ROLES)
READINGS = (cw("object"), term("rdf:value"), cw("objectText"))  # the direct triple's object is the first that there is
Facts = dict[NamedNode, dict[NamedNode, list[Term]]]


def standing(quads: Iterable[Quad], version: NamedNode) -> list[Quad]:
    """The triples of graph `current` for an article whose newest version is `version`; `quads`: all of that version.

    A claim with a status gives none. The report's type, mode and relations rest on `occurred` (denied ones too), roles
    on the claims that name them; an affirmed claim gives its direct triple. The article is a source of its own until
    it is put with its copies.
    """
    facts: Facts = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            facts[quad.subject][quad.predicate].append(quad.object)
    article = _one(facts[version], cw("versionOf"))
    if not isinstance(article, NamedNode):
        return []
    found: list[tuple[NamedNode, NamedNode, Term]] = [
        (article, RDF_TYPE, cw("Article")),
        (article, RDF_TYPE, term("schema:NewsArticle")),
        (article, cw("newestVersion"), version),
        (article, SOURCE_GROUP, source_group(article)),
        *((article, name, value) for name in OF_THE_ARTICLE for value in facts[version].get(name, ())),
    ]
    for own in list(facts.values()):
        if cw("Claim") in own.get(RDF_TYPE, ()) and cw("status") not in own:
            found += _of_claim(own)
    return [Quad(*triple, CURRENT) for triple in dict.fromkeys(found)]


def source_group(article: NamedNode) -> NamedNode:
    """The group of those that copy this article: the same hash, another kind."""
    stem, _, hashed = article.value.rpartition("/article/")
    return NamedNode(f"{stem}/source-group/{hashed}")


def _of_claim(claim: dict[NamedNode, list[Term]]) -> list[tuple[NamedNode, NamedNode, Term]]:
    subject, predicate = _one(claim, cw("subject")), _one(claim, cw("predicate"))
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
        return []
    found = [(subject, role, value) for role in IN_ROLES for value in claim.get(role, ())]
    if predicate == cw("occurred"):
        found += [(subject, name, value) for name in TOLD for value in claim.get(name, ())]
        found += [(subject, cw("incidentType"), value) for value in claim.get(cw("object"), ())]
    if _one(claim, cw("polarity")) == Literal("affirmed"):
        readings = (claim[name] for name in READINGS if name in claim)
        found += [(subject, predicate, value) for value in next(readings, [])[:1]]
    return found


def _one(facts: dict[NamedNode, list[Term]], predicate: NamedNode) -> Term | None:
    return next(iter(facts.get(predicate, ())), None)
