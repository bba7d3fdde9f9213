"""Keys under which names of places are found: case, accents, hyphens folded; then the habits of transliteration."""

from __future__ import annotations

import re
import unicodedata

from builder.text.wordlist import words

LETTERS = str.maketrans(
    dict(zip("ıłŁøØəƏđĐð", "illooaaddd", strict=True)) | {"ß": "ss", "æ": "ae", "Æ": "ae", "þ": "th"}
)
APOSTROPHES = re.compile("['’‘`´ʻʼʽʾʿˈ.,]")
ARTICLES = frozenset(words("al el ar as at az ad an ash er es ez ul uz ed ou aj ej"))
# Arabic, Persian and Russian sounds that English spells in several ways, in this order.
SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^[ae](?=([bcdfgjklmnpqrstvwxz])\1)", ""),  # 'Ezzor'
        (r"(.)\1+", r"\1"),
        (r"q|kh|ck|c(?!h)", "k"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"dj|zh", "j"),
        (r"tch", "ch"),
        (r"aw(?![aeiouy])|au|ou|oo|ow(?![aeiouy])|u", "o"),
        (r"a[iy]|e[iy]|ee|ie|ye|ya(?=.)|y|e", "i"),
        (r"v", "w"),
        (r"(?<=..)(?:ah|ih|i?a|i|h)$", ""),
        (r"(.)\1+", r"\1"),
    )
)


def strict_key(name: str) -> str:
    """Lower case without accents, apostrophes, full stops; hyphens are spaces: 'Dayr az-Zawr' -> 'dayr az zawr'."""
    plain = unicodedata.normalize("NFKD", name.translate(LETTERS))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    parts = APOSTROPHES.sub("", kept).replace("-", " ").replace("–", " ").casefold().split()
    return " ".join(parts[1:] if len(parts) > 1 and parts[0] == "the" else parts)


def loose_key(name: str) -> str:
    """The sounds of a name, articles left out, in one word: 'Dayr az-Zawr', 'Deir Ezzor' and 'Deir el-Zour' are one."""
    parts = strict_key(name).split()
    kept = [part for part in parts if part not in ARTICLES] or parts
    for pattern, replacement in SOUNDS:
        kept = [pattern.sub(replacement, part) for part in kept]
    return "".join(kept)
