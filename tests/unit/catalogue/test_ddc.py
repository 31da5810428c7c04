"""What a DDC number looks like, on a resource and on a subject."""

import pytest
from django.core.exceptions import ValidationError

from library_pages.catalogue.models import ResourcePage, Subject

FIELDS = [model._meta.get_field("ddc") for model in (ResourcePage, Subject)]


@pytest.mark.parametrize("field", FIELDS, ids=str)
@pytest.mark.parametrize("number", ["", "027", "895.922", "895.92234", "305.6/9710973", "959.7'03", "895/.922"])
def test_a_number_is_taken_with_decimals_and_the_marks_where_it_may_be_cut(field, number):
    assert field.clean(number, None) == number


@pytest.mark.parametrize("field", FIELDS, ids=str)
@pytest.mark.parametrize(
    "number", ["5", "52", "5231", "5O1", "895,922", "895.", ".922", "895.922 B", "895.922//34", "٥٢٣", "DDC 895"]
)
def test_a_mistyped_number_is_refused(field, number):
    with pytest.raises(ValidationError, match=r"895[.,]922"):
        field.clean(number, None)
