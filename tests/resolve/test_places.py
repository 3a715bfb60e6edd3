"""Places: settlements by country and neighbourhood, features without a point, and what must stay open."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from evals.places import evaluate, read_labels
from summarizer import Article
from summarizer.errors import MissingExtraError
from summarizer.resolve.gazetteer import store
from summarizer.resolve.places import Places, admin1_capital
from summarizer.schemas.codebook_parts import CoordinateBasis, PlacePrecision
from summarizer.schemas.event import Location


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with the whole gazetteer, compiled once for these tests."""
    folder = tmp_path_factory.mktemp("places")
    store.compiled(folder)
    return folder


@pytest.fixture(scope="module")
def places(cache: Path) -> Places:
    return Places(cache)


def resolved(places: Places, raw: str, text: str) -> Location:
    sentences = [s.text for s in Article(text=text).sentences]
    sentence = next(s for s in sentences if raw in s)
    return places.resolve(Location(raw=raw), sentence, sentences)


def test_a_settlement_gets_its_point_province_and_country(places: Places) -> None:
    found = resolved(places, "Afrin", "A bakery burned in Afrin, Syrian rescuers said.")
    assert (found.country_iso3, found.admin1, found.admin1_basis) == ("SYR", "Aleppo", "gazetteer")
    assert (found.lat, found.lon) == pytest.approx((36.51, 36.87), abs=0.05)
    assert (found.geonameid, found.gazetteer, found.feature_class) == (174186, "GeoNames", "P")
    assert found.precision is PlacePrecision.SETTLEMENT
    assert found.coordinate_basis is CoordinateBasis.NAMED_SETTLEMENT


@pytest.mark.parametrize("raw", ["Afrin", "Efrin", "‘Afrīn", "AFRIN", "Afrîn", "the town of Afrin"])
def test_spellings_of_one_name_find_one_place(places: Places, raw: str) -> None:
    assert resolved(places, raw, f"Rain fell in {raw}, a Syrian official said.").geonameid == 174186


@pytest.mark.parametrize(
    ("text", "country", "lat"),
    [
        ("A mortar round fell on Ariha, in the Syrian province of Idlib.", "SYR", 35.8),
        ("Israeli soldiers closed the road to Ariha in the West Bank.", "PSE", 31.9),
    ],
)
def test_homonyms_are_told_apart_by_the_country_of_the_text(
    places: Places, text: str, country: str, lat: float
) -> None:
    found = resolved(places, "Ariha", text)
    assert found.country_iso3 == country
    assert found.lat == pytest.approx(lat, abs=0.1)


def test_homonyms_of_one_country_are_told_apart_by_what_lies_nearby(places: Places) -> None:
    near_donetsk = "A bomb hit Kostiantynivka. Ukrainian guns answered from Kramatorsk and Druzhkivka."
    assert resolved(places, "Kostiantynivka", near_donetsk).admin1 == "Donetsk"


def test_a_homonym_that_the_text_does_not_settle_stays_open(places: Places) -> None:
    found = resolved(places, "Tripoli", "Shots were heard in Tripoli. Lebanon and Libya sent envoys.")
    assert (found.lat, found.precision) == (None, PlacePrecision.UNKNOWN)


def test_a_large_namesake_in_a_country_that_is_not_named_is_not_taken(places: Places) -> None:
    assert resolved(places, "Palma", "Insurgents were seen at Palma, in Mozambique's far north.").country_iso3 == "MOZ"


def test_what_lies_in_a_named_area_must_lie_there(places: Places) -> None:
    assert (
        resolved(places, "Nyaung Kone, Kanbalu township", "Jets hit Nyaung Kone, Kanbalu township, Myanmar.").lat
        is None
    )


@pytest.mark.parametrize(
    ("raw", "precision"),
    [
        ("hamlets near the town of Afrin", PlacePrecision.NEAR_SETTLEMENT),
        ("the road north of Afrin", PlacePrecision.NEAR_SETTLEMENT),
        ("near Afrin", PlacePrecision.NEAR_SETTLEMENT),
        ("a quarter of Afrin", PlacePrecision.SETTLEMENT),
    ],
)
def test_nearness_is_kept(places: Places, raw: str, precision: PlacePrecision) -> None:
    found = resolved(places, raw, f"Syrian guns fired on {raw}.")
    assert (found.geonameid, found.precision) == (174186, precision)


@pytest.mark.parametrize(
    ("raw", "precision", "admin1"),
    [
        ("Idlib province", PlacePrecision.ADMIN1, "Idlib"),
        ("northern Aleppo", PlacePrecision.ADMIN1_PART, "Aleppo"),
        ("hamlets in northern Aleppo province by the Turkish border", PlacePrecision.ADMIN1_PART, "Aleppo"),
        ("Jabal al-Zawya", PlacePrecision.AREA_FEATURE, "Idlib"),
        ("Jebel Zawiya", PlacePrecision.AREA_FEATURE, "Idlib"),
        ("the M4 highway", PlacePrecision.LINEAR_FEATURE, None),
        ("the Euphrates", PlacePrecision.LINEAR_FEATURE, None),
        ("southern Syria", PlacePrecision.MULTI_ADMIN1_REGION, None),
        ("Syria’s northwest", PlacePrecision.MULTI_ADMIN1_REGION, None),
        ("Syria", PlacePrecision.COUNTRY, None),
    ],
)
def test_areas_and_features_have_an_honest_precision_and_no_point(
    places: Places, raw: str, precision: PlacePrecision, admin1: str | None
) -> None:
    found = resolved(places, raw, f"Syrian media told of smoke over {raw}.")
    assert (found.precision, found.admin1, found.country_iso3) == (precision, admin1, "SYR")
    assert (found.lat, found.lon, found.coordinate_basis) == (None, None, CoordinateBasis.NONE)


def test_a_province_that_the_text_names_beside_the_place_is_stated(places: Places) -> None:
    text = "Jets hit Jabal al-Zawya in the province of Idlib, Syria. Later a convoy was seen near Jabal al-Zawya."
    assert resolved(places, "Jabal al-Zawya", text).admin1_basis == "stated"


@pytest.mark.parametrize(
    "raw", ["the city", "the region", "a Russian base", "the Turkish border", "Tel Marwan", "…", ""]
)
def test_words_that_name_no_known_place_stay_open(places: Places, raw: str) -> None:
    location = Location(raw=raw)
    text = f"Syrian and Turkish officials spoke of {raw} on Monday."
    assert places.resolve(location, text, [text]) == location


@pytest.mark.parametrize(
    "raw", ["the Zebdine road", "the Leventis roundabout", "Freedom Square", "the Majengo quarter"]
)
def test_streets_sites_and_quarters_are_no_settlements_of_their_name(places: Places, raw: str) -> None:
    text = f"A shell fell on {raw}, officials in Lebanon, Nigeria, Serbia and Congo said."
    assert places.resolve(Location(raw=raw), text, [text]).lat is None


def test_the_capital_of_a_province_is_for_those_who_ask(cache: Path) -> None:
    idlib, darfur = admin1_capital("SYR", "Idlib", cache), admin1_capital("SDN", "North Darfur", cache)
    assert idlib is not None
    assert darfur is not None
    assert (idlib.name, darfur.name) == ("Idlib", "El Fasher")
    assert admin1_capital("SYR", "Atlantis", cache) is None


def test_a_users_supplement_comes_first(cache: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "features:\n- {name: Sugarloaf Ridge, countries: [SYR], admin1: Hama, precision: area_feature, source: own survey}\n",
        encoding="utf-8",
    )
    found = resolved(Places(cache, path), "Sugarloaf Ridge", "Smoke rose over Sugarloaf Ridge, Syria.")
    assert (found.precision, found.admin1, found.gazetteer) == (PlacePrecision.AREA_FEATURE, "Hama", "supplement")


def test_without_the_extra_places_stay_open_and_nothing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SOURCES", ("no_such_distribution",))
    location = Location(raw="Afrin")
    assert Places(tmp_path).resolve(location, "Rain fell in Afrin, Syria.", ["Rain fell in Afrin, Syria."]) == location
    with pytest.raises(MissingExtraError, match=r"news-event-summarizer\[places\]"):
        store.compiled(tmp_path)


def test_the_file_is_complete_when_it_appears_and_nothing_else_is_left(cache: Path) -> None:
    files = list((cache / "gazetteer").iterdir())
    assert [f.suffix for f in files] == [".sqlite"]
    database = sqlite3.connect(files[0])
    try:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        database.close()


def test_the_labelled_mentions_keep_the_bar(places: Places) -> None:
    outcomes = evaluate(read_labels(), places)
    known = [o for o in outcomes if o.label.kind in ("town", "area")]
    assert sum(o.verdict == "wrong" for o in outcomes) <= 0.02 * len(outcomes)
    assert sum(o.verdict == "right" for o in known) >= 0.8 * len(known)
