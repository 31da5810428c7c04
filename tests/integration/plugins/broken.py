"""Distributions that are each at fault in one way: a sound one of which one piece is replaced."""

from pathlib import Path

_PROJECT = """[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "khovang-{slug}"
version = "1.0.0"

[project.entry-points."khovang.resource_types"]
{slug} = "khovang_{slug}.plugin:RESOURCE_TYPE"

[tool.hatch.build.targets.wheel]
packages = ["khovang_{slug}"]
"""
_APPS = """from django.apps import AppConfig


class Config(AppConfig):
    name = "khovang_{slug}"
    label = "{slug}"
"""
_MODELS = """from library_pages.sdk.pages import ResourcePage


class {Slug}Page(ResourcePage):
    is_creatable = True
"""
_PLUGIN = """from library_pages.sdk.declaration import *

RESOURCE_TYPE = ResourceType(
    slug="{slug}",
    label="{slug}",
    label_plural="{slug}",
    page="{slug}.{Slug}Page",
    activity=Activity.READ,
    search=SearchSpec(),
    counts_as=CounterDataType.OTHER,
    standards=Standards(schema_org="CreativeWork"),
)
"""
_MIGRATION = """import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="{Slug}Page",
            fields=[
                (
                    "resourcepage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="catalogue.resourcepage",
                    ),
                ),
            ],
            options={{"abstract": False}},
            bases=("catalogue.resourcepage",),
        ),
    ]
"""
_FILES = {
    "pyproject.toml": _PROJECT,
    "{package}/__init__.py": "",
    "{package}/apps.py": _APPS,
    "{package}/models.py": _MODELS,
    "{package}/plugin.py": _PLUGIN,
    "{package}/migrations/__init__.py": "",
    "{package}/migrations/0001_initial.py": _MIGRATION,
}


def distribution(folder: Path, slug: str, path: str = "", old: str = "", new: str = "") -> Path:
    """Write khovang-<slug>, with `new` instead of `old` in the file of this path; an empty `old` is its whole text."""
    root = folder / slug
    files = {
        name.format(package=f"khovang_{slug}"): text.format(slug=slug, Slug=slug.capitalize())
        for name, text in _FILES.items()
    }
    if path:
        name = path.format(package=f"khovang_{slug}")
        before = files.get(name, "")
        assert old in before, (slug, old)
        files[name] = before.replace(old, new) if old else new
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root
