import socket

import pytest

from cms.run.addresses import listen
from cms.run.errors import RunError
from cms.run.options import EVERYWHERE


@pytest.fixture
def places():
    opened = listen("127.0.0.1", 0)
    yield opened
    opened.close()


def test_the_site_is_reached_by_the_ipv4_loopback_address(places):
    with socket.create_connection(("127.0.0.1", places.port), timeout=5):
        pass


def test_all_site_sockets_share_one_port_and_stay_on_this_machine(places):
    names = [one.getsockname()[:2] for one in places.site]

    assert {port for _host, port in names} == {places.port}
    assert {host for host, _port in names} <= {"127.0.0.1", "::1"}


def test_the_internal_address_is_another_port_on_this_machine_only(places):
    assert places.internal.getsockname() == ("127.0.0.1", places.internal_port)
    assert places.internal_port != places.port


def test_every_socket_is_handed_on(places):
    assert len(places.descriptors()) == len(places.site) + 1


def test_a_taken_port_is_named_with_a_way_out(places):
    with pytest.raises(RunError, match=rf"Port {places.port} is taken.*PORT={places.port + 1}"):
        listen("127.0.0.1", places.port)


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(RunError, match=r"Can't listen at 192\.0\.2\.1"):
        listen("192.0.2.1", 0)


def test_closing_gives_the_port_back():
    first = listen("127.0.0.1", 0)
    first.close()

    listen("127.0.0.1", first.port).close()


def test_on_a_network_it_listens_everywhere_and_keeps_its_inside_to_itself():
    places = listen(EVERYWHERE, 0)

    assert {one.getsockname()[0] for one in places.site} <= {EVERYWHERE, "::"}
    assert places.internal.getsockname()[0] == "127.0.0.1"
    places.close()
