"""Every address of the admin that exports, found by asking all of them: no cell is a formula."""

from __future__ import annotations

import csv
import io
import re

import pytest
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.log_actions import log

from cms.foundation import clock
from cms.foundation.checks import surfaces
from library_pages.catalogue.models import Contributor
from tests.factories import catalogue, schools

FORMULA = "=HYPERLINK(1)"
_ARGUMENT = re.compile(r"<[^>]+>")
_ENDS = ("login/", "logout/")


@pytest.fixture
def operator(client):
    """Somebody who is shown everything, in a library where every name is a formula."""
    someone = schools.user(is_superuser=True, is_staff=True, first_name=FORMULA)
    page = catalogue.ebook(schools.school(FORMULA).shelf, FORMULA, author=FORMULA)
    page.save_revision(user=someone).publish(user=someone)
    type(page).objects.filter(pk=page.pk).update(locked=True, locked_by=someone, locked_at=clock.now())
    log(Contributor.objects.get(), "wagtail.edit", user=someone)
    client.force_login(someone)
    client.raise_request_exception = False  # an address that knows no “1” must not end the walk
    return client


def export(client, path, kind):
    """The file that a list or report answers with when it is asked for an export; None for what is none."""
    response = client.get(path, {"export": kind})
    if response.status_code != 200 or f".{kind}" not in response.get("Content-Disposition", ""):
        return None
    return b"".join(response.streaming_content)


def cells_of(body, kind):
    """Content and type of all cells; "f" is a formula."""
    if kind == "csv":
        return [
            (cell, "f" if cell.startswith(tuple("=+-@")) else "s")
            for row in csv.reader(io.StringIO(body.decode()))
            for cell in row
        ]
    rows = load_workbook(io.BytesIO(body)).active.iter_rows()
    return [(str(cell.value), cell.data_type) for row in rows for cell in row]


@pytest.mark.django_db
def test_no_export_of_the_admin_has_a_cell_that_a_spreadsheet_runs(operator):
    routes = ("/" + _ARGUMENT.sub("1", route) for route, _view, _policy in surfaces("cms.urls"))
    paths = [path for path in routes if path.startswith("/admin/") and not path.endswith(_ENDS)]
    exported = {path: {"csv": body} for path in paths if (body := export(operator, path, "csv"))}
    assert len(exported) >= 5
    for path, files in exported.items():
        files["xlsx"] = export(operator, path, "xlsx")
    cells = {(path, kind): cells_of(body, kind) for path, files in exported.items() for kind, body in files.items()}
    # Else there was nothing that could have been run.
    assert len([key for key, found in cells.items() if any(FORMULA in cell for cell, _ in found)]) >= 8
    assert {key: cell for key, found in cells.items() for cell, data_type in found if data_type == "f"} == {}


def all_below(view):
    for below in view.__subclasses__():
        yield below
        yield from all_below(below)


def test_no_view_writes_cells_in_a_way_of_its_own():
    ways = ("preprocess_field_value", "get_heading", "write_csv_row", "generate_xlsx_row", "stream_csv", "write_xlsx")
    views = set(all_below(SpreadsheetExportMixin))
    assert len(views) >= 8
    assert [(view, way) for view in views for way in ways if way in vars(view)] == []
