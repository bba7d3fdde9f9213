"""The extractor by rules and the small parser: one article in, all that it says out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from builder import __version__
from builder.extract.attributes import AttributeClaim, find_attributes
from builder.extract.attribution import Attribution, find_attributions, with_speakers
from builder.extract.claims import Claims, casualty_object, number_object
from builder.extract.entities import read_entities
from builder.extract.happening import Happening
from builder.extract.incidents import find_happenings
from builder.extract.kinds import Kinds
from builder.extract.reports import report
from builder.extract.roles import find_parties
from builder.extract.scene import Scene
from builder.extract.statements import find_statements
from builder.extract.syntax import LONGEST_EVIDENCE
from builder.extract.totals import Total, find_totals
from builder.extract.triggers import find_sightings
from builder.model import ROLES, Article, Claim, Entity, Extraction
from builder.ontology import Ontology
from builder.text.casing import Casing
from builder.text.dates import find_times
from builder.text.gazetteer import Gazetteer
from builder.text.numbers import find_quantities
from builder.text.parser import Parser
from builder.text.places import find_places

SAYS_IT = 0.5  # share of a statement that the speaker's other claims must cover, for it to need no `states`
NO_STATEMENTS = ("time", "place", "operation", *ROLES)  # a slot alone does not say what somebody said
MARKS = " \t\r\n“”„«»\"',"
ABOUT = ("Organisation", "Operation", "Unit", "Person", "Location")


class RuleExtractor:
    """Reads articles by rules; knows no store, keeps nothing between articles."""

    name = f"rules/{__version__}"

    def __init__(self, ontology: Ontology, parser: Parser, gazetteer: Gazetteer) -> None:
        self.ontology, self.parser, self.gazetteer = ontology, parser, gazetteer
        self.kinds, self.casing = Kinds(ontology), Casing(parser.nlp, ontology, gazetteer)

    def extract(self, article: Article) -> Extraction:
        """All that the article says. Pure: the same article gives the same extraction."""
        with self.parser.nlp.memory_zone():  # else the parser keeps every new word of a long build
            scene = self.read(article)
            totals, sightings = find_totals(scene, find_sightings(scene, self.kinds))
            happenings = find_happenings(scene, self.kinds, sightings)
            claims = Claims(scene, {happening: f"i{n}" for n, happening in enumerate(happenings, 1)}, self.name)
            told = [report(claims, happening, find_parties(scene, self.kinds, happening)) for happening in happenings]
            for total in totals:
                _add_total(claims, total)
            for said in find_statements(scene, happenings):
                value: dict[str, object] = {"text": said.span.text}
                numbers = number_object(said.bounds) if said.bounds else {}
                value |= {key: number for key, number in numbers.items() if number is not None}
                value |= {"duration": said.duration} if said.duration else {}
                claims.add(said.happening, said.predicate, value, [said.evidence], said.span)
            attributes = find_attributes(scene.document, scene.reading, self.ontology)
            for a in attributes:
                value = {"text": a.text, "value": a.value}
                value |= {"entity": a.target} if a.target else {}
                claims.add(a.entity, a.predicate, value, a.evidence, a.evidence[0])
            _add_states(claims)
            entities = _with_attributes(scene.reading.entities, attributes)
            incidents, all_claims = claims.numbered(told)
            idle = _idle_places(scene, happenings, all_claims)
            entities = tuple(e for e in entities if e.id not in idle)
            mentions = tuple(m for m in scene.reading.mentions if m.entity not in idle)
            return Extraction(
                scene.document.article, mentions, entities, scene.reading.relations, incidents, all_claims
            )

    def read(self, article: Article) -> Scene:
        """The article parsed, with its dates, numbers, places, entities and voices."""
        document = self.parser.parse(article, self.casing.of(article.text))
        times, quantities = find_times(document), find_quantities(document)
        places = find_places(document, self.gazetteer)
        reading = read_entities(document, self.ontology, times, quantities, places)
        voices = find_attributions(document, reading, self.ontology)
        reading = with_speakers(reading, voices)
        return Scene(document, self.ontology, reading, times, quantities, places, voices)


def _add_total(claims: Claims, total: Total) -> None:
    sighting = total.toll.sighting
    evidence = claims.scene.document.span(sighting.sentence.start, sighting.sentence.end)
    if len(evidence.text) > LONGEST_EVIDENCE:
        evidence = claims.around(sighting.span)
    period = {"since": total.since, "until": None, "scope": total.scope}
    claims.add(total.subject, "total", casualty_object(total.toll) | period, [evidence], sighting.span)


def _add_states(claims: Claims) -> None:
    """Every attributed statement is a claim: `states` for those whose words no other claim of the speaker holds."""
    scene, happenings = claims.scene, list(claims.ids)
    owners = {s.index: h for h in reversed(happenings) for s in h.linked}
    owners |= {s.sentence.index: h for h in reversed(happenings) for s in h.sightings}
    main = next((h for h in happenings if h.main), None)
    said = [c for c in claims.all if c.predicate not in NO_STATEMENTS and c.source_kind != "outlet"]
    for voice in scene.attributions:
        whole = scene.document.text[voice.start : voice.end]
        words = whole.strip(MARKS)
        if voice.source_kind == "outlet" or not words or _is_said(said, voice):
            continue
        start = voice.start + whole.index(words)
        span = scene.document.span(start, start + len(words))
        sentence = scene.sentence_at(voice.start)
        owner = owners.get(sentence.index) if sentence else None
        subject = owner or _spoken_of(scene, voice) or voice.speaker or main
        if subject is not None:
            who = [words for words in voice.evidence if len(words.text) <= len(span.text)]
            claims.add(subject, "states", {"text": claims.short(span).text}, [span, *who], span, voice=voice)


def _is_said(claims: Sequence[Claim], voice: Attribution) -> bool:
    """Whether the words of a speaker's other claims cover the statement."""
    covered: set[int] = set()
    for quote in (q for c in claims if c.speaker == voice.speaker for q in c.evidence):
        covered.update(range(max(quote.start, voice.start), min(quote.end, voice.end)))
    return len(covered) >= SAYS_IT * (voice.end - voice.start)


def _spoken_of(scene: Scene, voice: Attribution) -> str | None:
    """The entity that a statement is about: the first that it mentions."""
    sentence = scene.sentence_at(voice.start)
    for m in scene.mentions_in(sentence, *ABOUT) if sentence else ():
        if m.entity and voice.start <= m.span.start and m.span.end <= voice.end and m.form != "pronoun":
            return m.entity
    return None


def _with_attributes(entities: Sequence[Entity], claims: Sequence[AttributeClaim]) -> tuple[Entity, ...]:
    values: dict[str, dict[str, str]] = {}
    for claim in claims:
        values.setdefault(claim.entity, {}).setdefault(claim.predicate, claim.value)
    return tuple(replace(e, attributes={**e.attributes, **values.get(e.id, {})}) for e in entities)


def _idle_places(scene: Scene, happenings: Iterable[Happening], claims: Sequence[Claim]) -> set[str]:
    """Places without a name ('the country', 'schools') that no claim speaks of and that stand beside no happening: they
    say nothing of where."""
    places = {e.id for e in scene.reading.entities if e.type == "Location" and e.name is None}
    used = {c.subject for c in claims} | {str(c.object.get("entity")) for c in claims}
    told = {sighting.sentence.index: sighting.sentence for happening in happenings for sighting in happening.sightings}
    beside = {m.entity for sentence in told.values() for m in scene.mentions_in(sentence, "Location")}
    return places - used - {str(entity) for entity in beside}
