"""The switches of the foot, the language, and the style sheet of the types."""

import pytest
from django.test import Client

from cms.web import looks
from cms.web.look import COOKIE

pytestmark = pytest.mark.django_db


def press(client, **said):
    return client.post("/hien-thi/", said)


def test_easy_letters_stay_on_until_they_are_switched_off(a, anybody):
    press(anybody, switch="easy")
    assert 'class="easy"' in anybody.get("/").content.decode()
    press(anybody, switch="contrast")
    assert 'class="easy contrast"' in anybody.get("/").content.decode()
    press(anybody, switch="easy")
    assert 'class=" contrast"' in anybody.get("/").content.decode()
    press(anybody, switch="contrast")
    assert '<html lang="en">' in anybody.get("/").content.decode()


def test_a_switch_says_whether_it_is_on(a, anybody):
    press(anybody, switch="easy")
    html = anybody.get("/").content.decode()
    assert 'value="easy" aria-pressed="true"' in html
    assert 'value="contrast" aria-pressed="false"' in html


def test_the_site_speaks_vietnamese_until_somebody_chooses_english(a):
    client = Client(headers={"accept-language": "en-US,en;q=0.9"})
    assert '<html lang="vi">' in client.get("/").content.decode()
    press(client, language="en")
    assert '<html lang="en">' in client.get("/").content.decode()
    press(client, language="xx")
    assert '<html lang="en">' in client.get("/").content.decode()


def test_the_api_follows_what_the_app_asks_for(db):
    client = Client(headers={"accept-language": "en"})
    assert client.get("/api/v1/public/items/0123")["Content-Language"] == "en"


def test_it_leads_back_to_the_page_and_never_off_the_site(a, anybody):
    assert press(anybody, switch="easy", next="/tin/?page=2")["Location"] == "/tin/?page=2"
    assert press(anybody, switch="easy", next="https://evil.example/")["Location"] == "/"


def test_a_link_can_press_no_switch(a, anybody):
    assert anybody.get("/hien-thi/?switch=easy").status_code == 405


@pytest.mark.parametrize("odd", ["easy.easy.evil", "<script>", "contrast" * 500, ""])
def test_an_odd_cookie_is_the_usual_look_or_what_it_says(a, anybody, odd):
    anybody.cookies[COOKIE] = odd
    response = anybody.get("/")
    assert response.status_code == 200
    assert "evil" not in response.content.decode()


def test_the_colours_of_the_types_may_be_kept_for_ever_under_their_version(anybody):
    address = f"/look/{looks.style_sheet_version()}/types.css"
    response = anybody.get(address)
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert ".t-gone{" in response.content.decode()
    assert anybody.get("/look/0123456789ab/types.css")["Cache-Control"] == "no-cache"
