"""What two mentions must share to be of one referent: names of persons, gender, the sense of their head nouns."""

from __future__ import annotations

import re
from collections.abc import Mapping

from builder.extract.draft import Draft
from builder.extract.names import SUFFIX
from builder.extract.nominals import PEOPLE
from builder.model import Bounds

FEMALE = frozenset(
    {
        "she",
        "her",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "woman",
        "girl",
        "spokeswoman",
        "policewoman",
        "queen",
        "mother",
        "wife",
        "widow",
        "sister",
        "daughter",
    }
)
MALE = frozenset(
    {
        "he",
        "him",
        "mr",
        "mr.",
        "man",
        "boy",
        "spokesman",
        "policeman",
        "king",
        "prince",
        "gunman",
        "imam",
        "father",
        "husband",
        "brother",
        "son",
    }
)
# Qualities that a story gives its people as it goes on; they set no group apart.
NEUTRAL = frozenset(
    {"killed", "wounded", "injured", "dead", "captured", "missing", "kidnapped", "same", "slain", "fallen"}
)
# Words for one who serves; the first set is said of any of them, the second of one branch only.
ANY_SERVICE = frozenset(
    {"service member", "servicemember", "servicemen", "serviceman", "servicewoman", "troop", "troops", PEOPLE}
)
ONE_SERVICE = frozenset({"soldier", "marine", "airman", "sailor", "paratrooper", "guardsman", "ranger", "raider"})

LONGEST_QUOTATION = 4000  # characters of a paragraph that are looked at


class Cluster:
    """The mentions so far of one referent, and what they say together. `given_names`: name in lower case -> 'f' or
    'm', as far as known. `words`: the first mention's, as names are compared."""

    __slots__ = ("bounds", "drafts", "genders", "given_names", "heads", "modifiers", "names", "nation", "words")

    def __init__(self, given_names: Mapping[str, str], words: str) -> None:
        self.given_names, self.words = given_names, words
        self.drafts: list[Draft] = []
        self.names: dict[str, None] = {}
        self.heads: set[str] = set()
        self.modifiers: set[str] = set()
        self.genders: set[str] = set()
        self.bounds: Bounds | None = None
        self.nation: str | None = None

    def add(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.modifiers |= draft.modifiers
        self.bounds, self.nation = self.bounds or draft.bounds, self.nation or draft.nation
        if draft.form == "nominal":
            self.heads.add(draft.head)
        elif draft.form == "name" and draft.name:
            self.names.setdefault(draft.name)
        if (said := gender(draft, self.given_names)) is not None:
            self.genders.add(said)

    @property
    def first(self) -> Draft:
        return self.drafts[0]

    @property
    def name(self) -> str | None:
        """The fullest name, the earliest of equals."""
        return max(self.names, key=len, default=None)

    def agrees_in_gender(self, draft: Draft) -> bool:
        """False only where one is known to be a woman and the other a man."""
        other = gender(draft, self.given_names)
        return other is None or not self.genders or other in self.genders


def gender(draft: Draft, given_names: Mapping[str, str]) -> str | None:
    words = {draft.head, *draft.modifiers, *((draft.token.lower_,) if draft.token is not None else ())}
    if words & FEMALE:
        return "f"
    if words & MALE:
        return "m"
    first = (draft.name or "").casefold().split()[:1]
    return given_names.get(first[0]) if first and draft.form == "name" and " " in (draft.name or "") else None


def same_person(known: str | None, other: str | None) -> bool:
    """True if the family names are equal and the given names do not differ; an initial stands for a name."""
    one, two = pieces(known or ""), pieces(other or "")
    if not one or not two or one[-1] != two[-1]:
        return False
    if not one[:-1] or not two[:-1]:
        return True
    first, second = one[0].rstrip("."), two[0].rstrip(".")
    return first == second or (1 in (len(first), len(second)) and first[:1] == second[:1])


def pieces(name: str) -> list[str]:
    """The words of a person's name, lower case, without nickname and suffix."""
    plain = re.sub(r"[“\"][^”\"]*[”\"]", "", SUFFIX.sub("", name))
    return plain.casefold().split()


def initials(name: str) -> str:
    """'SDF' of 'Syrian Democratic Forces'."""
    return "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper())


def heads_agree(cluster: Cluster, draft: Draft) -> bool:
    """Same noun; or words for those who serve, of which not two name different branches."""
    heads = cluster.heads
    if draft.head in heads or draft.head in {head.split()[-1] for head in heads}:
        return True
    if draft.type != "Person" or not heads or not heads | {draft.head} <= ANY_SERVICE | ONE_SERVICE:
        return False
    if PEOPLE in heads | {draft.head} and not (draft.nation and cluster.nation):
        return False
    return len((heads | {draft.head}) & ONE_SERVICE) <= 1


def in_quotation(text: str, position: int) -> bool:
    """Whether a quotation is open at a position of its paragraph."""
    low = max(text.rfind("\n", 0, position) + 1, position - LONGEST_QUOTATION)
    paragraph = text[low:position]
    return paragraph.count("“") > paragraph.count("”") or paragraph.count('"') % 2 == 1
