from datetime import UTC, datetime

import pytest
from django import forms
from django_filters.fields import DateRangeField
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.models import Page

TOO_FAR = ("0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31")


class Dates(forms.Form):
    day = forms.DateField()
    time = forms.DateTimeField()


class PageForm(WagtailAdminPageForm):
    class Meta:
        model = Page
        fields = ("go_live_at", "expire_at")


@pytest.mark.parametrize("day", TOO_FAR)
def test_a_year_that_nobody_means_is_said_at_its_field(day):
    errors = Dates({"day": day, "time": f"{day} 00:00"}).errors
    words = ["Kiểm tra lại năm: năm phải nằm trong khoảng từ 1900 đến 2199."]
    assert errors == {"day": words, "time": words}


@pytest.mark.django_db
@pytest.mark.parametrize("day", TOO_FAR)
@pytest.mark.parametrize("field", ["go_live_at", "expire_at"])
def test_nor_does_a_page_take_one(day, field):
    assert field in PageForm({field: f"{day} 23:59"}, for_user=None).errors


def test_nor_does_a_report_of_the_admin():
    with pytest.raises(forms.ValidationError):
        DateRangeField().clean(["0001-01-01", ""])


def test_ordinary_dates_are_taken():
    form = Dates({"day": "1900-01-01", "time": "2199-12-31 23:59"})
    assert form.is_valid()
    assert form.cleaned_data["time"] == datetime(2199, 12, 31, 16, 59, tzinfo=UTC)
