"""Cues of speech: 'X said', 'according to X', 'X tweeted about', 'quoted X as saying'. What is said: `contents`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.extract.syntax import after, agents
from builder.ontology import Ontology
from builder.text.document import Document, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS = ("speech_verbs", "denial_words", "stance_verbs", "position_verbs", "finding_verbs", "quote_verbs")  # word lists
LONGEST_SPEAKER = 16  # tokens
# 'if X says', 'the page changes as X learns more': nothing has been said yet, or said of the time, not of the matter.
UNSAID = frozenset({"if", "until", "unless", "whether", "once"})


@dataclass(frozen=True, slots=True)
class Cue:
    """`start`, `end`: the cue's words. `source`: the parser's subject, if any. `low`, `high`: the clause of cue and
    source, without what is said. `token`: the verb or 'according'. `verb`: its lemma, else ''."""

    sentence: Sentence
    token: Token
    verb: str
    source: Token | None
    start: int
    end: int
    low: int
    high: int

    @property
    def participle(self) -> bool:
        """'…, adding that', 'telling reporters': what stands before it is no speech of its own."""
        return self.token.tag_ == "VBG" and not any(c.dep_ == "aux" for c in self.token.children)


def find_cues(document: Document, ontology: Ontology) -> Iterator[Cue]:
    """All cues in text order. A verb without a said thing is found too; `contents_of` then gives nothing."""
    verbs = frozenset().union(*(ontology.words(name) for name in VERBS))
    with_recipient = ontology.words("recipient_verbs")
    for sentence in document.sentences:
        for token in sentence.tokens:
            if any(low <= sentence.at(token)[0] < high for low, high in document.furniture):
                continue
            verb = " ".join([token.lemma_.lower(), *(c.lower_ for c in token.rights if c.dep_ == "prt")])
            verb = verb if verb in verbs else token.lemma_.lower()
            if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "to":
                yield _according(sentence, token)
            elif verb in verbs and _says(token):
                yield _verb(sentence, token, verb, verb in with_recipient)
            elif token.pos_ == "NOUN" and verb in ontology.words("speech_nouns") and holds_clause(token) is not None:
                yield from _noun(sentence, token, verb)


def _says(token: Token) -> bool:
    """True of a verb that tells of speech: not negated, not wished or feared, not an adjective ('the said man')."""
    as_saying = token.dep_ == "pcomp" and token.head.lower_ == "as"  # 'was quoted as saying' speaks by its first verb
    if not token.tag_.startswith("VB") or token.dep_ in ("amod", "aux", "compound", "auxpass") or as_saying:
        return False
    leading = [c for c in token.children if c.dep_ in ("aux", "neg", "mark")]
    later = any(c.lower_ == "as" for c in leading) and any(c.dep_ == "dobj" for c in token.children)
    return not later and not any(c.dep_ == "neg" or c.tag_ in ("MD", "TO") or c.lower_ in UNSAID for c in leading)


def holds_clause(noun: Token) -> Token | None:
    """The clause that says what is in a claim or report: 'the claim that …'."""
    held = (c for c in noun.rights if c.dep_ in ("acl", "relcl", "ccomp") and c.left_edge.dep_ == "mark")
    return next((c for c in held if c.left_edge.lower_ == "that"), None)


def _noun(sentence: Sentence, noun: Token, lemma: str) -> Iterator[Cue]:
    """'The mayor's claim that …', 'a warning by the army that …', 'a Reuters report that …'."""
    owners = [c for c in noun.lefts if c.dep_ == "poss" or (c.dep_ == "compound" and c.ent_type_ == "ORG")]
    source = next(iter(owners + after(noun, "by", "from")), None)
    if source is not None:
        start, end = sentence.at(noun)
        yield Cue(sentence, noun, lemma, source, start, end, start, end)


def _after_comma(sentence: Sentence, token: Token, low: int, source: Token | None) -> tuple[int, Token | None]:
    """'…, a doctor and a guard of the clinic said': the parser often takes such speakers for what was said before."""
    before = list(sentence.tokens.doc[sentence.tokens.start : token.i])
    comma = next((t for t in reversed(before) if t.text == "," or t.tag_.startswith("VB")), None)
    if comma is None or comma.text != "," or sentence.at(comma)[1] >= low or token.i - comma.i > LONGEST_SPEAKER:
        return low, source
    words = [t for t in before[comma.i + 1 - sentence.tokens.start :] if not t.is_punct and not t.is_quote]
    nouns = [t for t in words if t.pos_ in ("NOUN", "PROPN") and t.nbor().pos_ not in ("NOUN", "PROPN", "PART")]
    ends = any(t.tag_.startswith("VB") for t in sentence.tokens.doc[token.i + 1 : sentence.tokens.end])
    if not nouns or ends or not (source is None or source in words):
        return low, source
    return sentence.at(words[0])[0], source or nouns[0]


def _according(sentence: Sentence, token: Token) -> Cue:
    to = token.nbor(1)
    source = next((c for c in to.children if c.dep_ == "pobj"), None)
    start, end = sentence.at(token)[0], sentence.at(to)[1]
    high = sentence.at(source.right_edge)[1] if source is not None else end
    return Cue(sentence, token, "", source, start, end, start, min(max(high, end), sentence.end))


def _verb(sentence: Sentence, token: Token, verb: str, with_recipient: bool) -> Cue:
    auxiliaries = [c for c in token.lefts if c.dep_ in ("aux", "auxpass")]
    start, end = sentence.at((*auxiliaries, token)[0])[0], sentence.at(token)[1]
    source = min(agents(token), key=lambda noun: abs(noun.i - token.i), default=None)
    told = ("dative", "npadvmod", "prt", *(("dobj",) if with_recipient else ()))
    own = [c for c in token.rights if c.dep_ in told or c == source or (c.dep_ == "advmod" and c.left_edge == c)]
    low, high = start, max([end, *(sentence.at(c.right_edge)[1] for c in own)])
    if source is not None and source.i < token.i and source.head == token:
        low = sentence.at(source.left_edge)[0] if sentence.at(source.right_edge)[1] <= start + 1 else start
    low, source = _after_comma(sentence, token, low, source)
    prepositions = [c for c in token.children if c.dep_ == "prep" and c.lower_ == "as"]
    for saying in (c for p in prepositions for c in p.children if c.dep_ == "pcomp"):
        end = high = sentence.at(saying)[1]  # 'quoted the mayor as saying': the mayor speaks
        source = next((c for c in token.children if c.dep_ in ("dobj", "nsubjpass")), source)
        low = min(low, sentence.at(source.left_edge)[0]) if source is not None else low
    return Cue(sentence, token, verb, source, start, end, max(low, sentence.start), min(high, sentence.end))
