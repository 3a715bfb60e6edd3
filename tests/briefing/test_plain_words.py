"""What an editor would strike out of a brief: dangling pronouns, mixed-up tellers, codes for names, stiff grammar."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from summarizer.articles import Article
from summarizer.briefing import build_brief
from summarizer.briefing.events import Events
from summarizer.briefing.gate import check_text, worded
from summarizer.briefing.labels import event_label
from summarizer.briefing.nouns import LEADING, is_plural, noun_phrase
from summarizer.briefing.totals import SIDES
from summarizer.briefing.wording import sentence
from summarizer.schemas import EventClass as C
from summarizer.schemas import EventRecord, EventTime, Location, Participant, Reason, Status
from summarizer.schemas.brief import DailyBrief
from summarizer.schemas.codebook_parts import ActorRole, CasualtyKind, PlaceRole, Population, Qualifier, Stance
from tests.factories import article, event, extraction, on, said_by, toll

EDITION = date(2023, 6, 6)
SUNDAY, MONDAY = date(2023, 6, 4), date(2023, 6, 5)
K = CasualtyKind


def brief_of(source: Article, *records: EventRecord) -> DailyBrief:
    made = datetime(2023, 6, 6, 18, tzinfo=UTC)
    return build_brief([(source, extraction(source, *records))], edition_date=EDITION, generated_at=made)


@pytest.fixture
def market() -> EventRecord:
    """Two tellers, each with a count."""
    text = article(
        "Shells hit the market of Brask on Monday, killing at least 12 civilians and wounding 31, the hospital said.",
        "The army put the number of dead civilians at eight.",
    )
    return event(
        text, C.SHELLING_MISSILE, cites=(1, 2), place="the market of Brask", time=on("on Monday", MONDAY),
        said=[said_by("the hospital"), said_by("The army", "put", party=True, evidence=1)],
        casualties=[
            toll(K.KILLED, "at least 12 civilians", 12, 12, None, who="civilians", population=Population.CIVILIAN,
                 qualifier=Qualifier.AT_LEAST),
            toll(K.INJURED, "31", 31, 31, 31, population=Population.CIVILIAN),
            toll(K.KILLED, "eight", 8, 8, 8, population=Population.CIVILIAN, evidence=1),
        ],
    )  # fmt: skip


def test_each_teller_gives_his_own_count_and_people_are_named_once(market: EventRecord) -> None:
    told = (
        "The hospital and the army said that the market of Brask was shelled on Monday 5 June; "
        "the hospital reported at least 12 civilians killed and 31 injured; the army reported eight civilians killed."
    )
    assert worded(market, EDITION) == told


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The army reported at least 12 civilians killed.", Reason.NOT_CLAIMANT),
        ("The hospital said that the market of Brask was shelled on Sunday 4 June.", Reason.DATE_CHANGED),
        ("The hospital said that 12 civilians were killed in the market of Brask.", Reason.CERTAINTY_RAISED),
    ],
)
def test_another_teller_day_or_hedge_is_refused(market: EventRecord, text: str, reason: Reason) -> None:
    assert reason in [r.reason for r in check_text(text, [market], EDITION)]


def test_sides_of_a_fight_and_ways_are_not_exchanged() -> None:
    text = article("Gunmen ambushed an army convoy near Brask on Monday.", "Troops withdrew from Brask to Hale.")
    fight = event(text, C.ARMED_CLASH, by=["Gunmen"], against=["an army convoy"], time=on("on Monday", MONDAY))
    assert not check_text("Gunmen ambushed an army convoy near Brask on Monday.", [fight], EDITION)
    turned = check_text("An army convoy ambushed gunmen near Brask on Monday.", [fight], EDITION)
    assert [r.reason for r in turned] == [Reason.ROLE_SWAPPED]
    places = [Location(raw="Brask", role=PlaceRole.ORIGIN), Location(raw="Hale", role=PlaceRole.DESTINATION)]
    moved = event(text, C.FORCE_WITHDRAWAL, cites=(2,), by=["Troops"]).model_copy(update={"locations": places})
    assert not check_text("Troops withdrew from Brask to Hale.", [moved], EDITION)
    assert check_text("Troops withdrew from Hale to Brask.", [moved], EDITION)


def test_who_denies_is_not_told_as_who_claims() -> None:
    text = article("The front said that it took Brask on Monday.", "The army denied that the town had been taken.")
    taken = event(
        text, C.TERRITORY_CAPTURED, cites=(1, 2), by=["The front"], place="Brask", time=on("on Monday", MONDAY),
        said=[said_by("The front"), said_by("The army", "denied", stance=Stance.DENIES, evidence=1)],
    )  # fmt: skip
    assert worded(taken, EDITION) == "The front reported having captured Brask on Monday 5 June; the army denied this."
    assert check_text("The army said that it took Brask on Monday; the front denied this.", [taken], EDITION)


def test_a_pronoun_that_points_elsewhere_gives_way() -> None:
    assert noun_phrase("Its chairwoman, Ada Boll", ["Its chairwoman, Ada Boll, said so."]) == "the chairwoman, Ada Boll"
    assert noun_phrase("their lawyer", ["The three were held, their lawyer said."]) == "their lawyer"


def test_datelines_and_headings_are_no_part_of_a_sentence() -> None:
    for text in ("GOMA, Oldland, Oct 14 (MNA) – Shells fell.", "• Shells fell.", "BRASK – Shells fell."):
        assert LEADING.sub("", text) == "Shells fell."
    assert LEADING.sub("", "Health. A clinic opened.") == "A clinic opened."
    assert LEADING.sub("", "Gen. A. Boll spoke.") == "Gen. A. Boll spoke."
    assert noun_phrase("Police", ["BRASK, Oldland – Police fired tear gas."]) == "police"


@pytest.mark.parametrize("phrase", ["more than 2,000 residents", "at least ten men", "about 30 fighters", "some 300"])
def test_counted_people_are_many(phrase: str) -> None:
    assert is_plural(phrase)
    assert not is_plural("at least one man")


def test_people_who_have_fled_are_told_so() -> None:
    text = article("More than 2,000 residents have fled Brask since Monday, a local chief said.")
    fled = event(
        text, C.DISPLACEMENT, status=Status.ONGOING, place="Brask", time=EventTime(raw="since Monday", start=MONDAY),
        said=[said_by("a local chief")],
        casualties=[toll(K.DISPLACED, "More than 2,000", 2001, 2001, None, who="residents", qualifier=Qualifier.MORE_THAN)],
    )  # fmt: skip
    assert (
        sentence(fled, EDITION)
        == "A local chief said that more than 2,000 residents have fled from Brask since 5 June."
    )
    brief = brief_of(text, fled)
    assert [r.words for r in brief.casualty_table if r.kind is K.DISPLACED] == ["more than 2,000"]
    assert "| more than 2,000 |" in brief.to_markdown()


def test_a_visit_is_no_talks_and_as_planned_is_no_plan() -> None:
    text = article("A team of the mission visited the market on Monday, as planned.")
    visit = event(text, C.TALKS_MEETING, by=["A team of the mission"], place="the market", time=on("on Monday", MONDAY))
    assert worded(visit, EDITION) == "A team of the mission visited the market on Monday 5 June."


def test_what_was_called_off_did_not_fail_to_happen_on_a_day_to_come() -> None:
    text = article("The front called off the march that was to begin on Friday.")
    off = event(text, C.PROTEST, status=Status.DID_NOT_OCCUR, by=["The front"], time=on("on Friday", date(2023, 6, 9)))
    assert worded(off, EDITION).startswith("In the words of the article: “The front called off")


def test_parties_are_marked_one_by_one_and_pronouns_name_nobody(market: EventRecord) -> None:
    label = brief_of(article("x"), market).key_takeaways[0].label
    assert label == "claimed by the hospital and the army (a party to it)"
    text = article("They denied using rubber bullets.")
    spoke = event(text, C.STATEMENT, said=[said_by("They", "denied", stance=Stance.DENIES)])
    assert event_label(Events([spoke], [], {}, EDITION).all[0]) == "denied"


def test_a_statement_stands_in_the_country_of_its_article() -> None:
    text = article("Gunmen raided Brask on Monday.", "A spokesman accused the front of the raid.")
    raid = event(text, C.ATTACK_ON_CIVILIANS, by=["Gunmen"], place="Brask", country="MLI", time=on("on Monday", MONDAY))
    blame = event(text, C.STATEMENT, cites=(2,), by=["A spokesman"], said=[said_by("A spokesman", "accused")])
    assert [s.title for s in brief_of(text, raid, blame).sections] == ["Mali"]


def test_pages_name_countries_and_say_where_losses_were_added_up() -> None:
    text = article("The fighting near Brask on Sunday killed 11 rebels and two soldiers.")
    rows = [
        toll(K.KILLED, raw, n, n, n, who=who, population=Population.COMBATANT).model_copy(update={"side": side})
        for raw, n, who, side in (("11", 11, "rebels", 0), ("two", 2, "soldiers", 1))
    ]
    fight = event(
        text, C.ARMED_CLASH, by=["rebels"], against=["soldiers"], place="Brask", country="COD", time=on("on Sunday", SUNDAY),
        casualties=rows,
    )  # fmt: skip
    brief = brief_of(text, fight)
    assert [r.note for r in brief.casualty_table if r.kind is K.KILLED and r.n_events] == [SIDES]
    page = brief.to_markdown()
    assert "Democratic Republic of the Congo: Brask" in page
    assert "COD" not in page


def test_a_word_of_another_kind_of_event_is_no_synonym() -> None:
    text = article("The presidents will meet in Brask on Monday.")
    summit = event(text, C.TALKS_MEETING, status=Status.PLANNED, place="Brask", time=on("on Monday", MONDAY))
    actors = [Participant(raw="The presidents", role=ActorRole.PARTICIPANT)]
    summit = summit.model_copy(update={"actors": actors})
    assert not check_text("The presidents will meet in Brask on Monday.", [summit], EDITION)
    assert check_text("The presidents will meet in Brask on Monday for a ceasefire.", [summit], EDITION)
