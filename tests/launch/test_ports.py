"""A port in use is told with its user and the way out."""

import os
import socket

import pytest

from bot.launch.errors import LaunchError
from bot.launch.ports import Ports, in_use


def test_free_ports_are_free_and_differ() -> None:
    ports = Ports.free()
    assert len({ports.action, ports.rasa, ports.gateway}) == 3
    ports.check()
    assert Ports.free(gateway=False).gateway is None


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0"])
def test_a_port_in_use_is_named_with_the_process_that_has_it(address: str) -> None:
    with socket.create_server((address, 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(LaunchError) as said:
            Ports(action=Ports.free().action, rasa=port, gateway=None).check()
    message = str(said.value)
    assert message.startswith(f"Port {port}, which Rasa needs, is in use by ")
    assert f"(process {os.getpid()})" in message
    assert f"RASA_PORT={port + 1}" in message
    assert "\n" not in message


def test_a_port_that_a_stopped_server_left_is_free_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            server.accept()[0].close()  # the server's side closes first and lingers
    assert not in_use(port)
