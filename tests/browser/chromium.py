"""The browser of these tests: the Chromium of the machine, without calls of its own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A website that a test makes up has no address of its own; without this the browser
    # takes it for one from the internet that reaches into the machine.
    "--disable-features=LocalNetworkAccessChecks",
]


def find_program() -> str:
    """The path of the browser. Raises RuntimeError when the machine has none."""
    for name in PROGRAMS:
        if path := shutil.which(name):
            return path
    raise RuntimeError("Chromium is needed for these tests: install it, or run scripts/test")


@contextmanager
def running_browser() -> Iterator[Browser]:
    """A browser without a window; each test makes its own context in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_program(), args=ARGUMENTS)
        yield browser
        browser.close()
