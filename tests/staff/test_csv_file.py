"""Files for a spreadsheet hold text only."""

import pytest

from bot.staff.csv_file import cell, csv_lines


@pytest.mark.parametrize("text", ["=1+1", "+31", "-5", "@SUM(A1)", "\t=1", "  =1", "＝1", "\r=1"])
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["gewoon", "a=1", 5, "< 5"])
def test_anything_else_stays_as_it_is(value: object) -> None:
    assert cell(value) == str(value)


def test_nothing_is_an_empty_cell() -> None:
    assert cell(None) == ""


def test_a_dutch_spreadsheet_parts_the_cells_and_reads_the_letters() -> None:
    assert "".join(csv_lines([["één", 'a "b"; c']])) == '\ufeffeen;"a ""b""; c"\r\n'.replace(
        "een", "één"
    )
