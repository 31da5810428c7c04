"""Pictures at every door: looked at before they are decoded, decoded in the jail alone, refused in a sentence."""

import json
import resource

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from PIL import ImageFile
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

from cms.accounts.enums import Role
from cms.foundation import jobs, turns
from cms.foundation.models import Job, JobState
from cms.web.renditions import ahead
from tests.factories import catalogue, schools
from tests.factories.pictures import HEADER_ONLY, hostile, picture

pytestmark = pytest.mark.django_db
Image = get_image_model()


HOSTILE = hostile()


@pytest.fixture
def a():
    return schools.school()


@pytest.fixture
def librarian(a, client):
    client.force_login(schools.user(Role.LIBRARIAN, a))
    return client


@pytest.fixture(autouse=True)
def _no_decoder(monkeypatch):
    """A process of the site that decodes pixels fails."""

    def refuse(*_args, **_options):
        pytest.fail("decoded outside of the jail")

    monkeypatch.setattr(ImageFile.ImageFile, "load", refuse)


def sent(name, content):
    return SimpleUploadedFile(name, content)


def collection(a):
    from library_pages.catalogue.services.describing import collection_of

    return collection_of(a.school)


def add(client, a, name, content):
    form = {"title": "Con nghé trắng", "file": sent(name, content), "tags": "trâu", "collection": collection(a).pk}
    return client.post("/admin/images/add/", form)


def add_many(client, a, name, content):
    return client.post(
        "/admin/images/multiple/add/",
        {"title": "x", "files[]": sent(name, content), "collection": collection(a).pk},
        headers={"x-requested-with": "XMLHttpRequest"},
    )


def choose(client, a, name, content):
    return client.post(
        "/admin/images/chooser/create/",
        {
            "image-chooser-upload-title": "Con nghé trắng",
            "image-chooser-upload-file": sent(name, content),
            "image-chooser-upload-collection": collection(a).pk,
        },
    )


def edit(client, a, name, content):
    kept = Image.objects.create(title="x", file=sent("x.png", picture()), collection=collection(a))
    form = {"title": "Con nghé trắng", "file": sent(name, content), "tags": "trâu", "collection": collection(a).pk}
    return client.post(f"/admin/images/{kept.pk}/", form)


DOORS = {"add": add, "multiple": add_many, "chooser": choose, "edit": edit}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_broken_or_huge_picture_is_a_sentence_at_every_door(librarian, a, door, name):
    before = Image.objects.filter(title="Con nghé trắng").count()
    response = DOORS[door](librarian, a, name, HOSTILE[name])
    assert response.status_code == 200
    said = response.content.decode()
    said = json.dumps(response.json(), ensure_ascii=False) if door in {"multiple", "chooser"} else said
    assert any(words in said for words in ("Ảnh này bị hỏng", "Ảnh này quá lớn")), said[:3000]
    assert Image.objects.filter(title="Con nghé trắng").count() == before
    if door in {"add", "edit"}:
        assert "Con nghé trắng" in said
        assert "trâu" in said


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("name", "form"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.webp", "WEBP"), ("a.avif", "AVIF")]
)
def test_a_picture_is_taken_and_shown_at_every_door(librarian, a, door, name, form):
    response = DOORS[door](librarian, a, name, picture(form))
    assert response.status_code in {200, 302}
    made = Image.objects.latest("pk")
    assert (made.width, made.height) == (300, 200)


def test_what_is_uploaded_costs_the_web_process_no_memory(librarian, a):
    add(librarian, a, "a.png", picture())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(3):
        add(librarian, a, "huge.webp", HOSTILE["81 million pixels.webp"])
        add(librarian, a, "big.webp", picture("WEBP", size=(6000, 6000)))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # kB; decoded they would be 400,000


@pytest.fixture
def stored(a):
    return Image.objects.create(
        title="x", file=sent("x.jpg", picture("JPEG", size=(800, 400))), collection=collection(a)
    )


@pytest.mark.parametrize(
    ("spec", "size", "form"),
    [
        ("width-400|format-jpeg", (400, 200), "JPEG"),
        ("max-165x165", (165, 82), "JPEG"),
        ("fill-100x100", (100, 100), "JPEG"),
        ("original", (800, 400), "JPEG"),
        ("height-50|format-webp|webpquality-40", (100, 50), "WEBP"),
        ("width-10|format-png|bgcolor-fff", (10, 5), "PNG"),
        ("width-20|format-webp-lossless", (20, 10), "WEBP"),
        ("width-40|format-avif", (40, 20), "AVIF"),
    ],
)
def test_renditions_are_what_wagtail_would_make(stored, spec, size, form):
    rendition = stored.get_rendition(spec)
    assert (rendition.width, rendition.height) == size
    with rendition.file.open() as file, Pillow.open(file) as made:
        assert (made.size, made.format) == (size, form)


def test_several_renditions_at_once_are_made_too(stored):
    found = stored.get_renditions("width-100", "width-200|format-webp", "fill-40x40")
    assert [rendition.width for rendition in found.values()] == [100, 200, 40]


def test_a_picture_of_a_telephone_held_upright_stands_upright(a):
    exif = Pillow.Exif()
    exif[0x0112] = 6
    file = sent("x.jpg", picture("JPEG", size=(400, 200), exif=exif))
    lying = Image.objects.create(title="x", file=file, collection=collection(a))
    rendition = lying.get_rendition("width-100|format-jpeg")
    assert (rendition.width, rendition.height) == (100, 200)


def test_letters_seen_through_get_a_white_ground_in_jpeg(a):
    clear = sent("x.png", picture(mode="RGBA", colour=(0, 0, 0, 0)))
    rendition = Image.objects.create(title="x", file=clear, collection=collection(a)).get_rendition(
        "width-9|format-jpeg"
    )
    with rendition.file.open() as file:
        assert b"JFIF" in file.read(20)


def test_a_picture_that_was_broken_later_is_no_error_of_any_page(stored, librarian, a, client):
    page = catalogue.ebook(a.shelf, cover=stored)
    with stored.file.storage.open(stored.file.name, "wb") as file:
        file.write(HEADER_ONLY)
    with pytest.raises(SourceImageIOError):
        stored.get_rendition("max-165x165")
    assert librarian.get("/admin/images/").status_code == 200
    assert librarian.get(f"/admin/images/{stored.pk}/").status_code == 200
    assert client.get(f"/api/v1/items/{page.uid}/cover").status_code == 200


def test_renditions_are_made_ahead_by_a_worker(stored, librarian, monkeypatch):
    job = jobs.latest(ahead.TASK, str(stored.pk))
    assert job.queue == jobs.UPLOADS
    assert turns.take(jobs.UPLOADS)
    assert set(stored.renditions.values_list("filter_spec", flat=True)) == set(ahead._wanted)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    from cms.web.renditions import making

    monkeypatch.setattr(making, "_ask", lambda *_args: pytest.fail("made in a web worker"))
    assert librarian.get("/admin/images/").status_code == 200


def test_a_job_for_a_picture_that_is_gone_or_broken_ends(a, stored):
    with stored.file.storage.open(stored.file.name, "wb") as file:
        file.write(HEADER_ONLY)
    assert turns.take(jobs.UPLOADS)
    assert Job.objects.get().state == JobState.FAILED
    Job.objects.update(state=JobState.QUEUED)
    Image.objects.all().delete()
    assert turns.take(jobs.UPLOADS)
    assert Job.objects.get().state == JobState.DONE
