"""Reports and entities as the linker compares them, read from the graph."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import NamedNode

from builder.graph.read import Quads, local_name, nodes, subjects, values, word
from builder.graph.vocabulary import CURRENT, RDF_TYPE, camel, cw, term
from builder.identity import fold
from builder.model import OUTCOMES, ROLES, CasualtyFigure, ReportRow

MIN_WORD = 4  # shorter words are mostly grammar


def report_row(source: Quads, report: NamedNode, ancestors: Callable[[str], tuple[str, ...]]) -> ReportRow:
    """A report's values from `current` and from its standing claims. `ancestors` gives a type's superclasses."""

    def now(predicate: str) -> NamedNode | None:
        found = nodes(source, report, cw(predicate), CURRENT)
        return found[0] if found else None

    def number(node: NamedNode | None, predicate: str) -> float | None:
        found = word(source, node, cw(predicate)) if node else None
        return None if found is None else float(found)

    def text(node: NamedNode | None, predicate: str) -> str | None:
        return word(source, node, cw(predicate)) if node else None

    article = nodes(source, report, cw("reportedIn"))[0]
    version = next(iter(nodes(source, article, cw("newestVersion"), CURRENT)), None)
    kind = local_name(word(source, report, cw("incidentType"), CURRENT) or cw("Incident").value)
    time, place, operation = now("time"), now("place"), now("operation")
    people, actors = set[str](), set[str]()
    for role in ROLES:
        for entity in nodes(source, report, cw(camel(role)), CURRENT):
            if name := word(source, entity, cw("name")):
                is_person = cw("Person") in values(source, entity, RDF_TYPE)
                (people if is_person else actors).add(fold(name))
    return ReportRow(
        report=report.value,
        article=word(source, article, cw("articleId")) or article.value,
        source_group=word(source, version, term("schema:sha256")) or "" if version else "",
        published=word(source, article, term("schema:datePublished"), CURRENT),
        type=kind,
        ancestors=ancestors(kind),
        mode=word(source, report, cw("mode"), CURRENT) or "actual",
        main=word(source, report, cw("main"), CURRENT) == "true",
        start=text(time, "start"),
        end=text(time, "end"),
        precision=text(time, "precision"),
        lat=number(place, "latitude"),
        lon=number(place, "longitude"),
        radius_km=number(place, "radiusKm"),
        country=text(place, "country"),
        place_name=fold(text(place, "name") or "") or None,
        operation=fold(text(operation, "name") or "") or None,
        people=frozenset(people),
        actors=frozenset(actors),
        casualties=tuple(sorted(_casualties(source, report), key=str)),
        words=_words(source, report, article),
    )


def _casualties(source: Quads, report: NamedNode) -> list[CasualtyFigure]:
    figures = []
    for outcome in OUTCOMES:
        for node in nodes(source, report, cw(outcome), CURRENT):
            low, high = word(source, node, cw("low")), word(source, node, cw("high"))
            side = nodes(source, node, cw("side"))
            group = (word(source, side[0], cw("name")) if side else None) or word(source, node, cw("group")) or ""
            as_of = next((word(source, c, cw("asOf")) for c in subjects(source, cw("object"), node)), None)
            bounds = (None if low is None else int(low), None if high is None else int(high))
            figures.append(CasualtyFigure(outcome, fold(group), *bounds, as_of))
    return figures


def _words(source: Quads, report: NamedNode, article: NamedNode) -> frozenset[str]:
    """Content words of the clauses that tell the incident, and of the headline if it is the article's main one."""
    texts = [
        word(source, claim, cw("objectText")) or ""
        for claim in subjects(source, cw("subject"), report)
        if cw("occurred") in values(source, claim, cw("predicate")) and not values(source, claim, cw("status"))
    ]
    if word(source, report, cw("main"), CURRENT) == "true":
        texts.append(word(source, article, term("schema:headline"), CURRENT) or "")
    return frozenset(w for text in texts for w in fold(text).split() if len(w) >= MIN_WORD)
