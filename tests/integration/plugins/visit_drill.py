"""What a pupil meets of a drill, whose scripts run: run in the environment into which the plugin is installed.

`python visit_drill.py make|gone|back`; prints nothing when all is as it should be, else ends with what is not.
"""

import json
import re
import sys
from typing import Any

import django
from visit_songbook import ROOT, client_of

CARDS = "1 + 1 = 2\n2 + 2 = 4"


def main(step: str) -> None:
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["localhost"]
    {"make": make, "gone": gone, "back": is_all_there}[step]()


def make() -> None:
    """The engine came with the type: nothing names it anywhere else."""
    from khovang_drill.models import DrillPage
    from wagtail.models import Page

    from cms.accounts.services import create_school
    from library_pages.catalogue.models import ShelfPage

    school = create_school("Trường Hoa Gạo")
    shelf = ShelfPage.objects.child_of(Page.objects.get(pk=school.home_page.pk)).get()
    shelf.add_child(instance=DrillPage(title="Bảng cộng", cards=CARDS, audience="public"))
    is_all_there()


def is_all_there() -> None:
    """The package is made of the cards, framed by the drill's engine, and its files are under the policy of scripts."""
    from khovang_drill.models import DrillPage

    page = DrillPage.objects.get()
    config = config_of(client_of(None).get(f"/doc/{page.uid}/"))
    assert config["sandbox"] == "allow-scripts allow-same-origin allow-forms allow-modals"
    assert (config["entry"], config["launch_url"], config["launch"]["version"]) == ("index.html", None, 0)
    frame = content(config["engine_url"])
    assert frame["Clear-Site-Data"] == '"cookies", "storage"'
    files = config["engine_url"].replace("/r/", "/c/").removesuffix("drill")
    assert f"frame-src {files};" in frame["Content-Security-Policy"]
    first = content(files + "index.html")
    assert f"connect-src {files};" in first["Content-Security-Policy"]
    assert json.loads(b"".join(content(files + "cards.json"))) == [["1 + 1 ", " 2"], ["2 + 2 ", " 4"]]


def gone() -> None:
    """Uninstalled, the page is a stand-in that opens nothing."""
    from library_pages.catalogue.models import ResourcePage

    page: Any = ResourcePage.objects.get(type_slug="drill")
    assert type(page.specific) is ResourcePage
    client = client_of(None)
    assert client.get(f"/tai-lieu/{page.uid}/").status_code == 200
    assert client.get(f"/doc/{page.uid}/").status_code == 404


def config_of(answer: Any) -> dict[str, Any]:
    """What the page around the drill gives its script."""
    found = re.search(r'<script id="reader" type="application/json">(.*?)</script>', answer.content.decode(), re.DOTALL)
    assert found, answer.content.decode()[:500]
    return dict(json.loads(found.group(1)))


def content(address: str) -> Any:
    """An answer of the content origin."""
    from django.test import Client

    origin = "http://127.0.0.1:8000"
    assert address.startswith(origin)
    answer = Client(headers={"host": "127.0.0.1:8000"}).get(address.removeprefix(origin))
    assert answer.status_code == 200, address
    return answer


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "collections")]
    django.setup()
    main(sys.argv[1])
