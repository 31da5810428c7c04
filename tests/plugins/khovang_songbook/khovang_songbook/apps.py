from django.apps import AppConfig


class SongbookConfig(AppConfig):
    name = "khovang_songbook"
    label = "songbook"

    def ready(self) -> None:
        from khovang_songbook.kind import SONGS
        from library_pages.sdk.content import kinds

        kinds.add(SONGS)
