"""The visitor's page, as a visitor uses it."""

from typing import Any

from playwright.sync_api import FrameLocator, Locator, Page, expect

HELP_IN_SIGHT = """() => [...document.querySelectorAll("nav a")].every((link) => {
  const box = link.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return box.width > 0 && box.x >= 0 && box.y >= 0 && box.right <= innerWidth
    && box.bottom <= innerHeight && link.contains(top);
})"""


class ChatPage:
    """One tab with the chat; `inside` is the frame when a widget shows it."""

    def __init__(self, page: Page, base: str, inside: FrameLocator | None = None) -> None:
        self.page = page
        self.base = base
        self._root: Page | FrameLocator = inside or page

    def find(self, selector: str) -> Locator:
        """A part of the chat."""
        return self._root.locator(selector)

    @property
    def log(self) -> Locator:
        """The conversation."""
        return self.find("#log")

    @property
    def input(self) -> Locator:
        """The field in which the visitor types."""
        return self.find("#text")

    @property
    def state(self) -> Locator:
        """The line that says whom the visitor talks to."""
        return self.find("#state")

    @property
    def typing(self) -> Locator:
        """The line that says that the person on the other side is typing."""
        return self.find("#typing")

    def messages(self, text: str = "", sender: str = "") -> Locator:
        """The messages that hold a text, from one sender or all."""
        found = self.find(f"#log .m{f'.{sender}' if sender else ''}")
        return found.filter(has_text=text) if text else found

    def arrive(self) -> "ChatPage":
        """Opens the page; no chat has begun."""
        self.page.goto(f"{self.base}/chat")
        return self

    def begin(self) -> "ChatPage":
        """Begins a chat and reads the first message."""
        self.find("#start button").click()
        expect(self.messages(sender="bot")).to_have_count(1)
        return self

    def write(self, text: str) -> None:
        """Types a message and sends it with Enter."""
        self.input.fill(text)
        self.input.press("Enter")

    def say(self, text: str) -> None:
        """Types a message, sends it, and waits until it is stored."""
        self.write(text)
        expect(self.find(f'#log .visitor[data-seq]:has-text("{text}")')).to_have_count(1)

    def choose(self, label: str) -> None:
        """Picks a choice of the latest answer."""
        self.find(".choices").get_by_role("button", name=label, exact=True).click()

    def press(self, label: str) -> None:
        """Presses a button of the page."""
        self._root.get_by_role("button", name=label, exact=True).click()

    def press_in_menu(self, label: str) -> None:
        """Opens "Stoppen of wissen" and presses a button of it."""
        self.find("#menu summary").click()
        self.press(label)

    def expect_help_in_sight(self) -> None:
        """112, the phone number and the way out can be seen and pressed."""
        expect(self.find("nav a")).to_have_count(3)
        for number in ("112", "0882220500"):
            expect(self.find(f'nav a[href="tel:{number}"]')).to_be_visible()
        assert self.page.evaluate(HELP_IN_SIGHT)

    def stored(self) -> dict[str, str]:
        """What the tab keeps of the chat: its id and its secret."""
        kept: dict[str, str] = self.page.evaluate("JSON.parse(sessionStorage.getItem('chat'))")
        return kept

    @property
    def conversation(self) -> str:
        """The id of the chat."""
        return self.stored()["conversation"]

    def sequence(self) -> list[int]:
        """The sequence numbers of what is shown, from top to bottom."""
        nodes: list[Any] = self.log.locator("[data-seq]").evaluate_all(
            "(nodes) => nodes.map((node) => Number(node.dataset.seq))"
        )
        return [int(number) for number in nodes]

    def expect_each_once(self, *texts: str) -> None:
        """Every text stands in the log once, and all numbers follow each other."""
        for text in texts:
            expect(self.messages(text)).to_have_count(1)
        expect(self.find("#log .pending")).to_have_count(0)
        assert self.sequence() == list(range(1, len(self.sequence()) + 1))
