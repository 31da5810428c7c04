"""A songbook and two pupils who may open it: run in the environment into which the songbook's plugin is installed.

Prints one line of JSON: `uid` of the item and `session` of the pupil on each of two browsers.
"""

import json
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[3]
SONGS = 12
LINES = 40  # so that a song is longer than a window


def main() -> None:
    from django.conf import settings
    from django.test import Client
    from khovang_songbook.models import Song, SongbookPage, Songs

    from tests.factories import schools

    settings.ALLOWED_HOSTS = ["localhost"]
    at = schools.school("Trường Hoa Gạo")
    songs = Songs.objects.create(school=at.school)
    Song.objects.bulk_create(
        Song(songs=songs, order=order, name=f"{order}.txt", title=f"Bài {order + 1}", words="Trăng lên\n" * LINES)
        for order in range(SONGS)
    )
    page = at.shelf.add_child(instance=SongbookPage(title="Hát đêm trăng", occasion="Trung thu", songs=songs))
    pupil = schools.pupil(at)
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(pupil)
    sessions = [client.cookies["sessionid"].value for client in clients]
    sys.stdout.write(json.dumps({"uid": str(page.uid), "sessions": sessions}))


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "collections")]
    django.setup()
    main()
