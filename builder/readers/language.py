"""Which language a text is in, from its script and its commonest words: no network, no model, always the same answer.

Made to tell English news from the rest, not to name every language: None means 'too short or unclear'.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

SAMPLE = 20_000  # code points
LEAST_WORDS = 12
LEAST_SHARE = 0.12  # of the words; English news has 0.3 to 0.45, lists of strikes 0.2
LEAD = 1.5  # times the share of English's words, or for English of any other's: Danish may be taken for Swedish
WORD = re.compile(r"[^\W\d_]+")

# First letter of the script's block, its last, the language that it most often stands for.
SCRIPTS = (
    (0x0370, 0x03FF, "el"), (0x0400, 0x052F, "ru"), (0x0530, 0x058F, "hy"), (0x0590, 0x05FF, "he"),
    (0x0600, 0x077F, "ar"), (0xFB50, 0xFDFF, "ar"), (0xFE70, 0xFEFF, "ar"), (0x0900, 0x097F, "hi"),
    (0x0980, 0x09FF, "bn"), (0x0B80, 0x0BFF, "ta"), (0x0E00, 0x0E7F, "th"), (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"), (0x1200, 0x139F, "am"), (0x3040, 0x30FF, "ja"), (0x4E00, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
)  # fmt: skip
# Letters that only one of the languages of a script has.
TELLTALES = (("ar", "ٹڈڑےں", "ur"), ("ar", "پچژگ", "fa"), ("ru", "іїєґ", "uk"))
TELLTALE_SHARE = 0.01

# The commonest function words, those left out that other languages of the list share often.
COMMON = {
    "en": "the of and to in that is was for on with as by at from were his had not are have which been their they has "
    "would be who said an it this but after or",
    "de": "der die und das den dem nicht von ist mit sich des auf für eine ein im auch wurde wurden bei nach aus als "
    "einer einem sind hat zu am wird haben sie",
    "fr": "le la les des et du dans une est par sur qui pour pas au avec ont été aux ses cette sont il ce plus selon "
    "deux mais après leur",
    "es": "el la los las del que en una por con para su al fue como más han sus este pero entre según dos está también "
    "ha desde",
    "it": "il di che la una per non sono con del della nel alla anche dei le gli è stato dal ha nella delle più come "
    "sul dopo",
    "pt": "o que os da do em uma não com para por dos das na no foi se mais ao como pela são um ele também seus após",
    "nl": "de het een van en dat niet zijn op met voor door aan werd bij ook naar uit heeft worden er deze maar hij "
    "nog zij",
    "sv": "och att det som en på är av för med den till inte har om ett var från de kan vid efter",
    "da": "og at det som en på er af for med den til ikke har om et var fra de kan ved efter blev",
    "no": "og at det som en på er av for med den til ikke har om et var fra de kan ved etter ble",
    "pl": "w i na z że się do nie jest przez od po oraz za jak to był zostało o który przy dla",
    "cs": "a v na se že je z do o s k pro ve byl podle které která jako po také jsou",
    "ro": "și în de la cu pe din că a fost pentru care nu au mai prin după un o este sau",
    "tr": "ve bir bu da de için ile olarak olan çok daha sonra gibi kadar ise en olduğu tarafından",
    "id": "yang dan di dengan untuk dari ini itu pada dalam adalah tidak oleh telah akan ke sebagai juga",
    "so": "oo ka ku waa iyo in uu ay ayaa la soo waxaa ugu kale ah wuxuu aan lagu",
    "ha": "da a na ta ya wani cewa sun wanda ba mai ne su kuma domin zuwa cikin",
    "sw": "ya na wa kwa katika ni la za hiyo huo yake kuwa cha baada huku watu",
    "ku": "û li ji di de bi ku ya yên bo jî ev ew hate wî her",
}
LISTS = {code: frozenset(words.split()) for code, words in COMMON.items()}


def language_of(text: str) -> str | None:
    """ISO 639-1 code, or None where the text is too short or unclear. Old wire copy in capitals is English, too."""
    sample = unicodedata.normalize("NFC", text[:SAMPLE]).lower()
    letters = [c for c in sample if c.isalpha()]
    return _by_script(letters) or _by_words(WORD.findall(sample))


def is_english(language: str | None) -> bool:
    """Whether an article is read for claims: English by code or name ('en', 'en-US', 'eng', 'English'), or unknown."""
    return language is None or re.split("[-_]", language.strip().lower())[0] in ("", "en", "eng", "english")


def _by_script(letters: list[str]) -> str | None:
    if len(letters) < LEAST_WORDS:
        return None
    counts = Counter(code for c in letters if c > "ʯ" for low, high, code in SCRIPTS if low <= ord(c) <= high)
    if not counts:
        return None
    code, count = counts.most_common(1)[0]
    if counts["ja"] and code in ("zh", "ja"):
        code, count = "ja", counts["zh"] + counts["ja"]
    if count < len(letters) / 2:
        return None
    present = Counter(letters)
    for script, telltales, language in TELLTALES:
        if code == script and sum(present[c] for c in telltales) >= TELLTALE_SHARE * len(letters):
            return language
    return code


def _by_words(words: list[str]) -> str | None:
    if len(words) < LEAST_WORDS:
        return None
    shares = {code: sum(word in common for word in words) / len(words) for code, common in LISTS.items()}
    english = shares.pop("en")
    other, share = max(shares.items(), key=lambda item: item[1])
    code, best, second = ("en", english, share) if english > share else (other, share, english)
    return code if best >= LEAST_SHARE and best >= LEAD * second else None
