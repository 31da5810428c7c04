import pytest

from tests.checks.citations import faults


def test_pages_standards_and_decisions_that_can_be_opened_are_no_faults(project):
    root = project(
        {
            "docs/design/covers.md": "# Covers\n\n## Lines of a title\n",
            "docs/adr/0007-origin.md": "See [the covers](../design/covers.md#lines-of-a-title) and ![one](one.png).\n",
            "docs/adr/one.png": "",
            "cms/a.py": '"""Lines (docs/design/covers.md, “Lines of a title”; ADR 0007; RFC 9110, section 15.5)."""\n',
            "cms/b.py": 'HANDBOOK = FOLDER / "handbook.md"\n',
            "cms/c.css": ".a { inset: env(safe-area-inset-top, 0) 0; }\n",
        }
    )
    assert list(faults(root)) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('"""Covers (visual.md 6)."""', "visual.md is not in the repository"),
        ("# reference services.md, section 1", "services.md is not in the repository"),
        ("# Kept apart (house-rules 3.1).", "house-rules is no page"),
        ("# Kept apart (house-rules,\n# section 4).", "house-rules is no page"),
        ("# Refused (threat 57).", "“threat 57” of what?"),
        ("# Drills (issue 3, acceptance).", "“issue 3” is not in the repository"),
        ("# See ADR 0099.", "ADR 0099 is not in docs/adr/"),
        ("# docs/a.md, “No such heading”", "docs/a.md has no heading “No such heading”"),
        ("# docs/a.md#nowhere", "docs/a.md has no heading for #nowhere"),
    ],
)
def test_what_a_reader_of_the_repository_cant_open_is_named_with_its_line(project, text, named):
    root = project({"docs/a.md": "# There is one\n", "cms/a.py": f"x = 1\n{text}\n"})
    found = list(faults(root))
    assert found, text
    assert found[0].startswith("cms/a.py:2: "), found
    assert any(named in fault for fault in found), found


def test_a_link_of_a_page_that_leads_nowhere_is_named(project):
    assert list(faults(project({"README.md": "\n![The house](docs/house.png)\n"}))) == [
        "README.md:2: the link docs/house.png leads nowhere."
    ]


@pytest.mark.parametrize("name", ["a.js", "a.css", "a.html", "Makefile", "a.toml", "a.patch", "a.yaml"])
def test_every_kind_of_text_is_read(project, name):
    assert len(list(faults(project({name: "see secret-plan.md\n"})))) == 1
