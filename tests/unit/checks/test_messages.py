import pytest

from tests.checks.messages import faults

HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
CODE = 'from django.utils.translation import gettext as _\n\nx = _("Read %(count)s pages")\n'


def app(vi, en, code=CODE):
    return {
        "cms/a/apps.py": "",
        "cms/a/views.py": code,
        "cms/a/locale/vi/LC_MESSAGES/django.po": HEAD + vi,
        "cms/a/locale/en/LC_MESSAGES/django.po": HEAD + en,
    }


def entry(text, shown, flags=""):
    return f'{flags}msgid "{text}"\nmsgstr "{shown}"\n'


GOOD = entry("Read %(count)s pages", "Đọc %(count)s trang")
ENGLISH = entry("Read %(count)s pages", "Read %(count)s pages")


def test_two_complete_catalogues_have_no_fault(project):
    assert list(faults(project(app(GOOD, ENGLISH)))) == []


@pytest.mark.parametrize(
    ("vi", "fault"),
    [
        ("", "is missing"),
        (entry("Read %(count)s pages", ""), "has no translation"),
        (entry("Read %(count)s pages", "Đọc %(count)s trang", "#, fuzzy\n"), "is fuzzy"),
        (entry("Read %(count)s pages", "Read %(count)s pages"), "is not translated"),
        (entry("Read %(count)s pages", "Đọc các trang"), "has other placeholders"),
        (GOOD + "\n" + entry("Gone", "Đã đi"), "is in no source any more"),
        (GOOD + '\n#~ msgid "Old"\n#~ msgstr "Cũ"\n', "is obsolete"),
    ],
)
def test_a_catalogue_with_a_gap_is_named(project, vi, fault):
    found = list(faults(project(app(vi, ENGLISH))))
    assert len(found) == 1
    assert found[0].startswith("cms/a/locale/vi/LC_MESSAGES/django.po")
    assert fault in found[0]


def test_an_application_without_a_catalogue_is_named(project):
    files = app(GOOD, ENGLISH)
    del files["cms/a/locale/vi/LC_MESSAGES/django.po"]
    assert ["is not there" in fault for fault in faults(project(files))] == [True]


def test_a_message_id_that_is_not_english_is_named(project):
    code = CODE.replace("Read %(count)s pages", "Đọc sách")
    files = app(entry("Đọc sách", "Đọc sách nhé"), entry("Đọc sách", "Read books"), code)
    assert ["is not English" in fault for fault in faults(project(files))] == [True]


def test_vietnamese_has_one_form_of_number(project):
    code = 'from django.utils.translation import ngettext\n\nx = ngettext("%(n)s book", "%(n)s books", 2)\n'
    two = 'msgid "%(n)s book"\nmsgid_plural "%(n)s books"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n'
    vi, en = two.format("%(n)s cuốn", "%(n)s quyển"), two.format("%(n)s book", "%(n)s books")
    assert ["has 2 forms of number" in fault for fault in faults(project(app(vi, en, code)))] == [True]


def test_two_applications_that_translate_one_message_differently_are_named(project):
    other = {
        path.replace("cms/a/", "cms/b/"): text.replace("Đọc %(count)s trang", "Xem %(count)s trang")
        for path, text in app(GOOD, ENGLISH).items()
    }
    found = list(faults(project({**app(GOOD, ENGLISH), **other})))
    assert len(found) == 1
    assert found[0].startswith("cms/b/locale/vi/LC_MESSAGES/django.po")
    assert "only one is ever shown" in found[0]
