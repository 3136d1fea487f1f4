"""The servers that are measured side by side, each behind the same small interface."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

import aiohttp

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 240

DUTCH_TURNS = (
    "wanneer kan ik met iemand chatten",
    "is dit anoniem",
    "wat zijn signalen van mensenhandel",
    "wat is arbeidsuitbuiting",
    "bedankt",
    "kost het geld",
)
ENGLISH_TURNS = ("hi", "i am sad", "no", "are you a bot", "great", "goodbye")


def free_port() -> int:
    """A TCP port on 127.0.0.1 that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Target(ABC):
    """A server to measure. Use as a context manager; it is stopped on the way out."""

    name: str
    ready_path: str

    def __init__(self) -> None:
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.folder = Path(tempfile.mkdtemp(prefix="bench-"))
        self.cold_start = 0.0

    @abstractmethod
    def command(self) -> list[str]:
        """The command that serves on `self.port` in the foreground."""

    @abstractmethod
    async def begin(self, http: aiohttp.ClientSession) -> Any:
        """A new conversation's handle."""

    @abstractmethod
    async def turn(self, http: aiohttp.ClientSession, handle: Any, number: int) -> None:
        """One turn; raises if the answer is not a proper one."""

    def environment(self) -> dict[str, str]:
        """The environment of the server process."""
        return {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"}

    def __enter__(self) -> "Target":
        started = time.perf_counter()
        self.log = (self.folder / "server.log").open("wb")
        self.process = subprocess.Popen(
            self.command(),
            cwd=ROOT,
            env=self.environment(),
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        while True:
            if self.process.poll() is not None or time.perf_counter() - started > START_SECONDS:
                tail = (self.folder / "server.log").read_text(errors="replace")[-2000:]
                raise RuntimeError(f"{self.name} did not start:\n{tail}")
            try:
                with urllib.request.urlopen(self.base + self.ready_path, timeout=1):  # noqa: S310
                    break
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        self.cold_start = time.perf_counter() - started
        return self

    def __exit__(self, *exc: object) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def resident_mb(self) -> float:
        """Resident memory of the server process in MB (10^6 bytes)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(row for row in status.splitlines() if row.startswith("VmRSS"))
        return int(line.split()[1]) * 1024 / 1e6


class Echo(Target):
    """The echo endpoint."""

    name = "echo"
    ready_path = "/docs"

    def command(self) -> list[str]:
        return [sys.executable, "-m", "bench.echo", str(self.port)]

    async def begin(self, http: aiohttp.ClientSession) -> str:
        return str(uuid.uuid4())

    async def turn(self, http: aiohttp.ClientSession, handle: str, number: int) -> None:
        body = {"text": DUTCH_TURNS[number % len(DUTCH_TURNS)], "client_id": handle}
        async with http.post(f"{self.base}/echo", json=body) as answer:
            answer.raise_for_status()
            await answer.json()


class Chat(Target):
    """This product, as `python -m bot serve` serves it, on SQLite."""

    name = "chat"
    ready_path = "/readyz"

    def command(self) -> list[str]:
        return [sys.executable, "-m", "bot", "serve"]

    def environment(self) -> dict[str, str]:
        return {
            **super().environment(),
            "PORT": str(self.port),
            "DATABASE_URL": f"sqlite:///{self.folder}/chat.sqlite3",
            "KEY_FILE": str(self.folder / "master.key"),
            "STARTS_PER_MINUTE": "0",
        }

    async def begin(self, http: aiohttp.ClientSession) -> tuple[str, dict[str, str]]:
        async with http.post(f"{self.base}/api/v1/conversations") as answer:
            answer.raise_for_status()
            body = await answer.json()
        url = f"{self.base}/api/v1/conversations/{body['conversation']}/messages"
        return url, {"Authorization": f"Bearer {body['token']}"}

    async def turn(
        self, http: aiohttp.ClientSession, handle: tuple[str, dict[str, str]], number: int
    ) -> None:
        url, headers = handle
        body = {"text": DUTCH_TURNS[number % len(DUTCH_TURNS)], "client_id": str(uuid.uuid4())}
        async with http.post(url, json=body, headers=headers) as answer:
            answer.raise_for_status()
            messages = (await answer.json())["messages"]
            if len(messages) < 2:
                raise RuntimeError("a turn went without an answer")


class Stock(Target):
    """The bot that `rasa init` makes, as `rasa run` serves it, with Rasa's SQLite store."""

    name = "stock"
    ready_path = "/status"

    def __init__(self, rasa: Path, project: Path) -> None:
        super().__init__()
        self.rasa, self.project = rasa, project

    def command(self) -> list[str]:
        endpoints = self.folder / "endpoints.yml"
        endpoints.write_text(
            f"tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {self.folder}/stock.db\n"
        )
        return [
            str(self.rasa),
            "run",
            "--enable-api",
            "--interface",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--endpoints",
            str(endpoints),
            "--credentials",
            str(self.project / "credentials.yml"),
            "--model",
            str(self.project / "models"),
        ]

    async def begin(self, http: aiohttp.ClientSession) -> str:
        return str(uuid.uuid4())

    async def turn(self, http: aiohttp.ClientSession, handle: str, number: int) -> None:
        body = {"sender": handle, "message": ENGLISH_TURNS[number % len(ENGLISH_TURNS)]}
        async with http.post(f"{self.base}/webhooks/rest/webhook", json=body) as answer:
            answer.raise_for_status()
            await answer.json()
