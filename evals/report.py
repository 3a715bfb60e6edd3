"""One self-contained page for a run or a comparison: `python -m evals.report RUN [RUN2] -o report.html`.

The page needs no network and no script, adapts to phones and to dark mode, and holds: scores with intervals, bars for
every field, the confusion of classes, the reliability of the confidence, cost, rejected values with reasons, and every
article with its text, evidence marked, and gold and predicted records side by side. With two runs the second is
compared with the first. `--perturb` adds the figures of `python -m evals.perturb --json FILE`.

Articles need the dataset: for all but gold, name its folder with `--data`; the page then holds its texts and is not for
publication. Exit status 2 if something cannot be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals.compare import compare, sentence
from evals.datasets import Dataset, DatasetError, load
from evals.report_data import KINDS, NONE, Page, page
from evals.runs import RunError, read_run

SIGNS = {"right": "✓", "partly": "≈", "missed": "−", "extra": "+", "merged": "∪"}
WORDS = {
    "right": "right",
    "partly": "partly right",
    "missed": "missed",
    "extra": "extra",
    "merged": "admissible merge",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.report", description="A page of a run or a comparison.")
    parser.add_argument("runs", type=Path, nargs="+", metavar="RUN", help="one folder of evals.run, or two to compare")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the page to write, such as report.html")
    parser.add_argument("--data", type=Path, help="folder of the dataset, to show its articles; not needed for gold")
    parser.add_argument("--metric", help="what the verdict of a comparison is on (default: the dataset's headline)")
    parser.add_argument("--common", action="store_true", help="compare the articles that both runs have")
    parser.add_argument("--perturb", type=Path, metavar="FILE", help="figures of evals.perturb --json")
    options = parser.parse_args(argv)
    if len(options.runs) > 2:
        parser.error("give one run, or two to compare")
    try:
        runs = [read_run(path) for path in options.runs]
        settings = runs[0].settings
        compared = compare(runs[0], runs[1], options.metric, common=options.common) if runs[1:] else None
        dataset = None
        if settings.dataset == "gold" or options.data is not None:
            dataset = load(settings.dataset, settings.split, options.data, settings.case)
        figures = read_perturbation(options.perturb) if options.perturb else None
        html = render(page(runs, dataset, compared, figures), dataset)
        options.out.write_text(html, encoding="utf-8")
    except (RunError, DatasetError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(f"{options.out}: {len(html.encode()) // 1024} kB")
    return 0


def render(content: Page, dataset: Dataset[Any] | None = None) -> str:
    """The page as HTML; every text in it is escaped."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2").render(
        page=content,
        dataset=dataset,
        verdict=sentence(content.compared) if content.compared else None,
        kinds=KINDS,
        signs=SIGNS,
        words=WORDS,
        absent=NONE,
    )


def read_perturbation(path: Path) -> dict[str, Any]:
    """The figures that evals.perturb wrote. Raises RunError."""
    try:
        figures = json.loads(path.read_text(encoding="utf-8"))
        for row in figures["classes"]:
            if not {"class", "surface", "honest", "held_out", "n", "passed", "rate"} <= row.keys():
                raise KeyError(f"a row has only {', '.join(row)}")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunError(f"{path}: not figures of evals.perturb --json: {error}") from None
    return dict(figures)


if __name__ == "__main__":
    sys.exit(main())
