"""No test here compiles a gazetteer: one province has a known capital, the rest have none."""

from __future__ import annotations

import pytest

from summarizer.export import geography
from summarizer.resolve.gazetteer.store import Spot


@pytest.fixture(autouse=True)
def _one_capital(monkeypatch: pytest.MonkeyPatch) -> None:
    mopti = Spot(
        id=2453348,
        name="Mopti",
        country="MLI",
        admin1=1,
        admin2=2,
        lat=14.49297,
        lon=-4.19418,
        population=108456,
        score=1.0,
    )
    monkeypatch.setattr(
        geography,
        "admin1_capital",
        lambda country, admin1: mopti if (country, admin1) == ("MLI", "Mopti Region") else None,
    )
