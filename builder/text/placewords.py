"""Words around names of places: generic nouns, prepositions, titles, and the patterns of relative places."""

from __future__ import annotations

import re

from builder.text.numberwords import NUMBER
from builder.text.wordlist import words

# Generic nouns -> the kinds of the gazetteer that they name.
_KINDS = {
    "province provinces governorate governorates oblast region regions wilayat wilaya prefecture": (
        "admin1",
        "province",
        "region",
    ),
    "state": ("admin1", "province", "country"),
    "district districts county counties subdistrict municipality": ("admin2", "city", "capital"),
    "city town village neighborhood neighbourhood suburb township settlement": ("city", "capital"),
    "mountain mountains range ranges hills desert plateau heights": ("range", "region"),
    "river rivers lake sea gulf strait canal bay reservoir": ("river", "lake", "sea"),
    "valley plain plains island islands peninsula strip basin oasis corridor delta forest camp": ("region", "island"),
    "dam airport airfield bridge crossing refinery prison highway": ("dam",),
    "base airbase outpost barracks garrison": ("base",),
}
PLACE_NOUNS = {noun: kinds for nouns, kinds in _KINDS.items() for noun in words(nouns)}
NOUN_PAIRS = {
    "mountain range": "range", "mountain ranges": "ranges", "air base": "base", "military base": "base",
    "army base": "base", "refugee camp": "camp", "river valley": "valley", "international airport": "airport",
    "border crossing": "crossing",
}  # fmt: skip
# Capitalised nouns that make a name of their own, which is no town: 'Franklin Street', 'Barclays Center'.
FACILITIES = frozenset(
    words(
        "street avenue boulevard road lane drive square park church cathedral mosque temple hospital clinic school"
        " college university institute tower center centre museum stadium arena hall house palace castle hotel theatre"
        " theater bridge station club library mall plaza court"
    )
)
KIND_OF = re.compile(
    r"\b(?:city|town|village|district|province|governorate|state|region|county|capital|port|island|valley|camp|suburb"
    r"|neighbou?rhood|municipality|settlement|area|hamlet|enclave|stronghold)s? of (?:the )?$",
    re.I,
)
NAMED_BEFORE = re.compile(
    r"\b(?:Mount|Mt\.|Lake|Camp|Fort|Ft\.|Port|Cape|Jabal|Jebel|Wadi|FOB|Firebase|(?:Air ?)?[Bb]ase) $"
)
STRONG_LOCATIVE = frozenset(
    words("in at near into toward towards outside inside around across throughout through within along")
)
LOCATIVE = STRONG_LOCATIVE | frozenset(
    words("from to via off over between above beyond of against reaching leaving entering visiting")
)
DETERMINERS = frozenset(words("the a an this that his her its their our my no any some every each"))
SAYING = frozenset(words("said says added told tells asked replied"))
TITLES = frozenset(
    words(
        "mr mrs ms miss dr sir lord lady president premier minister secretary senator governor mayor king queen prince"
        " princess sheikh sheik mullah maulvi imam ayatollah judge justice pope father sister brother professor coach"
        " captain general colonel major sergeant lieutenant corporal private commander admiral officer spokesman"
        " spokeswoman spokesperson ambassador chancellor chairman chairwoman director analyst reporter correspondent"
        " detective pastor reverend rabbi attorney gen lt col sgt maj capt cpl pfc pvt spc adm cmdr brig rep sen gov"
        " prof rev hon ssgt msgt cdr det"
    )
)
CALENDAR = frozenset(
    words(
        "january february march april may june july august september october november december jan feb mar apr jun jul"
        " aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday today yesterday"
    )
)
COMPASS_WORDS = frozenset(
    words("north south east west northern southern eastern western central northeast northwest southeast southwest")
)
COMPASS = r"(?:(?:north|south|east|west)(?:[ -]?(?:north|south|east|west|central))*(?:ern|erly)?|central)"
DIRECTION = re.compile(rf"\b(?P<words>(?:far |extreme )?{COMPASS}) $", re.I)
UNITS = {
    **dict.fromkeys(words("km kms kilometer kilometers kilometre kilometres"), "km"),
    **dict.fromkeys(words("mile miles mi"), "mi"),
    **dict.fromkeys(words("meter meters metre metres m"), "m"),
    **dict.fromkeys(words("yard yards"), "yd"),
    **dict.fromkeys(words("nautical mile | nautical miles"), "nmi"),
}
_UNIT = "(?:" + "|".join(sorted(UNITS, key=len, reverse=True)) + ")"
# 'the city of', 'the northern town of', 'the border with'
_GENERIC = (
    r"(?:(?:the |its |their )?(?:[a-z]+ ){0,2}(?:city|town|village|capital|border|port|district|center|centre)"
    r"(?: city)?(?: of| with)? (?:the )?)?(?:the )?"
)
OFFSET = re.compile(
    r"(?P<basis>(?:(?P<about>about|approximately|some|roughly|around|nearly|almost|an estimated|just over|more than"
    r"|over|less than|just under|up to) |(?:at least|only|just) )?"
    rf"(?P<count>{NUMBER})[ -]?(?P<unit>{_UNIT})\b(?: \([^)]{{1,25}}\))?,? (?:away )?"
    rf"(?:(?:to the |due |just |further )?(?P<direction>{COMPASS}) (?:of|from|off)|from|outside(?: of)?|off|inside"
    rf"|along the road from)) {_GENERIC}$",
    re.I,
)
NEARBY = re.compile(
    r"(?P<basis>(?:near(?: to)?|close to|outside(?: of)?|on the (?:\w+ )?outskirts of|in the (?:vicinity|environs) of"
    rf"|around|not far from|next to|off the coast of|(?:just )?(?P<direction>{COMPASS}) of)) {_GENERIC}$",
    re.I,
)
# Between a place and the relative words that explain it: 'X, a small village in Iraq, (about 60 km south of Y)'.
EXPLAINED = re.compile(
    r"[\s,()–-]*(?:(?:in|which (?:is|lies)|located|situated|lying"
    r"|an? (?:[a-z-]+ ){0,3}?(?:town|village|hamlet|city|area|district|settlement|region))\b[\s,()–-]*){0,3}"
)
