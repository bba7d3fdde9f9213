"""The pipeline's part in reading reviews: what waits for a person, what people said, and both as a file to exchange."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from builder.correcting import apply
from builder.errors import UsageError
from builder.graph.anchors import Target, Words
from builder.graph.read import Quads, nodes, subjects, values, word
from builder.graph.reviews import VERBS, Act, decisions, place, read_acts
from builder.graph.vocabulary import CURRENT, LINKS, RDFS_LABEL, cw, moment, term
from builder.ontology import load_ontology
from builder.resources import own_ontology
from builder.store.embedded import StoreReader, StoreWriter

Record = dict[str, object]
ON = {1: ("reject", "undo", "retract"), 2: ("accept", "reject", "undo")}  # verbs by number of targets


def review_list(reader: StoreReader) -> dict[str, list[Record]]:
    """`doubtful`: the pairs that the machine leaves open, the most doubtful first; `held`: people's judgements that
    hold; `past`: those that a later one replaced or undid; `loose`: those that find no place in what is stored."""
    acts = read_acts(reader)
    held = set(decisions(reader, reader.base, acts).values())
    loose = {act for act in acts if not place(reader, reader.base, act)}
    return {
        "doubtful": list(_doubtful(reader)),
        "held": [act_record(act) for act in acts if act in held],
        "past": [act_record(act) for act in acts if act not in held and act not in loose],
        "loose": [act_record(act) for act in acts if act in loose],
    }


def _doubtful(reader: StoreReader) -> Iterator[Record]:
    found = []
    for link in subjects(reader, cw("judgement"), Literal("unsure"), LINKS):
        sides = [nodes(reader, link, cw(side), LINKS)[0] for side in ("left", "right")]
        score = float(word(reader, link, cw("score"), LINKS) or 0)
        reasons = [value.value for value in values(reader, link, cw("reason"), LINKS)]
        record: Record = {
            "a": sides[0].value,
            "b": sides[1].value,
            "score": score,
            "reasons": reasons,
            "left": _described(reader, sides[0]),
            "right": _described(reader, sides[1]),
        }
        found.append((abs(score - 0.5), link.value, record))
    return (record for _, _, record in sorted(found, key=lambda entry: entry[:2]))


def _described(reader: Quads, node: NamedNode) -> Record:
    """What a person needs to judge one side: the words of the happening or the name, and where it stands."""
    article = next(iter(nodes(reader, node, cw("reportedIn"))), node)
    told = [c for c in subjects(reader, cw("subject"), node) if cw("occurred") in nodes(reader, c, cw("predicate"))]
    standing = [claim for claim in told if not values(reader, claim, cw("status"))]
    incident = next(iter(nodes(reader, node, cw("incident"), CURRENT)), node)
    return {
        "label": word(reader, incident, RDFS_LABEL),
        "words": [word(reader, claim, cw("objectText")) for claim in standing],
        "article": article.value,
        "publisher": word(reader, article, term("schema:publisher"), CURRENT),
        "published": word(reader, article, term("schema:datePublished"), CURRENT),
        "title": word(reader, article, term("schema:headline"), CURRENT),
    }


def act_record(act: Act) -> Record:
    """An act as plain JSON, without what is not said."""
    targets = []
    for target in act.targets:
        words = {key: value for key, value in asdict(target.words).items() if value}
        targets.append({"kind": target.kind, "article": target.article, "node": target.node, **words})
    return {"date": act.date, "verb": act.verb, "by": act.by, "reason": act.reason, "on": targets}


def export_reviews(reader: StoreReader) -> str:
    """All acts, one JSON object a line, from the earliest to the latest: a file to read, compare and import."""
    return "".join(json.dumps(act_record(act), ensure_ascii=False) + "\n" for act in read_acts(reader))


def import_reviews(path: Path, text: str, source: str) -> dict[str, int]:
    """Takes over acts of another store, or of this one: `new`, `known`, and `loose`, those that find no place here.

    Raises UsageError with the line for what is no review; then nothing was changed.
    """
    acts = [_read(line, f"{source}, line {number}") for number, line in _lines(text)]
    with StoreWriter.existing(path) as store:
        known = {act.iri(store.base) for act in read_acts(store)}
        new = [act for act in dict.fromkeys(acts) if act.iri(store.base) not in known]
        apply(store, new, load_ontology(own_ontology()))
        loose = sum(not place(store, store.base, act) for act in new)
    return {"new": len(new), "known": len(acts) - len(new), "loose": loose}


def _lines(text: str) -> Iterable[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip())


def _read(line: str, where: str) -> Act:
    try:
        record = json.loads(line)
        targets = tuple(_target(part) for part in record["on"])
        date, verb, by, reason = (_text(record, key) for key in ("date", "verb", "by", "reason"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"no review: {type(error).__name__}: {error}", where=where) from None
    if verb not in VERBS or verb not in ON.get(len(targets), ()):
        raise UsageError(f"no review: '{verb}' on {len(targets)}", where=where)
    when = moment(date)
    if when.datatype == Literal("").datatype:
        raise UsageError(f"no review: '{date}' is no date", where=where, hint="Dates read 2020-03-08.")
    return Act(when.value, verb, by, reason, targets)


def _text(record: Mapping[str, object], key: str) -> str:
    value = record[key]
    if not isinstance(value, str):
        raise TypeError(f"'{key}' is no text")
    value.encode("utf-8")  # a lone surrogate raises ValueError
    return value


def _target(part: Mapping[str, object]) -> Target:
    kind, article, node = (_text(part, key) for key in ("kind", "article", "node"))
    said = {key: value for key, value in part.items() if key not in ("kind", "article", "node")}
    for key in ("start", "end"):
        if not isinstance(said.get(key, 0), int):
            raise TypeError(f"'{key}' is no whole number")
    for key in said.keys() - {"start", "end"}:
        _text(part, key)
    NamedNode(node)  # raises ValueError for what is no IRI
    return Target(kind, article, node, Words(**said))  # type: ignore[arg-type]
