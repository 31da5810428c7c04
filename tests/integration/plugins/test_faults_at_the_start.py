"""What a start says of plugins that are at fault: all at once, by the name of each, with what to do."""

import pytest

from cms.plugins.contract import CONTRACT
from cms.web.content_origin import engines
from tests.integration.plugins.broken import distribution
from tests.integration.plugins.outside import Environment

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

PLUGIN, MODELS, APPS = "{package}/plugin.py", "{package}/models.py", "{package}/apps.py"
MIGRATION, PROJECT = "{package}/migrations/0001_initial.py", "pyproject.toml"
STYLE = 'standards=Standards(schema_org="CreativeWork")'
SEARCH = "SearchSpec("

ENGINES = ", ".join(sorted(engines.taken_by_us()))
OPENING = """from library_pages.sdk.declaration import Launch, OwnPage


def open_page(page, reader, place):
    return {}({})
"""

# What is replaced by what, and the words of the start.
FAULTS = {
    # Found when Django loads.
    "syntax": (
        (MODELS, "is_creatable = True", "is_creatable ="),
        (
            "khovang-syntax 1.0.0 can't be loaded: SyntaxError: invalid syntax (models.py, line 5) "
            "(khovang_syntax/models.py, line 5)."
        ),
        "Correct it there, or uninstall khovang-syntax.",
    ),
    "absent": (
        (MODELS, "", "import a_package_that_nobody_has\n"),
        (
            "khovang-absent 1.0.0 can't be loaded: ModuleNotFoundError: No module named 'a_package_that_nobody_has' "
            "(khovang_absent/models.py, line 1)."
        ),
        "Correct it there, or uninstall khovang-absent.",
    ),
    "ready": (
        (APPS, 'label = "ready"', 'label = "ready"\n\n    def ready(self):\n        raise RuntimeError("not today")'),
        "khovang-ready 1.0.0 can't be loaded: RuntimeError: not today (khovang_ready/apps.py, line 9).",
        "Correct it there, or uninstall khovang-ready.",
    ),
    "namesake": (
        (APPS, 'label = "namesake"', 'label = "video"'),
        "khovang-namesake 1.0.0 has an app with the label “video”, which another app has already.",
        "Rename it in its apps.py, or uninstall khovang-namesake.",
    ),
    "older": (
        (MODELS, "", "from library_pages.somewhere_else import ResourcePage\n"),
        "khovang-older 1.0.0 was written for contract 1.0; this is {contract}.",
        "Install the version of it that fits, or uninstall khovang-older.",
    ),
    # Found when the declarations are read.
    "fieldless": (
        (PLUGIN, "    counts_as=CounterDataType.OTHER,\n", ""),
        (
            "khovang-fieldless 1.0.0 can't be loaded: TypeError: ResourceType.__init__() missing 1 required positional "
            "argument: 'counts_as' (khovang_fieldless/plugin.py, line 3)."
        ),
        "Correct it there, or uninstall khovang-fieldless.",
    ),
    "leaving": (
        (PLUGIN, "", "import sys\n\nsys.exit(3)\n"),
        "khovang-leaving 1.0.0 can't be loaded: SystemExit: 3 (khovang_leaving/plugin.py, line 3).",
        "Correct it there, or uninstall khovang-leaving.",
    ),
    "nameless": (
        (PLUGIN, "RESOURCE_TYPE = ResourceType(", "TYPE = ResourceType("),
        (
            "khovang-nameless 1.0.0 can't be loaded: AttributeError: module 'khovang_nameless.plugin' has no attribute "
            "'RESOURCE_TYPE'."
        ),
        "Correct it there, or uninstall khovang-nameless.",
    ),
    "newer": (
        (PLUGIN, STYLE, f"{STYLE},\n    contract=(99, 0)"),
        "khovang-newer 1.0.0 was written for contract 99.0; this is {contract}.",
        "Install the version of it that fits, or uninstall khovang-newer.",
    ),
    "ebook": (
        None,
        "khovang-ebook 1.0.0 brings a resource type “ebook”, and the folder library_pages/types/ebook has one already.",
        "Rename the new one, or uninstall khovang-ebook.",
    ),
    "newcomer": (
        (PROJECT, 'newcomer = "', 'sound = "'),
        "khovang-newcomer 1.0.0 brings a resource type “sound”, and khovang-sound 1.0.0 has one already.",
        "Rename the new one, or uninstall khovang-newcomer.",
    ),
    # Found when they are looked at.
    "empty": (
        (PLUGIN, 'label_plural="empty"', 'label_plural=""'),
        "Resource type “empty” ({origin}): label_plural is missing.",
        "Give label_plural in plugin.py.",
    ),
    "formless": (
        (PLUGIN, "search=SearchSpec()", "search=None"),
        "khovang-formless 1.0.0 can't be loaded: search of its declaration is None.",
        "Give it what cms/plugins/contract.py says it holds, or uninstall khovang-formless.",
    ),
    "colourless": (
        (PLUGIN, STYLE, f"{STYLE},\n    style=TypeStyle(fill=None)"),
        (
            "Resource type “colourless” ({origin}): the declaration has another shape than the "
            "contract: expected string or bytes-like object, got 'NoneType'."
        ),
        "Give each field what cms/plugins/contract.py says it holds.",
    ),
    "idle": (
        (PLUGIN, "activity=Activity.READ", 'activity="sleep"'),
        "Resource type “idle” ({origin}): 'sleep' is no activity.",
        "Give a member of Activity: READ, LISTEN, WATCH, LOOK, DO, BORROW.",
    ),
    "modelless": (
        (PLUGIN, 'page="modelless.ModellessPage"', 'page="modelless.Poem"'),
        "Resource type “modelless” ({origin}): there is no model 'modelless.Poem'.",
        "Write app_label.ModelName.",
    ),
    "undrawn": (
        ("{package}/opening.py", "", OPENING.format("OwnPage", '"undrawn/gone.html"')),
        "Resource type “undrawn” ({origin}): there is no template 'undrawn/gone.html'.",
        "Put it into the folder templates/ of the app, and into the distribution.",
    ),
    "engineless": (
        ("{package}/opening.py", "", OPENING.format("Launch", 'engine="scorm-9", package="x"')),
        "Resource type “engineless” ({origin}): there is no engine 'scorm-9'.",
        "Bring it in `engines` of the declaration, or name one of {engines}.",
    ),
    "iconless": (
        (PLUGIN, STYLE, f'{STYLE},\n    style=TypeStyle(icon="no-such-icon")'),
        "Resource type “iconless” ({origin}): there is no icon 'no-such-icon'.",
        "Choose one of cms/web/icons/phosphor.json by its Phosphor name.",
    ),
    "scrolls": (
        (PLUGIN, STYLE, f'{STYLE},\n    accepts=FileRule(kinds=("scroll",))'),
        "Resource type “scrolls” ({origin}): there is no kind of files 'scroll'.",
        "There are audio, epub, pdf, video; the app that brings a further kind must be installed.",
    ),
    "unmixed": (
        (PLUGIN, STYLE, f'{STYLE},\n    accepts=FileRule(kinds=("pdf",))'),
        (
            "Resource type “unmixed” ({origin}): unmixed.UnmixedPage has no content made of 'pdf', which "
            "accepts.kinds takes."
        ),
        "Mix the content into the page model before ResourcePage, or take the kind out.",
    ),
    "unsaid": (
        (PLUGIN, SEARCH, f'{SEARCH}fields=("verses",)'),
        ("Resource type “unsaid” ({origin}): search.fields names 'verses', which unsaid.UnsaidPage does not have."),
        "Name a field or a property of the page model.",
    ),
    "facetless": (
        (PLUGIN, SEARCH, f'{SEARCH}facets=(TypeFacet(name="metre", label="Metre", field="metre"),)'),
        "Resource type “facetless” ({origin}): facet 'metre': facetless.FacetlessPage has no 'metre'.",
        "Name a field or a property of the page model.",
    ),
    "pathless": (
        (PLUGIN, STYLE, f'{STYLE},\n    facts="khovang_pathless.nowhere.facts"'),
        (
            "Resource type “pathless” ({origin}): facts is 'khovang_pathless.nowhere.facts', which can't "
            "be imported: ModuleNotFoundError: No module named 'khovang_pathless.nowhere'."
        ),
        "Give the dotted path of a function that exists.",
    ),
    "unmigrated": (
        (MODELS, "    is_creatable = True", "    is_creatable = True\n    metre = models.TextField(default='')"),
        (
            "khovang-unmigrated 1.0.0: its models have changed and no migration says so: Add field metre to "
            "unmigratedpage."
        ),
        "Run `manage.py makemigrations unmigrated` and put the file into the distribution.",
    ),
    "untranslated": (
        ("{package}/locale/vi/LC_MESSAGES/django.po", "", "This is no catalogue.\n"),
        (
            "khovang-untranslated 1.0.0: the catalogue {packages}/khovang_untranslated/locale/vi/LC_MESSAGES/django.po "
            "is not compiled: Syntax error in po file {packages}/khovang_untranslated/locale/vi/LC_MESSAGES/django.po "
            "(line 1)."
        ),
        "Correct it.",
    ),
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Each of them, and one that is sound and older, installed."""
    folder = tmp_path_factory.mktemp("faults")
    environment = Environment(folder)
    environment.install_from([distribution(folder, "sound")])
    sources = [distribution(folder, slug, *(change or ())) for slug, (change, *_words) in FAULTS.items()]
    for slug, path, old, new in (
        ("older", "plugin.py", STYLE, f"{STYLE},\n    contract=(1, 0)"),
        ("unmigrated", "models.py", "from library", "from django.db import models\n\nfrom library"),
    ):
        file = folder / slug / f"khovang_{slug}" / path
        file.write_text(file.read_text().replace(old, new, 1))
    environment.install_from(sources)
    return environment


def said_of(slug, environment):
    """A sentence and what to do."""
    contract, origin = ".".join(map(str, CONTRACT)), f"khovang-{slug} 1.0.0"
    _change, *lines = FAULTS[slug]
    return [
        line.format(contract=contract, origin=origin, packages=environment.packages, engines=ENGINES) for line in lines
    ]


def said_of_them(environment):
    return sorted(said_of(slug, environment) for slug in FAULTS)


def lines_of(text):
    """The faults as pairs of a sentence and what to do."""
    lines = [line.strip() for line in text.splitlines() if line.startswith("  ")]
    return [lines[at : at + 2] for at in range(0, len(lines), 2)]


def test_a_start_names_all_faults_at_once_and_stops_without_a_traceback(environment):
    environment.environment |= {"PORT": "0", "SAMPLE": "no"}
    del environment.environment["DJANGO_SETTINGS_MODULE"], environment.environment["REDIS_URL"]
    done = environment.ask("-m", "cms.run")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert f"{len(FAULTS)} faults keep the library from starting:" in done.stderr
    assert sorted(lines_of(done.stderr)) == said_of_them(environment)


def test_a_command_says_the_same(environment):
    done = environment.ask("manage.py", "migrate")
    assert done.returncode == 1
    assert done.stdout == ""
    assert sorted(lines_of(done.stderr)) == said_of_them(environment)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("slug", ["fieldless", "undrawn", "unmigrated", "ebook", "syntax"])
def test_one_fault_alone_stops_the_start_too(tmp_path, slug):
    # What loads is checked in another process than what does not: each way must end the start.
    environment = Environment(tmp_path)
    change, *_lines = FAULTS[slug]
    source = distribution(tmp_path, slug, *(change or ()))
    if slug == "unmigrated":
        models = source / "khovang_unmigrated" / "models.py"
        models.write_text(f"from django.db import models\n\n{models.read_text()}")
    environment.install_from([source])
    environment.environment |= {"PORT": "0", "SAMPLE": "no"}
    del environment.environment["DJANGO_SETTINGS_MODULE"], environment.environment["REDIS_URL"]
    done = environment.ask("-m", "cms.run")
    assert done.returncode == 1, done.stdout + done.stderr
    assert lines_of(done.stderr) == [said_of(slug, environment)]
    assert done.stderr.startswith("\nOne fault keeps the library from starting:\n")
    assert "READY" not in done.stdout
