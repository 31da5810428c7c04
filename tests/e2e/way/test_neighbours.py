"""Hostile uploads of one school are at work; another one's book, figures and mail do not wait for them.

Everything is compared by the order in which it happened, so a slow machine changes nothing.
"""

import json

import pytest

from analytics.enums import DeliveryState
from library_pages.text.enums import SourceState
from tests.e2e.supervisor.supervised import manage
from tests.e2e.way import neighbours

REFUSED_BY_WORKERS = {"entities-of-entities.epub", "entity-of-a-file.epub", "long-numbers.srt"}
REFUSED = {"zip-bomb.epub", "names-outside.epub", "half.png", "81 million pixels.webp", *REFUSED_BY_WORKERS}
_THREADS = 2  # of the worker that reads uploads: each may have begun with one more before it sees the other school's


@pytest.mark.timeout(600)
def test_the_hostile_pile_of_one_school_keeps_no_other_school_waiting(data, start, smtp, mailbox):
    site = start(data, EMAIL_URL=smtp["url"]).ready()
    script = "from tests.e2e.way.neighbours import run; run()"
    done = manage(site.data, "shell", "--no-imports", "-c", script, seconds=400)
    assert done.returncode == 0, done.stderr
    story = json.loads(done.stdout.splitlines()[-1])

    assert story["queued before"] > 4 * _THREADS, story
    assert (story["book"], story["passages"]) == (SourceState.READY, 10)
    assert story["began while it waited"] <= _THREADS, story
    assert story["left when it was ready"] > 4 * _THREADS, story
    assert story["openings"] == neighbours.PUPILS
    assert story["mail"] == DeliveryState.ACCEPTED
    assert len(mailbox.to(neighbours.ADDRESS)) == 1
    assert story["left when the mail was sent"] > _THREADS, story

    refused = {name: sentence for name, sentence in story["said"].items() if sentence}
    assert len(story["said"]) == neighbours.BROUGHT, story["said"].keys()
    assert refused.keys() >= REFUSED
    assert [name for name, sentence in refused.items() if not sentence.endswith(".")] == []
    assert story["failed"] == len(REFUSED_BY_WORKERS), refused

    site.end()
    assert [line for line in site.said if "ended (" in line] == [], "a worker died"
