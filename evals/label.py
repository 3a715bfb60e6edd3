"""Label an article for the gold set: `python -m evals.label ARTICLE [--model …] [--coder NAME] [--out FOLDER]`.

A model's records are put into a page of this machine for a person to correct; `--empty` begins without a model, as
blind coding needs. The page shows the article's numbered sentences and the events beside each other. Every change is
kept in FOLDER/ID.draft, and the same command goes on from there; Save writes FOLDER/ID.json in the format of
evals/gold/GUIDELINE.md once the gold set's own checks find nothing wrong. A label that began with a model's records
says so (`prefilled_by`): it is no independent coding of what that model is scored on.

Exit status: 0 saved, 1 stopped with a draft, 2 wrong use or a model that cannot be reached, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import SettingsError

from evals.label_server import LabelServer
from evals.label_sheet import FIGURES, Json, LabelError, Sheet
from summarizer import Summarizer
from summarizer.articles import Article
from summarizer.errors import ConfigurationError, InputError
from summarizer.schemas import EventDraft, EventRecord, Extraction
from summarizer.settings import DEFAULT_MODEL, Settings

CODER = "a"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    options = _parser().parse_args(argv)
    try:
        sheet = opened(options)
        server = LabelServer(sheet, options.port)
    except ValidationError as error:
        wrong = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_url=False))
        print("error: " + "; ".join(wrong), file=sys.stderr)
        return 2
    except (LabelError, InputError, ConfigurationError, SettingsError, OSError, OverflowError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return _serve(sheet, server)


def opened(options: argparse.Namespace) -> Sheet:
    """The sheet of the article: its draft or its saved file if there is one, or else begun from a model's records.

    Raises:
        InputError, LabelError: the article or an earlier label cannot be read, or is another coder's.
        ConfigurationError: the model cannot be reached.
    """
    article = Article.read(options.article)
    coder = options.coder or CODER
    sheet = Sheet(article, options.article.stem, options.out or Path("labels") / coder, coder)
    if sheet.resume():
        if options.coder and sheet.label["coder"] != options.coder:
            raise LabelError(f"{sheet.path}: begun by coder {sheet.label['coder']!r}; choose another --out")
    elif not options.empty:
        given = {name: getattr(options, name) for name in ("model", "base_url")}
        settings = Settings.load(options.config, **{k: v for k, v in given.items() if v is not None})
        with Summarizer(settings) as summarizer:
            found = summarizer.extract(article)
        sheet.prefill(events_of(found), remarks_of(found), settings.model or DEFAULT_MODEL)
        if found.ok:  # the model is not asked again; a failed article may be
            sheet.keep()
    return sheet


def events_of(found: Extraction[EventDraft]) -> list[Json]:
    """A model's records in the gold format, the second of `records` and `events` giving what code computed."""
    pairs = zip(found.records, found.events, strict=True)
    return [_event(f"e{n}", draft, record) for n, (draft, record) in enumerate(pairs, start=1)]


def _event(name: str, draft: EventDraft, record: EventRecord) -> Json:
    told = draft.model_dump(mode="json", exclude={"sentences", "when", *FIGURES})
    figures = {name: getattr(draft, name) for name in FIGURES}
    time = record.time
    return {
        **told,
        **{name: figure and figure.raw for name, figure in figures.items()},
        "id": name,
        "figures": {name: [f.low, f.best, f.high] for name, f in figures.items() if f},
        "assertion": record.assertion.value,
        "granularity": record.granularity.value,
        "temporal_role": record.temporal_role.value,
        "sentences": [evidence.quote for evidence in record.evidence],
        "when": time.raw,
        "start": time.start and time.start.isoformat(),
        "end": time.end and time.end.isoformat(),
    }


def remarks_of(found: Extraction[EventDraft]) -> list[str]:
    """What a coder should know about a model's records: why there are none, what the gate took from them, warnings."""
    failed = [f"failed ({found.error.kind}): {found.error.message}"] if found.error else []
    refused = [f"{r.field} “{r.value}”: {r.message} ({r.reason})" for r in found.rejected]
    return [*failed, *refused, *found.warnings]


def _serve(sheet: Sheet, server: LabelServer) -> int:
    with server:
        print(f"{sheet.name}: {len(sheet.events)} events; open {server.url}", flush=True)
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            print(_ending(sheet), file=sys.stderr)
            return 130
    print(_ending(sheet))
    return 0 if sheet.saved else 1


def _ending(sheet: Sheet) -> str:
    if sheet.saved:
        return f"saved: {sheet.path}"
    kept = f"the draft is kept: {sheet.draft}" if sheet.draft.is_file() else "nothing was changed"
    return f"not saved; {kept}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.label", description="Correct a model's records into gold.")
    add = parser.add_argument
    add("article", type=Path, metavar="ARTICLE", help="a .txt file (with .json beside it) or a .json file")
    add("--model", help="as for summarizer: a name at the endpoint, a catalogue name, PATH.gguf or hf:OWNER/REPO/FILE")
    add("--base-url", help="an OpenAI-compatible endpoint")
    add("--config", type=Path, help="settings file (default: ./summarizer.toml)")
    add("--coder", metavar="NAME", help=f"who codes (default: {CODER}); goes into the file")
    add("--out", type=Path, metavar="FOLDER", help="where the label goes (default: labels/CODER)")
    add("--port", type=int, default=0, help="of the page (default: any free one)")
    add("--empty", action="store_true", help="begin without a model's records, for blind coding")
    return parser


if __name__ == "__main__":
    sys.exit(main())
