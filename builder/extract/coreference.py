"""Which mentions of one article are of one referent: rules, in the order of the text, precision first.

Two referents in one entity is worse than one in two: a description joins only when head, number, nationality and count
agree and one entity alone fits. The rules follow the sieves of Lee et al. (Computational Linguistics 39:4, 2013):
exact names, then heads, then pronouns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.extract.draft import Cluster, Draft, agree, heads_agree, pieces, same_person, take_up
from builder.extract.names import normal
from builder.extract.quotes import find_quotes, in_quotation
from builder.ontology import Ontology
from builder.text.document import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

ACRONYM = re.compile(r" ?\((?:the |or )?[“\"]?([A-Z][A-Za-z&.\-]{1,11})[”\"]?\)")
BETWEEN_APPOSED = re.compile(
    r"(?: (?:for|of|at|from|with) [^,;.!?]{2,60})?, "
)  # 'a spokesman for the brigade, Capt. X'
SCOPE = 400  # entities that a description looks back over, so that a long text costs no more a word
NEAR = 40  # entities that the subject of a clause is looked for among
LEAD = 3  # sentences, the title among them, in which the lead tells again what the title says
REACH = 3  # sentences that 'he', 'the colonel' or 'the operation' looks back
LEAST_INITIALS = 3
RIVAL = 0.6  # of the salience of the foremost: who has more may be meant as well
SITES = 3  # sentences that 'the site' looks back: there are many sites


class Resolver:
    """Takes the mentions one by one; each joins a cluster or opens one, an unclear pronoun does neither."""

    def __init__(self, document: Document, ontology: Ontology) -> None:
        self.text, self.quotes = document.text, find_quotes(document.text)
        self.title_end = document.title.end if document.title is not None else 0
        self.speech, self.services = ontology.words("speech_verbs"), ontology.words("service_nouns")
        self.ranks = ontology.words("ranks").keys()
        self.offices = {**ontology.words("positions"), **ontology.words("titles_civil"), **ontology.words("ranks")}
        # Qualities that a story gives its people as it goes on; they set no group apart.
        self.sexes = ontology.words("gender_words")
        outcomes = ontology.words("outcome_words")
        self.passing = {*outcomes, *outcomes.values(), "same", "fallen"}
        self.clusters: list[Cluster] = []
        self.names: dict[tuple[str, str], Cluster] = {}
        self.acronyms: dict[str, Cluster] = {}
        self.families: dict[str, list[Cluster]] = {}
        self.speaker: Cluster | None = None
        self.previous: tuple[Draft, Cluster] | None = None

    def resolve(self, drafts: list[Draft]) -> list[Cluster]:
        """The mentions that refer (not times and numbers), by referent, in the order of the first mention."""
        for draft in drafts:
            found = self._find(draft)
            if found is None:
                if draft.form == "pronoun" or (draft.form == "nominal" and draft.type == "Operation"):
                    continue
                found = Cluster(normal(self.text[draft.start : draft.end]))
                self.clusters.append(found)
            found.add(draft)
            if draft.form == "name":
                self._remember(draft, found)
            if draft.type == "Person":
                self.previous = (draft, found)
                self.speaker = found if self._speaks(draft) else self.speaker
        return self.clusters

    def _remember(self, draft: Draft, cluster: Cluster) -> None:
        """A name is known from now on, with the acronym in brackets after it: 'Syrian Democratic Forces (SDF)'."""
        acronym = ACRONYM.match(self.text, draft.end)
        initials = "".join(re.findall(r"\b[A-Z]", draft.name or ""))
        if draft.type in ("Organisation", "Unit", "Operation") and len(initials) >= LEAST_INITIALS:
            self.acronyms.setdefault(initials, cluster)
        for name in (draft.name or "", *([acronym.group(1)] if acronym else [])):
            self.names.setdefault((draft.type, normal(name)), cluster)
        family = self.families.setdefault("".join(pieces(draft.name or "")[-1:]), [])
        if draft.type == "Person" and cluster not in family:
            family.append(cluster)

    def _find(self, draft: Draft) -> Cluster | None:
        if draft.form == "pronoun":
            return self._of_pronoun(draft)
        if draft.form == "nominal":
            return self._apposed(draft) or self._predicated(draft) or self._of_description(draft)
        if draft.type != "Person":
            return self._of_name(draft)
        family = self.families.get("".join(pieces(draft.name or "")[-1:]), [])
        fitting = [c for c in family if all(same_person(name, draft.name or "") for name in c.names)]
        fitting = [c for c in fitting if agree(c.gender, draft.gender)]
        if draft.gender and len(fitting) > 1:
            fitting = [c for c in fitting if c.gender]
        return take_up(fitting) if fitting else self._apposed(draft)

    def _of_name(self, draft: Draft) -> Cluster | None:
        """The same name; the name that an acronym shortens ('WHO'). The parser's type of an unknown name may change."""
        name = normal(draft.name or "")
        same = self.names.get((draft.type, name)) or self.acronyms.get((draft.name or "").replace(".", ""))
        if same is None and draft.type == "Location" and not (draft.value or {}).get("country"):
            same = self.names.get(("Organisation", name))
        return same

    def _apposed(self, draft: Draft) -> Cluster | None:
        """'Ann Lee, a coalition spokeswoman,' and 'the police chief, Omar Said,': one is said of the other."""
        if self.previous is None or draft.type != "Person" or draft.plural:
            return None
        before, cluster = self.previous
        if (
            before.plural
            or not BETWEEN_APPOSED.fullmatch(self.text[before.end : draft.start])
            or {before.form, draft.form} != {"name", "nominal"}
        ):
            return None
        told = before if before.form == "nominal" else draft
        parsed = draft.token is not None and draft.token.dep_ == "appos"
        listed = re.match(r" *(?:and |or |['’]s)", self.text[draft.end : draft.end + 5])
        return cluster if (told.head in self.offices or parsed) and not listed else None

    def _predicated(self, draft: Draft) -> Cluster | None:
        """'Lee is a spokesman for the council': what somebody is said to be."""
        verb = draft.token.head if draft.token is not None and draft.token.dep_ == "attr" else None
        if verb is None or draft.type != "Person" or verb.lemma_ != "be" or any(c.dep_ == "neg" for c in verb.children):
            return None
        subject = [c for c in self.clusters[-NEAR:] if _is_subject(c.drafts[-1], verb)]
        return take_up([c for c in subject if c.first.type == "Person" and c.first.plural == draft.plural])

    def _of_description(self, draft: Draft) -> Cluster | None:
        recent = self.clusters[-SCOPE:]
        if draft.definite:
            near = SITES if draft.type == "Location" else draft.sentence
            fitting = [c for c in recent if draft.sentence - c.drafts[-1].sentence <= near and self._fits(c, draft)]
            return take_up(fitting) if fitting else self._named_by_head(draft)
        if draft.bounds is not None and draft.bounds.best is not None:
            # A quotation introduces again what the text around it has told, and the first sentences what the title has.
            fitting = [c for c in recent if c.bounds == draft.bounds and self._fits(c, draft)]
            if not in_quotation(self.quotes, draft.start):
                fitting = [c for c in fitting if c.drafts[-1].end <= self.title_end and draft.sentence <= LEAD]
            return take_up(fitting)
        if draft.type == "Organisation" and (draft.modifiers or draft.nation):
            words = normal(self.text[draft.start : draft.end])
            return next((c for c in recent if c.words == words and c.first.type == draft.type), None)
        return None

    def _fits(self, cluster: Cluster, draft: Draft) -> bool:
        """What 'the two soldiers' may take up: same kind, head, number and nation, no new qualities."""
        counted = cluster.bounds is not None and cluster.bounds == draft.bounds
        return (
            cluster.first.type == draft.type
            and cluster.first.plural == draft.plural
            and (heads_agree(cluster, draft, self.services) or (counted and draft.head in self.sexes))
            and (not draft.bounds or draft.bounds == cluster.bounds)
            and agree(draft.nation, cluster.nation)
            and draft.modifiers - self.passing <= cluster.modifiers
        )

    def _named_by_head(self, draft: Draft) -> Cluster | None:
        """'the ministry' after one Ministry of Defence; 'the colonel', 'the soldier' after one rank; 'the group' after
        one armed group; 'the operation' right after its name."""
        person, served = draft.type == "Person", draft.head in self.services
        if draft.modifiers - self.passing or (person and (draft.plural or not (served or draft.head in self.offices))):
            return None
        reach = draft.sentence if draft.type == "Organisation" else REACH
        near = [c for c in self.clusters[-SCOPE:] if c.name and draft.sentence - c.drafts[-1].sentence <= reach]
        told = ("Person", "Location")
        words = {c: c.modifiers | c.heads if draft.type in told else set(normal(c.name or "").split()) for c in near}
        near = [c for c in near if c.first.type == draft.type]
        fitting = [c for c in near if draft.head in words[c]]
        if not fitting and served:
            fitting = [c for c in near if c.modifiers & self.ranks and draft.sentence - c.drafts[-1].sentence <= REACH]
        elif not fitting and draft.head == "group":
            fitting = [c for c in near if c.first.class_name == "ArmedGroup"]
        if draft.type == "Location":
            return max(fitting, key=lambda c: c.salience(draft.sentence), default=None)
        return take_up(fitting)

    def _of_pronoun(self, draft: Draft) -> Cluster | None:
        """The last speaker for 'he added'; else whom the sentences before put foremost. 'They' may be many things that
        are no mentions, so that it looks no further than the sentence before."""
        reach = 1 if draft.plural else REACH
        recent = [c for c in self.clusters[-SCOPE:] if draft.sentence - c.drafts[-1].sentence <= reach]
        fitting = [c for c in recent if _may_be(c, draft) and not _holds(c, draft) and not self._does_it(c, draft)]
        if in_quotation(self.quotes, draft.start):
            fitting = [c for c in fitting if c is not self.speaker]  # he would say 'I'
        elif self._speaks(draft) and self.speaker in fitting:
            return self.speaker
        people = [c for c in fitting if c.first.type == "Person"]
        told = people or [c for c in fitting if _governs(c, draft)]
        ranked = sorted(told, key=lambda c: c.salience(draft.sentence), reverse=True)
        if len(ranked) > 1 and draft.token is not None and draft.token.dep_ == "nsubjpass":
            # 'X met Y. He was shot': it may be either; 'He said' goes on about X
            first, second = (c.salience(draft.sentence) for c in ranked[:2])
            return ranked[0] if second < RIVAL * first else None
        return next(iter(ranked), None)

    def _speaks(self, draft: Draft) -> bool:
        """Whether the mention is the subject of a verb of speech, or stands after 'according to'."""
        token = draft.token
        if token is None:
            return False
        according = token.dep_ == "pobj" and token.head.head.lower_ == "according"
        return according or (token.dep_ == "nsubj" and token.head.lemma_.lower() in self.speech)

    @staticmethod
    def _does_it(cluster: Cluster, pronoun: Draft) -> bool:
        """'The officer saw him': not the officer."""
        before, token = cluster.drafts[-1].token, pronoun.token
        if before is None or token is None or token.dep_ == "nsubj":
            return False
        return before.head == token.head and "subj" in before.dep_


def _may_be(cluster: Cluster, pronoun: Draft) -> bool:
    """Whether a pronoun may take up a referent by type, number and gender."""
    first = cluster.first
    if pronoun.bounds is not None:
        return first.type == "Person" and cluster.bounds == pronoun.bounds
    if pronoun.plural:
        return first.plural or first.type in ("Organisation", "Unit")
    if pronoun.type == "Person":
        return first.type == "Person" and not first.plural and agree(cluster.gender, pronoun.gender)
    return first.type in ("Organisation", "Unit") and not first.plural


def _holds(cluster: Cluster, pronoun: Draft) -> bool:
    """'His father' is not whom its 'his' means."""
    last = cluster.drafts[-1]
    return last.start <= pronoun.start and pronoun.end <= last.end


def _is_subject(draft: Draft, verb: Token) -> bool:
    return draft.token is not None and draft.token.head == verb and "subj" in draft.token.dep_


def _governs(cluster: Cluster, pronoun: Draft) -> bool:
    """Whether it is the subject of a verb that the pronoun stands under: 'the council said it would move its seat'."""
    told, token = cluster.drafts[-1].token, pronoun.token
    return told is not None and token is not None and "subj" in told.dep_ and told.head in token.ancestors
