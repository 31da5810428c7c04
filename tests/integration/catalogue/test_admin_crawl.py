"""Every admin address, opened as a librarian of another school (house-spike 3.1)."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from cms.accounts.enums import Role
from cms.foundation import clock
from library_collections.models import CollectionsIndexPage, ThemedCollectionPage
from library_pages.catalogue.models import Contributor, Subject, Work
from library_pages.text.models import SourceFile
from tests.factories import catalogue, schools

pytestmark = pytest.mark.django_db

SECRET = "Bimatzqx"  # in every name of school B and in none of school A


@pytest.fixture
def world():
    """Librarian of A; school B with pages, files, people and history; ids of B by argument name."""
    a, b = schools.school("Trường A"), schools.school(f"Trường {SECRET}")
    librarian = schools.user(Role.LIBRARIAN, a)
    foreign = schools.user(Role.LIBRARIAN, b, first_name=f"{SECRET} Lan")
    collection = Collection.objects.get(name=b.school.name)
    image = Image.objects.create(title=f"{SECRET} ảnh", file=get_test_image_file(), collection=collection)
    document = Document.objects.create(
        title=f"{SECRET} tệp", file=SimpleUploadedFile("tep.txt", b"text"), collection=collection
    )
    page = catalogue.ebook(b.shelf, f"{SECRET} sách")
    page.owner = foreign
    page.save()
    page.save_revision(user=foreign).publish(user=foreign)
    type(page).objects.filter(pk=page.pk).update(locked=True, locked_by=foreign, locked_at=clock.now())
    source = SourceFile.objects.create(
        school=b.school,
        original_name=f"{SECRET}.epub",
        kind="epub",
        media_type="application/epub+zip",
        size=1,
        sha256="0",
        uploaded_at=clock.now(),
    )
    index = b.home.add_child(instance=CollectionsIndexPage(title=f"{SECRET} bộ sưu tập"))
    themed = index.add_child(instance=ThemedCollectionPage(title=f"{SECRET} trăng"))
    shared = {model: model.objects.create(name="Chung") for model in (Contributor, Subject, Work)}
    return {
        "librarian": librarian,
        "a": a,
        "ids": {
            "pages": [page.pk, b.shelf.pk, b.home.pk, index.pk, themed.pk],
            "image": image.pk,
            "document": document.pk,
            "revision": page.latest_revision_id,
            "user": foreign.pk,
            "source": source.pk,
            "shared": shared[Contributor].pk,
        },
    }


def routes(resolver, prefix=""):
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry
        elif isinstance(entry, URLResolver):
            yield from routes(entry, route)


VALUES = {
    "app_label": ["catalogue"],
    "model_name": ["contributor", "ebookpage"],
    "content_type_app_name": ["ebook"],
    "content_type_model_name": ["ebookpage"],
    "type_slug": ["ebook"],
    "filter_spec": ["original"],
    "mode": [""],
    "language_code": ["vi"],
    "action": ["delete", "publish", "move"],
    "vary_on": ["x"],
}


def candidates(name, ids):
    if name in VALUES:
        return VALUES[name]
    if "source" in name:
        return [ids["source"]]
    if "image" in name:
        return [ids["image"]]
    if "document" in name:
        return [ids["document"]]
    if "revision" in name:
        return [ids["revision"]]
    if name in {"pk", "object_id", "user_id", "model_id", "id"}:
        return [*ids["pages"][:1], ids["image"], ids["document"], ids["user"]]
    if "page" in name or name.endswith("_id") or name in {"destination", "shelf_id"}:
        return ids["pages"][:3]
    return ["x"]


def addresses(ids):
    """Every admin address whose arguments can be filled in with ids of school B."""

    found = set()
    resolver = get_resolver("cms.urls")
    for route, pattern in routes(resolver):
        if not route.startswith("admin/"):
            continue
        converters = pattern.pattern.converters
        names = list(converters) or list(getattr(pattern.pattern.regex, "groupindex", {}))
        combinations = [{}]
        for name in names:
            combinations = [{**done, name: value} for done in combinations for value in candidates(name, ids)][:12]
        for arguments in combinations:
            path = "/" + route
            for name, value in arguments.items():
                for converter in ("int", "slug", "str", "uuid", "path"):
                    path = path.replace(f"<{converter}:{name}>", str(value))
                path = path.replace(f"<{name}>", str(value))
            if "<" in path or "(" in path or "\\" in path:
                continue
            found.add(path)
    return sorted(found)


def text_of(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8", "replace")


# Ends the session; shows nothing by itself; raises on purpose.
SKIPPED = ("/admin/logout", "/admin/userbar", "/admin/failwhale")


def test_no_address_of_the_admin_names_what_another_school_owns(client, world):
    client.raise_request_exception = False  # an error of one view must not end the crawl
    client.force_login(world["librarian"])
    tried, leaks, broken = 0, [], []
    for path in addresses(world["ids"]):
        if path.startswith(SKIPPED):
            continue
        for query in ("", f"?q={SECRET[:4]}"):
            response = client.get(path + query)
            tried += 1
            if response.status_code >= 500:
                broken.append(path + query)
            elif SECRET in text_of(response):
                leaks.append(path + query)
    assert tried > 300
    assert leaks == []
    assert broken == []


@pytest.mark.parametrize("action", ["delete", "publish", "unpublish", "move"])
def test_a_bulk_action_with_foreign_ids_is_no_page(client, world, action):
    client.force_login(world["librarian"])
    page = world["ids"]["pages"][0]
    response = client.get(f"/admin/bulk/wagtailcore/page/{action}/?id={page}")
    assert response.status_code == 404


@pytest.mark.parametrize("name", ["images", "documents"])
def test_the_admins_own_api_lists_no_foreign_file(client, world, name):
    client.force_login(world["librarian"])
    assert SECRET not in text_of(client.get(f"/admin/api/main/{name}/"))


def test_a_foreign_page_can_not_be_changed(client, world):
    client.force_login(world["librarian"])
    page = world["ids"]["pages"][0]
    assert client.post(f"/admin/pages/{page}/edit/", {"title": "x"}).status_code == 404
    assert client.post(f"/admin/resources/{page}/file/").status_code == 404


def test_a_foreign_source_shows_no_state(client, world):
    client.force_login(world["librarian"])
    assert client.get(f"/admin/sources/{world['ids']['source']}/state/").status_code == 404
    assert client.post(f"/admin/sources/{world['ids']['source']}/retry/").status_code == 404
    assert client.get(f"/admin/sources/{uuid.uuid4()}/state/").status_code == 404


def test_the_librarian_still_reaches_her_own_school(client, world):
    client.force_login(world["librarian"])
    own = catalogue.ebook(world["a"].shelf, "Sách của trường A")
    for path in (f"/admin/pages/{own.pk}/edit/", f"/admin/pages/{world['a'].shelf.pk}/", "/admin/upload/ebook/"):
        assert client.get(path).status_code == 200
