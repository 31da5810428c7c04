"""The site by keyboard, without script, and as the system asks for it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.factories import people


def test_the_first_tab_offers_the_way_to_the_content(place, visit):
    page = visit("/", "pupil")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_what_has_the_focus_is_ringed(place, visit):
    page = visit("/")
    for _ in range(4):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            "(({ outlineStyle, outlineWidth, outlineColor }) => [outlineStyle, outlineWidth, outlineColor])"
            "(getComputedStyle(document.activeElement.closest('.search') ?? document.activeElement))"
        )
        assert ring == ["solid", "3px", "rgb(29, 78, 216)"]


def test_tab_goes_along_the_shelf_and_brings_each_object_into_view(place, visit):
    page = visit("/", "pupil", width=900, height=800)
    page.locator(".shelf .object").first.focus()
    last = page.locator(".shelf").first.locator(".object").last
    for _ in range(14):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(() => { const box = document.activeElement.getBoundingClientRect();"
            " return [document.activeElement.className, box.left, box.right]; })()"
        )
        if "object" in focused[0]:
            assert focused[1] >= 0
            assert focused[2] <= 900
        if last.evaluate("(one) => one === document.activeElement"):
            break
    expect(last).to_be_focused()


def test_the_arrows_of_a_shelf_are_there_only_where_there_is_more(place, visit):
    page = visit("/", "pupil", width=900, height=800)
    shelf = page.locator("[data-shelf]").first
    expect(shelf.locator("[data-shelf-back]")).to_be_hidden()
    expect(shelf.locator("[data-shelf-on]")).to_be_visible()
    shelf.locator("[data-shelf-on]").click()
    expect(shelf.locator("[data-shelf-back]")).to_be_visible()
    wide = visit("/", "pupil", width=4000, height=800)
    expect(wide.locator("[data-shelf-on]").first).to_be_hidden()


def test_the_menu_closes_by_escape_and_gives_the_focus_back(place, visit):
    page = visit("/", "pupil")
    summary = page.locator(".account summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".account__menu")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".account__menu")).to_be_hidden()
    expect(summary).to_be_focused()


def test_suggestions_are_chosen_by_arrows_and_left_by_escape(place, visit):
    page = visit("/", "pupil")
    field = page.locator("#home-search")
    field.type("de men", delay=20)
    rows = page.locator("[role=option]")
    expect(rows.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(rows.first).to_have_attribute("aria-selected", "true")
    expect(rows.first.locator(".mark use")).to_have_attribute("href", re.compile("^#i-.+_fill$"))
    expect(field).to_have_attribute("aria-activedescendant", rows.first.get_attribute("id") or "")
    page.keyboard.press("Escape")
    expect(rows.first).to_be_hidden()
    expect(field).to_have_value("de men")
    field.type(" ")
    expect(rows.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(tai-lieu|tim)/"))


def test_on_a_phone_facets_are_a_sheet_that_takes_the_focus_and_gives_it_back(place, visit):
    page = visit("/tim/?q=trang", "pupil", width=360, height=740)
    opener = page.locator("[data-sheet-opener]")
    sheet = page.locator("#facets")
    expect(sheet).to_be_hidden()
    opener.click()
    expect(sheet).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert sheet.evaluate("(one) => one.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()


def test_without_script_a_pupil_comes_in_searches_and_narrows_down(place, new_context):
    pupil = people.enrolled(place.at, grade=4)
    page = new_context(java_script_enabled=False).new_page()
    page.goto(place.site + "/vao/")
    page.locator("[name=pupil-code]").fill(pupil.code)
    page.locator("[name=pupil-number]").fill(str(pupil.number))
    page.locator("[name=pupil-pin]").fill(people.PIN)
    page.locator("[name=pupil-pin]").press("Enter")
    page.wait_for_url(place.site + "/")
    page.locator("#home-search").fill("vang trang")
    page.locator("#home-search").press("Enter")
    page.wait_for_url(re.compile(r"q=vang"))
    found = page.locator(".result").count()
    assert found
    page.locator("#facets input[type=checkbox]").first.check()
    page.locator("#facets button:not([type=button])").click()
    page.wait_for_url(re.compile(r"q=vang.*&\w+=\w+|&\w+=\w+.*q=vang"))
    expect(page.locator(".chip--chosen")).to_have_count(1)
    assert 0 < page.locator(".result").count() <= found
    page.locator("button[value=easy]").click()
    expect(page.locator("html")).to_have_class("easy")


def test_a_form_that_is_wrong_keeps_what_was_typed_and_takes_the_focus_to_the_first_fault(place, visit):
    page = visit("/vao/")
    page.locator("[name=pupil-code]").fill("739")
    page.locator("[name=pupil-number]").fill("12")
    page.locator("[name=pupil-pin]").fill("748291")
    page.locator("[name=pupil-pin]").press("Enter")
    expect(page.locator(".field--error")).to_have_count(1)
    expect(page.locator("[name=pupil-code]")).to_be_focused()
    expect(page.locator("[name=pupil-code]")).to_have_value("739")
    expect(page.locator("[name=pupil-number]")).to_have_value("12")


@pytest.mark.parametrize("way", ["switch", "system"])
def test_high_contrast_is_black_on_white_with_outlines(place, visit, way):
    page = visit(place.item, "pupil", **({"contrast": "more"} if way == "system" else {}))
    if way == "switch":
        page.locator("button[value=contrast]").click()
        page.wait_for_load_state()
    style = page.evaluate(
        """() => {
          const of = (one) => getComputedStyle(document.querySelector(one));
          return {
            ink: of("body").color,
            ground: of("body").backgroundColor,
            tiles: of(".stage").backgroundImage,
            mark: of(".way .mark").borderTopWidth,
            second: of(".second").color,
            button: of(".button--second").borderTopWidth,
          };
        }"""
    )
    assert style == {
        "ink": "rgb(0, 0, 0)",
        "ground": "rgb(255, 255, 255)",
        "tiles": "none",
        "mark": "3px",
        "second": "rgb(0, 0, 0)",
        "button": "3px",
    }


def test_where_no_motion_is_wanted_nothing_moves(place, visit):
    page = visit("/", "pupil", reduced_motion="reduce")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter((one) => getComputedStyle(one).transitionDuration !== '0s').length"
    )
    assert moving == 0


def test_on_paper_there_is_the_content_and_no_furniture(place, visit):
    page = visit(place.item, "pupil")
    page.emulate_media(media="print")
    for furniture in (".head__nav", ".bar", ".foot form", ".account", ".stage .buttons"):
        expect(page.locator(furniture).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
