"""Quarters of the year, written 2026Q4: for each there is a list of what communities need."""

from __future__ import annotations

from datetime import date

MONTHS = 3


def quarter_of(day: date) -> str:
    return f"{day.year}Q{(day.month - 1) // MONTHS + 1}"


def first_day(quarter: str) -> date:
    return date(int(quarter[:4]), MONTHS * (int(quarter[5]) - 1) + 1, 1)


def after(quarter: str) -> str:
    """The next one."""
    year, number = int(quarter[:4]), int(quarter[5])
    return f"{year + number // 4}Q{number % 4 + 1}"
