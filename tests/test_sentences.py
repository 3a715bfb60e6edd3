"""Text to sentences: offsets, coverage, where a sentence ends, headings, wrapped lines, page furniture."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarizer.boilerplate import is_boilerplate, is_date_line
from summarizer.sentences import MAX_QUOTE, WINDOW, Sentence, split


def sentences(text: str, title: str | None = None) -> tuple[Sentence, ...]:
    return split(text, title)[0]


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]


def furniture(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)[1]]


def check_coverage(text: str) -> None:
    found, boilerplate = split(text)
    spans = sorted([*((s.start, s.end) for s in found), *boilerplate])
    assert all(a[1] <= b[0] for a, b in pairwise(spans)), "spans overlap"
    assert all(s.text == text[s.start : s.end] == s.text.strip() != "" for s in found)
    assert [s.number for s in found] == list(range(1, len(found) + 1))
    assert [s.start for s in found] == sorted(s.start for s in found)
    gaps = [text[a:b] for a, b in zip([0, *(e for _, e in spans)], [*(s for s, _ in spans), len(text)], strict=True)]
    assert not "".join(gaps).strip(), f"characters in no sentence: {gaps}"


NEWS_PIECES = st.sampled_from(
    ["The army left.", "U.S.", "5 p.m.", "Lt. Gen.", "“", "”", '"', "'", "(", ")", "[", "]", "...", "…", "?", "!", "\n",
     "\r\n", "\n\n", " ", "\t", "\u2028", "\x0b", "\x1c", "\u200b", "\u00a0", "- ", "14:05 ", "1. ", "KADUNA", "killed",
     "Share this", "2 min read", "军队离开了。", "غادر الجيش.", "3.5", "\x00", "😀", "\u202e", "\ufeff", "a", "A."]
)  # fmt: skip


class TestCoverage:
    """Every visible character is in exactly one sentence or boilerplate span, whatever the text."""

    @given(st.text())
    @example("")
    @example(" \r\n\t\u2028 ")
    @example("\x00\x0b.\x1c A")
    @example("\u200b\n\n\u200b")
    @example(". " * 50 + "x")
    @example("(" * 30 + '"' * 30)
    @settings(max_examples=400, deadline=None)
    def test_any_string(self, text: str) -> None:
        check_coverage(text)

    @given(st.lists(NEWS_PIECES, max_size=40).map("".join))
    @settings(max_examples=400, deadline=None)
    def test_strings_made_of_news(self, text: str) -> None:
        check_coverage(text)

    @given(st.lists(NEWS_PIECES, max_size=12).map("".join), st.integers(1, 12))
    @settings(max_examples=60, deadline=None)
    def test_texts_longer_than_a_window(self, piece: str, times: int) -> None:
        check_coverage((piece + " word ") * (times * WINDOW // (2 * (len(piece) + 6))))

    @pytest.mark.parametrize("char", [*"a.\"'“”‘’()[]-!? \n…", "a. ", "A. ", "x? “", "it's ", "\u200b. "])
    def test_long_runs_of_one_thing_end(self, char: str) -> None:
        check_coverage(char * (3 * WINDOW))

    def test_a_space_or_nothing_has_no_sentences(self) -> None:
        assert split("") == split(" \n\r\n\t ") == ((), ())


# One sentence a piece, written with | between them.
SENTENCES = """
The toll rose to 3.5 million.|He said so.
Lt. Gen. Abe Tor spoke to Brig. Gen. Ann Low, Col. Ed Roe and Sgt. Bo Fay.|They left.
Gov. Dana Roe, Sen. Gil Hu and Rep. Ida Jo met Mr. Ko, Mrs. Li and Dr. Mo.|Nothing came of it.
They met in the U.S.|The army left.
The U.S. Army and the U.N. Security Council met on Jan. 5 and Sept. 6.|It was calm.
They left for the U.N.|In March they came back.
It began at 5 p.m.|The army had left.
It began at 5 p.m.|Gunmen then fled.
At 5 p.m. Colonel Low left.|By 6 a.m. Monday it was over.
The talks end at 5 p.m. local time.|Nobody came.
He asked for No. 5.|St. Mary was hit, and so was Mt. Uz.
J. K. Rahm and John F. Tor left.|It was a plan B.|The army knew.
Acme Inc. said so.|Acme Ltd. and Low Corp. agreed.|They sold Acme Inc.|The price fell.
“We won.”|He left.
"We lost".|The army left.
"We lost."|The army left.
“We go. We stay,” Low said.|He left.
"Why?" he asked.|"Stop!"|He ran.
He said ‘We won.’|She left.
It went on ... and on.|He left...|The army knew.|Then … nothing.
He left …|The army came.
He (Gen. Low) left.|(It was late.)|She stayed.
The town (it fell in May.) is quiet.|He left.
KADUNA, Nigeria, March 3 (Agency) - Gunmen came.|They left.
AL-MINA (AGENCY) — Gunmen came.|They left.
TORVIK, April 9. The ministers met.|They left.
Who won?|Nobody.|Really?!|Yes!
The aid, e.g. rice, came vs. all odds, i.e. late.|Good.
Approx. 500 fled.|They were tired.
See example.com for more.|It is short.
A U.S.-led force came.|It left.
他们离开了。|军队来了！|谁？
قال الجيش.|غادر الجنود؟|نعم.
सेना चली गई।|वे आए।
""".strip().splitlines()


class TestSentenceEnds:
    @pytest.mark.parametrize("marked", SENTENCES)
    def test_mixed_case(self, marked: str) -> None:
        expected = marked.split("|")
        assert texts(("" if "。" in marked else " ").join(expected)) == expected

    @pytest.mark.parametrize(
        "marked",
        [
            "LT. GEN. ABE TOR LEFT ON JAN. 5.|TWO OTHERS STAYED.",
            "lt. gen. abe tor left on jan. 5.|two others stayed.",
            "THE ATTACK BEGAN AT 5 P.M.|THE ARMY LEFT.",
            "AT 5 P.M. THE ARMY LEFT.|IT WAS LATE.",
            "at 5 p.m. the army left.|it was late.",
            "U.S. TROOPS MET THE U.N. ENVOY.|THEY LEFT THE U.S.|THE ENVOY STAYED.",
            "J. K. RAHM SAID 3.5 MILLION FLED.|NO. 5 LEFT.",
            '"WE WON!" HE SAID.|SHE LEFT.',
            "COL. LOW LEFT.|[PASSAGE OMITTED] HE CAME BACK. [END RECORDING]",
        ],
    )
    def test_text_without_case(self, marked: str) -> None:
        assert texts(marked.replace("|", " ")) == marked.split("|")

    def test_a_full_stop_without_a_space(self) -> None:
        assert texts("He left.The army came. The U.S.-led force hit No.4 and NO.5 in the U.S.") == [
            "He left.",
            "The army came.",
            "The U.S.-led force hit No.4 and NO.5 in the U.S.",
        ]

    def test_a_quotation_that_is_never_closed_swallows_nothing(self) -> None:
        assert texts("He said: “It is over. We go. The army left.") == [
            "He said: “It is over.",
            "We go.",
            "The army left.",
        ]
        assert len(texts('He said: "It is over. We go. She said "yes." It snowed.')) == 4

    def test_a_long_quotation_is_split(self) -> None:
        inner = "We saw the trucks come down the hill. " * (MAX_QUOTE // 30)
        assert len(texts(f"“{inner.strip()}” He left.")) == inner.count(".") + 1

    def test_opening_marks_stay_with_what_they_open(self) -> None:
        assert texts('He left. “We won,” she said. ("It rained," he said.) ‘Yes.’') == [
            "He left.",
            "“We won,” she said.",
            '("It rained," he said.)',
            "‘Yes.’",
        ]

    def test_list_numbers_stay_with_the_item(self) -> None:
        assert texts("1. The army left. 2. The talks ended.") == ["1. The army left.", "2. The talks ended."]

    def test_a_place_name_that_opens_a_bulletin_entry_stays_with_it(self) -> None:
        assert texts("Orvane. Two men were shot. They died.")[0] == "Orvane. Two men were shot."

    def test_a_cut_at_the_window_changes_nothing(self) -> None:
        sentence = "At 5 p.m. Lt. Gen. Abe Tor said that 3.5 million had fled. "
        assert set(texts(sentence * (3 * WINDOW // len(sentence)))) == {sentence.strip()}


class TestLines:
    def test_hard_wrapped_text(self) -> None:
        text = (
            "Gunmen on motorcycles attacked a market in the northern town of Orvane\n"
            "on Monday, killing 3.5 per cent of its many traders, said Lt. Gen.\n"
            "Abe Tor. The army, which had been asked for help, came at 5 p.m.\n"
            "Monday. Nobody was held.\n\nThe governor\nleft."
        )
        assert texts(text) == [
            "Gunmen on motorcycles attacked a market in the northern town of Orvane\n"
            "on Monday, killing 3.5 per cent of its many traders, said Lt. Gen.\nAbe Tor.",
            "The army, which had been asked for help, came at 5 p.m.\nMonday.",
            "Nobody was held.",
            "The governor\nleft.",
        ]
        assert [s.paragraph for s in sentences(text)] == [0, 0, 0, 1]

    @pytest.mark.parametrize("case", [str.upper, str.lower])
    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    def test_hard_wrapped_wire_copy_without_case(self, case: type[str], newline: str) -> None:
        text = case(
            "   Orvane, 3 Jan (Agency) -- The command of the third battalion has said\n"
            "that about 50 peasants were taken by armed men in the eastern district\n"
            "of Low Hill.  The source added that the armed men were led by Col.\n"
            "Abe Tor.\n\n"
            "   Meanwhile three rebels were killed during clashes in the hills.  It was\n"
            "also reported that a soldier was hurt.\n"
        ).replace("\n", newline)
        found = sentences(text)
        assert [s.paragraph for s in found] == [0, 0, 1, 1]
        assert [s.text.split()[-1].casefold() for s in found] == ["hill.", "tor.", "hills.", "hurt."]
        assert not any(s.heading for s in found)

    def test_a_headline_right_above_the_body(self) -> None:
        found = sentences(
            "Gunmen kill five in Orvane market\n"
            "Gunmen on motorcycles attacked a market in the northern town of Orvane on Monday, police said.\n"
            "Two traders were hurt and a school was burnt, said the governor, who came to the town.\n"
        )
        assert [s.heading for s in found] == [True, False, False]
        assert [s.paragraph for s in found] == [0, 1, 2]

    def test_a_headline_right_above_wire_copy(self) -> None:
        found = sentences(
            "FIVE KILLED IN ORVANE\n"
            "GUNMEN ON MOTORCYCLES ATTACKED A MARKET IN THE NORTHERN TOWN OF ORVANE\n"
            "ON MONDAY, POLICE SAID.  TWO TRADERS WERE HURT AND A SCHOOL WAS BURNT.\n"
        )
        assert [s.heading for s in found] == [True, False, False]

    def test_list_items_are_sentences_of_their_own(self) -> None:
        text = "The main points:\n- five killed in Orvane\n- some 30 trucks emptied\n• no talks today\n\nThe army left."
        assert texts(text) == [
            "The main points:",
            "- five killed in Orvane",
            "- some 30 trucks emptied",
            "• no talks today",
            "The army left.",
        ]
        assert not any(s.heading for s in sentences(text)[1:])

    def test_timed_entries_are_sentences_of_their_own(self) -> None:
        text = "14:05 Army enters Orvane\n14:20 The governor leaves\n14.55 Shots are heard near the bridge."
        assert texts(text) == text.split("\n")

    def test_a_wrapped_line_that_happens_to_begin_with_a_number_or_dash(self) -> None:
        text = (
            "The soldiers who came to the town of Orvane on Monday morning said that\n"
            "14:05 was when they had first heard the shots near the old bridge, and\n"
            "- as many feared - nobody was there to help the people of the district,\n"
            "who had fled."
        )
        assert texts(text) == [text]

    def test_one_sentence_a_line(self) -> None:
        text = "The army left.\nThe rebels came.\nNobody was hurt, said a nurse who had come to the town of Orvane."
        assert texts(text) == text.split("\n")

    def test_a_line_that_goes_on_in_lower_case(self) -> None:
        assert (
            texts("The army left the town\nafter the talks.\n\nIt rained.")[0]
            == "The army left the town\nafter the talks."
        )


class TestHeadings:
    def test_title_subheads_and_body(self) -> None:
        text = "Five killed in Orvane\n\nGunmen came on Monday.\n\nWhat we know so far\n\nThe army left. It rained."
        found = sentences(text)
        assert [s.text for s in found if s.heading] == ["Five killed in Orvane", "What we know so far"]
        assert [s.paragraph for s in found] == [0, 1, 2, 3, 3]

    @pytest.mark.parametrize("first", ["Who killed the governor?", "At last!", "Report No. 14: floods in Low Hill"])
    def test_the_first_line_may_ask_or_shout(self, first: str) -> None:
        assert sentences(f"{first}\n\nThe army left.")[0].heading
        assert sentences(f"{first}\n\nThe army left.")[0].text == first

    def test_the_given_title_is_a_heading_whatever_its_form(self) -> None:
        text = "The army left Orvane. Why?\n\nNobody knows."
        assert not sentences("The army left Orvane.\n\nNobody knows.")[0].heading
        assert sentences("The army left Orvane.\n\nNobody knows.", "the army  left Orvane.")[0].heading
        assert not any(s.heading for s in sentences(text))

    @pytest.mark.parametrize(
        "line",
        [
            "The army left.",
            "“We won.”",
            "and then,",
            "3 March 2025",
            "Monday, 3 March 2025, 14:05 GMT",
            "14:05",
            "- five killed",
        ],
    )
    def test_no_headings(self, line: str) -> None:
        assert not any(s.heading for s in sentences(f"Army leaves Orvane\n\n{line}\n\nThe army left.")[1:])

    def test_a_lone_line_is_the_text_itself(self) -> None:
        assert not sentences("Five killed in Orvane")[0].heading

    def test_numbered_headings_in_capitals(self) -> None:
        assert [s.heading for s in sentences("1. SUMMARY\n\nThe army left.\n\n2. The army came\n\nIt rained.")] == [
            True,
            False,
            False,
            False,
        ]


FURNITURE = """
//|***|---|* * *|…|🔴|<br/>|<p class="x"></p>|https://news.example.org/a/b?c=1|3 min read|12-minute read
Reading time: 4 minutes|Estimated reading time: 3 mins|Latest|Latest from Africa|More stories|Related articles
Read more|READ MORE »|Also read Ten dead in a fire|More from World|Related: Ten dead in a fire
Read more: Ten dead in a fire|Also read: what to know|Recommended|Recommended for you|See also: maps|Most read
Most viewed: 1. A fire 2. A flood|You may also like|Editors' picks|Watch: the moment the bridge fell|Up next
More in Nation: Fuel prices down|News > World > Africa|[WATCH: 90 seconds]|Share this|Share this article|SHARE
Share on Facebook|Facebook Twitter WhatsApp Email|Share|Tweet|Print|Subscribe|Subscribe to our newsletter
Sign up for our daily newsletter to get the best stories|Sign up for free|Get the day's news delivered to your inbox
Join our WhatsApp channel|Follow us on Twitter|Follow @outlet|Follow us
Follow The Low Hill Courier on Facebook and Instagram|Click here|Click here to read the full story|Advertisement
ADVERTISEMENT|- Advertisement -|Ad|Sponsored content|Article continues below|Story continues below advertisement
Copyright 2024 Low Hill Courier|© 2025 Courier Media Ltd. All rights reserved.|Copyright © 1990 by The Courier
All rights reserved.|This material may not be published, broadcast, rewritten or redistributed without permission.
Photo: A. Rahm / Agency|Image credit: Agency|[Photo by Ann Low]|Credit: Courier|File photo: the bridge at Orvane
PHOTO: AGENCY|By Ann Low|By Ann Low and Abe Tor|By Our Correspondent in Orvane
(Reporting by Ann Low in Orvane; Editing by Abe Tor)|Updated: 3 March 2025|Published 3 Mar 2025 14:05 GMT
Last updated on March 3, 2025 at 2:05 p.m.|Updated 5 hours ago|This site uses cookies to improve your experience.
We use cookies. Find out more.|Accept all cookies|Cookie policy|Leave a comment|12 comments|Skip to main content
Tags: fire, flood|Compiled from agencies|ENDS|(MORE)|-30-
""".strip()
NEWS = """
Share prices fell 5 percent in Orvane
Shared grief in Orvane
Follow-up strikes hit the port
Follow the money, the judge told them.
Advertisement hoardings collapsed, killing two.
Ads for the militia appeared overnight
More than 20 people were killed
More troops on the coastal road
More strikes hit Orvane
Latest strikes kill five
Latest reports from Orvane say five are dead
Related charges were dropped
Recommended by the court, the truce held
Read out in court, the letter named five men.
Also read out were the names of the dead.
Subscribers to the newsletter were hacked, police said.
Sign-up forms for the militia were found in the flat.
Copyright law was changed after the protest
Photo by photo, investigators rebuilt the attack.
Photographers were beaten by police
Images from a drone show five bodies
Updated figures show 12 dead
Published reports of 12 dead were denied
Updated toll: 12 dead
Cookie factory bombed in Orvane
The site uses cookies to track exiles, researchers said.
Names of victims may not be published, court rules
He said all rights reserved by the treaty were void.
By Friday the army had left
By air and sea, troops reached Orvane
Five minutes of reading saved him
In 5 minutes the raid was over
Click farms raided in Orvane
Comments by the minister angered the opposition
Printing press bombed
Clicks, likes and lies: how the militia recruits
Sponsored militias attacked the town
Trending down: attacks fell in March
End of the siege
Ends of the bridge were mined
Two killed
Watch towers fell
Menu of options for peace talks
Top officials killed in blast
Report from Orvane: five dead
3 killed
""".strip()


class TestBoilerplate:
    @pytest.mark.parametrize("line", [line for row in FURNITURE.splitlines() for line in row.split("|") if line])
    def test_page_furniture(self, line: str) -> None:
        assert furniture(f"Army leaves Orvane\n\nThe army left.\n\n{line}\n\nIt rained.") == [line]

    @pytest.mark.parametrize("line", NEWS.splitlines())
    def test_news_that_begins_alike(self, line: str) -> None:
        assert furniture(f"Army leaves Orvane\n\nThe army left.\n\n{line}\n\nIt rained.") == []

    def test_furniture_between_lines_of_news(self) -> None:
        text = "The army left the town of Orvane on Monday.\nAdvertisement\nIt rained.\nShare this\n"
        assert furniture(text) == ["Advertisement", "Share this"]
        assert texts(text) == ["The army left the town of Orvane on Monday.", "It rained."]

    def test_wrapped_furniture(self) -> None:
        text = (
            "The soldiers who came to the town of Orvane on Monday morning said that\n"
            "they had heard the shots near the old bridge, and nobody could help.\n\n"
            "Copyright 1990 The Courier of Orvane and Low Hill. All rights\nreserved.\n"
        )
        assert furniture(text) == ["Copyright 1990 The Courier of Orvane and Low Hill. All rights\nreserved."]

    def test_the_last_words_of_a_wrapped_sentence_are_no_furniture(self) -> None:
        text = (
            "The soldiers who came to the town of Orvane on Monday morning said that\n"
            "nobody there had seen the letter, which they did not want anybody to\nread more\n"
        )
        assert furniture(text) == []

    def test_a_long_separator(self) -> None:
        assert furniture("The army left.\n\n" + "-" * 5000 + "\n\nIt rained.") == ["-" * 5000]

    @given(st.text(max_size=400))
    @settings(max_examples=200, deadline=None)
    def test_any_line_is_one_or_the_other(self, line: str) -> None:
        flat = " ".join(line.split())
        found, boilerplate = split(flat)
        assert bool(boilerplate) == (bool(flat) and is_boilerplate(flat))
        assert bool(found) == (bool(flat) and not boilerplate)

    @pytest.mark.parametrize(
        "line", ["3 March 2025", "Monday, 14:05 GMT", "2025-03-03", "2025-03-03T14:05Z", "an hour ago"]
    )
    def test_date_lines(self, line: str) -> None:
        assert is_date_line(line)

    @pytest.mark.parametrize("line", ["3 March 2025: army leaves", "Monday", "May", "", "Five hours on"])
    def test_no_date_lines(self, line: str) -> None:
        assert not is_date_line(line)
