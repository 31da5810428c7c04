"""A hasher that counts, to show that unknown people cost as much as known ones."""

from typing import ClassVar

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    """Counts the hashes it makes."""

    made: ClassVar[int] = 0

    def encode(self, password, salt):
        CountingHasher.made += 1
        return super().encode(password, salt)
