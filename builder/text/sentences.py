"""Where a sentence cannot begin: corrections that the parser takes as given (spaCy keeps boundaries set before it)."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

from builder.text.wordlist import Rules

COMPONENT = "crosswire_sentences"
RULES = Rules("sentences.txt")
FINAL = re.compile(r"[.!?…]+$|^[:;]$")
CLOSING = frozenset("\"'”’)]}»") | {"''"}
INITIAL = re.compile(r"[A-Z]\.")
UNPUNCTUATED = 60  # tokens without any full stop after which the parser's own boundaries are better than none


def prepare(nlp: Language) -> None:
    """Teach a loaded pipeline our abbreviations (one token with their full stop) and the boundaries above."""
    add = getattr(nlp.tokenizer, "add_special_case", None)
    if add is not None:  # a model's tokenizer may be of another kind
        for abbreviation in sorted(RULES.words("before_name") | RULES.words("weekday")):
            add(abbreviation, [{"ORTH": abbreviation}])
    nlp.add_pipe(COMPONENT, before="parser" if "parser" in nlp.pipe_names else None)


@Language.component(COMPONENT)
def forbid_boundaries(doc: Doc) -> Doc:
    """Forbid a sentence start after a rank, title or initial, and where no sentence-final mark stands before."""
    stops = sum(FINAL.search(token.text) is not None for token in doc)
    unpunctuated = len(doc) > UNPUNCTUATED * (stops + 1)
    for token in doc[1:]:
        before = doc[token.i - 1]
        dated = before.text in RULES.words("weekday") and token.text[:3] in RULES.words("month")  # 'Sat. March 7'
        if (
            dated
            or before.text in RULES.words("before_name")
            or _inside_name(before, token)
            or not (unpunctuated or _ended(token))
        ):
            token.is_sent_start = False
    return doc


def _inside_name(before: Token, token: Token) -> bool:
    """After an initial ('Scott A. Ruiz') or an abbreviated country ('the U.S. Army')."""
    if before.text in RULES.words("country"):
        return token.text not in RULES.words("opener")
    return INITIAL.fullmatch(before.text) is not None and token.text[:1].isupper()


def _ended(token: Token) -> bool:
    """Whether a sentence-final mark stands before the token, closing quotes and brackets and white space apart."""
    for i in range(token.i - 1, max(-1, token.i - 6), -1):
        text = token.doc[i].text
        if FINAL.search(text) or (text[-1:] == "." and len(text) > 1):
            return True
        if text not in CLOSING and not text.isspace():
            return False
    return False
