"""``deploy/nginx.conf``, with ports and certificate of the test: what passes and what does not."""

import json
import re
import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from websockets.sync.client import connect

from bot.gateway.database import open_database
from bot.gateway.desk.access import COOKIE
from bot.gateway.limits import Limits
from bot.launch.layout import ROOT
from bot.launch.ports import Ports
from policy_index.collection import POLICIES
from tests.gateway.desk.people import sign_in
from tests.gateway.upstream import Upstream

MAIN = """
daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
  access_log off;
  client_body_buffer_size 1m;  # whoever its workers are, they write no file
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  {site}
}}
"""


@dataclass
class Site:
    """Where nginx listens, and how it is trusted."""

    plain: str
    url: str
    trust: ssl.SSLContext

    def visitor(self) -> httpx.Client:
        transport = httpx.HTTPTransport(verify=self.trust, retries=20)
        return httpx.Client(base_url=self.url, transport=transport, trust_env=False)


@pytest.fixture
def site(serve: Callable[..., str], upstream: Upstream, tmp_path: Path) -> Iterator[Site]:
    """nginx before a gateway that knows of it and lets everybody send two messages at once."""
    limits = Limits(session_rate=600, address_rate=8, read_rate=6_000)
    gateway = serve(upstream.url, limits=limits, proxies="127.0.0.1")
    with running_nginx(gateway.removeprefix("http://"), tmp_path) as site:
        yield site


@contextmanager
def running_nginx(gateway: str, folder: Path) -> Iterator[Site]:
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    if program is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not installed (apt-get install nginx-light openssl)")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    make = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate]
    subprocess.run([*make.split(), *names], check=True, capture_output=True)
    ports = Ports.free()
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for ours, tests in {
        "127.0.0.1:8000": gateway,
        "listen 80;": f"listen 127.0.0.1:{ports.rasa};",
        "listen 443 ssl": f"listen 127.0.0.1:{ports.gateway} ssl",
        "/etc/letsencrypt/live/bot.example/fullchain.pem": str(certificate),
        "/etc/letsencrypt/live/bot.example/privkey.pem": str(key),
        "bot.example": "localhost",
    }.items():
        assert ours in text
        text = text.replace(ours, tests)
    configuration = folder / "nginx.conf"
    configuration.write_text(MAIN.format(folder=folder, site=text), encoding="utf-8")
    command = [program, "-p", folder, "-c", configuration]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    trust = ssl.create_default_context(cafile=certificate)
    with subprocess.Popen(command) as nginx:
        try:
            url = f"https://localhost:{ports.gateway}"
            yield Site(f"http://127.0.0.1:{ports.rasa}", url, trust)
        finally:
            nginx.terminate()


def test_the_chat_goes_over_a_socket_with_tls(site: Site) -> None:
    with site.visitor() as visitor:
        session = visitor.post("/api/v1/sessions", headers={"Origin": site.url})
        assert session.status_code == 201
    address = site.url.replace("https", "wss", 1) + "/api/v1/chat"
    with connect(address, ssl=site.trust, origin=site.url, proxy=None) as socket:  # type: ignore[arg-type]
        socket.send(json.dumps({"type": "hello", "token": session.json()["token"], "after": 0}))
        assert json.loads(socket.recv(timeout=30))["type"] == "welcome"
        socket.send(json.dumps({"type": "say", "id": str(uuid4()), "text": "广州奖多少"}))
        told = [json.loads(socket.recv(timeout=30))["type"] for _ in range(4)]
    assert "item" in told


def test_a_visitor_cannot_say_that_he_is_another(site: Site) -> None:
    with site.visitor() as visitor:
        answers = [
            visitor.post(
                "/api/v1/messages",
                json={"text": "你好"},
                headers={"X-Forwarded-For": f"8.8.8.{number}"},
            ).status_code
            for number in range(3)
        ]
    assert answers == [200, 200, 429]


def test_the_cookie_is_for_tls_alone_and_the_browser_remembers_to_use_it(site: Site) -> None:
    with site.visitor() as visitor:
        response = visitor.post("/api/v1/messages", json={"text": "你好"})
    assert "secure" in response.headers["set-cookie"].lower()
    assert response.headers["strict-transport-security"]
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_metrics_and_what_is_too_large_do_not_pass(site: Site) -> None:
    with site.visitor() as visitor:
        assert visitor.get("/metrics").status_code == 404
        large = visitor.post("/api/v1/messages", content=b"x" * 70_000)
        assert large.status_code == 413
        assert large.headers["server"].startswith("nginx")  # who does not bother the gateway


def test_a_new_version_of_a_policy_may_be_larger(site: Site, tmp_path: Path) -> None:
    with closing(open_database(f"sqlite:///{tmp_path / 'gateway.db'}")) as database:
        officer = sign_in(database, "officer", "officer", "小陈")
    headers = {"Origin": site.url, "X-CSRF-Token": officer.csrf}
    plan = (POLICIES / "guangzhou-2022" / "source.txt").read_bytes() + b"\n" * 70_000
    with site.visitor() as visitor:
        visitor.cookies.set(COOKIE, officer.token)
        sent = visitor.post(
            "/desk/policies/guangzhou-2022/impact", files={"file": plan}, headers=headers
        )
    assert sent.status_code == 200
    assert "guangzhou-2022" in sent.text


def test_without_tls_one_is_sent_on(site: Site) -> None:
    with site.visitor() as visitor:
        assert visitor.get("/").status_code == 200  # it listens
        response = visitor.get(f"{site.plain}/policies", headers={"Host": "localhost"})
    assert response.status_code == 301
    assert re.fullmatch(r"https://localhost/policies", response.headers["location"])
