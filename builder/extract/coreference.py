"""Which mentions of one article are of one referent: rules, in the order of the text, precision first.

Two referents in one entity is worse than one in two: a description joins only when head, number, nationality and count
agree and one entity alone fits. The rules follow the sieves of Lee et al. (Computational Linguistics 39:4, 2013):
exact names, then heads, then pronouns. What two mentions must share is in `builder.extract.agreement`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from builder.extract.agreement import NEUTRAL, Cluster, gender, heads_agree, in_quotation, initials, pieces, same_person
from builder.extract.draft import Draft
from builder.extract.names import normal

if TYPE_CHECKING:
    from builder.ontology import Ontology

SCOPE = 400  # entities that a description looks back over, so that a long text costs no more a word
NEAR = 3  # sentences that 'the site' looks back: there are many sites
LEAD = 3  # sentences, the title among them, in which the lead tells again what the title says
REACH = 2  # sentences that a pronoun, 'the group' or 'the operation' looks back
APPOSED = 2  # characters between a name and its apposition: ', '


def clusters(
    drafts: list[Draft], text: str, acronyms: Mapping[str, int], ontology: Ontology, title_end: int = 0
) -> list[Cluster]:
    """The mentions that refer (not times and numbers), by referent, in the order of the first mention."""
    return Resolver(text, acronyms, ontology, title_end).resolve(drafts)


class Resolver:
    """Takes the mentions one by one; each joins a cluster or opens one, an unclear pronoun does neither."""

    def __init__(self, text: str, acronyms: Mapping[str, int], ontology: Ontology, title_end: int) -> None:
        self.text, self.acronyms, self.title_end = text, acronyms, title_end
        self.speech = ontology.words("speech_verbs")
        self.offices = {**ontology.words("positions"), **ontology.words("titles_civil"), **ontology.words("ranks")}
        self.given_names = ontology.word_lists.get("given_names", {})
        self.clusters: list[Cluster] = []
        self.names: dict[tuple[str, str], Cluster] = {}
        self.families: dict[str, list[Cluster]] = {}
        self.speaker: Cluster | None = None
        self.previous: tuple[Draft, Cluster] | None = None

    @property
    def recent(self) -> list[Cluster]:
        return self.clusters[-SCOPE:]

    def resolve(self, drafts: list[Draft]) -> list[Cluster]:
        for draft in drafts:
            found = self._find(draft)
            if found is None:
                if draft.form == "pronoun" or (draft.form == "nominal" and draft.type == "Operation"):
                    continue
                found = Cluster(self.given_names, normal(self.text[draft.start : draft.end]))
                self.clusters.append(found)
            found.add(draft)
            if draft.form == "name" and draft.name:
                self.names.setdefault((draft.type, normal(draft.name)), found)
                family = self.families.setdefault((pieces(draft.name) or [""])[-1], [])
                if draft.type == "Person" and found not in family:
                    family.append(found)
            if draft.type == "Person" and self._speaks(draft):
                self.speaker = found
            if draft.type == "Person":
                self.previous = (draft, found)
        return self.clusters

    def _find(self, draft: Draft) -> Cluster | None:
        if draft.form == "pronoun":
            return self._of_pronoun(draft)
        if draft.form == "name":
            return self._of_person(draft) if draft.type == "Person" else self._of_name(draft)
        return self._apposed(draft) or self._of_description(draft)

    # --- names ------------------------------------------------------------------------------------------------------

    def _of_name(self, draft: Draft) -> Cluster | None:
        known = self.names.get((draft.type, normal(draft.name or "")))
        return known or self._of_acronym(draft)

    def _of_person(self, draft: Draft) -> Cluster | None:
        fitting = self.families.get((pieces(draft.name or "") or [""])[-1], [])
        fitting = [c for c in fitting if all(same_person(name, draft.name) for name in c.names)]
        fitting = [c for c in fitting if c.agrees_in_gender(draft)]
        if len(fitting) > 1 and gender(draft, self.given_names) is not None:
            fitting = [c for c in fitting if c.genders]
        return fitting[0] if len(fitting) == 1 else (self._apposed(draft) if not fitting else None)

    def _of_acronym(self, draft: Draft) -> Cluster | None:
        """'SDF' after 'Syrian Democratic Forces (SDF)', or where one name alone has these initials."""
        short = (draft.name or "").replace(".", "")
        if not (short.isupper() and 2 <= len(short) <= 12):
            return None
        opening = self.acronyms.get(draft.name or "")
        named = [c for c in self.recent if c.name and c.first.type in (draft.type, "Unit")]
        if opening is not None:
            beside = [c for c in named for d in c.drafts[-1:] if 0 <= opening - d.end <= 1]
            if beside:
                return beside[0]
        alike = [c for c in named if len(short) > 2 and initials(c.name or "") == short]
        return alike[0] if len(alike) == 1 else None

    # --- descriptions -----------------------------------------------------------------------------------------------

    def _apposed(self, draft: Draft) -> Cluster | None:
        """'Ann Lee, a coalition spokeswoman,' and 'the police chief, Omar Said,': one is said of the other."""
        if self.previous is None or draft.type != "Person" or draft.plural:
            return None
        before, cluster = self.previous
        if before.plural or before.form == "pronoun" or self.text[before.end : draft.start] != ", ":
            return None
        one, other = (before, draft) if before.form == "name" else (draft, before)
        if one.form != "name" or other.form != "nominal" or not (other.head in self.offices or self._parsed(draft)):
            return None
        after = self.text[draft.end : draft.end + 5]
        return cluster if not after.lstrip(" ").startswith(("and ", "or ", "'s", "’s")) else None

    def _parsed(self, draft: Draft) -> bool:
        return draft.token is not None and draft.token.dep_ == "appos"

    def _of_description(self, draft: Draft) -> Cluster | None:
        if draft.definite:
            near = NEAR if draft.type == "Location" else draft.sentence
            fitting = [
                c for c in self.recent if draft.sentence - c.drafts[-1].sentence <= near and self._fits(c, draft)
            ]
            return fitting[0] if len(fitting) == 1 else (None if fitting else self._named_by_head(draft))
        if draft.bounds or draft.type == "Person":
            return self._told_again(draft)
        words = normal(self.text[draft.start : draft.end])
        if draft.type != "Organisation" or not (draft.modifiers or draft.nation):
            return None
        same = [c for c in self.recent if c.words == words and c.first.type == draft.type]
        return same[0] if same else None

    def _fits(self, cluster: Cluster, draft: Draft) -> bool:
        """What 'the two soldiers' may take up: same kind, head, number and nation, no new qualities."""
        first = cluster.first
        nation = not draft.nation or not cluster.nation or draft.nation == cluster.nation
        return (
            first.type == draft.type
            and first.plural == draft.plural
            and heads_agree(cluster, draft)
            and (not draft.bounds or draft.bounds == cluster.bounds)
            and nation
            and draft.modifiers - NEUTRAL <= cluster.modifiers
        )

    def _named_by_head(self, draft: Draft) -> Cluster | None:
        """'the ministry' after one Ministry of Defence; 'the operation' right after an operation's name."""
        if draft.modifiers - NEUTRAL or (draft.type == "Person" and (draft.plural or draft.head not in self.offices)):
            return None
        fitting = []
        for cluster in self.recent:
            reach = draft.sentence - cluster.drafts[-1].sentence
            person = draft.type == "Person"
            words = cluster.modifiers | cluster.heads if person else set(normal(cluster.name or "").split())
            near = reach <= {"Operation": 1, "Organisation": len(self.text)}.get(draft.type, REACH)
            if cluster.name and near and draft.type == cluster.first.type and draft.head in words:
                fitting.append(cluster)
        return fitting[0] if len(fitting) == 1 else None

    def _told_again(self, draft: Draft) -> Cluster | None:
        """A quotation introduces again what the text around it has told ('two of our soldiers are lost'), and the
        first sentences what the title has told."""
        if draft.bounds is None or draft.bounds.best is None:
            return None
        fitting = [c for c in self.recent if c.bounds == draft.bounds and self._fits(c, draft)]
        if not in_quotation(self.text, draft.start):
            fitting = [c for c in fitting if c.drafts[-1].end <= self.title_end and draft.sentence <= LEAD]
        return fitting[0] if len(fitting) == 1 else None

    # --- pronouns ---------------------------------------------------------------------------------------------------

    def _of_pronoun(self, draft: Draft) -> Cluster | None:
        """The last speaker for 'he added'; else the one person of the nearest sentence that tells of persons. Nobody
        where two fit."""
        quoted = in_quotation(self.text, draft.start)
        persons = [c for c in self.recent if c.first.type == "Person" and not c.first.plural]
        persons = [c for c in persons if c.agrees_in_gender(draft) and not _subject_of_its_verb(c, draft)]
        if self._speaks(draft) and self.speaker in persons and not quoted:
            return self.speaker
        last = max((c.drafts[-1].sentence for c in persons), default=-1)
        near = [c for c in persons if c.drafts[-1].sentence == last and draft.sentence - last <= REACH]
        return near[0] if len(near) == 1 else None

    def _speaks(self, draft: Draft) -> bool:
        """Whether the mention is the subject of a verb of speech, or stands after 'according to'."""
        token = draft.token
        if token is None:
            return False
        according = token.dep_ == "pobj" and token.head.head.lower_ == "according"
        return according or (token.dep_ == "nsubj" and token.head.lemma_.lower() in self.speech)


def _subject_of_its_verb(cluster: Cluster, pronoun: Draft) -> bool:
    """'The officer saw him': not the officer."""
    before = cluster.drafts[-1].token
    if before is None or pronoun.token is None or pronoun.token.dep_ == "nsubj":
        return False
    return before.dep_ in ("nsubj", "nsubjpass") and before.head == pronoun.token.head
