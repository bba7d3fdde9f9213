"""What is said of a person, body or operation itself: rank, age, home, position, unit, membership, start, task.

Each is a claim with its words. Values are written as a reader would: 'Staff Sergeant' for 'Staff Sgt.', '29'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from builder.extract.names import alternatives, rank_of, rank_pattern
from builder.model import Entity, Mention, Span

if TYPE_CHECKING:
    from builder.extract.entities import Reading
    from builder.ontology import Ontology
    from builder.text.document import Document

CAPITALS = r"[A-ZÀ-Þ][\w’'-]*(?:\.(?= [A-Z]))?(?: (?:(?:of|de|la|el) )?[A-ZÀ-Þ][\w’'-]*){0,3}"
AGE_AFTER = re.compile(r",? (?:aged? |who is )?(?P<age>\d{1,3})(?: years old)?(?=[,.;)]| and\b| of\b| from\b| was\b|$)")
AGE_BRACKET = re.compile(r" \((?P<age>\d{1,2})\)")
AGE_INSIDE = re.compile(r"\b(?P<age>\d{1,3})-years?-old\b")
HOME_AFTER = re.compile(
    rf",? (?:of|from|a native of) (?P<home>{CAPITALS}(?:, {CAPITALS})?)(?=[,.;)]|$| was\b| who\b| died\b)"
)
UNIT_LINK = re.compile(
    r"^(?:, \d{1,3})?(?:,? who)?(?: (?:was|were|is|are|had been))?,? ?(?:an? \w+ )?"
    r"(?:assigned to|attached to|(?:serving|served) (?:with|in)|members? of|from|with|of) (?:the )?$"
)
ASSIGNED = re.compile(
    r"^[^.;\n]{0,90}\b(?:assigned to|attached to|(?:serving|served) (?:with|in)|members? of) (?:the )?$"
)
SERVING = re.compile(
    r"(?:^|[\s(“\"])(?P<unit>(?:[A-Z][\w-]+ ){0,3}(?:Raider|Ranger|SEAL|Marine|Paratrooper|Commando|Green Beret)), $"
)
OF_BODY = re.compile(r"^ (?:of|from|with|for) (?:the )?$")
STARTED = re.compile(
    r"^(?:, which)?[^,.;]{0,60}\b(?:began|begun|launched|started|established|founded|formed|created)"
    r"(?: (?:in|on|since|around))? ?$"
)
STARTING = re.compile(r"\b(?:began|launched|started|founded|formed) (?:the )?$")
TASK = re.compile(
    r"[^,.;\n]{0,80}\b(?:tasked with|aimed at|responsible for|charged with|mandated to|whose (?:mission|task) is to) "
    r"(?P<task>[^.;\n]{3,160})"
)
HONORIFICS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir"})
LONGEST_POSITION = 80


@dataclass(frozen=True, slots=True)
class AttributeClaim:
    """An attribute as the article states it. `text`: its words; `value`: as a reader would write it; `target`: the
    entity that it names, if any."""

    entity: str
    predicate: str
    text: str
    evidence: tuple[Span, ...]
    value: str
    target: str | None = None


def find_attributes(document: Document, reading: Reading, ontology: Ontology) -> tuple[AttributeClaim, ...]:
    """All attributes in text order, each told once for an entity, predicate and value."""
    found: dict[tuple[str, str, str], AttributeClaim] = {}
    for claim in _Finder(document, reading, ontology).all():
        found.setdefault((claim.entity, claim.predicate, claim.value), claim)
    return tuple(sorted(found.values(), key=lambda c: (c.evidence[0], c.predicate, c.entity)))


@dataclass(frozen=True)
class _Finder:
    document: Document
    reading: Reading
    ontology: Ontology

    @property
    def text(self) -> str:
        return self.document.text

    @cached_property
    def entities(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.reading.entities}

    @cached_property
    def rank(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-])(?i:{rank_pattern(self.ontology)})(?= )")

    @cached_property
    def office(self) -> re.Pattern[str]:
        words = sorted({*self.ontology.words("positions"), *self.ontology.words("titles_civil")} - HONORIFICS)
        return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE)

    def all(self) -> Iterator[AttributeClaim]:
        for number, mention in enumerate(self.reading.mentions):
            if mention.entity is None or mention.form == "pronoun":
                continue
            following = self.reading.mentions[number + 1 : number + 6]
            if self.entities[mention.entity].class_name == "Person":
                yield from self._service(mention, following)
                if mention.form == "name":
                    yield from self._name(mention)
                yield from self._position(mention, following)
            else:
                yield from self._body(mention, following)

    def _claim(
        self, mention: Mention, predicate: str, at: tuple[int, int], value: str, target: str | None = None
    ) -> AttributeClaim:
        """A claim whose evidence runs from the mention to the words, or the other way round."""
        evidence = self.document.span(min(mention.span.start, at[0]), max(mention.span.end, at[1]))
        return AttributeClaim(mention.entity or "", predicate, self.text[at[0] : at[1]], (evidence,), value, target)

    def _name(self, mention: Mention) -> Iterator[AttributeClaim]:
        """Rank before the name, age and home after it."""
        start, end = mention.span.start, mention.span.end
        match = self.rank.search(self.text, start, end)
        if match is not None:
            value = rank_of(match.group(), self.ontology) or match.group()
            yield self._claim(mention, "rank", match.span(), value)
        age = AGE_AFTER.match(self.text, end) or AGE_BRACKET.match(self.text, end)
        age = age or AGE_INSIDE.search(self.text, max(0, start - 16), start)
        if age is not None and 0 < int(age.group("age")) < 120:
            yield self._claim(mention, "age", age.span("age"), age.group("age"))
        home = HOME_AFTER.match(self.text, age.end() if age is not None and age.start() >= end else end)
        if (
            home is not None
            and (age is not None or "," in home.group("home"))
            and not self._is_body(home.start("home"))
        ):
            yield self._claim(mention, "home", home.span("home"), home.group("home"))

    def _is_body(self, position: int) -> bool:
        bodies = (m for m in self.reading.mentions if m.type in ("Organisation", "Unit"))
        return any(m.span.start <= position < m.span.end for m in bodies)

    def _position(self, mention: Mention, following: tuple[Mention, ...]) -> Iterator[AttributeClaim]:
        """'Defence Minister Ann Lee'; 'Ann Lee, a spokeswoman for the coalition,'; 'the police chief, Omar Said'."""
        start, end = mention.span.start, mention.span.end
        if mention.form == "name":
            name = (self.entities[mention.entity or ""].name or "").split()
            first = min((i for w in name if (i := mention.span.text.find(w)) >= 0), default=0)
            words = self.rank.sub("", mention.span.text[:first] + " ").strip(" ,")
            at = start + mention.span.text.find(words)
            if not words:  # 'Provincial police chief Gen. Omar Said': the parser keeps the office apart
                before = re.search(r"[\w’' -]*$", self.text[max(0, start - LONGEST_POSITION) : start])
                words = self._office_at_end(before.group() if before is not None else "")
                at = start - 1 - len(words)
            if words and self.office.search(words):
                yield self._claim(mention, "position", (at, at + len(words)), words)
            return
        if not self.office.search(mention.span.text) or not self.entities[mention.entity or ""].name:
            return
        more = re.compile(r"(?: (?:of|for|at|in|to|with) [^,.;“”\"\n]{2,60})?(?=[,.;])").match(self.text, end)
        stop = more.end() if more is not None and more.end() - start <= LONGEST_POSITION else end
        yield self._claim(self._beside(mention), "position", (start, stop), self.text[start:stop])

    def _office_at_end(self, words: str) -> str:
        """The office that words end with, and a capitalised word before it."""
        found = [m for m in self.office.finditer(words) if m.end() == len(words) - 1 and words.endswith(" ")]
        if not found:
            return ""
        lead = re.search(r"[A-Z][\w’'-]+ $", words[: found[0].start()])
        return words[lead.start() if lead is not None else found[0].start() : -1]

    def _beside(self, mention: Mention) -> Mention:
        """The name that an apposition is about, so that the evidence holds both; else the description itself."""
        for other in self.reading.mentions:
            gap = max(mention.span.start - other.span.end, other.span.start - mention.span.end)
            if other.entity == mention.entity and other.form == "name" and 0 <= gap <= 2:
                return other
        return mention

    def _service(self, mention: Mention, following: tuple[Mention, ...]) -> Iterator[AttributeClaim]:
        """Unit and membership: 'assigned to the 2nd Battalion', 'a Taliban commander', 'Army Ranger, Sgt. Lee'."""
        start, end = mention.span.start, mention.span.end
        before = SERVING.search(self.text, max(0, start - 60), start)
        if before is not None and mention.form == "name":
            yield self._claim(mention, "unit", before.span("unit"), before.group("unit"))
        inside = AGE_INSIDE.search(self.text, start, end)
        if inside is not None:
            yield self._claim(mention, "age", inside.span("age"), inside.group("age"))
        for other in following:
            between = self.text[end : other.span.start]
            if other.type == "Unit" and (UNIT_LINK.match(between) or ASSIGNED.match(between)):
                yield self._belongs(mention, "unit", other)
                return
            if other.type == "Person" and other.span.start >= end:
                return
            if (
                other.type == "Organisation"
                and (other.span.end <= end or OF_BODY.match(between))
                and other.form == "name"
            ):
                yield self._belongs(mention, "memberOf", other)
                return

    def _belongs(self, mention: Mention, predicate: str, body: Mention) -> AttributeClaim:
        words = re.sub(r"^[Tt]he ", "", body.span.text)
        return self._claim(mention, predicate, (body.span.end - len(words), body.span.end), words, body.entity)

    def _body(self, mention: Mention, following: tuple[Mention, ...]) -> Iterator[AttributeClaim]:
        """Since when an operation or body exists, and what its task is."""
        if mention.type not in ("Operation", "Organisation", "Unit"):
            return
        sentence = self.document.sentence_at(mention.span.start)
        end = sentence.end if sentence is not None else mention.span.end
        started = STARTING.search(self.text, max(0, mention.span.start - 20), mention.span.start) is not None
        for time in following:
            if time.type == "Temporal" and time.span.start < end and "duration" not in (time.value or {}):
                between = self.text[mention.span.end : time.span.start]
                if STARTED.match(between) or (started and re.fullmatch(r" (?:in|on) ", between)):
                    yield self._claim(mention, "start", (time.span.start, time.span.end), time.span.text)
                    break
        task = TASK.match(self.text[:end], mention.span.end)
        if task is not None:
            words = task.group("task").rstrip()
            yield self._claim(mention, "task", (task.start("task"), task.start("task") + len(words)), words)
