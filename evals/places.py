"""How well places resolve, on hand-labelled mentions: `python -m evals.places`.

Labels: `evals/gold/places.json` (its head says how they were made). Printed are the share of wrong points, over all mentions
and over points given, the share resolved of what a gazetteer knows (`town` and `area`), each with a Wilson 95 % interval, and
every error. A point is wrong where it lies further than `km` from the label, or where the label has none.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from summarizer import Article
from summarizer.resolve.gazetteer.context import distance
from summarizer.resolve.places import Places
from summarizer.schemas.codebook_parts import PlacePrecision
from summarizer.schemas.event import Location
from summarizer.settings import Settings

GOLD = Path(__file__).parent / "gold"


class Label(BaseModel):
    """One labelled mention; `point` is (latitude, longitude), null where no point is right."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    article: str | None = None
    text: str | None = None
    place: str
    kind: str
    country_iso3: str | None
    point: tuple[float, float] | None
    km: float
    tolerated: tuple[float, float] | None
    why: str
    blind: bool = False
    """Written after the code: see the head of the file."""

    def right(self, lat: float, lon: float) -> bool:
        """Whether a point is within `km` of the label's, or of the one that is also fine."""
        return any(distance((lat, lon), p) <= self.km for p in (self.point, self.tolerated) if p)


@dataclass(frozen=True)
class Outcome:
    """What a mention came to: `right`, `wrong` (a wrong point), `country` (a wrong country, no point) or `open`."""

    label: Label
    place: Location
    verdict: str


def read_labels(path: Path = GOLD / "places.json") -> list[Label]:
    """All labels."""
    return [Label.model_validate(row) for row in json.loads(path.read_text(encoding="utf-8"))["labels"]]


def judge(label: Label, place: Location) -> str:
    """The verdict on one resolved place."""
    if place.lat is not None and place.lon is not None:
        return "right" if label.right(place.lat, place.lon) else "wrong"
    if place.precision is PlacePrecision.UNKNOWN:
        return "open"
    if label.country_iso3 and place.country_iso3 and place.country_iso3 != label.country_iso3:
        return "country"
    return "right" if label.kind != "town" else "open"


def evaluate(labels: Sequence[Label], places: Places) -> list[Outcome]:
    """Resolve and judge every labelled mention in its article or text."""
    articles: dict[str, Article] = {}
    out = []
    for label in labels:
        if label.article and label.article not in articles:
            path = GOLD / "articles" / f"{label.article}.txt"
            articles[label.article] = Article(text=path.read_text(encoding="utf-8"))
        article = articles[label.article] if label.article else Article(text=label.text or "")
        texts = [s.text for s in article.sentences]
        sentence = next((t for t in texts if label.place in t), texts[0])
        place = places.resolve(Location(raw=label.place), sentence, texts)
        out.append(Outcome(label, place, judge(label, place)))
    return out


def share(part: int, whole: int) -> str:
    """`part` of `whole` in per cent, with the Wilson 95 % interval."""
    if not whole:
        return "–"
    z, p = 1.96, part / whole
    centre = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole)) / (1 + z * z / whole)
    low, high = 100 * max(centre - half, 0), 100 * min(centre + half, 1)
    return f"{100 * p:.1f} % ({part} of {whole}; 95 % interval {low:.1f}–{high:.1f})"


def report(outcomes: Sequence[Outcome]) -> str:
    """The figures, by source of the text, and the errors."""
    lines = []
    groups = (
        ("all", outcomes),
        ("gold articles", [o for o in outcomes if o.label.article]),
        ("written for this", [o for o in outcomes if o.label.text and not o.label.blind]),
        ("written after the code", [o for o in outcomes if o.label.blind]),
    )
    for title, group in groups:
        wrong = sum(o.verdict == "wrong" for o in group)
        pointed = sum(o.place.lat is not None for o in group)
        known = [o for o in group if o.label.kind in ("town", "area")]
        lines += [
            f"{title}: {len(group)} mentions, {len(known)} that a gazetteer knows, {pointed} points given",
            f"  wrong point, of all mentions   {share(wrong, len(group))}",
            f"  wrong point, of points given   {share(wrong, pointed)}",
            f"  resolved, of those it knows    {share(sum(o.verdict == 'right' for o in known), len(known))}",
        ]
    lines += ["", *(_line(o) for o in outcomes if o.verdict in ("wrong", "country"))]
    lines += [_line(o) for o in outcomes if o.verdict == "open" and o.label.kind in ("town", "area")]
    return "\n".join(lines)


def _line(outcome: Outcome) -> str:
    label, place = outcome.label, outcome.place
    where = f"{place.lat}, {place.lon}" if place.lat is not None else "no point"
    got = f"{place.normalized} {place.country_iso3} {place.precision.value} {where}"
    return f"{outcome.verdict:8}{(label.article or 'own text')[:12]:13} {label.place!r} ({label.kind}, {label.point}) → {got}"


def main() -> int:
    """Print the report; exit status 1 where the bar (2 % wrong, 80 % resolved) is missed."""
    parser = argparse.ArgumentParser(description="How well places resolve, on hand-labelled mentions.")
    parser.add_argument("--labels", type=Path, default=GOLD / "places.json")
    args = parser.parse_args()
    places = Places(Settings().cache_dir)
    if places.gazetteer is None:
        print("the gazetteer is not installed: pip install 'news-event-summarizer[places]'", file=sys.stderr)
        return 2
    outcomes = evaluate(read_labels(args.labels), places)
    print(report(outcomes))
    known = [o for o in outcomes if o.label.kind in ("town", "area")]
    wrong = sum(o.verdict == "wrong" for o in outcomes)
    resolved = sum(o.verdict == "right" for o in known)
    return int(wrong > 0.02 * len(outcomes) or resolved < 0.8 * len(known))


if __name__ == "__main__":
    sys.exit(main())
