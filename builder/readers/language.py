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

# The script, by the first word of its letters' Unicode names, and the language that it most often stands for.
SCRIPTS = {
    "GREEK": "el", "CYRILLIC": "ru", "ARMENIAN": "hy", "HEBREW": "he", "ARABIC": "ar", "DEVANAGARI": "hi",
    "BENGALI": "bn", "TAMIL": "ta", "THAI": "th", "MYANMAR": "my", "GEORGIAN": "ka", "ETHIOPIC": "am",
    "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "HANGUL": "ko",
}  # fmt: skip
# Letters that only one of the languages of a script has.
TELLTALES = (("ar", "ٹڈڑےں", "ur"), ("ar", "پچژگ", "fa"), ("ru", "іїєґ", "uk"))
TELLTALE_SHARE = 0.01

# The commonest function words, those left out that other languages of the list share often.
COMMON = {
    "en": "the of and to in that is was for on with as by at from were his had not are have which been their they has "
    "would be who said an it this but after or",
    "de": "der die und das den dem nicht von ist mit sich des auf für eine ein im auch wurde wurden bei nach aus als "
    "einer einem sind hat zu am wird haben sie",
    "fr": "le la les des et du dans une est par sur qui pour pas au avec ont été aux ses cette sont il ce plus selon",
    "es": "el la los las del que en una por con para su al fue como más han sus este pero entre según dos está también",
    "it": "il di che la una per non sono con del della nel alla anche dei le gli è stato dal ha nella delle più come",
    "pt": "o que os da do em uma não com para por dos das na no foi se mais ao como pela são um ele também seus após",
    "nl": "de het een van en dat niet zijn op met voor door aan werd bij ook naar uit heeft worden er deze maar hij",
    "sv": "och og att det som en på är er av af för for med den till til inte ikke har om ett et var från fra de kan",
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
    letters = Counter(c for c in sample if c.isalpha())
    return _by_script(letters) or _by_words(WORD.findall(sample))


def is_english(language: str | None) -> bool:
    """Whether an article is read for claims: English by code or name ('en', 'en-US', 'eng', 'English'), or unknown."""
    return language is None or re.split("[-_]", language.strip().lower())[0] in ("", "en", "eng", "english")


def _by_script(letters: Counter[str]) -> str | None:
    if letters.total() < LEAST_WORDS:
        return None
    counts: Counter[str] = Counter()
    for letter, times in letters.items():
        counts[SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0].split("-")[0], "")] += times
    if counts["ja"]:
        counts["ja"] += counts.pop("zh", 0)
    code, count = counts.most_common(1)[0]
    if not code or count < letters.total() / 2:
        return None
    for script, telltales, language in TELLTALES:
        if code == script and sum(letters[c] for c in telltales) >= TELLTALE_SHARE * letters.total():
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
