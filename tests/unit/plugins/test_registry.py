import dataclasses
from importlib.metadata import EntryPoint

import pytest

from cms.plugins import checks, discovery, registry
from cms.plugins.contract import (
    Activity,
    CounterDataType,
    Opening,
    OpeningKind,
    ResourceType,
    SearchSpec,
    Standards,
    TypeStyle,
)
from cms.plugins.discovery import PluginError, PluginLocation

GOOD = ResourceType(
    slug="ebook",
    label="E-book",
    label_plural="E-books",
    page="ebook.EbookPage",
    activity=Activity.READ,
    counts_as=CounterDataType.BOOK,
    standards=Standards(schema_org="Book"),
)
FOUND = PluginLocation(app="outside", module="outside.plugin", attribute="RESOURCE_TYPE", origin="outside 1.0")


def changed(**fields):
    return dataclasses.replace(GOOD, **fields)


def ids(declaration):
    return [message.id for message in checks.faults(declaration)]


@pytest.fixture
def empty_registry(monkeypatch):
    monkeypatch.setattr(registry, "_types", {})
    monkeypatch.setattr(registry, "_closed", False)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"slug": "E-Book"}, "plugins.E001"),
        ({"label": ""}, "plugins.E002"),
        ({"page": ""}, "plugins.E002"),
        ({"page": "ebook.NoSuchPage"}, "plugins.E003"),
        ({"page": "catalogue.ResourcePage"}, "plugins.E004"),
        ({"search": SearchSpec(passages="no.such.path")}, "plugins.E005"),
        ({"facts": "no.such.path"}, "plugins.E005"),
        ({"opening": Opening(OpeningKind.PAGE, "no.such.path")}, "plugins.E005"),
        ({"opening": Opening("readers_shell", "cms.plugins.registry.get")}, "plugins.E008"),
        ({"style": TypeStyle(fill="red")}, "plugins.E006"),
        ({"activity": "sing"}, "plugins.E007"),
    ],
)
def test_each_fault_has_a_number_and_a_hint(fields, code):
    faults = list(checks.faults(changed(**fields)))
    assert code in [fault.id for fault in faults]
    assert all(fault.hint and fields.get("slug", "ebook") in fault.msg for fault in faults)


def test_a_complete_declaration_has_no_fault():
    assert ids(GOOD) == []


def test_a_repeated_slug_is_refused_by_the_name_of_the_distribution(empty_registry):
    registry._add(GOOD, FOUND)
    with pytest.raises(PluginError, match=r"ebook.*outside 1\.0"):
        registry._add(GOOD, FOUND)


@pytest.mark.parametrize("contract", [(3, 0), (1, 0), (2, 99)])
def test_another_contract_is_refused_and_says_which_is_spoken(empty_registry, contract):
    with pytest.raises(PluginError, match=r"outside 1\.0.*contract"):
        registry._add(changed(contract=contract), FOUND)


@pytest.mark.parametrize("module", ["no_such_package.plugin", "json"])
def test_a_plugin_that_can_not_be_loaded_is_named(module):
    with pytest.raises(PluginError, match=r"outside 1\.0"):
        registry._load(dataclasses.replace(FOUND, module=module))


def test_something_else_under_the_name_is_refused():
    with pytest.raises(PluginError, match="is not a ResourceType"):
        registry._load(dataclasses.replace(FOUND, module="json", attribute="loads"))


def test_the_registry_is_filled_once(monkeypatch):
    before = registry.all_types()
    monkeypatch.setattr(registry, "discover", lambda: pytest.fail("asked again"))
    registry.fill()
    assert registry.all_types() == before


def test_two_plugins_of_one_label_are_named_both(monkeypatch):
    point = EntryPoint(name="ebook", value="somebody.ebook.plugin:RESOURCE_TYPE", group=discovery.GROUP)
    monkeypatch.setattr(discovery, "_points", lambda: [point])
    with pytest.raises(PluginError, match="ebook"):
        discovery.discover()


def test_an_entry_point_names_the_app_above_its_module(monkeypatch):
    point = EntryPoint(name="poem", value="khovang_poem.plugin:RESOURCE_TYPE", group=discovery.GROUP)
    monkeypatch.setattr(discovery, "_points", lambda: [point])
    assert "khovang_poem" in discovery.discovered_apps()


def test_built_in_types_are_found_by_their_folders():
    assert "library_pages.types.ebook" in discovery.discovered_apps()
