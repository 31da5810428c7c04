import socket

from cms.run.readiness import serves
from cms.run.services.probe import free_port


def test_nobody_at_the_port_is_a_no():
    assert not serves(free_port())


def test_a_listener_that_does_not_answer_yet_is_a_no():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        assert not serves(silent.getsockname()[1])
