"""The labelling page through HTTP: prefill, checks at each change, saving what the loader accepts, guards, hostile text."""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from evals import label
from evals.goldset import load_gold
from evals.label_server import MAX_BYTES, LabelServer
from summarizer.testing import Scripted, ScriptedServer
from tests.evals import tiny

Json = dict[str, Any]


class Visitor:
    """A browser with the page open: it knows the address, and sends what the page's script would send."""

    def __init__(self, server: LabelServer) -> None:
        self.server = server
        self.root = f"/{server.token}/"
        self.revision = 0

    def ask(
        self, method: str, path: str, body: str | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, str], str]:
        """Status, headers and text of the answer; headers given as "" are not sent."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=20)
        sent = {"Host": f"127.0.0.1:{self.server.server_port}", **(headers or {})}
        connection.request(method, path, body, {name: value for name, value in sent.items() if value})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, dict(answer.headers), text

    def page(self) -> str:
        """The page's HTML."""
        status, _, text = self.ask("GET", self.root)
        assert status == 200
        return text

    def data(self) -> Json:
        """What the page's script reads."""
        data: Json = json.loads(Parts(self.page()).texts["data"])
        self.revision = data["state"]["revision"]
        return data

    def post(self, action: str, value: object, **headers: str) -> tuple[int, Json]:
        """Post as the page does; `headers` replace those of the page, with _ for -."""
        own = {"Origin": self.server.origins[0], "Content-Type": "application/json"}
        own |= {name.replace("_", "-"): text for name, text in headers.items()}
        status, _, text = self.ask("POST", self.root + action, json.dumps(value), own)
        return status, json.loads(text)

    def send(self, action: str, *events: object, note: str | None = None) -> Json:
        """Post the label; it is taken."""
        given = {"revision": self.revision, "label": {"events": list(events), "note": note}}
        status, answer = self.post(action, given)
        assert status == 200, answer
        self.revision = answer["revision"]
        return answer


class Parts(HTMLParser):
    """Elements of a page with their text, as a browser tells them apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: dict[str, str] = {}
        self.sentences: list[str] = []
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        named = dict(attrs)
        self._open = named.get("id") or (tag if tag in ("script", "style") else "")
        if "data-number" in named:
            self._open = "sentence"
            self.sentences.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, text: str) -> None:
        if self._open == "sentence":
            self.sentences[-1] += text
        elif self._open:
            self.texts[self._open] = self.texts.get(self._open, "") + text


@contextmanager
def opened(tmp_path: Path, *arguments: str, article: Path | None = None) -> Iterator[Visitor]:
    """A visitor of a page begun with the arguments of the command line."""
    article = article or tiny.gold_folder(tmp_path, 1) / "articles" / "t00.txt"
    options = label._parser().parse_args([str(article), "--out", str(tmp_path / "coding_a"), *arguments])
    with LabelServer(label.opened(options)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield Visitor(server)
        server.shutdown()
        thread.join()


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Visitor]:
    """An empty label of tiny article 0."""
    with opened(tmp_path, "--empty") as visitor:
        yield visitor


@contextmanager
def scripted(monkeypatch: pytest.MonkeyPatch, answer: object) -> Iterator[ScriptedServer]:
    with ScriptedServer() as model:
        model.respond(lambda _: answer)  # type: ignore[arg-type,return-value]
        monkeypatch.setenv("SUMMARIZER_BASE_URL", model.base_url)
        monkeypatch.setenv("SUMMARIZER_API_KEY", "scripted")
        yield model


def faults(answer: Json, event: str = "e1") -> dict[str, str]:
    """Fields of an event that are wrong, with the messages."""
    return {fault["field"]: fault["message"] for fault in answer["faults"] if fault["event"] == event}


# --- prefill ------------------------------------------------------------------------------------------------------


def test_a_models_records_are_put_in_and_saving_them_gives_gold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("--model", "scripted", "--coder", "b")
    with scripted(monkeypatch, {"records": tiny.drafts(0)}), opened(tmp_path, *arguments) as page:
        given = page.data()["label"]
        answer = page.send("save", *given["events"], note="settled by hand")

    assert answer["saved"]
    (read,) = load_gold(tmp_path, coding="coding_a")
    first, second = read.events
    assert (first.event_class, first.killed and first.killed.best, first.place) == ("attack_on_civilians", 3, "Marden")
    assert (second.event_class, second.sentences, second.weapons) == ("shelling_missile", [2], ["rockets"])
    assert (str(first.start), first.assertion, read.note) == ("2023-05-07", "claimed", "settled by hand")
    file = json.loads((tmp_path / "coding_a" / "t00.json").read_text(encoding="utf-8"))
    assert (file["coder"], file["prefilled_by"]) == ("b", "scripted")


def test_what_the_gate_refused_is_told_to_the_coder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = tiny.drafts(0)
    drafts[0]["place"] = "Nowhere"
    with scripted(monkeypatch, {"records": drafts}), opened(tmp_path, "--model", "scripted") as page:
        assert page.data()["label"]["events"][0]["place"] != "Nowhere"
        assert "place “Nowhere”" in page.page()


def test_a_failed_article_begins_empty_with_the_reason_and_is_asked_again_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZER_MAX_REASKS", "0")
    with scripted(monkeypatch, Scripted.text("no JSON")), opened(tmp_path, "--model", "scripted") as page:
        assert page.data()["label"]["events"] == []
        assert "failed (invalid_reply)" in page.page()
    assert not list((tmp_path / "coding_a").glob("*"))


def test_without_a_model_the_label_is_empty_and_names_none(page: Visitor) -> None:
    given = page.data()["label"]

    assert given["events"] == []
    assert "prefilled_by" not in given


# --- checks and saving --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"place": "Velk"}, "place"),
        ({"sentences": []}, "sentences"),
        ({"sentences": ["Masked gunmen fled."]}, "sentences"),
        ({"event_class": None}, "event_class"),
        ({"status": "sure"}, "status"),
        ({"start": "7 May 2023"}, "start"),
        ({"start": "2023-05-08", "end": "2023-05-07"}, "start"),
        ({"figures": {"killed": [3, 3, None]}}, "killed"),
        ({"figures": {"killed": [3, "x", None]}}, "killed"),
        ({"initiators": ["Masked gunmen", "the army"]}, "initiators"),
        ({"other_kind": "missing"}, "other_kind"),
        ({"other_tolls": [{"kind": "killed", "words": "ten", "figures": None, "claimants": []}]}, "other_tolls"),
        ({"merge_with": ["e9"]}, "merge_with"),
        ({"remark": "sure"}, "remark"),
    ],
)
def test_a_wrong_value_is_shown_at_its_field_and_kept_out_of_the_file(
    page: Visitor, tmp_path: Path, change: Json, field: str
) -> None:
    event = {**tiny.coded(0)[0], **change}

    assert field in faults(page.send("draft", event))
    refused = page.send("save", event)

    assert field in faults(refused)
    assert not refused["saved"]
    assert not (tmp_path / "coding_a" / "t00.json").exists()


def test_enumerations_and_missing_evidence_are_told_in_plain_words(page: Visitor) -> None:
    told = faults(page.send("draft", {"id": "e1", "sentences": [], "other_tolls": [{"words": "three"}]}))

    assert told["event_class"] == "choose one"
    assert "other_tolls" in told
    assert told["sentences"] == "cite at least one sentence"


def test_figures_are_read_back_from_their_words(page: Visitor) -> None:
    toll = {"kind": "injured", "words": "three", "claimants": []}
    event = {**tiny.coded(0)[0], "killed": "at least nine", "figures": {}, "other_tolls": [toll]}

    (read,) = page.send("draft", event)["figures"]

    assert read == {"figures": {"killed": [9, 9, None]}, "other_tolls": [[3, 3, 3]]}


def test_figures_that_code_cannot_read_are_asked_for(page: Visitor) -> None:
    event = {**tiny.coded(0)[0], "killed": "traders", "figures": {}}

    assert faults(page.send("draft", event))["killed"].startswith("no low, best or high")
    answer = page.send("draft", {**event, "figures": {"killed": [2, None, None]}})

    assert "killed" not in faults(answer)
    assert answer["figures"][0]["figures"] == {"killed": [2, None, None]}


def test_a_file_may_be_saved_without_events_and_again_after_a_change(page: Visitor, tmp_path: Path) -> None:
    assert page.send("save")["saved"]
    assert load_gold(tmp_path, coding="coding_a")[0].events == ()

    assert not page.send("draft", *tiny.coded(0))["saved"]
    assert load_gold(tmp_path, coding="coding_a")[0].events == ()
    assert page.send("save", *tiny.coded(0))["saved"]
    assert len(load_gold(tmp_path, coding="coding_a")[0].events) == 2


def test_order_joins_and_further_tolls_are_kept(page: Visitor, tmp_path: Path) -> None:
    first, second = tiny.coded(0)
    toll = {"kind": "casualties_unspecified", "words": "three", "claimants": ["the mayor"]}
    first |= {"merge_with": ["e2"], "core": False, "other_tolls": [toll]}
    second |= {"merge_with": ["e1"]}

    assert page.send("save", second, first)["saved"]

    (read,) = load_gold(tmp_path, coding="coding_a")
    assert [event.event_id for event in read.events] == ["e2", "e1"]
    assert (read.events[1].merge_with, read.events[1].core) == (["e2"], False)
    assert [toll.figure.best for toll in read.events[1].other_tolls] == [3]


def test_tolls_written_with_the_fields_of_the_event_are_opened_with_all_they_hold(tmp_path: Path) -> None:
    toll = {"killed": "three", "killed_who": "traders", "figures": {"killed": [3, 3, 3]}, "claimants": ["the mayor"]}
    file = tiny.gold_folder(tmp_path, 1) / "coding_a" / "t00.json"
    file.parent.mkdir()
    label = {"id": "t00", "coder": "a", "events": [{**tiny.coded(0)[0], "other_tolls": [toll]}], "note": None}
    file.write_text(json.dumps(label), encoding="utf-8")
    with opened(tmp_path) as page:
        data = page.data()

    assert data["state"]["faults"] == []
    (read,) = data["label"]["events"][0]["other_tolls"]
    claims = {"claimants": ["the mayor"], "killed_who": "traders"}
    assert read == {"kind": "killed", "words": "three", "figures": [3, 3, 3], **claims}


def test_a_name_across_two_lines_is_saved_with_the_letters_of_the_text(tmp_path: Path) -> None:
    article = tmp_path / "n1.txt"
    lines = (
        "The ministers of the two coastal states met in the harbour town of Port",
        "Osel on Sunday for talks about the closed road, their spokesmen said in",
        "a short note that was sent to the newspapers of both states on Monday.",
    )
    article.write_text("\n".join(lines), encoding="utf-8")
    with opened(tmp_path, "--empty", article=article) as page:
        (sentence,) = page.data()["sentences"]
        event = {**tiny.coded(0)[0], "sentences": [sentence["text"]], "place": "Port Osel"}
        told = faults(page.send("draft", event))
        kept = page.data()["label"]["events"][0]

    assert "killed" in told
    assert "place" not in told
    assert kept["place"] == "Port\nOsel"


# --- drafts -------------------------------------------------------------------------------------------------------


def test_every_change_is_kept_and_the_same_command_goes_on_from_it(tmp_path: Path) -> None:
    wrong = {**tiny.coded(0)[0], "place": "Velk"}
    with opened(tmp_path, "--empty") as page:
        page.send("draft", wrong)
        assert page.data()["label"]["events"][0]["place"] == "Velk"
    with opened(tmp_path, "--empty") as page:
        assert page.data()["label"]["events"][0]["place"] == "Velk"
        page.send("save", *tiny.coded(0))
    assert [path.name for path in (tmp_path / "coding_a").iterdir()] == ["t00.json"]
    with opened(tmp_path, "--empty") as page:
        data = page.data()
    assert data["state"]["saved"]
    assert [event["id"] for event in data["label"]["events"]] == ["e1", "e2"]


def test_a_prefilled_label_is_not_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with scripted(monkeypatch, {"records": tiny.drafts(0)}) as model:
        for _ in range(2):
            with opened(tmp_path, "--model", "scripted") as page:
                assert len(page.data()["label"]["events"]) == 2
                assert page.data()["label"]["prefilled_by"] == "scripted"
    assert len(model.requests) == 1


def test_a_second_page_cannot_overwrite_the_first(page: Visitor) -> None:
    other = Visitor(page.server)
    page.send("draft", *tiny.coded(0))

    status, answer = other.post("save", {"revision": 0, "label": {"events": []}})

    assert status == 409
    assert "another page" in answer["error"]
    assert len(page.data()["label"]["events"]) == 2


@pytest.mark.parametrize("value", [None, [], {"revision": 0}, {"revision": 0, "label": {"events": ["e1"]}}])
def test_what_is_no_label_is_refused(page: Visitor, value: object) -> None:
    assert page.post("draft", value)[0] == 400


def test_a_change_that_cannot_be_kept_is_told_and_may_be_sent_again(page: Visitor, tmp_path: Path) -> None:
    (tmp_path / "coding_a").write_text("in the way", encoding="utf-8")
    status, answer = page.post("save", {"revision": 0, "label": {"events": tiny.coded(0)}})
    assert (status, answer["error"].startswith("cannot be kept")) == (500, True)

    (tmp_path / "coding_a").unlink()
    assert page.send("save", *tiny.coded(0))["saved"]


def test_an_unpaired_surrogate_reaches_no_file(page: Visitor) -> None:
    page.send("draft", {**tiny.coded(0)[0], "place": "\ud800"}, note="\udfff")

    assert page.data()["label"]["note"] == "?"


# --- guards -------------------------------------------------------------------------------------------------------


def test_the_server_listens_on_loopback_only(page: Visitor) -> None:
    assert page.server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("path", ["/", "/wrong/", "//", "/favicon.ico", "/{token}", "/{token}x/", "/{token}/draft"])
def test_without_the_token_and_the_right_address_there_is_nothing(page: Visitor, path: str) -> None:
    status, _, text = page.ask("GET", path.format(token=page.server.token))

    assert status == 404
    assert "gunmen" not in text


def test_another_name_of_the_host_is_refused(page: Visitor) -> None:
    status, _, text = page.ask("GET", page.root, headers={"Host": f"news.example:{page.server.server_port}"})

    assert (status, "gunmen" in text) == (421, False)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": ""}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://news.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Host": "news.example"}, 421),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_only_the_page_itself_can_post(page: Visitor, tmp_path: Path, headers: dict[str, str], status: int) -> None:
    given = {"revision": 0, "label": {"events": tiny.coded(0)}}

    assert page.post("save", given, **headers)[0] == status
    assert page.post("done", {}, **headers)[0] == status
    assert not (tmp_path / "coding_a").exists()
    assert page.data()["label"]["events"] == []


def test_a_post_without_the_token_changes_nothing(page: Visitor) -> None:
    page.root = "/guess/"
    assert page.post("done", {})[0] == 404
    page.root = f"/{page.server.token}/"
    assert page.data()["label"]["events"] == []


def test_too_much_is_not_read(page: Visitor) -> None:
    headers = {"Origin": page.server.origins[0], "Content-Length": str(MAX_BYTES + 1)}

    assert page.ask("POST", page.root + "draft", headers=headers)[0] == 413


# --- hostile text -------------------------------------------------------------------------------------------------

HOSTILE = (
    "Masked gunmen killed three traders <img src=x onerror=alert(1)> in Marden on Sunday, the mayor said. "
    "The gang wrote </script><script>alert(2)</script> on a wall. \"><svg onload='alert(3)'> {{ 7 * 7 }} was the slogan."
)


def test_hostile_text_is_printed_as_text(tmp_path: Path) -> None:
    article = tmp_path / "h1.txt"
    article.write_text(HOSTILE, encoding="utf-8")
    about = {"title": "<b onclick=alert(4)>News</b>", "source": "</title><script>alert(5)</script>"}
    article.with_suffix(".json").write_text(json.dumps(about), encoding="utf-8")
    with opened(tmp_path, "--empty", "--coder", "<i>me</i>", article=article) as page:
        page.send("draft", {**tiny.coded(0)[0], "place": HOSTILE, "sentences": [HOSTILE]}, note=HOSTILE)
        parts = Parts(page.page())

    assert not {"img", "svg", "b", "i"} & set(parts.tags)
    assert parts.tags.count("script") == 2
    assert not [name for name, _ in parts.attributes if name.startswith("on")]
    assert " ".join(parts.sentences) == HOSTILE
    assert json.loads(parts.texts["data"])["label"]["note"] == HOSTILE


def test_nothing_but_the_pages_own_script_and_style_may_run(page: Visitor) -> None:
    _, headers, text = page.ask("GET", page.root)
    parts = Parts(text)
    rules = dict(rule.strip().split(" ", 1) for rule in headers["Content-Security-Policy"].split(";"))

    assert rules["default-src"] == "'none'"
    for name in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(parts.texts[name].encode()).digest()).decode()
        assert rules[f"{name}-src"] == f"'sha256-{digest}'"
    assert rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert headers["Cache-Control"] == "no-store"
    assert not re.search(r"(?:src|href)=|https?://", text)


# --- the command --------------------------------------------------------------------------------------------------


def run(capsys: pytest.CaptureFixture[str], *arguments: str, save: bool) -> int:
    """The command, with a visitor who saves two events, or only keeps a wrong one, and is done."""
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(label.main(arguments)), daemon=True)
    thread.start()
    while not (found := re.search(r"http://127\.0\.0\.1:(\d+)/([^/]+)/", capsys.readouterr().out)):
        assert thread.is_alive()
        thread.join(0.02)
    connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=20)
    events = tiny.coded(0) if save else [{"id": "e1"}]
    headers = {"Origin": f"http://127.0.0.1:{found[1]}", "Content-Type": "application/json"}
    for action in ("save", "done"):
        body = json.dumps({"revision": 0, "label": {"events": events}})
        connection.request("POST", f"/{found[2]}/{action}", body, headers)
        assert connection.getresponse().read()
    thread.join(20)
    return codes[0]


@pytest.mark.parametrize(("save", "code", "ending"), [(True, 0, "saved: "), (False, 1, "not saved; the draft is kept")])
def test_done_stops_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], save: bool, code: int, ending: str
) -> None:
    article = tiny.gold_folder(tmp_path, 1) / "articles" / "t00.txt"

    assert run(capsys, str(article), "--empty", "--out", str(tmp_path / "labels"), save=save) == code
    assert capsys.readouterr().out.startswith(ending)


def test_wrong_use_is_told_and_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tiny.gold_folder(tmp_path, 1) / "articles" / "t00.txt"
    out = ("--out", str(tmp_path / "records"))

    assert label.main([str(tmp_path / "none.txt"), "--empty"]) == 2
    assert label.main([str(article), *out, "--coder", "b"]) == 2
    (tmp_path / "records" / "t00.json").write_text("[]", encoding="utf-8")
    assert label.main([str(article), *out]) == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.startswith("error: ") for line in told] == [True] * 3
    assert "begun by coder 'settled'" in told[1]
