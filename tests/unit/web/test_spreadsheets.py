"""Cells of exports that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from cms.web.spreadsheets import harmless

FORMULA = "=cmd|' /C calc'!A0"
RUN = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
BEGINS = (*RUN, "\t=", "\r=", "\n=", " =", "\u00a0+", '"=', "'=")


@pytest.mark.parametrize("begin", BEGINS)
@pytest.mark.parametrize("before", ["", "Thơ;", "Thơ\t", "Thơ\n", 'Thơ;"', "Thơ; "])
def test_no_cell_begins_a_formula_wherever_a_spreadsheet_lets_cells_begin(begin, before):
    line = io.StringIO()
    csv.writer(line).writerow(["1", harmless(f"{before}{begin}1+1;x")])
    as_written = next(csv.reader(io.StringIO(line.getvalue(), newline="")))
    # Where the separator is another than ours, quotation marks in the middle of a cell keep nothing together.
    elsewhere = re.split("[;\t\r\n]", line.getvalue())
    assert [cell for cell in (*as_written, *elsewhere) if cell.lstrip(' \u00a0"').startswith(RUN)] == []


@pytest.mark.parametrize("text", ["Dế Mèn phiêu lưu ký", "Toán 1 + 1", "a@b.vn", "1-2", "Tập 1, tập 2; tập 3", ""])
def test_other_text_stays_as_it_is(text):
    assert harmless(text) == text


@pytest.mark.parametrize("value", [-5, 2.5, None, True, Decimal("-1.5"), datetime(2026, 11, 20, tzinfo=UTC)])
def test_numbers_and_dates_stay_what_they_are(value):
    assert harmless(value) is value


def test_what_is_no_text_yet_is_looked_at_as_text():
    class Named:
        def __str__(self) -> str:
            return FORMULA

    assert harmless(Named()) == f"'{FORMULA}"


def test_the_cost_grows_with_the_length():
    # A pattern that tries again from each blank would square it.
    for unit in (" ", ";", "\t", "\r\n", ' "'):
        assert len(harmless(unit * 200_000)) >= 200_000
