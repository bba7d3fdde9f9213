"""Claims before they have ids: each with its words, its confidence, and the words whose speaker is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from builder.extract.attribution import Attribution
from builder.extract.casualties import Toll
from builder.extract.certainty import certainty_of
from builder.extract.happening import Happening
from builder.extract.scene import Scene
from builder.extract.syntax import LONGEST_EVIDENCE, clause, window
from builder.model import Bounds, Claim, Span
from builder.text.document import Sentence

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


@dataclass(eq=False, slots=True)
class ClaimDraft:
    """A claim in the making. `anchor`: the words whose speaker and certainty are asked for; `voice`: who says them."""

    subject: Happening | str
    predicate: str
    object: dict[str, object]
    evidence: tuple[Span, ...]
    anchor: Span
    confidence: float
    voice: Attribution | None = None

    @property
    def order(self) -> tuple[int, int, str, str]:
        return self.evidence[0].start, self.anchor.start, self.predicate, str(self.object["text"])


class ClaimDrafts:
    """All drafts of one article. `names`: their ids, once `number` has given them in the order of the text."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.all: list[ClaimDraft] = []
        self.names: dict[ClaimDraft, str] = {}
        self.of_happening: dict[Happening, list[str]] = {}

    def add(
        self,
        subject: Happening | str,
        predicate: str,
        value: dict[str, object],
        evidence: Iterable[Span],
        anchor: Span,
        less: float = 0.0,
    ) -> ClaimDraft:
        """A new draft; `less` is taken off its confidence."""
        quotes = tuple(dict.fromkeys(self.short(span) for span in evidence))
        made = ClaimDraft(subject, predicate, value, quotes, anchor, round(PRIORS[predicate] - less, 2))
        made.voice = self.scene.voices.at(anchor.start, anchor.end)
        self.all.append(made)
        return made

    def number(self) -> None:
        self.all.sort(key=lambda draft: draft.order)
        self.names = {draft: f"c{n}" for n, draft in enumerate(self.all, 1)}
        for draft, name in self.names.items():
            if isinstance(draft.subject, Happening):
                self.of_happening.setdefault(draft.subject, []).append(name)

    def short(self, span: Span) -> Span:
        """The span, cut between words at the longest evidence allowed."""
        if span.end - span.start <= LONGEST_EVIDENCE:
            return span
        cut = span.text[:LONGEST_EVIDENCE].rfind(" ")
        return self.scene.document.span(span.start, span.start + (cut if cut > 0 else LONGEST_EVIDENCE))

    def around(self, span: Span, sentence: Sentence | None = None) -> Span:
        """The clause that says the words of a span; a window where the clause leaves some of them out."""
        sentence = sentence or self.scene.sentence_at(span.start)
        token = self.scene.token_at(sentence, span) if sentence else None
        if sentence is None or token is None:
            return span
        start, end = clause(sentence, token)
        if not (start <= span.start and span.end <= end):
            start, end = window(sentence, token)
        start = max(start, self.scene.dateline_end(sentence))
        return self.scene.document.span(min(start, span.start), max(end, span.end))

    def claim(self, draft: ClaimDraft, subject: str, extractor: str) -> Claim:
        voice = draft.voice
        happening = draft.subject if isinstance(draft.subject, Happening) else None
        denied = happening is not None and happening.mode == "denied" and draft.predicate == "occurred"
        return Claim(
            self.names[draft], subject, draft.predicate, draft.object, draft.evidence,
            speaker=voice.speaker if voice else None,
            via=voice.via if voice else (),
            source_kind=voice.source_kind if voice else "outlet",
            certainty=voice.certainty if voice and voice.certainty != "asserted" else self._hedged(draft),
            polarity="denied" if denied else voice.polarity if voice else "affirmed",
            confidence=draft.confidence,
            extractor=extractor,
        )  # fmt: skip

    def _hedged(self, draft: ClaimDraft) -> str:
        """Hedges beside the words; an attribute of somebody and a statement as a whole are not hedged by them."""
        if not isinstance(draft.subject, Happening) or draft.predicate == "states":
            return "asserted"
        return certainty_of(self.scene.document, draft.anchor.start, draft.anchor.end, self.scene.ontology)


def casualty_object(toll: Toll) -> dict[str, object]:
    """The object of a casualty claim: its words, outcome, group and numbers; the entity where there is one."""
    value: dict[str, object] = {"text": toll.words, "outcome": toll.outcome, "group": toll.group}
    return value | number_object(toll.bounds) | ({"entity": toll.entity} if toll.entity else {})


def number_object(bounds: Bounds) -> dict[str, object]:
    """low, best, high, and where they say something quantifier and approximate."""
    numbers: dict[str, object] = {"low": bounds.low, "best": bounds.best, "high": bounds.high}
    said = {"quantifier": bounds.quantifier, "approximate": bounds.approximate}
    return numbers | {key: value for key, value in said.items() if value}
