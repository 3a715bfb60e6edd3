"""What an article holds; reading text, JSON, JSON Lines and directories; what bad input is told."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from summarizer.articles import Article, Unreadable, read_articles
from summarizer.errors import InputError
from summarizer.schemas import FailureKind

BODY = "Army leaves Orvane\n\nThe army left the town. It rained.\n"


def refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        Article.read(path)
    assert str(path) in str(caught.value)
    return caught.value


class TestArticle:
    def test_nothing_is_invented(self) -> None:
        article = Article(text=BODY)
        assert (article.title, article.published, article.source, article.url) == (None, None, None, None)
        assert article.text == BODY

    def test_it_is_frozen_and_closed(self) -> None:
        with pytest.raises(ValidationError):
            Article(text=BODY).text = "x"  # type: ignore[misc]
        with pytest.raises(ValidationError):
            Article(text=BODY, outlet="Courier")  # type: ignore[call-arg]

    @pytest.mark.parametrize("text", ["", " \n\t "])
    def test_an_empty_text_has_no_sentences(self, text: str) -> None:
        assert (Article(text=text).sentences, Article(text=text).boilerplate) == ((), ())
        assert Article(text=text).headline is None

    def test_sentences_and_boilerplate(self) -> None:
        article = Article(text=BODY + "\n3 min read\n")
        assert [s.text for s in article.sentences] == ["Army leaves Orvane", "The army left the town.", "It rained."]
        assert [article.text[a:b] for a, b in article.boilerplate] == ["3 min read"]
        assert article.sentences is article.sentences

    def test_the_id_is_that_of_the_text_alone(self) -> None:
        digest = hashlib.sha256(BODY.encode()).hexdigest()
        assert Article(text=BODY, title="x").doc_id == digest[:16]
        assert Article(text=BODY).text_sha256 == digest

    @pytest.mark.parametrize(
        ("text", "title", "headline"),
        [
            (BODY, None, "Army leaves Orvane"),
            (BODY, "The army has left", "The army has left"),
            ("The army left.\n\nWhat now\n\nIt rained.", None, None),
        ],
    )
    def test_the_headline_is_the_title_or_the_first_heading(
        self, text: str, title: str | None, headline: str | None
    ) -> None:
        article = Article(text=text, title=title)
        assert article.headline == headline
        assert article.title == title

    @pytest.mark.parametrize(
        "published",
        [
            date(2025, 3, 3),
            datetime(2025, 3, 3, 14, 5, tzinfo=UTC),
            "2025-03-03",
            "2025-03-03T14:05:00Z",
            " 2025-03-03 ",
        ],
    )
    def test_dates(self, published: date) -> None:
        assert Article(text=BODY, published=published).published == date(2025, 3, 3)

    @pytest.mark.parametrize("published", ["yesterday", "03/04/2025", "2025-02-30", "", 20250303, 86400])
    def test_what_is_no_date(self, published: date) -> None:
        with pytest.raises(ValidationError, match="YYYY-MM-DD"):
            Article(text=BODY, published=published)

    @given(st.text(st.characters(codec=None)))  # any code point, unpaired surrogates too
    @settings(max_examples=150, deadline=None)
    def test_any_string_is_a_text(self, text: str) -> None:
        article = Article(text=text, title=text[:5])
        assert len(article.text) == len(text)
        assert len(article.doc_id) == 16
        assert all(article.text[s.start : s.end] == s.text for s in article.sentences)
        assert Article.model_validate_json(article.model_dump_json()) == article

    def test_an_unpaired_surrogate_is_replaced_in_place(self) -> None:
        assert Article(text="a\ud83d b.").text == "a\ufffd b."
        assert Article(text="a😀 b.").text == "a😀 b."

    def test_a_changed_copy_forgets_the_old_sentences(self) -> None:
        article = Article(text=BODY)
        before = article.sentences, article.doc_id
        copy = article.model_copy(update={"text": "It rained."})
        assert [s.text for s in copy.sentences] == ["It rained."]
        assert copy.doc_id != before[1]
        assert (article.sentences, article.doc_id) == before

    def test_importing_it_does_not_load_the_splitter(self) -> None:
        code = "import sys, summarizer.articles as a; a.Article(text='x').doc_id; sys.exit('sentencex' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class TestReadText:
    @pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "a.TXT"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_text_is_kept_as_it_is(self, tmp_path: Path, name: str, newline: str) -> None:
        text = BODY.replace("\n", newline)
        (tmp_path / name).write_bytes(text.encode())
        article = Article.read(str(tmp_path / name))
        assert article == Article(text=text)
        assert [s.text for s in article.sentences] == ["Army leaves Orvane", "The army left the town.", "It rained."]

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
    def test_a_byte_order_mark_names_the_encoding(self, tmp_path: Path, encoding: str) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes("Şırnak’ta patlama.".encode(encoding))
        assert Article.read(path).text == "Şırnak’ta patlama."

    def test_utf16_of_the_other_byte_order(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"\xfe\xff" + "Şırnak".encode("utf-16-be"))
        assert Article.read(path).text == "Şırnak"

    def test_a_json_file_beside_it_describes_it(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
        (tmp_path / "a.json").write_text(
            json.dumps({"id": "a", "title": "Army leaves", "outlet": "Courier", "published": "2025-03-03", "url": "u"})
        )
        assert Article.read(tmp_path / "a.txt") == Article(
            text=BODY, title="Army leaves", published=date(2025, 3, 3), source="Courier", url="u"
        )

    def test_a_json_file_with_a_text_of_its_own_does_not(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
        (tmp_path / "a.json").write_text(json.dumps({"title": "Another", "text": "It rained."}))
        assert Article.read(tmp_path / "a.txt").title is None

    @pytest.mark.parametrize(("sidecar", "said"), [("{", "not JSON"), ('{"published": "soon"}', "YYYY-MM-DD")])
    def test_a_broken_description_is_no_silence(self, tmp_path: Path, sidecar: str, said: str) -> None:
        (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
        (tmp_path / "a.json").write_text(sidecar)
        with pytest.raises(InputError, match=said):
            Article.read(tmp_path / "a.txt")

    def test_missing(self, tmp_path: Path) -> None:
        assert "no such file" in str(refusal(tmp_path / "none.txt"))

    def test_a_directory(self, tmp_path: Path) -> None:
        assert "read_articles()" in str(refusal(tmp_path))

    @pytest.mark.parametrize("raw", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe"])
    def test_empty(self, tmp_path: Path, raw: bytes) -> None:
        (tmp_path / "a.txt").write_bytes(raw)
        assert refusal(tmp_path / "a.txt").kind is FailureKind.EMPTY

    @pytest.mark.parametrize(
        ("raw", "said"),
        [
            (b"abc\x00def", "byte 3"),
            ("Army".encode("utf-16-le"), "UTF-16"),
            (
                "The caf\xe9 was hit.".encode("cp1252"),
                "byte 0xE9 at byte 7; find out its encoding and convert it to UTF-8",
            ),
            (b"\xef\xbb\xbfThe caf\xe9", "byte 0xE9 at byte 10"),
            (b"\xff\xfea\x00b", "UTF-16-LE"),
            (b"%PDF-1.7 \xe2", "a PDF"),
            (b"PK\x03\x04\x00", "office document"),
        ],
    )
    def test_not_text(self, tmp_path: Path, raw: bytes, said: str) -> None:
        (tmp_path / "a.txt").write_bytes(raw)
        error = refusal(tmp_path / "a.txt")
        assert said in str(error)
        assert error.kind is FailureKind.NOT_TEXT

    @pytest.mark.parametrize("raw", [b"<!DOCTYPE html><html>", b'\xef\xbb\xbf\n<?xml version="1.0"?><html lang="en">'])
    def test_a_page_without_a_story(self, tmp_path: Path, raw: bytes) -> None:
        (tmp_path / "a.txt").write_bytes(raw)
        assert "no article text was found in this page" in str(refusal(tmp_path / "a.txt"))

    @pytest.mark.parametrize("name", ["feed.xml", "feed.rss"])
    def test_feeds_are_refused_by_name(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_text(BODY)
        assert "feeds.toml" in str(refusal(tmp_path / name))

    @pytest.mark.parametrize("name", ["a.html", "b.HTM", "c.txt"])
    def test_a_saved_web_page_is_read_in_its_own_encoding(self, tmp_path: Path, name: str) -> None:
        story = "Ağrı’da köprü kapatıldı. " * 20
        page = f'<!doctype html><html><head><meta charset="utf-8"><title>Köprü</title></head><body><p>{story}</p></body></html>'
        (tmp_path / name).write_text(page, encoding="utf-8")
        article = Article.read(tmp_path / name)
        assert "Ağrı’da köprü kapatıldı." in article.text
        assert article.title == "Köprü"

    @given(st.binary(max_size=200))
    @settings(max_examples=200, deadline=None)
    def test_any_bytes_are_an_article_or_refused(self, tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
        path = tmp_path_factory.getbasetemp() / "any.txt"
        path.write_bytes(raw)
        [found] = read_articles(path)
        assert found.text.strip() if isinstance(found, Article) else str(path) in found.failure.message


class TestReadJson:
    @pytest.mark.parametrize("text", ["text", "body", "content"])
    @pytest.mark.parametrize(
        ("title", "day", "outlet"), [("title", "published", "source"), ("headline", "date", "outlet")]
    )
    def test_the_keys(self, tmp_path: Path, text: str, title: str, day: str, outlet: str) -> None:
        path = tmp_path / "a.json"
        data = {text: BODY, title: "T", day: "2025-03-03", outlet: "Courier", "url": "u", "tags": [1], "id": None}
        path.write_text(json.dumps(data))
        assert Article.read(path) == Article(
            text=BODY, title="T", published=date(2025, 3, 3), source="Courier", url="u"
        )

    def test_null_and_empty_values_are_not_given(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text(json.dumps({"text": BODY, "title": "", "headline": "T", "published": None, "source": ""}))
        assert Article.read(path) == Article(text=BODY, title="T")

    def test_half_an_emoji_does_not_lose_the_article(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text(r'{"text": "It rained. \ud83d"}')
        assert Article.read(path).text == "It rained. \ufffd"

    @pytest.mark.parametrize(
        ("raw", "said", "kind"),
        [
            ("{", "not JSON: Expecting property name", FailureKind.NOT_TEXT),
            ("[" * 100_000, "nested too deeply", FailureKind.NOT_TEXT),
            ('{"text": ' + "9" * 5000 + "}", "not JSON that can be read", FailureKind.NOT_TEXT),
            ("[{}]", "one article a line into a .jsonl file", FailureKind.NOT_TEXT),
            ("3", "one JSON object", FailureKind.NOT_TEXT),
            ('{"title": "T"}', "no article text; give it under the key 'text'", FailureKind.NOT_TEXT),
            ('{"text": " "}', "the article is empty", FailureKind.EMPTY),
            ('{"text": null}', "the article is empty", FailureKind.EMPTY),
            ('{"text": 5}', "text: Input should be a valid string", FailureKind.NOT_TEXT),
            ('{"text": "x", "title": ["T"]}', "title: Input should be a valid string", FailureKind.NOT_TEXT),
            (
                '{"text": "x", "date": "3 March"}',
                "published: '3 March' is not a date; write it as YYYY-MM-DD",
                FailureKind.NOT_TEXT,
            ),
            ('{"text": "x", "published": 1741000000}', "published: 1741000000 is not a date", FailureKind.NOT_TEXT),
            ("", "the file is empty", FailureKind.EMPTY),
        ],
    )
    def test_what_is_wrong_is_said(self, tmp_path: Path, raw: str, said: str, kind: FailureKind) -> None:
        path = tmp_path / "a.json"
        path.write_text(raw)
        error = refusal(path)
        assert said in str(error)
        assert error.kind is kind

    def test_many_articles_are_not_one(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_text(json.dumps({"text": BODY}))
        assert "read_articles()" in str(refusal(tmp_path / "a.jsonl"))


class TestReadMany:
    def test_a_bad_line_is_reported_and_the_others_go_on(self, tmp_path: Path) -> None:
        path = tmp_path / "news.jsonl"
        lines = [
            b'\xef\xbb\xbf{"text": "One."}', b"", b'{"text": "Two.\xe2\x80\xa8", "x": 1}\r', b"{oops", b'{"text": ""}',
            b'{"text": "caf\xe9"}', b'{"body": "Six."}',
        ]  # fmt: skip
        path.write_bytes(b"\n".join(lines))
        found = list(read_articles(path))
        assert [a.text for a in found if isinstance(a, Article)] == ["One.", "Two.\u2028", "Six."]
        bad = [a for a in found if isinstance(a, Unreadable)]
        assert [(a.source, a.failure.kind) for a in bad] == [
            (f"{path}:4", FailureKind.NOT_TEXT),
            (f"{path}:5", FailureKind.EMPTY),
            (f"{path}:6", FailureKind.NOT_TEXT),
        ]
        assert all(a.failure.message.startswith(a.source) for a in bad)
        assert [type(a) for a in found] == [Article, Article, Unreadable, Unreadable, Unreadable, Article]

    def test_a_directory_in_order(self, tmp_path: Path) -> None:
        (tmp_path / "b.txt").write_text("From b.")
        (tmp_path / "b.json").write_text(json.dumps({"title": "B"}))
        (tmp_path / "a.json").write_text(json.dumps({"text": "From a."}))
        (tmp_path / "c.jsonl").write_text('{"text": "From c1."}\n{"text": "From c2."}\n')
        (tmp_path / "d.txt").write_text("From d.")
        (tmp_path / "d.json").write_text(json.dumps({"text": "From d too."}))
        (tmp_path / "picture.png").write_bytes(b"\x89PNG")
        (tmp_path / ".hidden.txt").write_text("Hidden.")
        (tmp_path / "sub").mkdir()
        (tmp_path / "sub" / "e.txt").write_text("From e.")
        found = [a for a in read_articles(tmp_path) if isinstance(a, Article)]
        assert [a.text for a in found] == ["From a.", "From b.", "From c1.", "From c2.", "From d too.", "From d."]
        assert found[1].title == "B"

    def test_a_broken_file_among_good_ones(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("From a.")
        (tmp_path / "b.txt").write_bytes(b"\x00")
        (tmp_path / "c.html").write_text("<p>")
        (tmp_path / "d.txt").write_text("From d.")
        (tmp_path / "d.json").write_text("{oops")
        (tmp_path / "e.jsonl").write_text("\n")
        found = list(read_articles(tmp_path))
        assert [Path(a.source).name if isinstance(a, Unreadable) else a.text for a in found] == [
            "From a.", "b.txt", "c.html", "d.txt", "e.jsonl",
        ]  # fmt: skip

    def test_one_file(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(BODY)
        assert list(read_articles(str(tmp_path / "a.txt"))) == [Article(text=BODY)]

    @pytest.mark.parametrize("name", ["none.txt", "none.jsonl", "none"])
    def test_a_missing_file_is_reported(self, tmp_path: Path, name: str) -> None:
        [found] = read_articles(tmp_path / name)
        assert isinstance(found, Unreadable)
        assert "no such file" in found.failure.message

    def test_a_directory_without_articles_is_reported(self, tmp_path: Path) -> None:
        [found] = read_articles(tmp_path)
        assert isinstance(found, Unreadable)
        assert found.failure.kind is FailureKind.EMPTY

    def test_the_labelled_articles_of_the_project(self) -> None:
        found = list(read_articles(Path(__file__).parents[1] / "evals" / "gold" / "articles"))
        assert found
        for article in found:
            assert isinstance(article, Article)
            assert article.title is not None
            assert article.sentences[0].heading
            assert article.headline == article.title
            assert all(a.end <= b.start for a, b in pairwise(article.sentences))
