from datetime import timedelta

from cms.accounts.models import User
from cms.foundation import clock
from cms.sample.pages import NEWS, PLAIN, News, Plain
from cms.sample.services.memory import GoneError, once
from cms.web.models import HomePage, NewsPage, PlainPage


def write_pages(home: HomePage, author: User) -> None:
    """What is not there yet; one that somebody has deleted stays away."""
    for item in NEWS:
        _once(f"news:{item.slug}", home, author, _news(item, author))
    for plain in PLAIN:
        _once(f"plain:{plain.slug}", home, author, _plain(plain, author))


def _news(item: News, author: User) -> NewsPage:
    return NewsPage(
        title=item.title,
        slug=item.slug,
        day=clock.today() - timedelta(days=item.days),
        intro=item.intro,
        body=[("text", item.text)],
        owner=author,
        live=False,
    )


def _plain(plain: Plain, author: User) -> PlainPage:
    body = [block for heading, text in plain.parts for block in (("heading", heading), ("text", text))]
    return PlainPage(title=plain.title, slug=plain.slug, body=body, owner=author, live=False, show_in_menus=True)


def _once(name: str, home: HomePage, author: User, page: NewsPage | PlainPage) -> None:
    def make() -> NewsPage | PlainPage:
        HomePage.objects.get(pk=home.pk).add_child(instance=page)
        page.save_revision(user=author).publish(user=author)
        return page

    try:
        once(name, make)
    except GoneError:
        return
