"""The pass of a device: signed, short, worth nothing when it was tampered with."""

import pytest
from django.core import signing
from hypothesis import given
from hypothesis import strategies as st

from cms.accounts import devices


def test_a_pass_brings_the_device_back():
    device = devices.new_device().with_user(7).with_user(9)
    assert devices.read_pass(devices.write_pass(device)) == device


def test_a_new_device_knows_nobody():
    assert not devices.new_device().knows(7)


@pytest.mark.parametrize("value", ["", "x", "a:b:c", "é" * 40, "A" * 5000])
def test_an_odd_pass_is_a_new_device_and_no_error(value):
    assert devices.read_pass(value).known == ()


@given(st.integers(min_value=0), st.characters(codec="ascii", categories=["L", "N"]))
def test_a_changed_pass_is_forgotten(place, char):
    value = devices.write_pass(devices.new_device().with_user(7))
    place %= len(value)
    changed = value[:place] + char + value[place + 1 :]
    assert changed == value or not devices.read_pass(changed).knows(7)


def test_a_pass_of_another_purpose_is_refused():
    other = signing.dumps(["A" * 22, [7]], salt="something else")
    assert not devices.read_pass(other).knows(7)


@pytest.mark.parametrize("content", [["short", [7]], ["A" * 22], "text", ["A" * 22, ["x"]], 5])
def test_a_well_signed_pass_of_another_shape_is_refused(content):
    assert devices.read_pass(signing.dumps(content, salt=devices._SALT)).known == ()


def test_a_shared_tablet_forgets_the_oldest_and_its_pass_stays_short():
    device = devices.new_device()
    for user_id in range(1_000_000, 1_000_100):
        device = device.with_user(user_id)
    assert device.knows(1_000_099)
    assert not device.knows(1_000_000)
    assert len(devices.write_pass(device)) < 1500
    assert devices.read_pass(devices.write_pass(device)) == device


def test_who_comes_again_becomes_the_newest():
    assert devices.new_device().with_user(1).with_user(2).with_user(1).known == (2, 1)


def test_the_cookie_has_the_host_prefix_under_tls_only(settings):
    settings.SESSION_COOKIE_SECURE = True
    assert devices.cookie_name() == "__Host-device"
    settings.SESSION_COOKIE_SECURE = False
    assert devices.cookie_name() == "device"
