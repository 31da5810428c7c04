"""Exports that people open in a spreadsheet: no cell of theirs is a formula.

Excel, LibreOffice and Google Sheets run a cell of a CSV file that begins with one of a few characters, and where the
separator is another than the comma (on Vietnamese computers the semicolon) cells begin in the middle of ours. An
apostrophe makes text of it: https://owasp.org/www-community/attacks/CSV_Injection.
"""

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any, Final

from wagtail.admin.views.mixins import SpreadsheetExportMixin

# After the beginning of a cell, blanks and quotation marks. Fullwidth forms of the characters are read as the same.
_BEGINS_A_FORMULA: Final = re.compile("(^|[;\t\r\n])([ \u00a0\"']*)(?=[=+\\-@\uff1d\uff0b\uff0d\uff20])")
_NO_TEXT: Final = (type(None), bool, int, float, Decimal, date, time, timedelta)


def harmless(value: Any) -> Any:
    """A value for a cell that no spreadsheet runs; numbers and dates stay what they are."""
    return value if isinstance(value, _NO_TEXT) else _BEGINS_A_FORMULA.sub(r"\1\2'", str(value))


def make_exports_harmless() -> None:
    """Patch Wagtail's export mixin, so that no cell of any export is a formula, whichever view and format it is."""
    value_of = SpreadsheetExportMixin.preprocess_field_value
    heading_of = SpreadsheetExportMixin.get_heading

    def cell(view: Any, field: str, value: Any, export_format: str) -> Any:
        made = value_of(view, field, value, export_format)
        # In XLSX the type of a cell says that it is text, and an apostrophe would be shown.
        return harmless(made) if export_format == SpreadsheetExportMixin.FORMAT_CSV else made

    def heading(view: Any, queryset: Any, field: str) -> Any:
        return harmless(heading_of(view, queryset, field))

    SpreadsheetExportMixin.preprocess_field_value = cell
    SpreadsheetExportMixin.get_heading = heading
