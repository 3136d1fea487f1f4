"""A real OpenID provider for the tests, in an environment of its own, and a person using it."""

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-oidc" / "bin" / "python"
CONSOLE = "http://testserver"
# The same words stand in openid_server.py, which cannot import these.
PASSWORD = "voorbeeld bij de aanbieder"
SECONDS_TO_START = 120


@dataclass(frozen=True)
class RunningProvider:
    """The provider's address, and the process behind it."""

    issuer: str
    process: subprocess.Popen[bytes]


@contextmanager
def running_provider() -> Iterator[RunningProvider]:
    if not PYTHON.exists():
        pytest.fail("the OpenID provider for these tests is missing: run scripts/test")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Path(__file__).parent / "openid_server.py"
    callback = f"{CONSOLE}/staff/single-sign-on/callback"
    process = subprocess.Popen(
        [str(PYTHON), str(server), str(port), callback],
        env={"PATH": os.environ["PATH"], "AUTHLIB_INSECURE_TRANSPORT": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    provider = RunningProvider(f"http://localhost:{port}", process)
    try:
        _wait_for(provider)
        yield provider
    finally:
        process.terminate()
        process.wait(20)


class Person:
    """Somebody with a browser at the provider's own pages."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.http = httpx.Client(timeout=30)

    def go(self, address: str) -> str:
        """Signs in there where asked; the path and query with which the console is reached."""
        for _ in range(12):
            if address.startswith(CONSOLE):
                parts = urlsplit(address)
                return f"{parts.path}?{parts.query}"
            answer = self.http.get(address)
            for _ in range(4):
                if "location" in answer.headers:
                    break
                answer = self._fill(answer)
            address = urljoin(str(answer.url), answer.headers["location"])
        raise AssertionError(f"the provider leads in a circle, at {urlsplit(address).path}")

    def _fill(self, page: httpx.Response) -> httpx.Response:
        """Answers the form on a page of the provider: name, password, consent."""
        found = re.search(r"<form[^>]*method=\"(?i:post)\"[^>]*>.*?</form>", page.text, re.DOTALL)
        assert found, f"no form at {page.url.path} ({page.status_code})"
        form = found.group(0)
        fields = {
            unescape(name): unescape(value)
            for name, value in re.findall(
                r"<input[^>]*type=\"hidden\"[^>]*name=\"([^\"]+)\"[^>]*value=\"([^\"]*)\"", form
            )
        }
        fields |= {"login": self.name, "password": PASSWORD, "answer": "accept"}
        target = re.search(r"<form[^>]*action=\"([^\"]*)\"", form)
        address = urljoin(str(page.url), unescape(target.group(1)) if target else "")
        return self.http.post(address, data=fields)


def _wait_for(provider: RunningProvider) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        assert provider.process.poll() is None, "the OpenID provider did not start"
        try:
            httpx.get(f"{provider.issuer}/.well-known/openid-configuration", timeout=5)
        except httpx.TransportError:
            time.sleep(0.3)
        else:
            return
    raise AssertionError("the OpenID provider did not answer in time")
