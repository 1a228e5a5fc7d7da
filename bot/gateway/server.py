"""The web server that the application runs in."""

import socket

import uvicorn
from fastapi import FastAPI

from bot.gateway.settings import BODY_LIMIT, SettingsError


def listen(host: str, port: int) -> socket.socket:
    """A socket that accepts from now on; port 0 takes a free one. Raises ``SettingsError``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except (OSError, OverflowError) as error:
        raise SettingsError(f"cannot listen on {host} port {port}: {error}") from error


def web_server(app: FastAPI, proxies: str | None = None) -> uvicorn.Server:
    """Quiet about itself and about what visitors ask; logging is left to the caller.

    ``proxies``: the addresses, by comma, that are believed on whom they speak for.
    """
    config = uvicorn.Config(
        app,
        access_log=False,
        server_header=False,
        log_config=None,
        log_level="warning",
        timeout_keep_alive=30,
        timeout_graceful_shutdown=3,
        proxy_headers=proxies is not None,
        forwarded_allow_ips=proxies,
        ws_max_size=BODY_LIMIT,
    )
    return uvicorn.Server(config)
