"""All names of an article, sentence by sentence: patterns and known actors first, then the parser's, then places."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from builder.extract.names import CALENDAR, SUFFIX, Name, alternatives, find_names, normal, strip_possessive
from builder.extract.nominals import Kind
from builder.ontology import Ontology
from builder.text.document import Document, Sentence
from builder.text.places import PlaceReference

NOT_NAMES = re.compile(rf"(?:{CALENDAR}|\W*|[a-z].*|Mr|Mrs|Ms|Dr|Gen|Col|Sgt|Lt|Maj|Capt)\.?$|.*\n")
LABELS = {"PERSON": "Person", "ORG": "Organisation", "GPE": "Location", "LOC": "Location", "FAC": "Location"}
IN_PLACE = re.compile(r"\b(?:in|at|near|from|to|outside) $")
NOT_FIRST = frozenset({"the", "a", "an", "near", "in", "at", "from", "of", "by", "for", "with", "against"})


def names_of(
    document: Document, ontology: Ontology, sorts: Mapping[str, Kind], places: Sequence[PlaceReference]
) -> Iterator[tuple[Sentence, list[Name]]]:
    """Each sentence with its names in order; of two that overlap, the one of the surer source holds. A longer name that
    the parser sees swallows the place in it ('University of Mosul')."""
    text = document.text
    located = [Name(p.span.start, p.span.end, "Location", "Place", p.name) for p in places]
    in_place, taken = bytearray(len(text)), bytearray(len(text))
    for name in located:
        _mark(in_place, name)
    parsed = [
        name
        for name in _of_one_type(_parsed(document, ontology, sorts))
        if not in_place[name.start] & in_place[name.end - 1]
    ]
    full = [name for name in parsed if name.type == "Person" and " " in name.name]
    found = find_names(text, ontology)
    bodies = [name for name in parsed if name.type == "Organisation" and " " in name.name]
    families = _families(text, [*found, *full], sorts)
    kept: list[Name] = []
    for name in (*_publisher(document), *found, *full, *bodies, *families, *parsed, *located):
        begins = any(body.start == name.start and name.end < body.end for body in bodies) and name in located
        if begins or not any(taken[name.start : name.end]):  # the place in 'Leeds Crown Court' is told beside the body
            _mark(taken, name)
            kept.append(name)
    kept.sort(key=lambda name: name.start, reverse=True)
    for sentence in document.sentences:
        inside = []
        while kept and kept[-1].start < sentence.end:
            inside.append(kept.pop())
        yield sentence, [name for name in inside if name.start >= sentence.start]


def _of_one_type(names: Iterable[Name]) -> list[Name]:
    """The parser wavers on a name that it does not know: the type that it gives most often holds throughout."""
    found = list(names)
    votes: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for name in found:
        votes[normal(name.name)][name.type, name.class_name] += 1
    best = {words: types.most_common(1)[0][0] for words, types in votes.items()}
    return [replace(n, type=best[normal(n.name)][0], class_name=best[normal(n.name)][1]) for n in found]


def _mark(characters: bytearray, name: Name) -> None:
    """Set the characters of the text that a name takes."""
    characters[name.start : name.end] = b"\1" * (name.end - name.start)


def _publisher(document: Document) -> Iterator[Name]:
    """The article's own outlet, which no list of names may know."""
    publisher = re.sub(r"^The ", "", document.article.publisher or "")
    for match in re.finditer(rf"(?<!\w){re.escape(publisher)}(?!\w)", document.text) if publisher else ():
        yield Name(match.start(), match.end(), "Organisation", "NewsOutlet", publisher)


def _families(text: str, names: Sequence[Name], sorts: Mapping[str, Kind]) -> Iterator[Name]:
    """The family names of persons who are named in full somewhere; the parser often misses them alone."""
    families = {SUFFIX.sub("", n.name).split()[-1] for n in names if n.type == "Person" and " " in n.name}
    known = [family for family in families if len(family) > 2 and family.lower() not in sorts]
    for match in re.finditer(rf"(?<![\w-])(?:{alternatives(known)})(?![\w-])", text):
        # 'in Houston' is the city, even if Sgt. Houston is in the story
        if not IN_PLACE.search(text, max(0, match.start() - 8), match.start()):
            yield Name(match.start(), match.end(), "Person", "Person", match.group())


def _parsed(document: Document, ontology: Ontology, sorts: Mapping[str, Kind]) -> Iterator[Name]:
    """The parser's names without articles, titles and punctuation at their ends, and without what is no name."""
    titles = {word.rstrip(".") for word in (*ontology.words("titles_civil"), *ontology.words("ranks"))}
    common = {*sorts, *(ontology.words("nationalities").keys() - ontology.words("countries").keys())}
    for sentence, ent in ((s, e) for s in document.sentences for e in s.tokens.ents if e.label_ in LABELS):
        kind = LABELS[ent.label_]
        tokens = [t for t in ent if not t.is_space]
        while tokens and (tokens[0].lower_ in NOT_FIRST or not tokens[0].text[0].isalnum()):
            tokens = tokens[1:]
        while tokens and not tokens[-1].text[-1].isalnum() and not tokens[-1].text.endswith("."):
            tokens = tokens[:-1]
        while kind == "Person" and len(tokens) > 1 and tokens[0].lower_.rstrip(".") in titles:
            tokens = tokens[1:]
        if not tokens:
            continue
        start, end = sentence.at(tokens[0])[0], strip_possessive(document.text, sentence.at(tokens[-1])[1])
        words = document.text[start:end]
        if words.lower() in common or words.lower().rstrip("s") in sorts or NOT_NAMES.match(words):
            continue
        before = tokens[0].doc[tokens[0].i - 1] if tokens[0].i else None
        if before is not None and before.tag_ == "DT" and tokens[-1].lower_ in ontology.words("service_nouns"):
            continue  # 'a U.S. Marine' is one of them
        if tokens[-1].lower_ in ontology.words("place_nouns"):
            kind = "Location"  # the parser takes mountains for persons
        yield Name(start, end, kind, "Place" if kind == "Location" else kind, words)
