"""The product as a process of its own, started as a host starts it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[1]
START_SECONDS = 120


@dataclass
class Served:
    """A running server: its address, its folder and everything that it printed."""

    base: str
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def printed(self) -> bytes:
        """Standard output and standard error so far."""
        return (self.folder / "printed.log").read_bytes()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ends the process; the exit code."""
        self.process.send_signal(how)
        return self.process.wait(30)


def free_port() -> int:
    """A port on 127.0.0.1 that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, database_url: str | None = None, **settings: str) -> Iterator[Served]:
    """A server on a database in `folder`; stopped at the end if it still runs."""
    port = free_port()
    environment = {
        **os.environ,
        "PORT": str(port),
        "DATABASE_URL": database_url or f"sqlite:///{folder}/chat.sqlite3",
        "KEY_FILE": str(folder / "master.key"),
        "STARTS_PER_MINUTE": "0",
        "RASA_TELEMETRY_ENABLED": "false",
        **settings,
    }
    with (folder / "printed.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    served = Served(f"http://127.0.0.1:{port}", folder, process)
    try:
        _wait_until_ready(served)
        yield served
    finally:
        if process.poll() is None:
            served.stop()


def _wait_until_ready(served: Served) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if served.process.poll() is not None:
            raise RuntimeError(f"the server ended: {served.printed.decode(errors='replace')}")
        try:
            if httpx.get(f"{served.base}/readyz", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise RuntimeError("the server was not ready in time")
