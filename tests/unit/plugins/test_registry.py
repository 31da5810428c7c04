import dataclasses
from dataclasses import replace
from importlib.metadata import EntryPoint
from types import SimpleNamespace

import pytest

from cms.plugins import checks, discovery, registry
from cms.plugins.contract import (
    CONTRACT,
    Activity,
    CounterDataType,
    Detail,
    Opening,
    OpeningKind,
    PartOf,
    ResourceType,
    SearchSpec,
    Standards,
    TypeStyle,
)
from cms.plugins.discovery import PluginError, PluginFault, PluginLocation

GOOD = ResourceType(
    slug="ebook",
    label="E-book",
    label_plural="E-books",
    page="ebook.EbookPage",
    activity=Activity.READ,
    counts_as=CounterDataType.BOOK,
    standards=Standards(schema_org="Book"),
)
PLUGIN = PluginLocation(
    slug="outside",
    app="outside",
    module="outside.plugin",
    attribute="RESOURCE_TYPE",
    origin="outside 1.0",
    remedy="uninstall outside",
    installed_at=1.0,
)
PAGES = Detail(name="pages", label="Pages", field="year")


def changed(**fields):
    return dataclasses.replace(GOOD, **fields)


def ids(declaration):
    return [message.id for message in checks.faults(declaration)]


@pytest.fixture
def registry_of(monkeypatch):
    """Fills an empty registry with plugins that declare these."""

    def fill(*declarations):
        plugins = [dataclasses.replace(PLUGIN, module=f"outside.{number}") for number, _ in enumerate(declarations)]
        modules = {
            each.module: SimpleNamespace(RESOURCE_TYPE=one) for each, one in zip(plugins, declarations, strict=True)
        }
        for name in ("_types", "_plugins"):
            monkeypatch.setattr(registry, name, {})
        monkeypatch.setattr(registry, "_faults", [])
        monkeypatch.setattr(registry, "_closed", False)
        monkeypatch.setattr(registry, "discover", lambda: plugins)
        monkeypatch.setattr(registry, "import_module", modules.__getitem__)
        registry.fill()
        return registry.faults()

    return fill


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"slug": "E-Book"}, "plugins.E001"),
        ({"label": ""}, "plugins.E002"),
        ({"page": ""}, "plugins.E002"),
        ({"page": "ebook.NoSuchPage"}, "plugins.E003"),
        ({"page": "catalogue.ResourcePage"}, "plugins.E004"),
        ({"search": SearchSpec(passages="no.such.path")}, "plugins.E005"),
        ({"opening": Opening(OpeningKind.PAGE, "no.such.path")}, "plugins.E005"),
        ({"opening": Opening("readers_shell", "cms.plugins.registry.get")}, "plugins.E015"),
        ({"availability": "cms.plugins.contract.CONTRACT"}, "plugins.E005"),
        ({"search": SearchSpec(fields=("no_such_field",))}, "plugins.E012"),
        ({"details": (replace(PAGES, field="", values="no.such.path"),)}, "plugins.E005"),
        ({"details": (replace(PAGES, name="Pages"),)}, "plugins.E020"),
        ({"details": (PAGES, PAGES)}, "plugins.E020"),
        ({"details": (replace(PAGES, label=""),)}, "plugins.E021"),
        ({"details": (replace(PAGES, field=""),)}, "plugins.E022"),
        ({"details": (replace(PAGES, values="datetime.date"),)}, "plugins.E022"),
        ({"details": (replace(PAGES, field="no_such_field"),)}, "plugins.E022"),
        ({"details": (replace(PAGES, kind="number"),)}, "plugins.E023"),
        ({"details": (replace(PAGES, brief="%(count)s of %(all)s"),)}, "plugins.E023"),
        ({"style": TypeStyle(fill="red")}, "plugins.E006"),
        ({"activity": "sing"}, "plugins.E007"),
    ],
)
def test_each_fault_has_a_number_and_a_hint(fields, code):
    faults = list(checks.faults(changed(**fields)))
    assert code in [fault.id for fault in faults]
    assert all(fault.hint and fields.get("slug", "ebook") in fault.msg for fault in faults)


@pytest.fixture
def family(registry_of):
    """Fills the registry with types by slug, each with the slug of its parent."""

    def register(**parents):
        registry_of(
            *(changed(slug=slug, part_of=PartOf(parent) if parent else None) for slug, parent in parents.items())
        )

    return register


@pytest.mark.parametrize(
    ("parents", "expected"),
    [
        ({"ebook": None}, []),
        ({"ebook": "issue", "issue": "periodical", "periodical": None}, []),
        ({"ebook": "issue"}, ["plugins.E016"]),
        ({"ebook": "ebook"}, ["plugins.E017"]),
        ({"ebook": "issue", "issue": "ebook"}, ["plugins.E017"]),
        ({"ebook": "issue", "issue": "periodical", "periodical": "press", "press": None}, ["plugins.E018"]),
    ],
)
def test_what_a_type_is_part_of_is_there_and_ends_on_a_shelf(family, parents, expected):
    family(**parents)
    faults = list(checks.faults(registry.get("ebook")))
    assert [fault.id for fault in faults] == expected
    assert all(fault.hint for fault in faults)


def test_a_ring_of_others_is_their_fault(family):
    family(ebook="issue", issue="periodical", periodical="issue")
    assert ids(registry.get("ebook")) == []


def test_a_complete_declaration_has_no_fault():
    assert ids(GOOD) == []


def test_a_plugin_with_a_slug_that_is_taken_is_left_out(registry_of):
    (fault,) = registry_of(GOOD, GOOD)
    assert fault.sentence == "outside 1.0 brings a resource type “outside”, and outside 1.0 has one already."
    assert registry.all_types() == (GOOD,)


@pytest.mark.parametrize("step", [(1, 0), (-1, 0), (0, 99)])
def test_another_contract_is_refused_and_says_which_is_spoken(registry_of, step):
    wanted = (CONTRACT[0] + step[0], step[1])
    (fault,) = registry_of(changed(contract=wanted))
    ours = ".".join(map(str, CONTRACT))
    assert fault.sentence == f"outside 1.0 was written for contract {wanted[0]}.{wanted[1]}; this is {ours}."


def test_an_older_minor_step_of_the_contract_is_taken(registry_of):
    assert registry_of(changed(contract=(CONTRACT[0], 0))) == []


@pytest.mark.parametrize("field", ["search", "style", "standards", "counts_as", "slug"])
def test_a_declaration_of_another_shape_is_refused(registry_of, field):
    (fault,) = registry_of(changed(**{field: None}))
    assert fault.sentence == f"outside 1.0 can't be loaded: {field} of its declaration is None."


def test_faults_of_many_are_said_at_once_to_what_runs_no_checks(registry_of):
    registry_of(changed(contract=(0, 9)), changed(search=None))
    with pytest.raises(PluginError, match=r"contract 0\.9(.|\n)*search of its declaration"):
        registry.require_all()


@pytest.mark.parametrize("module", ["no_such_package.plugin", "json"])
def test_a_plugin_that_can_not_be_loaded_is_named(module):
    fault = registry.declared_by(dataclasses.replace(PLUGIN, module=module))
    assert isinstance(fault, PluginFault)
    assert fault.sentence.startswith("outside 1.0 can't be loaded: ")


def test_something_else_under_the_name_is_refused():
    fault = registry.declared_by(dataclasses.replace(PLUGIN, module="json", attribute="loads"))
    assert fault.sentence == "outside 1.0 can't be loaded: json:loads is not a ResourceType."


def test_the_registry_is_filled_once(monkeypatch):
    before = registry.all_types()
    monkeypatch.setattr(registry, "discover", lambda: pytest.fail("asked again"))
    registry.fill()
    assert registry.all_types() == before


def test_a_plugin_with_the_slug_of_a_folder_is_left_out_by_its_name(monkeypatch):
    point = EntryPoint(name="ebook", value="somebody.plugin:RESOURCE_TYPE", group=discovery.GROUP)
    monkeypatch.setattr(discovery, "_points", lambda: [point])
    assert "somebody" not in discovery.discovered_apps()
    (fault,) = discovery.faults()
    assert (fault.code, fault.remedy) == ("plugins.E010", "Rename the new one, or uninstall it.")


def test_an_entry_point_names_the_app_above_its_module(monkeypatch):
    point = EntryPoint(name="poem", value="khovang_poem.plugin:RESOURCE_TYPE", group=discovery.GROUP)
    monkeypatch.setattr(discovery, "_points", lambda: [point])
    assert "khovang_poem" in discovery.discovered_apps()


def test_built_in_types_are_found_by_their_folders():
    assert "library_pages.types.ebook" in discovery.discovered_apps()
