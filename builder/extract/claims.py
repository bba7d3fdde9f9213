"""The claims of one article: each with its words, who says it, how sure; ids in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from builder.extract.attribution import Attribution
from builder.extract.casualties import Toll
from builder.extract.certainty import certainty_of
from builder.extract.happening import Happening
from builder.extract.scene import Scene
from builder.extract.syntax import LONGEST_EVIDENCE, clause, window
from builder.model import Bounds, Claim, Incident, Span

# Probability that the article says it, by predicate: an estimate from reading the output of these rules on releases and
# news, not yet measured on a corpus; a later version calibrates them.
PRIORS = {
    "occurred": 0.85, "killed": 0.85, "wounded": 0.85, "captured": 0.8, "missing": 0.7, "kidnapped": 0.8,
    "casualties": 0.7, "time": 0.8, "place": 0.75, "operation": 0.75, "victim": 0.8, "participant": 0.7,
    "perpetrator_individual": 0.65, "perpetrator_organisation": 0.7, "physical_target": 0.65, "weapon": 0.7,
    "total": 0.8, "purpose": 0.75, "activity": 0.7, "duration": 0.75, "count": 0.75, "namesWithheld": 0.8,
    "firstSince": 0.75, "states": 0.8, "rank": 0.9, "age": 0.9, "home": 0.8, "unit": 0.75, "position": 0.8,
    "memberOf": 0.7, "start": 0.8, "task": 0.75,
}  # fmt: skip


class Claims:
    """All claims of an article. Their ids are provisional until `numbered` orders them. `ids`: of the happenings."""

    def __init__(self, scene: Scene, ids: Mapping[Happening, str], extractor: str) -> None:
        self.scene, self.ids, self.extractor = scene, ids, extractor
        self.all: list[Claim] = []
        self._anchors: dict[str, int] = {}

    def add(
        self,
        subject: Happening | str,
        predicate: str,
        value: dict[str, object],
        evidence: Iterable[Span],
        anchor: Span,
        less: float = 0.0,
        voice: Attribution | None = None,
        as_of: str | None = None,
    ) -> str:
        """The id of a new claim. `anchor`: the words whose speaker (unless `voice` is given) and certainty are asked
        for; `less` is taken off its confidence; `as_of`: the ISO date for which a figure holds."""
        voice = voice or self.scene.voices.at(anchor.start, anchor.end)
        certainty = voice.certainty if voice else "asserted"
        if certainty == "asserted" and isinstance(subject, Happening) and predicate != "states":
            certainty = certainty_of(self.scene.document, anchor.start, anchor.end, self.scene.ontology)
        polarity = voice.polarity if voice else "affirmed"
        if isinstance(subject, Happening) and subject.mode == "denied" and predicate == "occurred":
            polarity = "denied"
        name = str(len(self.all))
        self._anchors[name] = anchor.start
        self.all.append(
            Claim(
                name, self.ids[subject] if isinstance(subject, Happening) else subject, predicate, value,
                tuple(dict.fromkeys(self.short(span) for span in evidence)),
                speaker=voice.speaker if voice else None,
                via=voice.via if voice else (),
                source_kind=voice.source_kind if voice else "outlet",
                certainty=certainty,
                polarity=polarity,
                as_of=as_of,
                confidence=round(PRIORS[predicate] - less, 2),
                extractor=self.extractor,
            )
        )  # fmt: skip
        return name

    def short(self, span: Span) -> Span:
        """The span, cut between words at the longest evidence allowed."""
        if span.end - span.start <= LONGEST_EVIDENCE:
            return span
        cut = span.text[:LONGEST_EVIDENCE].rfind(" ")
        return self.scene.document.span(span.start, span.start + (cut if cut > 0 else LONGEST_EVIDENCE))

    def around(self, span: Span) -> Span:
        """The clause that says the words of a span; a window where the clause leaves some of them out."""
        sentence = self.scene.sentence_at(span.start)
        token = self.scene.token_at(sentence, span) if sentence else None
        if sentence is None or token is None:
            return span
        start, end = clause(sentence, token)
        if not (start <= span.start and span.end <= end):
            start, end = window(sentence, token)
        start = max(start, self.scene.dateline_end(sentence))
        return self.scene.document.span(min(start, span.start), max(end, span.end))

    def numbered(self, incidents: Iterable[Incident]) -> tuple[tuple[Incident, ...], tuple[Claim, ...]]:
        """Incidents and claims with the claims' final ids (`c1` …), in the order of their words."""
        inorder = sorted(self.all, key=self._order)
        names = {claim.id: f"c{n}" for n, claim in enumerate(inorder, 1)}
        claims = tuple(replace(claim, id=names[claim.id]) for claim in inorder)
        return tuple(_renamed(incident, names, claims) for incident in incidents), claims

    def _order(self, claim: Claim) -> tuple[int, int, str, str]:
        return claim.evidence[0].start, self._anchors[claim.id], claim.predicate, str(claim.object["text"])


def _renamed(incident: Incident, names: Mapping[str, str], claims: Iterable[Claim]) -> Incident:
    time, place, operation = incident.time, incident.place, incident.operation_claim
    return replace(
        incident,
        time=time and replace(time, claim=names[time.claim]),
        place=place and replace(place, claim=names[place.claim]),
        operation_claim=operation and names[operation],
        roles=tuple(replace(role, claim=names[role.claim]) for role in incident.roles),
        casualties=tuple(replace(row, claim=names[row.claim]) for row in incident.casualties),
        claims=tuple(claim.id for claim in claims if claim.subject == incident.id),
    )


def casualty_object(toll: Toll) -> dict[str, object]:
    """The object of a casualty claim: its words, outcome, group and numbers; the entity where there is one."""
    value: dict[str, object] = {"text": toll.words, "outcome": toll.outcome, "group": toll.group}
    return value | number_object(toll.bounds) | ({"entity": toll.entity} if toll.entity else {})


def number_object(bounds: Bounds) -> dict[str, object]:
    """low, best, high, and where they say something quantifier and approximate."""
    numbers: dict[str, object] = {"low": bounds.low, "best": bounds.best, "high": bounds.high}
    said = {"quantifier": bounds.quantifier, "approximate": bounds.approximate}
    return numbers | {key: value for key, value in said.items() if value}
