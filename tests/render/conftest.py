"""The hostile brief, for every renderer."""

from __future__ import annotations

import pytest

from summarizer.schemas.brief import DailyBrief
from tests.render.hostile import hostile_brief


@pytest.fixture
def brief() -> DailyBrief:
    return hostile_brief()
