"""Where a sentence cannot begin: corrections that the parser takes as given (spaCy keeps boundaries set before it)."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

from builder.text.wordlist import words

COMPONENT = "crosswire_sentences"
# Abbreviations that stand before a name or a number: no sentence ends after them.
BEFORE_NAMES = words(
    "Adm. Amb. Asst. Atty. Bn. Brig. Bgen. Capt. Cdr. Cmdr. Col. Cpl. Cpt. Dep. Det. Dr. Ens. Fr. Gen. Gov. Gunny. "
    "Hon. Insp. LCpl. Lt. Ltn. Ltc. Maj. MSgt. Messrs. Mr. Mrs. Ms. Mt. Mx. No. Nos. Ofc. Pfc. Pte. Pres. Prof. "
    "Pvt. Rep. Reps. Rev. Sen. Sens. Sfc. Sgt. Sgts. Spc. Spec. SSgt. St. Ste. Supt. TSgt. WO. Wg. Ft. "
    "Art. Sec. Fig. approx. vs. v."
)
FINAL = re.compile(r"[.!?…]+$|^[:;]$")
CLOSING = frozenset("\"'”’)]}»") | {"''"}
INITIAL = re.compile(r"[A-Z]\.")
WEEKDAYS = frozenset(words("Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri. Sat. Sun."))
MONTHS = frozenset(words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"))
COUNTRIES = frozenset(words("U.S. U.K. U.N. E.U. U.S.A."))
# After 'U.S.' a sentence begins only with such words: 'in the U.S. The army said', not 'the U.S. Army'.
OPENERS = frozenset(
    words(
        "The A An He She It They We I But And In On At This That These Those His Her Its Their There When While After"
    )
)
UNPUNCTUATED = 60  # tokens without any full stop after which the parser's own boundaries are better than none


def prepare(nlp: Language) -> None:
    """Teach a loaded pipeline our abbreviations (one token with their full stop) and the boundaries above."""
    add = getattr(nlp.tokenizer, "add_special_case", None)
    if add is not None:  # a model's tokenizer may be of another kind
        for abbreviation in (*BEFORE_NAMES, *sorted(WEEKDAYS)):
            add(abbreviation, [{"ORTH": abbreviation}])
    nlp.add_pipe(COMPONENT, before="parser" if "parser" in nlp.pipe_names else None)


@Language.component(COMPONENT)
def forbid_boundaries(doc: Doc) -> Doc:
    """Forbid a sentence start after a rank, title or initial, and where no sentence-final mark stands before."""
    stops = sum(FINAL.search(token.text) is not None for token in doc)
    unpunctuated = len(doc) > UNPUNCTUATED * (stops + 1)
    for token in doc[1:]:
        before = doc[token.i - 1]
        dated = before.text in WEEKDAYS and token.text[:3] in MONTHS  # 'Sat. March 7'
        if dated or before.text in BEFORE_NAMES or _inside_name(before, token) or not (unpunctuated or _ended(token)):
            token.is_sent_start = False
    return doc


def _inside_name(before: Token, token: Token) -> bool:
    """After an initial ('Scott A. Ruiz') or an abbreviated country ('the U.S. Army')."""
    if before.text in COUNTRIES:
        return token.text not in OPENERS
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
