"""A change of what authors import needs the step of the contract that it is."""

import pytest

from tests.checks import sdk

KEPT = ["a.Kind: a class", "a.Kind.store(self, files: Sequence) -> None (required)", "a.Style: a data class"]
CHANGES = {
    "nothing": (KEPT, (2, 0)),
    "a new name": ([*KEPT, "a.help(text: str) -> str"], (2, 1)),
    "a new field with a default": ([*KEPT, "a.Style.icon: str"], (2, 1)),
    "a new class with what it demands": ([*KEPT, "a.New: a data class", "a.New.name: str (required)"], (2, 1)),
    "a new field without a default": ([*KEPT, "a.Style.icon: str (required)"], (3, 0)),
    "a new abstract method": ([*KEPT, "a.Kind.state(self) -> str (required)"], (3, 0)),
    "a name that is gone": (KEPT[:2], (3, 0)),
    "a changed signature": (
        [KEPT[0], "a.Kind.store(self, files: Sequence, user: Any) -> None (required)", KEPT[2]],
        (3, 0),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_needs_its_step_and_no_more(change):
    now, needed = CHANGES[change]
    assert list(sdk.faults(KEPT, now, (2, 0), needed)) == []
    if needed > (2, 0):
        too_low = (2, 0) if needed == (2, 1) else (2, 9)
        *_what, last = sdk.faults(KEPT, now, (2, 0), too_low)
        assert last.startswith(f"So CONTRACT in cms/plugins/contract.py must be {needed[0]}.{needed[1]} or more; it is")


def test_the_message_names_what_has_changed():
    now = [KEPT[0], KEPT[2], "a.help(text: str) -> str"]
    assert list(sdk.faults(KEPT, now, (2, 0), (2, 0))) == [
        "no longer as in contract 2.0: a.Kind.store(self, files: Sequence) -> None (required)",
        "So CONTRACT in cms/plugins/contract.py must be 3.0 or more; it is 2.0.",
    ]


def test_the_kept_page_is_read_as_it_was_written():
    assert sdk.read(sdk.written((2, 1), KEPT)) == ((2, 1), KEPT)


def test_a_signature_is_seen_in_the_package():
    lines = sdk.surface()
    assert "content.ContentKind.remove(self, content: ~C) -> None (required)" in lines
    assert "declaration.TypeStyle.icon: str" in lines
    assert "declaration.ResourceType.slug: str (required)" in lines
    assert "pages.ResourcePage.audience: a field" in lines
    assert "language.sort_key(value: str) -> str" in lines
    assert "media.RecordingPageMixin.recording: a field" in lines
    assert "readers.Reader.is_authenticated: a property" in lines


def test_what_other_apps_relate_to_a_page_is_not_in_its_contract():
    lines = sdk.surface()
    assert "pages.ResourcePage.contributions: a field" in lines
    assert "pages.ResourcePage.ebookpage: a field" not in lines
    assert "pages.ResourcePage.visits: a field" not in lines
