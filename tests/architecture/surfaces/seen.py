"""What an actor sees on each surface: a function a surface, from (world, actor) to the words of the resources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.test import Client

from cms.web.models import HomePage
from library_collections.models import CollectionsIndexPage, ThemedCollectionPage
from library_pages.catalogue import access
from library_pages.catalogue.models import ResourcePage, ShelfPage
from search import engines
from search.port import Query
from tests.architecture.surfaces import statistics
from tests.architecture.surfaces.world import ALL, PLACES, Actor, World
from tests.factories.callers import Caller

Seen = frozenset[str]
Look = Callable[[World, Actor], Seen]
_OK: Final = 200


def site(actor: Actor) -> Client:
    """A browser in which the actor has signed in."""
    client = Client()
    if actor.user is not None:
        client.force_login(actor.user)
    return client


def words_in(text: str) -> Seen:
    """The resources that a text names."""
    return frozenset(word for word in ALL if word in text)


def text_of(response: Any) -> str:
    """The body of a good answer; nothing of any other."""
    if response.status_code != _OK:
        return ""
    return (b"".join(response) if response.streaming else response.content).decode(errors="replace")


def on_page(*paths: str) -> Look:
    """Of a page of the site, under one or several addresses."""

    def look(_world: World, actor: Actor) -> Seen:
        client = site(actor)
        return words_in("".join(text_of(client.get(path)) for path in paths))

    return look


def on_each_resource(path: str) -> Look:
    """Of a page that each resource has: those for which it answers."""

    def look(world: World, actor: Actor) -> Seen:
        client = site(actor)
        return frozenset(word for word, page in world.pages.items() if text_of(client.get(path.format(uid=page.uid))))

    return look


def on_wagtail_pages(pages: Callable[[World], Any], *, own: bool = False) -> Look:
    """Of pages in the tree; with `own` a page counts for the resource that it shows, whatever else it names."""

    def look(world: World, actor: Actor) -> Seen:
        client, seen = site(actor), set()
        for word, page in pages(world):
            text = text_of(client.get(page.get_url()))
            seen |= ({word} if text else set()) if own else words_in(text)
        return frozenset(seen)

    return look


def by_api(path: str, *, public: bool = False, **parameters: Any) -> Look:
    """Of one operation; `{uid}` in the path asks it for each resource, `{collection}` for each collection."""

    def look(world: World, actor: Actor) -> Seen:
        caller = Caller(None if public else actor.user)
        if not public and actor.user is None:
            caller.public, caller.root = False, "/api/v1/"
        elif public and actor.user is not None:
            caller.client.force_login(actor.user)  # which must change nothing
        if "{uid}" in path:
            answers = {word: caller.get(path.format(uid=page.uid), **parameters) for word, page in world.pages.items()}
            return frozenset(word for word, answer in answers.items() if text_of(answer))
        if "{collection}" in path:
            found = [caller.get(path.format(collection=page.uid)) for page in world.collections.values()]
            found.append(caller.get(path.format(collection=world.everything.uid)))
            return words_in("".join(map(text_of, found)))
        return words_in(text_of(caller.get(path, **parameters)))

    return look


def let_through(path: str, code: str, *, public: bool = False) -> Look:
    """Of an operation that has nothing to say of e-books: the resources for which it says so, and not “not found”."""

    def look(world: World, actor: Actor) -> Seen:
        caller = Caller(None if public else actor.user)
        caller.public, caller.root = public, f"/api/v1/{'public/' if public else ''}"
        answers = {word: caller.get(path.format(uid=page.uid)) for word, page in world.pages.items()}
        return frozenset(word for word, answer in answers.items() if answer.json().get("code") == code)

    return look


def writing(path: str) -> Look:
    """Of an operation that keeps a place: the resources in which it does."""

    def look(world: World, actor: Actor) -> Seen:
        caller = Caller(actor.user)
        caller.public, caller.root = False, "/api/v1/"
        kept = set()
        for word, page in world.pages.items():
            place = {
                "locator": {"href": "c", "type": "text/html", "locations": {"totalProgression": 0.5}},
                "modified": "2030-01-01T00:00:00Z",
                "device": {"id": "probe"},
            }
            if "{uid}" in path:
                good = caller.send("PUT", path.format(uid=page.uid), place).status_code == _OK
            else:
                answer = caller.send("POST", path, {"entries": [{"item": page.uid, **place}]})
                good = answer.status_code == _OK and answer.json()["outcomes"][0]["result"] == "kept"
            kept |= {word} if good else set()
        return frozenset(kept)

    return look


def keeping(world: World, actor: Actor) -> Seen:
    """The resources of whose launch a state is kept."""
    caller = Caller(actor.user)
    caller.public, caller.root = False, "/api/v1/"
    state = {"follows": 0, "data": "1"}
    kept = {
        word
        for word, page in world.pages.items()
        if caller.send("PUT", f"launches/{page.uid}", state).status_code == _OK
    }
    return frozenset(kept)


def by_port(ask: Callable[[Any, frozenset[str], World], str]) -> Look:
    """Of a method of the search port, on every engine that answers here; they must agree."""

    def look(world: World, actor: Actor) -> Seen:
        tokens = access.tokens_held(actor.reader)
        answers = {
            words_in(ask(engine, tokens, world)) for engine in (engines.configured(), engines.stand_in()) if engine
        }
        assert len(answers) == 1, f"the engines differ: {answers}"
        return answers.pop()

    return look


def _found(engine: Any, tokens: frozenset[str], world: World) -> str:
    return str(engine.search(Query("trăng", tokens, limit=50)))


def _suggested(engine: Any, tokens: frozenset[str], world: World) -> str:
    return str([engine.suggest(word, tokens, 20) for word in sorted(ALL)])


def _known(engine: Any, tokens: frozenset[str], world: World) -> str:
    return str(engine.known_terms(sorted(ALL), tokens))


SITE: Final = "cms.urls /"
LOOKS: Final[dict[str, Look]] = {
    SITE: on_page("/"),
    f"{SITE}tai-lieu/<uuid:uid>/": on_each_resource("/tai-lieu/{uid}/"),
    f"{SITE}bia/<uuid:uid>.jpg": on_each_resource("/bia/{uid}.jpg"),
    f"{SITE}doc/<uuid:uid>/": on_each_resource("/doc/{uid}/"),
    f"{SITE}tim/": on_page("/tim/?q=trang"),
    f"{SITE}tim/goi-y/": on_page(*(f"/tim/goi-y/?q=zq{place}" for place in PLACES)),
    f"{SITE}cua-em/": on_page("/cua-em/"),
    f"{SITE}thong-ke/": statistics.on_the_statistics,
    f"{SITE}thong-ke/thu/<int:number>/": statistics.in_the_mail,
    "POST /api/v1/events": statistics.telling_events,
    "port search": by_port(_found),
    "port suggest": by_port(_suggested),
    "port known_terms": by_port(_known),
    "PUT /api/v1/progress/{uid}": writing("progress/{uid}"),
    "POST /api/v1/progress/batch": writing("progress/batch"),
    "GET /api/v1/progress/{uid}": by_api("progress/{uid}"),
    "PUT /api/v1/launches/{uid}": keeping,
    "GET /api/v1/launches/{uid}": by_api("launches/{uid}"),
    "page ebook.EbookPage": on_wagtail_pages(lambda world: world.pages.items(), own=True),
    "page audiobook.AudiobookPage": on_wagtail_pages(lambda world: world.pages.items(), own=True),
    "page video.VideoPage": on_wagtail_pages(lambda world: world.pages.items(), own=True),
    f"page {ResourcePage._meta.label}": on_wagtail_pages(lambda world: world.pages.items(), own=True),
    f"page {ShelfPage._meta.label}": on_wagtail_pages(lambda world: [("", shelf) for shelf in world.shelves]),
    f"page {ThemedCollectionPage._meta.label}": on_wagtail_pages(
        lambda world: [("", page) for page in (*world.collections.values(), world.everything)]
    ),
    f"page {HomePage._meta.label}": on_wagtail_pages(lambda world: [("", home) for home in world.homes]),
    f"page {CollectionsIndexPage._meta.label}": on_wagtail_pages(lambda world: [("", world.index)]),
}
for _root, _public in (("/api/v1/", False), ("/api/v1/public/", True)):
    LOOKS |= {
        f"GET {_root}items": by_api("items", public=_public, limit=50),
        f"GET {_root}items/{{uid}}": by_api("items/{uid}", public=_public),
        f"GET {_root}items/{{uid}}/cover": by_api("items/{uid}/cover", public=_public),
        f"GET {_root}items/{{uid}}/publication": by_api("items/{uid}/publication", public=_public),
        f"GET {_root}items/{{uid}}/playback": let_through("items/{uid}/playback", "nothing-to-open", public=_public),
        f"GET {_root}items/{{uid}}/search": by_api("items/{uid}/search", public=_public, q="trang"),
        f"GET {_root}search": by_api("search", public=_public, q="trang", limit=50),
        f"GET {_root}suggestions": by_api("suggestions", public=_public, q="trang", limit=20),
        f"GET {_root}collections": by_api("collections", public=_public, limit=50),
        f"GET {_root}collections/{{uid}}": by_api("collections/{collection}", public=_public),
    }
