"""Text in capitals is read as print would have it; nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.ontology import load_ontology
from builder.text.casing import Casing
from builder.text.gazetteer import Gazetteer
from builder.text.parser import Parser


@pytest.fixture(scope="module")
def casing(parser: Parser, gazetteer: Gazetteer) -> Casing:
    return Casing(parser.nlp, load_ontology(), gazetteer)


def test_names_keep_their_capitals_and_words_lose_them(casing: Casing) -> None:
    printed = casing.of("THE ARMY SAID TODAY THAT COLONEL TORBAN KESSLING WAS SHOT NEAR SAN SALVADOR. THE UN KNOWS.")
    assert printed == "The army said today that colonel Torban Kessling was shot near San Salvador. The UN knows."


def test_a_dateline_and_ordinary_text_stay_as_they_are(casing: Casing) -> None:
    text = "BOGOTA, 4 May 91 (AP) -- NINE MEN WERE KILLED BY A BOMB ON SUNDAY.\n\nThe NATO and EU envoys left."
    assert (
        casing.of(text)
        == "BOGOTA, 4 May 91 (AP) -- Nine men were killed by a bomb on Sunday.\n\nThe NATO and EU envoys left."
    )


def test_names_get_capitals_where_a_text_has_none(casing: Casing) -> None:
    printed = casing.of("the army said that colonel torban kessling was shot near san salvador. the un told us.")
    assert printed == "The army said that colonel Torban Kessling was shot near San Salvador. The UN told us."


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(alphabet, max_size=200) for alphabet in ("ABCDEIOß İŁ'. \n", "abcdeioß ıłŉ'. \n")))
def test_the_copy_is_of_the_same_length(casing: Casing, text: str) -> None:
    assert len(casing.of(text)) == len(text)
