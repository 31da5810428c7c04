import pytest

from tests.checks.templates import faults


def found(project, text):
    return list(faults(project({"cms/web/templates/web/a.html": text})))


@pytest.mark.parametrize(
    "text",
    [
        "<p>{% translate 'Read' %}</p>",
        "{% blocktranslate %}Read <b>now</b>{% endblocktranslate %}",
        "{# a note for whoever reads this #}<br>",
        '<img alt="" src="{{ cover }}"><svg><title>mark</title></svg>',
        "<script>const words = 'x y'</script><style>.shelf { color: red }</style>",
        "<p>{{ title }} · 12 / 40</p>",
        "<span>Kho Vàng</span>&nbsp;&hellip;",
    ],
)
def test_what_goes_through_gettext_or_is_read_by_nobody_is_no_fault(project, text):
    assert found(project, text) == []


def test_a_visible_word_is_named_with_its_line(project):
    text = "{% comment %}\n\nx y{% endcomment %}\n<p>\nĐọc ngay</p>\n"
    assert found(project, text) == ["cms/web/templates/web/a.html:5: 'Đọc ngay'"]


@pytest.mark.parametrize("attribute", ["alt", "title", "placeholder", "aria-label"])
def test_a_word_that_is_read_aloud_is_named(project, attribute):
    assert len(found(project, f'<input {attribute}="Search here">')) == 1
