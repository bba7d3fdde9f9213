"""One article as it is stored: its text, and its claims in the order of the words that make them."""

from __future__ import annotations

from dataclasses import asdict

from pyoxigraph import NamedNode

from builder.graph.dossier import voice
from builder.graph.passages import passages
from builder.graph.read import Quads, local_name, nodes, subjects, word
from builder.graph.vocabulary import CURRENT, RDFS_LABEL, cw, term

OF_A_VERSION = {
    "id": "cw:articleId",
    "url": "schema:url",
    "publisher": "schema:publisher",
    "title": "schema:headline",
    "author": "schema:author",
    "published": "schema:datePublished",
    "modified": "schema:dateModified",
    "language": "schema:inLanguage",
    "sha256": "schema:sha256",
}


def article_record(reader: Quads, article: NamedNode) -> dict[str, object]:
    """The newest version with its claims (rejected and retracted ones too, with their status), and which others there
    are."""
    versions = subjects(reader, cw("versionOf"), article)
    version = _newest(reader, article, versions)
    facts = {key: word(reader, version, _term(name)) for key, name in OF_A_VERSION.items()}
    status = word(reader, article, cw("status")) or word(reader, version, cw("status"))
    claims = sorted((_claim(reader, claim) for claim in subjects(reader, cw("version"), version)), key=_place)
    return {
        "article": article.value,
        **facts,
        "status": status,
        "version": version.value,
        "versions": [_version(reader, node) for node in versions],
        "text": word(reader, version, cw("text")) or "",
        "claims": [{"number": number, **claim} for number, claim in enumerate(claims, 1)],
    }


def _term(name: str) -> NamedNode:
    return cw(name.removeprefix("cw:")) if name.startswith("cw:") else term(name)


def _newest(reader: Quads, article: NamedNode, versions: list[NamedNode]) -> NamedNode:
    """The version that stands; of a retracted article, the one that is not superseded."""
    standing = nodes(reader, article, cw("newestVersion"), CURRENT)
    others = [node for node in versions if word(reader, node, cw("status")) != "superseded"]
    return (standing or others or versions)[0]


def _version(reader: Quads, version: NamedNode) -> dict[str, str | None]:
    facts = {key: word(reader, version, _term(OF_A_VERSION[key])) for key in ("published", "modified", "sha256")}
    return {"version": version.value, **facts, "status": word(reader, version, cw("status"))}


def _claim(reader: Quads, claim: NamedNode) -> dict[str, object]:
    subject = nodes(reader, claim, cw("subject"))[0]
    incident = nodes(reader, subject, cw("incident"), CURRENT)
    about = incident[0] if incident else subject
    return {
        "claim": claim.value,
        "predicate": local_name(word(reader, claim, cw("predicate")) or ""),
        "value": word(reader, claim, cw("objectText")),
        "about": about.value,
        "aboutLabel": word(reader, about, RDFS_LABEL),
        **voice(reader, claim),
        "status": word(reader, claim, cw("status")),
        "spans": [asdict(place) for place in passages(reader, claim)],
    }


def _place(claim: dict[str, object]) -> tuple[list[tuple[int, int]], str]:
    spans = claim["spans"]
    assert isinstance(spans, list)
    return [(span["start"], -span["end"]) for span in spans], str(claim["claim"])
