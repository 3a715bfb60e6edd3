"""Actors: whose they are, what kind, under which name; only what words, tables and countries settle."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import ConfigurationError
from summarizer.resolve.actor_table import SECTORS, actor_table
from summarizer.resolve.actor_words import sort_of
from summarizer.resolve.actors import ActorContext, resolve_actor
from summarizer.resolve.coding import coded
from summarizer.resolve.countries import countries
from summarizer.resolve.nationality import article_countries, backers, own_countries
from summarizer.resolve.responsibility import claims_responsibility
from summarizer.resolve.tables import Tables
from summarizer.schemas import EventClass, Participant
from summarizer.schemas.codebook_parts import ActorRole, ActorType, CasualtyKind
from tests.factories import article, event, said_by, toll

C = EventClass
R = ActorRole


def actor(
    raw: str,
    event_class: EventClass = C.ARMED_CLASH,
    role: ActorRole = R.INITIATOR,
    *,
    country: str | None = None,
    text: str = "",
    told: tuple[str, ...] = (),
    day: date | None = None,
) -> Participant:
    """What becomes of an actor's words in an event in `country`, told in an article of `text`."""
    return resolve_actor(raw, role, ActorContext.of(actor_table(), event_class, told, text or raw, country, day))


@pytest.mark.parametrize(
    ("raw", "country", "expected"),
    [
        ("Syrian troops", "SYR", ActorType.STATE_FORCES),
        ("Russian jets", "SYR", ActorType.EXTERNAL_OTHER_FORCES),
        ("Turkish military", "SYR", ActorType.EXTERNAL_OTHER_FORCES),
        ("Turkish military", "TUR", ActorType.STATE_FORCES),
        ("Turkish military", None, None),
        ("UN peacekeepers", "COD", ActorType.EXTERNAL_OTHER_FORCES),
        ("African Union troops", None, ActorType.EXTERNAL_OTHER_FORCES),
        ("mercenaries", "LBY", ActorType.EXTERNAL_OTHER_FORCES),
        ("separatist fighters", None, ActorType.REBEL_GROUP),
        ("unidentified gunmen", "MEX", ActorType.POLITICAL_MILITIA),
        ("Iranian-backed militias", "SYR", ActorType.POLITICAL_MILITIA),
        ("clan militia", "SOM", ActorType.IDENTITY_MILITIA),
        ("demonstrators", "SRB", ActorType.PROTESTERS),
        ("a mob", "IND", ActorType.RIOTERS),
        ("a depot", "IND", None),
    ],
)
def test_the_acled_type_follows_from_the_words_and_from_the_actors_country_against_the_events(
    raw: str, country: str | None, expected: ActorType | None
) -> None:
    assert actor(raw, country=country).actor_type is expected


@pytest.mark.parametrize(
    ("raw", "event_class", "role", "expected"),
    [
        ("students and teachers", C.PROTEST, R.INITIATOR, ActorType.PROTESTERS),
        ("several hundred people", C.PROTEST, R.INITIATOR, ActorType.PROTESTERS),
        ("residents", C.RIOT_MOB, R.INITIATOR, ActorType.RIOTERS),
        ("the crowd", C.PROTEST_REPRESSED, R.TARGET, ActorType.PROTESTERS),
        ("residents", C.SHELLING_MISSILE, R.TARGET, ActorType.CIVILIANS),
        ("12 people", C.ATTACK_ON_CIVILIANS, R.TARGET, ActorType.CIVILIANS),
        ("12 people", C.SHELLING_MISSILE, R.TARGET, None),
        ("a couple", C.SUICIDE_ATTACK, R.INITIATOR, None),
        ("the mayor", C.ATTACK_ON_CIVILIANS, R.TARGET, ActorType.CIVILIANS),
        ("the Colombian government", C.TALKS_MEETING, R.PARTICIPANT, None),
    ],
)
def test_what_a_crowd_is_depends_on_what_it_does(
    raw: str, event_class: EventClass, role: ActorRole, expected: ActorType | None
) -> None:
    assert actor(raw, event_class, role).actor_type is expected


@pytest.mark.parametrize(
    ("raw", "sector"),
    [
        ("riot police", "COP"),
        ("the foreign ministry", "GOV"),
        ("a court in Sarajevo", "JUD"),
        ("lawmakers", "LEG"),
        ("an army patrol", "MIL"),
        ("guerrillas", "REB"),
        ("intelligence agents", "SPY"),
        ("armed men", "UAF"),
        ("cattle herders", "AGR"),
        ("traders", "BUS"),
        ("members of a kidnapping gang", "CRM"),
        ("villagers", "CVL"),
        ("schoolteachers", "EDU"),
        ("reporters", "JRN"),
        ("dock workers", "LAB"),
        ("two medics", "MED"),
        ("refugees", "REF"),
        ("opposition leaders", "OPP"),
        ("a priest", "REL"),
        ("rights activists", "SOC"),
        ("the European Union", "EUR"),
        ("the World Food Programme", "UNO"),
        ("NATO", "IGO"),
        ("aid agencies", "NGO"),
    ],
)
def test_the_plover_sector_is_that_of_the_head_noun(raw: str, sector: str) -> None:
    assert actor(raw, C.STATEMENT).sector == sector


@pytest.mark.parametrize(
    ("raw", "sector"),
    [
        ("relatives of soldiers", "CVL"),
        ("the spokesman of the police", "COP"),
        ("thousands of teachers", "EDU"),
        ("the home of a trader", None),
        ("a truck carrying soldiers’ rations", None),
        ("Ama Boateng, a farmer", "AGR"),
        ("the owner of the hall and his sons", "CVL"),
        ("prisoners of war", "MIL"),
        ("men of a rival militia", "PRM"),
    ],
)
def test_a_generic_head_takes_what_it_is_of_and_a_thing_is_no_actor(raw: str, sector: str | None) -> None:
    found = sort_of(raw)
    assert (found.sector if found else None) == sector


def test_a_backer_is_not_the_actors_country() -> None:
    militia = actor("Iranian-backed militias", country="SYR")
    assert militia.backed_by == ["IRN"]
    assert militia.country_iso3 is None
    assert militia.canonical is None
    assert militia.named is False
    assert backers("a faction backed by Turkey") == ["TUR"]
    assert own_countries("a faction backed by Turkey and Qatar") == []
    assert own_countries("anti-Taliban and pro-Russian fighters") == []
    assert own_countries("Russian-made drones") == []


def test_a_place_in_the_words_is_not_the_actors_country() -> None:
    assert own_countries("US troops in Niger") == ["USA"]
    assert actor("US troops in Niger", C.FORCE_WITHDRAWAL, country="NER").actor_type is ActorType.EXTERNAL_OTHER_FORCES


def test_a_word_of_two_countries_names_neither_unless_the_article_settles_it() -> None:
    assert actor("the Congolese army").country_iso3 is None
    text = "Fighting in the Democratic Republic of Congo went on. The Congolese army advanced."
    assert actor("the Congolese army", text=text).country_iso3 == "COD"


def test_the_army_is_the_events_countrys_unless_another_states_forces_are_in_the_article() -> None:
    home = actor("The army", country="SDN", text="The army said on Monday it had advanced.")
    assert (home.country_iso3, home.actor_type, home.canonical) == (
        "SDN",
        ActorType.STATE_FORCES,
        "Military forces of Sudan",
    )
    other = actor("The army", country="LBN", text="Israeli troops crossed the line. The army said nothing.")
    assert (other.country_iso3, other.actor_type, other.canonical) == (None, None, None)


def test_the_only_country_of_an_article_is_the_events_but_one_mention_is_not_enough() -> None:
    twice = "Kenyan police fired tear gas in a Kenyan town."
    assert actor("Kenyan police", C.PROTEST_REPRESSED, text=twice).actor_type is ActorType.STATE_FORCES
    once = "The border guard boarded a Danish ship."
    assert actor("The border guard", C.ARREST_DETENTION, text=once).country_iso3 is None


def test_a_state_by_name_is_its_forces_where_it_fights_and_its_government_where_it_talks() -> None:
    fights = actor("Russia", C.AIR_STRIKE, country="SYR")
    assert (fights.sector, fights.canonical) == ("MIL", "Military forces of Russia")
    talks = actor("Ankara", C.STATEMENT, R.TARGET)
    assert (talks.sector, talks.canonical, talks.country_iso3) == ("GOV", "Government of Turkey", "TUR")
    assert talks.actor_type is None
    hit = actor("Kyiv", C.SHELLING_MISSILE, R.TARGET)
    assert (hit.sector, hit.canonical) == (None, None)


@pytest.mark.parametrize(
    "raw", ["The Lagos state government", "the police spokesman, Danjuma Bello", "officials", "the interior ministry"]
)
def test_a_part_or_a_person_is_not_given_the_name_of_the_whole(raw: str) -> None:
    assert actor(raw, C.STATEMENT, country="NGA").canonical is None


def test_a_short_name_counts_only_where_the_article_or_the_country_settles_it() -> None:
    alone = actor("the National Army", text="The National Army moved two guns north.")
    assert (alone.canonical, alone.actor_type, alone.sector) == (None, None, None)
    assert actor("the Afghan National Army", country="AFG").canonical == "Military forces of Afghanistan"
    full = "The Syrian National Army denied it. The National Army moved two guns north."
    assert actor("the National Army", text=full).canonical == "Syrian National Army"
    assert actor("SDF fighters", country="SYR").canonical == "Syrian Democratic Forces"
    assert actor("SDF fighters", country="JPN").canonical is None


def test_words_that_join_two_sides_get_no_one_kind() -> None:
    both = actor("a soldier and two rebels")
    assert (both.actor_type, both.sector, both.canonical) == (None, None, None)
    assert actor("students and teachers", C.PROTEST).sector == "EDU"
    assert actor("soldiers and police").sector == "COP"


def test_a_linked_group_is_not_the_group_it_is_linked_to() -> None:
    linked = actor("the Al-Qaeda-linked group JNIM", country="MLI")
    assert linked.canonical == "Jama'at Nusrat al-Islam wal-Muslimin"
    assert actor("an al-Qaeda-linked cell").canonical is None
    assert actor("anti-Houthi forces").canonical is None
    assert actor("The Hamas-run health ministry", C.STATEMENT).canonical is None


def test_a_suspected_member_keeps_the_kind_but_gets_no_name() -> None:
    suspected = actor("assailants presumed to belong to Boko Haram", country="NGA")
    assert suspected.actor_type is ActorType.REBEL_GROUP
    assert suspected.canonical is None


def test_what_a_group_was_depends_on_the_day() -> None:
    before, after = date(2019, 3, 1), date(2023, 3, 1)
    assert actor("the Taliban", country="AFG", day=before).actor_type is ActorType.REBEL_GROUP
    assert actor("the Taliban", country="AFG", day=after).actor_type is ActorType.STATE_FORCES
    unknown = actor("the Taliban", country="AFG")
    assert (unknown.canonical, unknown.actor_type, unknown.sector) == ("Taliban", None, None)


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        ("Hezbollah", True),
        ("Russian jets", True),
        ("the Dawn Brigade", True),
        ("fighters of a Turkey-backed group", False),
        ("an Army checkpoint", False),
        ("police in Harare", False),
        ("residents of Mopti", False),
        ("REBELS", None),
    ],
)
def test_named_means_that_the_words_say_who_it_is(raw: str, named: bool | None) -> None:
    assert actor(raw).named is named


@pytest.mark.parametrize(
    ("who", "sentence", "expected"),
    [
        ("the Front", "The Front claimed responsibility for the blast.", True),
        ("the Front", "The Front said it had carried out the raid.", True),
        ("the Front", "Responsibility for the blast was claimed by the Front.", True),
        ("the Front", "The Front denied any involvement in the blast.", False),
        ("gunmen", "No group has claimed the attack.", False),
        ("the Front", "The Front praised the blast.", None),
        ("the army", "The army blamed the Front, which claimed responsibility.", None),
        ("the army", "The Front claimed responsibility, but the army denied involvement.", False),
    ],
)
def test_a_claim_of_responsibility_belongs_to_the_one_who_makes_it(
    who: str, sentence: str, expected: bool | None
) -> None:
    assert claims_responsibility(who, [sentence]) is expected


def test_a_user_extends_and_replaces_rows(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        "- {name: Dawn Brigade, aliases: [Fajr Brigade], country: LBY, sector: PRM, type: Political militia}\n"
        "- {name: Hezbollah, country: LBN, sector: REB, type: Rebel group}\n",
        encoding="utf-8",
    )
    context = ActorContext.of(Tables.load(file, None).actors, C.ARMED_CLASH, (), "", "LBY", None)
    assert resolve_actor("the Fajr Brigade", R.INITIATOR, context).canonical == "Dawn Brigade"
    assert resolve_actor("Hezbollah", R.INITIATOR, context).actor_type is ActorType.REBEL_GROUP
    toml = tmp_path / "mine.toml"
    toml.write_text('[[actors]]\nname = "Dawn Brigade"\nin = ["LBY"]\nshort = ["DB"]\n', encoding="utf-8")
    context = ActorContext.of(Tables.load(toml, None).actors, C.ARMED_CLASH, (), "", "LBY", None)
    assert resolve_actor("DB fighters", R.INITIATOR, context).canonical == "Dawn Brigade"


@pytest.mark.parametrize(
    "content",
    [
        "- {name: X, sector: XXX}",
        "- {name: X, country: ZZZ}",
        "- {name: X, type: Terrorists}",
        "- {aliases: [Y]}",
        "- {name: X, wikidata: 12}",
        "- {name: X, colour: red}",
        "[unclosed",
        "just words",
    ],
)
def test_a_wrong_users_file_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"mine\.yaml"):
        actor_table(file)
    with pytest.raises(ConfigurationError, match="none"):
        actor_table(tmp_path / "none.yaml")


@given(st.text(max_size=60))
def test_any_words_give_an_actor_that_keeps_them_and_codes_of_the_closed_lists(raw: str) -> None:
    found = actor(raw, text="x")
    assert found.raw == raw
    assert found.sector is None or found.sector in SECTORS
    assert {*found.backed_by, *filter(None, [found.country_iso3])} <= set(countries())


def test_an_articles_countries_leave_out_backers_and_makers() -> None:
    assert article_countries("Iranian-made drones were found near the Saudi border.") == {"SAU"}


def test_a_record_gets_its_backers_sides_and_parties() -> None:
    source = article(
        "Ostmark rebels, backed by Iranian militias, killed five soldiers near Saqra.", "The rebels said six had died."
    )
    record = event(
        source,
        C.ARMED_CLASH,
        cites=(1, 2),
        by=("Ostmark rebels", "Iranian militias"),
        against=("five soldiers",),
        casualties=[toll(CasualtyKind.KILLED, "five", 5, 5, 5, who="soldiers")],
        said=[said_by("The rebels", evidence=1), said_by("a doctor")],
    )
    done = coded(record, source.text, source.published, Tables())
    assert [a.role for a in done.actors] == [R.INITIATOR, R.SUPPORTER, R.TARGET]
    assert done.casualties[0].side == 2
    assert [a.party_to_conflict for a in done.attribution] == [True, None]
    assert [a.raw for a in done.actors] == [a.raw for a in record.actors]
