"""Names of places: keys that even out spelling, and phrases taken apart. No gazetteer is needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.resolve.countries import countries, countries_in, country
from summarizer.resolve.gazetteer.areas import area_key, area_keys, display_name
from summarizer.resolve.gazetteer.folding import loose_key, strict_key
from summarizer.resolve.gazetteer.phrases import Kind, read_phrase
from summarizer.resolve.gazetteer.supplement import features, read_supplement


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("‘Afrīn", "afrin"),
        ("Deir ez-Zor", "Deir al Zor"),
        ("Ad Durayhimi", "al-Durayhimi"),
        ("ŞIRNAK", "Sirnak"),
        ("Iğdır", "Igdir"),
        ("Croix-des-Bouquets", "Croix des Bouquets"),
        ("Sana’a", "Sanaa"),
    ],
)
def test_strict_keys_even_out_writing(one: str, other: str) -> None:
    assert strict_key(one) == strict_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jabal al-Zawya", "Jebel al-Zawiyah"),
        ("Efrin", "Ifrin"),
        ("Khan Younis", "Khan Yunis"),
        ("Kupiansk", "Kupyansk"),
        ("Al Ḩudaydah", "Hodeida"),
        ("Nabatieh", "Nabatiyah"),
        ("Mekelle", "Mek'ele"),
        ("Pétion-Ville", "Pétionville"),
        ("Kafr Nabl", "Kfar Nabl"),
    ],
)
def test_loose_keys_even_out_transliteration(one: str, other: str) -> None:
    assert strict_key(one) != strict_key(other)
    assert loose_key(strict_key(one)) == loose_key(strict_key(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Kobani", "Kibati"), ("Ariha", "Afrin"), ("Homs", "Hims"), ("Al Bab", "Babel")]
)
def test_other_names_keep_other_keys(one: str, other: str) -> None:
    assert loose_key(strict_key(one)) != loose_key(strict_key(other))


@given(st.text(max_size=40))
def test_keys_and_phrases_take_any_text(text: str) -> None:
    loose_key(strict_key(text))
    area_key(text)
    for name in read_phrase(text).names:
        assert name.text


def test_the_kind_of_an_area_is_no_part_of_its_name() -> None:
    assert area_key("Aleppo Governorate") == area_key("Province of Aleppo") == "aleppo"
    assert "kursk" in area_keys("Kurskaya oblast'")
    assert "belgorod" in area_keys("Belgorodskaya oblast'")
    assert display_name("Ḩalab", ("حلب", "Aleppo Governorate")) == "Aleppo"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("the Zebdine road near Nabatieh", [("Zebdine", Kind.LINE, False), ("Nabatieh", Kind.ANY, True)]),
        ("hamlets near the town of Afrin", [("Afrin", Kind.SETTLEMENT, True)]),
        ("the market of Manbij", [("Manbij", Kind.ANY, False)]),
        ("northern Aleppo province", [("Aleppo", Kind.AREA, False)]),
        ("Idlib Province", [("Idlib", Kind.AREA, False)]),
        ("the road north of Khan Younis", [("Khan Younis", Kind.ANY, True)]),
        ("Tripoli, Lebanon", [("Tripoli", Kind.ANY, False), ("Lebanon", Kind.ANY, False)]),
        ("the Komanda–Mambasa road", [("Komanda – Mambasa", Kind.LINE, False)]),
        ("Mocímboa da Praia", [("Mocímboa da Praia", Kind.ANY, False)]),
        ("al-Mayadin", [("al-Mayadin", Kind.ANY, False)]),
        ("the city", []),
    ],
)
def test_phrases_are_taken_apart(words: str, names: list[tuple[str, Kind, bool]]) -> None:
    assert [(n.text, n.kind, n.near) for n in read_phrase(words).names] == names


def test_a_demonym_says_where_a_place_is_only_where_it_describes_the_place() -> None:
    assert read_phrase("the Sudanese town of Um Rawaba").people == ("Sudanese",)
    assert read_phrase("a Russian base in Latakia").people == ()


def test_countries_are_found_by_name_people_and_capital() -> None:
    assert countries_in("South Sudanese troops left for Kyiv, not Niger or Nigeria.") == ["SSD", "UKR", "NER", "NGA"]
    assert countries_in("Nobody here is called Malinowski.") == []


def test_countries_carry_what_exports_need() -> None:
    syria = country("SYR")
    assert syria is not None
    assert (syria.name, syria.numeric, syria.region) == ("Syria", 760, "Middle East")
    assert country("ZZZ") is None
    assert all(c.numeric or c.iso3 == "XKX" for c in countries().values())


def test_features_need_a_country_of_the_text() -> None:
    assert features().feature("M4", {"SYR"}) is not None
    assert features().feature("M4", {"GBR"}) is None


def test_no_shipped_feature_has_a_point_and_each_has_a_source() -> None:
    for name in ("Jabal al-Zawiya", "M4", "Donbas", "Sambisa Forest", "Nuba Mountains"):
        found = features().feature(name, countries())
        assert found is not None
        assert found.source
        assert found.lat is None


def test_an_unusable_supplement_says_what_is_wrong(tmp_path: object) -> None:
    from pathlib import Path

    from summarizer.errors import ConfigurationError

    path = Path(str(tmp_path)) / "mine.yaml"
    path.write_text("features:\n- {name: Ridge, precision: somewhere, source: me}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="precision"):
        read_supplement(path)
