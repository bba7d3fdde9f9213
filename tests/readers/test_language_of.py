"""English is told from other languages; what is short or unclear is taken for English."""

from __future__ import annotations

import pytest

from builder.readers import is_english, language_of

ENGLISH = (
    "Two soldiers were wounded on Monday when a bomb that had been hidden by the road went off as their patrol was on "
    "its way back to the base. They were taken to a hospital, and the army said that both would be home within a week."
)
OTHERS = {
    "de": "Zwei Soldaten sind am Montag verletzt worden, als auf dem Rückweg zum Stützpunkt eine Bombe "
    "explodierte, die am Rand der Straße versteckt war. Die beiden wurden in ein Krankenhaus gebracht"
    " und sind nicht in Lebensgefahr.",
    "fr": "Deux soldats ont été blessés lundi par une bombe cachée au bord de la route, alors que leur "
    "patrouille rentrait à la base. Ils ont été conduits à l’hôpital et leurs jours ne sont pas en "
    "danger, selon le porte-parole de l’armée.",
    "es": "Dos soldados resultaron heridos el lunes al estallar una bomba oculta junto a la carretera "
    "cuando su patrulla regresaba a la base. Fueron llevados a un hospital y están fuera de peligro, "
    "según dijo el portavoz del ejército.",
    "it": "Due soldati sono rimasti feriti lunedì per lo scoppio di una bomba nascosta lungo la strada, "
    "mentre la pattuglia tornava alla base. Sono stati portati in un ospedale della zona e non sono "
    "in pericolo di vita, ha detto l’esercito.",
    "pt": "Dois soldados ficaram feridos na segunda-feira com a explosão de uma bomba escondida junto à "
    "estrada, quando a patrulha voltava para a base. Foram levados para um hospital e não correm "
    "perigo, disse um porta-voz do exército.",
    "nl": "Twee soldaten zijn maandag gewond geraakt toen een bom afging die langs de weg was verstopt, "
    "terwijl hun patrouille op de terugweg was naar de basis. Ze zijn naar het ziekenhuis gebracht en"
    " zijn niet in levensgevaar.",
    "tr": "Pazartesi günü yol kenarına gizlenmiş bir bombanın patlaması sonucu iki asker yaralandı. Devriye"
    " üsse geri dönüyordu. Askerler hastaneye kaldırıldı ve ordu tarafından yapılan açıklamada "
    "durumlarının iyi olduğu söylendi.",
    "pl": "Dwóch żołnierzy zostało rannych w poniedziałek, gdy wybuchła bomba ukryta przy drodze, a patrol "
    "wracał do bazy. Zostali przewiezieni do szpitala i nie ma zagrożenia dla ich życia, powiedział "
    "rzecznik, który był na miejscu.",
    "ar": "أصيب جنديان بجروح يوم الاثنين عندما انفجرت قنبلة كانت مخبأة على جانب الطريق أثناء عودة الدورية إلى القاعدة",
    "fa": "دو سرباز روز دوشنبه بر اثر انفجار بمبی که در کنار جاده پنهان شده بود زخمی شدند و گروه گشت به پایگاه برگشت",
    "ru": "Двое солдат были ранены в понедельник, когда взорвалась бомба, спрятанная у дороги; патруль "
    "возвращался на базу",
    "uk": "Двоє солдатів були поранені в понеділок, коли вибухнула бомба, захована біля дороги; їхній "
    "патруль повертався",
    "he": "שני חיילים נפצעו ביום שני כאשר התפוצצה פצצה שהוסתרה בצד הדרך בזמן שהסיור חזר לבסיס",
    "zh": "周一，一枚藏在路边的炸弹在巡逻队返回基地途中爆炸，两名士兵受伤，已被送往医院，没有生命危险",
    "ja": "月曜日、道路脇に隠されていた爆弾が爆発し、基地に戻る途中だった兵士二人が負傷して病院に運ばれた",
}


def test_english_in_both_cases():
    assert language_of(ENGLISH) == language_of(ENGLISH.upper()) == "en"


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages(language):
    assert language_of(OTHERS[language]) == language


def test_lists_of_strikes_and_foreign_names_stay_english():
    strikes = "Near Dayr az Zawr, three strikes destroyed an oil pump. Near Al Qa'im, a strike damaged a tunnel. " * 4
    names = "Abu Omar al-Shami, Hajji Bakr al-Iraqi and Ibrahim de la Cruz of the brigade were killed in the raid. " * 3
    assert is_english(language_of(strikes))
    assert is_english(language_of(names))


@pytest.mark.parametrize("text", ["", "Der Bus", "12 34 56 78", "e" + "\u0301" * 200_000, "😀" * 500, "ISIS " * 200])
def test_short_or_unclear_counts_as_english(text):
    assert is_english(language_of(text))


def test_codes_and_names_of_english():
    assert all(map(is_english, (None, "en", "EN", "en-US", "en_GB", "eng", "English", " en ")))
    assert not any(map(is_english, ("de", "ar", "enm", "fr-FR")))
