"""One rule per kind of time expression: a pattern and the interval it stands for, the most specific first."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import dates_patterns as p
from . import dates_rules_calendar as fixed
from . import dates_rules_relative as relative
from .dates_calendar import Frame, Interval

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Frame], Interval | None]]
RULES: tuple[Rule, ...] = tuple(
    (re.compile(pattern), function)
    for pattern, function in (
        (p.ISO, fixed.iso),
        (p.NUMERIC, fixed.numeric),
        (p.RANGE_DMY, fixed.day_range),
        (p.RANGE_MDY, fixed.day_range),
        (p.WEEK_OF_DAY, fixed.week_of_day),
        (p.WEEK_OF_MONTH, fixed.week_of_month),
        (p.FULL_DMY, fixed.month_day),
        (p.FULL_MDY, fixed.month_day),
        (p.WEEKDAYS_EACH, relative.recurring),
        (p.SPAN_AGO, relative.ago),
        (p.FROM_NOW, relative.from_now),
        (p.RECENT, relative.recent),
        (p.LAST_N, relative.last_n),
        (p.WEEKDAY, relative.weekday),
        (p.N_EARLIER, relative.n_earlier),
        (p.DAY_WORD, relative.day_word),
        (p.PREVIOUS_DAY, relative.previous_day),
        (p.NTH, fixed.nth),
        (p.WITHIN, relative.within),
        (p.MONTH_ONLY, fixed.month),
        (p.PERIOD, relative.period),
        (p.DECADE, fixed.decade),
        (p.YEAR_ONLY, fixed.year_alone),
        (p.OVERNIGHT, relative.overnight),
    )
)
