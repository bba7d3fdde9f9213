"""From what was read to the extraction: every claim with its speaker, ids in the order of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from builder.extract.attributes import AttributeClaim
from builder.extract.attribution import Attribution
from builder.extract.claims import ClaimDrafts, casualty_object, number_object
from builder.extract.happening import Happening
from builder.extract.reports import Report
from builder.extract.roles import Party
from builder.extract.scene import Scene
from builder.extract.statements import Statement
from builder.extract.syntax import LONGEST_EVIDENCE
from builder.extract.totals import Total
from builder.model import ROLES, Entity, Extraction, Span

SAYS_IT = 0.5  # share of a statement that the speaker's other claims must cover, for it to need no `states`
NO_STATEMENTS = ("time", "place", "operation", *ROLES)  # a slot alone does not say what somebody said
MARKS = " \t\r\n“”„«»\"',"
ABOUT = ("Organisation", "Operation", "Unit", "Person", "Location")


def assemble(
    scene: Scene,
    happenings: Sequence[Happening],
    parties: Mapping[Happening, Sequence[Party]],
    totals: Sequence[Total],
    statements: Sequence[Statement],
    attributes: Sequence[AttributeClaim],
    extractor: str,
) -> Extraction:
    """One article's extraction. Same input, same output: claims are sorted, ids follow the text."""
    drafts = ClaimDrafts(scene)
    reports = [Report(drafts, happening, parties.get(happening, ())) for happening in happenings]
    for total in totals:
        _add_total(drafts, total)
    for statement in statements:
        _add_statement(drafts, statement)
    for claim in attributes:
        value: dict[str, object] = {"text": claim.text, "value": claim.value}
        value |= {"entity": claim.target} if claim.target else {}
        drafts.add(claim.entity, claim.predicate, value, claim.evidence, claim.evidence[0])
    _add_states(drafts, happenings)
    drafts.number()
    ids = {happening: f"i{n}" for n, happening in enumerate(happenings, 1)}
    subjects = [d.subject if isinstance(d.subject, str) else ids[d.subject] for d in drafts.all]
    return Extraction(
        scene.document.article,
        scene.reading.mentions,
        _with_attributes(scene.reading.entities, attributes),
        scene.reading.relations,
        tuple(report.incident(ids) for report in reports),
        tuple(drafts.claim(draft, subject, extractor) for draft, subject in zip(drafts.all, subjects, strict=True)),
    )


def _add_total(drafts: ClaimDrafts, total: Total) -> None:
    toll, sentence = total.toll, total.toll.sighting.sentence
    period = {"since": total.since, "until": total.until, "scope": total.scope}
    evidence = drafts.scene.document.span(sentence.start, sentence.end)
    if sentence.end - sentence.start > LONGEST_EVIDENCE:
        evidence = drafts.around(toll.sighting.span, sentence)
    drafts.add(total.subject, "total", {**casualty_object(toll), **period}, [evidence], toll.sighting.span)


def _add_statement(drafts: ClaimDrafts, statement: Statement) -> None:
    value: dict[str, object] = {"text": statement.span.text}
    if statement.bounds:
        value |= {key: number for key, number in number_object(statement.bounds).items() if number is not None}
    if statement.duration:
        value["duration"] = statement.duration
    drafts.add(statement.happening, statement.predicate, value, [statement.evidence], statement.span)


def _add_states(drafts: ClaimDrafts, happenings: Sequence[Happening]) -> None:
    """Every attributed statement is a claim: `states` for those whose words no other claim of the speaker holds."""
    scene = drafts.scene
    owners = {s.index: h for h in reversed(happenings) for s in h.linked}
    owners |= {s.sentence.index: h for h in reversed(happenings) for s in h.sightings}
    main = next((h for h in happenings if h.main), None)
    said: dict[str | None, list[Span]] = {}
    for draft in drafts.all:
        if draft.predicate not in NO_STATEMENTS and draft.voice:
            said.setdefault(draft.voice.speaker, []).extend(draft.evidence)
    for voice in scene.attributions:
        span = _trimmed(scene.document.span(voice.start, voice.end))
        if voice.source_kind == "outlet" or span is None or _is_said(said.get(voice.speaker, ()), voice):
            continue
        sentence = scene.sentence_at(voice.start)
        owner = owners.get(sentence.index) if sentence else None
        subject = owner or _spoken_of(scene, voice) or voice.speaker or main
        if subject is not None:
            drafts.add(subject, "states", {"text": drafts.short(span).text}, [span], span).voice = voice


def _is_said(quotes: Sequence[Span], voice: Attribution) -> bool:
    """Whether the words of a speaker's other claims cover the statement."""
    near = (q for q in quotes if q.start < voice.end and voice.start < q.end)
    covered = {n for q in near for n in range(max(q.start, voice.start), min(q.end, voice.end))}
    return len(covered) >= SAYS_IT * (voice.end - voice.start)


def _spoken_of(scene: Scene, voice: Attribution) -> str | None:
    """The entity that a statement is about: the first that it mentions."""
    sentence = scene.sentence_at(voice.start)
    mentions = scene.mentions_in(sentence, *ABOUT) if sentence else []
    inside = (m for m in mentions if voice.start <= m.span.start and m.span.end <= voice.end and m.form != "pronoun")
    return next((m.entity for m in inside if m.entity), None)


def _trimmed(span: Span) -> Span | None:
    """Without quotation marks, commas and spaces at the ends; None where nothing is left."""
    start = len(span.text) - len(span.text.lstrip(MARKS))
    words = span.text.strip(MARKS)
    return Span(span.start + start, span.start + start + len(words), words) if words else None


def _with_attributes(entities: Sequence[Entity], claims: Sequence[AttributeClaim]) -> tuple[Entity, ...]:
    values: dict[str, dict[str, str]] = {}
    for claim in claims:
        values.setdefault(claim.entity, {}).setdefault(claim.predicate, claim.value)
    return tuple(replace(e, attributes={**e.attributes, **values.get(e.id, {})}) for e in entities)
