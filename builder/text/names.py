"""Keys under which names of places are found: case, accents and hyphens folded; then the habits of transliteration too."""

from __future__ import annotations

import re
import unicodedata

LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "Ł": "l",
        "ø": "o",
        "Ø": "o",
        "ß": "ss",
        "æ": "ae",
        "Æ": "ae",
        "ə": "a",
        "Ə": "a",
        "đ": "d",
        "Đ": "d",
        "þ": "th",
        "ð": "d",
    }
)
APOSTROPHES = re.compile("['’‘`´ʻʼʽʾʿˈ.,]")
ARTICLES = frozenset("al el ar as at az ad an ash el er es ez ul uz ed ou aj ej".split())
# Arabic, Persian and Russian sounds that English spells in several ways, in this order.
SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^[ae](?=([bcdfgjklmnpqrstvwxz])\1)", ""), (r"(.)\1+", r"\1"), (r"q|kh|ck|c(?!h)", "k"), (r"gh", "g"), (r"dh", "d"), (r"th", "t"),
        (r"dj|zh", "j"), (r"tch", "ch"), (r"aw(?![aeiouy])|au|ou|oo|ow(?![aeiouy])|u", "o"), (r"a[iy]|e[iy]|ee|ie|ye|ya(?=.)|y|e", "i"), (r"v", "w"), (r"(?<=..)(?:ah|ih|i?a|i|h)$", ""),
        (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


def strict_key(name: str) -> str:
    """Lower case without accents, apostrophes, full stops; hyphens are spaces: 'Dayr az-Zawr' -> 'dayr az zawr'."""
    plain = unicodedata.normalize("NFKD", name.translate(LETTERS))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    words = APOSTROPHES.sub("", kept).replace("-", " ").replace("–", " ").casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def loose_key(name: str) -> str:
    """The sounds of a name, articles left out, in one word: 'Dayr az-Zawr', 'Deir Ezzor' and 'Deir el-Zour' are one."""
    words = strict_key(name).split()
    kept = [word for word in words if word not in ARTICLES] or words
    for pattern, replacement in SOUNDS:
        kept = [pattern.sub(replacement, word) for word in kept]
    return "".join(kept)
