"""Listening and watching in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from library_pages.catalogue.selectors.content import passages_of
from library_pages.reading.models import Progress
from library_pages.reading.places import address_at
from tests.harness.waiting import eventually


def test_a_video_plays_with_its_captions_and_its_pupil_goes_on_at_the_same_second_elsewhere(studio, device):
    page, pupil = studio.seen(), studio.pupil()
    first = device(page, pupil)
    first.play()
    first.plays_past(3)
    expect(first.page.locator("[data-caption]")).to_have_text("Mở đầu")
    assert first.page.evaluate("document.querySelector('video').videoHeight") == 360
    with first.page.expect_response(re.compile(r"/api/v1/progress/")):
        first.play()
    stopped = first.time
    second = device(page, pupil)
    second.ready()
    assert second.time == pytest.approx(stopped, abs=0.2)
    first.page.goto(f"{studio.site}/cua-em/")
    expect(first.page.locator("main")).to_contain_text(f"Phút 0:{int(stopped):02d}")
    expect(first.page.locator("main")).to_contain_text("Xem tiếp")


def test_a_passage_that_was_found_leads_to_its_second_and_keys_move_on_from_there(studio, device):
    page, pupil = studio.heard(), studio.pupil()
    place = list(passages_of(page))[1].locator
    player = device(page, pupil, at=f"?{address_at(page, place).partition('?')[2]}")
    player.ready()
    assert player.page.url.endswith("#t=20")
    player.stands_at("0:20")
    expect(player.page.locator("[data-part]")).to_have_text("Trăng lên")
    keys = player.page.keyboard
    keys.press("Space")
    player.plays_past(20.6)
    keys.press("ArrowRight")
    player.plays_past(35)
    keys.press("Space")
    assert player.paused
    before = player.time
    keys.press("ArrowLeft")
    player.page.wait_for_function("(second) => document.querySelector('[data-media]').currentTime < second", arg=before)
    assert player.time == pytest.approx(before - 15, abs=0.5)
    keys.press("m")
    expect(player.page.locator("[data-status]")).to_have_text("Đã tắt tiếng.")
    player.page.locator("[data-opens=parts]").click()
    player.page.get_by_role("dialog").get_by_role("button", name="Vĩ thanh").click()
    player.stands_at("0:40")
    player.page.locator("[data-opens=transcript]").click()
    player.page.get_by_role("dialog").get_by_role("button", name="Trăng lên").click()
    player.stands_at("0:20")
    eventually(Progress.objects.exists)
    assert Progress.objects.get().locator["locations"]["fragments"][0].startswith("t=")


def test_what_was_really_heard_is_reported_and_the_end_too(studio, device):
    page, pupil = studio.heard(), studio.pupil()
    player = device(page, pupil, at="#t=10")
    player.ready()
    left = player.notes_each_seek()
    player.play()
    player.plays_past(12)
    player.page.keyboard.press("ArrowRight")
    player.plays_past(28)
    with player.page.expect_response(re.compile("/api/v1/events")) as answered:
        player.page.evaluate("location.hash = '#t=59'")
    expect(player.asked).to_contain_text("Em đã đến hết Nghé và vầng trăng.")
    assert answered.value.status == 200
    events = answered.value.request.post_data_json["events"]
    heard = [event for event in events if event["kind"] == "media_progress"]
    assert {event["item"] for event in events} == {str(page.uid)}
    assert {event["play"] for event in heard} == {heard[0]["play"]}
    assert [event["snapshot"] for event in heard] == list(range(1, len(heard) + 1))
    (first, second, third) = heard[-1]["intervals"]
    assert first == [pytest.approx(10, abs=0.2), pytest.approx(left()[0], abs=0.5)]
    assert second == [pytest.approx(left()[0] + 15, abs=0.5), pytest.approx(left()[1], abs=0.5)]
    assert third == [pytest.approx(59, abs=0.2), pytest.approx(heard[-1]["duration"], abs=0.3)]
    length = sum(end - start for start, end in heard[-1]["intervals"])
    assert heard[-1]["wall_seconds"] == pytest.approx(length, abs=1)
    assert [event["kind"] for event in events].count("finish") == 1
    eventually(Progress.objects.filter(finished=True).exists)


@pytest.mark.slow
def test_what_fails_is_said_and_can_be_tried_again(studio, device):
    page, pupil = studio.heard(), studio.pupil()
    player = device(page, pupil)
    player.ready()
    player.page.route("**/m/**", lambda route: route.fulfill(status=500))
    player.page.reload()
    expect(player.asked).to_contain_text("Chưa phát được đoạn này. Em bấm thử lại, hoặc đọc bản chữ.")
    player.page.unroute("**/m/**")
    player.asked.get_by_role("button", name="Thử lại").click()
    player.ready()
    player.play()
    player.plays_past(0.5)


def test_a_grant_that_has_ended_is_renewed_without_a_word(studio, device):
    page, pupil = studio.heard(), studio.pupil()
    renewed = []

    def refuse(window):
        window.on("request", lambda request: renewed.append(request) if request.url.endswith("/playback") else None)
        window.route("**/m/**", lambda route: route.continue_() if renewed else route.fulfill(status=403))

    player = device(page, pupil, opened=refuse)
    player.ready()
    player.play()
    player.plays_past(0.5)
    assert len(renewed) == 1
    expect(player.page.locator("[data-caption]")).to_have_text("Mở đầu")
    expect(player.asked).to_have_count(0)


def test_on_a_phone_the_deck_makes_room_for_a_drawer(studio, device):
    page, pupil = studio.heard(), studio.pupil()
    player = device(page, pupil, width=360, height=740)
    player.ready()
    deck = player.page.locator(".deck")
    assert player.page.evaluate("document.documentElement.scrollWidth") == 360
    assert deck.bounding_box()["height"] > 200
    player.page.locator("[data-opens=parts]").click()
    assert deck.bounding_box()["height"] == pytest.approx(72, abs=1)
    expect(deck.locator("[data-play]")).to_be_visible()
    player.page.get_by_role("dialog").get_by_role("button", name="Đóng").click()
    assert deck.bounding_box()["height"] > 200


@pytest.mark.parametrize(
    ("picture", "sound"),
    [(0.04, 40), pytest.param(3, 40, marks=pytest.mark.slow), pytest.param(40, 3, marks=pytest.mark.slow)],
    ids=["a still", "short film", "short sound"],
)
def test_a_recording_whose_streams_differ_in_length_plays_behind_the_shorter_one(studio, device, picture, sound):
    page, pupil = studio.apart(picture, sound), studio.pupil()
    player = device(page, pupil, at="#t=25")
    player.ready()
    player.play()
    player.plays_past(27)
    with player.page.expect_response(re.compile(r"/api/v1/progress/")):
        player.play()
    again = device(page, pupil)
    again.ready()
    assert again.time == pytest.approx(player.time, abs=0.5)
    assert again.page.evaluate("document.querySelector('[data-media]').duration") == pytest.approx(40, abs=0.5)
