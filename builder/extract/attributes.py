"""What is said of a person, body or operation itself: rank, age, home, position, unit, membership, start, task.

Each is a claim with its words. Values are written as a reader would: 'Staff Sergeant' for 'Staff Sgt.', '29'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.extract.entities import Reading
from builder.extract.names import alternatives, rank_of, rank_pattern
from builder.model import Mention, Span
from builder.ontology import Ontology
from builder.text.document import Document

CAPITALS = r"(?:[A-Z][a-z]{1,2}\. )?[A-ZÀ-Þ][\w’'-]*(?: (?:(?:of|de|la|el) )?[A-ZÀ-Þ][\w’'-]*){0,3}"
AGE_AFTER = re.compile(
    r"(?:,? (?:aged? |who is )?| \()(?P<age>\d{1,3})(?:\)|(?: years old)?(?=[,.;)]| (?:and|of|from|was)\b|$))"
)
AGE_WITHIN = re.compile(r"\b(?P<age>\d{1,3})-years?-old\b")
HOME = re.compile(rf",? (?:of|from|a native of) (?P<home>{CAPITALS}(?:, {CAPITALS})?)(?=[,.;)]|$| (?:was|who|died)\b)")
SERVING = re.compile(
    r"(?:^|[\s(“\"])(?P<unit>(?:[A-Z][\w-]+ ){0,3}(?:Raider|Ranger|SEAL|Marine|Paratrooper|Commando|Green Beret)), $"
)
OF_UNIT = re.compile(
    r"(?:[^.;\n]{0,90}\b(?:assigned to|attached to|(?:serving|served) (?:with|in)|members? of)"
    r"|(?:, \d{1,3})?,? (?:from|with|of)) (?:the )?"
)
OF_BODY = re.compile(r" (?:of|from|with|for) (?:the )?")
STARTED = re.compile(
    r"(?:, which)?[^,.;]{0,60}\b(?:began|begun|launched|started|established|founded|formed|created)"
    r"(?: (?:in|on|since|around))? ?"
)
STARTING = re.compile(r"\b(?:began|launched|started|founded|formed) (?:the )?$")
TASK = re.compile(
    r"[^,.;\n]{0,80}\b(?:tasked with|aimed at|responsible for|charged with|mandated to|whose (?:mission|task) is to) "
    r"(?P<task>[^.;\n]{2,159}[^.;\s])"
)
SCOPE_OF_OFFICE = re.compile(r"(?: (?:of|for|at|in|to|with) [^,.;“”\"\n]{2,60})?(?=[,.;])")
LONGEST_POSITION = 80
NO_TITLE = r"(?:the|an?|and|or|but|who|whose|which|was|is|as|said|says|told|when|where|while|after|before|by|to|of)"


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
    finder, mentions = _Finder(document, reading, ontology), reading.mentions
    found: dict[tuple[str, str, str], AttributeClaim] = {}
    for number, mention in enumerate(mentions):
        if mention.entity is not None and mention.form != "pronoun":
            for claim in finder.of(mention, mentions[max(0, number - 5) : number], mentions[number + 1 : number + 6]):
                found.setdefault((claim.entity, claim.predicate, claim.value), claim)
    return tuple(sorted(found.values(), key=lambda c: (c.evidence[0], c.predicate, c.entity)))


class _Finder:
    def __init__(self, document: Document, reading: Reading, ontology: Ontology) -> None:
        self.document, self.text, self.ontology = document, document.text, ontology
        self.entities = {entity.id: entity for entity in reading.entities}
        self.rank = re.compile(rf"(?<![\w-])(?i:{rank_pattern(ontology)})(?= )")
        offices = {*ontology.words("positions"), *ontology.words("titles_civil")} - {*ontology.words("honorifics")}
        self.honorific = re.compile(rf" (?:{alternatives(ontology.words('honorifics'))})$", re.IGNORECASE)
        self.office = re.compile(rf"(?<!\w)(?:{alternatives(offices)})(?!\w)", re.IGNORECASE)
        scope = SCOPE_OF_OFFICE.pattern.removesuffix("?(?=[,.;])")
        any_office = rf"(?i:{alternatives(offices)})"
        one = rf"(?:[A-Z][\w’'-]+ )?{any_office}"
        self.office_of = re.compile(rf", (?:the |an? )?{any_office} (?:of|for|with) (?:the )?")
        self.office_before = re.compile(rf"(?<!\w){one}(?= $)|(?<!\w){one}{scope}(?=, $)")
        self.office_after = re.compile(
            rf", (?P<office>(?:the |an? )?(?:(?!{NO_TITLE} )[\w’'-]+ ){{0,4}}{any_office}{scope}?)(?=[,.;\n])"
        )

    def of(self, mention: Mention, before: Sequence[Mention], after: Sequence[Mention]) -> Iterator[AttributeClaim]:
        """What is said of a mention, which stands between others."""
        if self.entities[mention.entity or ""].class_name != "Person":
            if mention.type in ("Operation", "Organisation", "Unit"):
                yield from self._body(mention, after)
            return
        if mention.form == "name":
            yield from self._name(mention, after)
        elif self.entities[mention.entity or ""].name and self.office.search(mention.span.text):
            yield self._described(mention, [*before, *after])
        age = AGE_WITHIN.search(self.text, max(0, mention.span.start - 16), mention.span.end)
        if age is not None and (age.end() > mention.span.start or self.text[age.end() : mention.span.start] == " "):
            yield self._claim(mention, "age", age.span("age"))
        yield from self._membership(mention, after)

    def _claim(
        self, mention: Mention, predicate: str, at: tuple[int, int], value: str = "", target: str | None = None
    ) -> AttributeClaim:
        """A claim whose evidence runs from the mention to the words, or the other way round."""
        evidence = self.document.span(min(mention.span.start, at[0]), max(mention.span.end, at[1]))
        words = self.text[at[0] : at[1]]
        return AttributeClaim(mention.entity or "", predicate, words, (evidence,), value or words, target)

    def _name(self, mention: Mention, after: Sequence[Mention]) -> Iterator[AttributeClaim]:
        """Rank, office and unit before the name, age and home after it."""
        start, end, text = mention.span.start, mention.span.end, self.text
        name = (self.entities[mention.entity or ""].name or "").split()
        first = start + min((at for word in name if (at := mention.span.text.find(word)) >= 0), default=0)
        rank = self._rank(start, first)
        if rank is not None:
            yield self._claim(mention, "rank", rank.span(), rank_of(rank.group(), self.ontology) or rank.group())
        pieces = ((start, first),) if rank is None else ((start, rank.start()), (rank.end(), first))
        titles = [at for at in pieces if self.office.search(text, *at)]
        if titles:
            yield self._claim(mention, "position", self._stripped(*titles[0]))
        elif (office := self.office_before.search(text, max(0, start - LONGEST_POSITION), start)) is not None:
            yield self._claim(mention, "position", office.span())  # the parser keeps the office apart
        serving = SERVING.search(text, max(0, start - 60), start)
        if serving is not None:
            yield self._claim(mention, "unit", serving.span("unit"))
        age = AGE_AFTER.match(text, end)
        if age is not None and 0 < int(age["age"]) < 120:
            yield self._claim(mention, "age", age.span("age"))
        home = HOME.match(text, age.end() if age is not None else end)
        if home is not None and (age is not None or "," in home["home"]):
            at = home.start("home")
            if not any(m.span.start <= at < m.span.end for m in after if m.type in ("Organisation", "Unit")):
                yield self._claim(mention, "home", home.span("home"))
        told = max([end, *(found.end() for found in (age, home) if found is not None)])
        after_name = self.office_after.match(text, told)
        if after_name is not None and len(after_name["office"]) <= LONGEST_POSITION:
            yield self._claim(mention, "position", after_name.span("office"))

    def _rank(self, start: int, end: int) -> re.Match[str] | None:
        """The rank next to the name. A word that is an office too is one after words that say of what: 'County
        Commissioner', 'hospital superintendent'."""
        ranks = list(self.rank.finditer(self.text, start, end))
        words = self.text[start : ranks[-1].start()].split() if ranks else []
        if words and self.office.fullmatch(ranks[-1].group()) and (words[-1].istitle() or ranks[-1].group().islower()):
            return None
        return ranks[-1] if ranks else None

    def _stripped(self, start: int, end: int) -> tuple[int, int]:
        """The span without what stands around its words, and without 'Dr.' at its end."""
        words = self.honorific.sub("", self.text[start:end].strip(" ,"))
        at = self.text.find(words, start)
        return at, at + len(words)

    def _described(self, mention: Mention, near: Sequence[Mention]) -> AttributeClaim:
        """'Ann Lee, a spokeswoman for the coalition,' and 'the police chief, Omar Said': evidence with the name."""
        start, end = mention.span.start, mention.span.end
        more = SCOPE_OF_OFFICE.match(self.text, end)
        stop = more.end() if more is not None and more.end() - start <= LONGEST_POSITION else end
        names = [m for m in near if m.entity == mention.entity and m.form == "name"]
        beside = [m for m in names if 0 <= max(start - m.span.end, m.span.start - end) <= 2]
        return self._claim(next(iter(beside), mention), "position", (start, stop))

    def _membership(self, mention: Mention, after: Sequence[Mention]) -> Iterator[AttributeClaim]:
        """Unit or body: 'assigned to the 2nd Battalion', 'a Taliban commander'."""
        end = mention.span.end
        for other in after:
            between = self.text[end : other.span.start]
            inside = other.span.end <= end or OF_BODY.fullmatch(between)
            unit = other.type == "Unit" and (OF_UNIT.fullmatch(between) or self.office_of.fullmatch(between))
            if unit or (other.type == "Organisation" and other.form == "name" and inside):
                words = re.sub(r"^[Tt]he ", "", other.span.text)
                at = other.span.end - len(words), other.span.end
                yield self._claim(mention, "unit" if unit else "memberOf", at, target=other.entity)
                return
            if other.type == "Person" and other.span.start >= end and other.entity != mention.entity:
                return

    def _body(self, mention: Mention, after: Sequence[Mention]) -> Iterator[AttributeClaim]:
        """Since when an operation or body exists, and what its task is."""
        end, sentence = mention.span.end, self.document.sentence_at(mention.span.start)
        stop = sentence.end if sentence is not None else end
        starting = STARTING.search(self.text, max(0, mention.span.start - 20), mention.span.start)
        for time in after:
            between = self.text[end : time.span.start]
            started = STARTED.fullmatch(between) or (starting and between in (" in ", " on "))
            dated = time.type == "Temporal" and time.span.start < stop and "duration" not in (time.value or {})
            if started and dated:
                yield self._claim(mention, "start", (time.span.start, time.span.end))
                break
        task = TASK.match(self.text, end, stop)
        if task is not None:
            yield self._claim(mention, "task", task.span("task"))
