"""Places: which one a name means, what is none, and points that relative words make."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.lexicon import KnownPlace
from builder.text.document import Document
from builder.text.gazetteer import Gazetteer
from builder.text.geodesy import bearing_of, destination, distance_km
from builder.text.names import loose_key, strict_key
from builder.text.places import PlaceReference, find_places

Read = Callable[..., Document]
ERBIL, MOSUL, FALLUJAH = (36.19, 44.01), (36.34, 43.12), (33.35, 43.79)


@pytest.fixture(scope="session")
def places(read: Read, gazetteer: Gazetteer) -> Callable[[str], dict[str, PlaceReference]]:
    return lambda text: {place.name: place for place in find_places(read(text), gazetteer)}


Places = Callable[[str], dict[str, PlaceReference]]


@pytest.mark.parametrize(
    "spellings",
    [
        ("Dayr az-Zawr", "Deir Ezzor", "Deir el-Zour"),
        ("Fallujah", "Al-Falluja", "Fallouja"),
        ("Kunduz", "Qunduz", "Konduz"),
        ("Al-Hasakah", "Hassakeh"),
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({loose_key(name) for name in spellings}) == 1


def test_accents_hyphens_and_case_do_not_matter() -> None:
    assert strict_key("Dayr az-Zawr") == strict_key("DAYR AZ ZAWR")
    assert strict_key("Nīnawá") == strict_key("Ninawa")


def test_spellings_lead_to_the_same_town(places: Places) -> None:
    one = places("In Syria a bomb hit Dayr az-Zawr.")["Dayr az-Zawr"]
    other = places("In Syria a bomb hit Deir Ezzor.")["Deir Ezzor"]
    assert (one.lat, one.lon) == (other.lat, other.lon)


def test_a_distance_and_direction_make_a_point(places: Places) -> None:
    found = places("The convoy was hit about 20 miles north-west of Fallujah, in Iraq.")["Fallujah"]
    assert found.basis == "about 20 miles north-west of Fallujah"
    assert found.lat is not None
    assert found.lon is not None
    assert distance_km(found.lat, found.lon, *FALLUJAH) == pytest.approx(32, abs=2)
    assert found.lat > FALLUJAH[0]
    assert found.lon < FALLUJAH[1]


def test_a_distance_explains_the_place_before_it(places: Places) -> None:
    found = places("They fought in the Qarachogh mountains in Iraq, roughly 50 km south of Erbil.")
    mountains, anchor = found["Qarachogh mountains"], found["Erbil"]
    assert mountains.basis == "roughly 50 km south of Erbil"
    assert mountains.lat is not None
    assert mountains.lon is not None
    assert distance_km(mountains.lat, mountains.lon, *ERBIL) == pytest.approx(50, abs=3)
    assert anchor.kind == "anchor"
    assert anchor.lat == pytest.approx(ERBIL[0], abs=0.05)


def test_an_unknown_village_lies_where_the_words_say(places: Places) -> None:
    found = places("A drone hit the village of Zuwayn Tahtani, 12 km east of Mosul in Iraq.")["Zuwayn Tahtani"]
    assert found.lat is not None
    assert found.lon is not None
    assert distance_km(found.lat, found.lon, *MOSUL) == pytest.approx(12, abs=2)


def test_an_unknown_place_has_no_invented_point(places: Places) -> None:
    found = places("They met in the village of Qolbandi.")["Qolbandi"]
    assert (found.lat, found.lon, found.kind) == (None, None, "unknown")


def test_near_widens_the_radius(places: Places) -> None:
    plain, near = (
        places("A bomb hit Ramadi in Iraq.")["Ramadi"],
        places("A bomb went off near Ramadi in Iraq.")["Ramadi"],
    )
    assert plain.radius_km is not None
    assert near.radius_km is not None
    assert near.radius_km > plain.radius_km
    assert near.basis == "near Ramadi"


def test_a_noun_says_which_of_two_places(places: Places) -> None:
    found = places("Fighting spread through Kirkuk province to Kirkuk city in Iraq.")
    assert found["Kirkuk province"].kind in ("province", "admin1")
    assert found["Kirkuk city"].kind == "city"


def test_one_noun_for_two_names(places: Places) -> None:
    found = places("They fought in the Qandil and Sinjar mountain ranges in Iraq.")
    assert [place.kind for place in found.values()][:2] == ["range", "range"]


def test_the_town_is_the_one_that_was_named_last(places: Places) -> None:
    found = places("Fighters held Ramadi in Iraq. The convoy was hit 40 km north of the town.")
    place = found["Ramadi"]
    assert place.basis == "40 km north of the town"
    assert distance_km(place.lat or 0, place.lon or 0, 33.42, 43.3) == pytest.approx(40, abs=4)


def test_what_follows_the_comma_decides(places: Places) -> None:
    assert places("He lived in Paris, Texas.")["Paris"].country == "US"
    assert places("He lived in Paris.")["Paris"].country == "FR"
    assert places("They passed through Oregon, Washington and Idaho.")["Oregon"].kind == "admin1"


def test_a_list_names_places_of_one_level(places: Places) -> None:
    assert places("Floods hit Texas and Georgia.")["Georgia"].country == "US"
    assert places("Floods hit Armenia and Georgia.")["Georgia"].country == "GE"


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Smith told the Washington Post so.",
        "Gen. Austin said that the work went on.",
        "The White House did not say.",
        "He lived in Franklin Street.",
        "The hall at 2700 North Fourth Street was full.",
        "Police said the Centre had agreed in March.",
    ],
)
def test_names_of_others_are_no_places(places: Places, text: str) -> None:
    assert places(text) == {}


def test_a_county_is_not_the_town_of_its_name(places: Places) -> None:
    assert places("They met in Montgomery County.")["Montgomery County"].lat is None
    assert places("They met in Montgomery.")["Montgomery"].lat is not None


def test_an_unknown_village_of_a_known_province(places: Places) -> None:
    found = places("A raid hit the village of Qolbandi, Helmand province, in Afghanistan.")["Qolbandi"]
    assert (found.country, found.basis) == ("AF", "Qolbandi, Helmand Province")


def test_names_in_a_list_of_provinces_are_provinces(places: Places) -> None:
    found = places("They met in Helmand, Kandahar and Nangarhar provinces.")
    assert found["Kandahar"].kind in ("province", "admin1")
    assert places("They met in Kandahar.")["Kandahar"].kind == "city"


def test_a_place_begins_the_name_of_a_body_that_stands_there(places: Places) -> None:
    assert places("He was tried at Leeds Crown Court.")["Leeds"].country == "GB"
    assert not places("He writes for the Washington Post and plays for the Houston Rockets.")


def test_a_noun_for_a_kind_of_place_alone_is_none(places: Places) -> None:
    assert "Valley" not in places("They went up the Qolbandi Valley in Iraq.")


def test_the_supplement_is_sound(supplement: tuple[KnownPlace, ...], gazetteer: Gazetteer) -> None:
    assert len(supplement) >= 120
    for known in supplement:
        entry = gazetteer.find(known.name)
        assert entry is not None
        assert any((place.lat, place.lon) == (known.lat, known.lon) for place in entry.places)
        assert 0 < known.radius_km <= 1000


@given(st.floats(-80, 80), st.floats(-179, 179), st.floats(0, 359), st.floats(0.5, 300))
def test_a_destination_lies_at_its_distance(lat: float, lon: float, bearing: float, km: float) -> None:
    assert distance_km(lat, lon, *destination(lat, lon, bearing, km)) == pytest.approx(km, abs=0.05)


@pytest.mark.parametrize(
    ("words", "degrees"), [("north", 0), ("South-East", 135), ("north western", 315), ("south-southwest", 202.5)]
)
def test_compass_words(words: str, degrees: float) -> None:
    assert bearing_of(words) == degrees
