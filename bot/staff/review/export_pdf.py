"""Transcripts as PDF, in every script that visitors write, with a watermark on each page."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.bidi import BidiParagraph
from fpdf.enums import Align, MethodReturnValue, TextDirection, XPos, YPos

from bot.conversation.archive_values import Transcript
from bot.staff.review.arabic import joined
from bot.staff.review.documents import Watermark, document, sentence
from bot.staff.services import Services

FAMILY = "DejaVu"
_INK, _GREY, _PALE = (23, 33, 31), (83, 98, 95), (222, 227, 226)
_RIGHT_TO_LEFT = ("\u0590", "\u08ff")


def to_pdf(found: Services, transcripts: Sequence[Transcript], mark: Watermark) -> bytes:
    """The transcripts, each on a page of its own."""
    paper = _Paper(found, mark)
    for transcript in transcripts:
        paper.transcript(document(found, transcript))
    return bytes(paper.output())


def font_folder() -> Path:
    """Where the embedded font is: it comes with matplotlib, which Rasa needs."""
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise RuntimeError("matplotlib is not installed, and with it the font for PDF")
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"


class _Paper(FPDF):
    def __init__(self, found: Services, mark: Watermark) -> None:
        super().__init__(format="A4")
        self._found = found
        self._mark = sentence(found, mark)
        self._number = mark.number
        shown = "is_opened" if mark.opened else "is_masked"
        self._state = found.texts(f"review.export.{shown}")
        folder = font_folder()
        self.add_font(FAMILY, "", folder / "DejaVuSans.ttf")
        self.add_font(FAMILY, "B", folder / "DejaVuSans-Bold.ttf")
        self.set_margins(18, 20)
        self.set_auto_page_break(True, 20)
        self.set_title(found.texts("review.export.file"))
        self.set_creation_date(mark.at)

    def header(self) -> None:
        """The watermark: across the page, and above it to be read."""
        self.set_font(FAMILY, "B", 30)
        self.set_text_color(*_PALE)
        with self.rotation(45, 105, 148):
            word = self._found.texts("review.export.confidential")
            self.text(40, 148, f"{word} · {self._number}")
        self.set_y(9)
        self._line(self._mark, 8, grey=True)
        self.set_y(20)

    def footer(self) -> None:
        """The number of the page, and whether names can be read."""
        self.set_y(-14)
        number = self._found.texts("review.export.page", page=self.page_no())
        self._line(f"{number} · {self._state}", 8, grey=True)

    def transcript(self, one: dict[str, Any]) -> None:
        """A conversation, from the top of a page."""
        texts = self._found.texts
        self.add_page()
        self._line(texts("review.transcript.title", code=one["code"]), 15, bold=True)
        about = [one["began_words"], one["form"], one["municipality"], one["ending"]]
        self._line(" · ".join(part for part in about if part), 9, grey=True)
        if one["danger"]:
            self._line(texts("review.transcript.danger"), 9, bold=True)
        self._title(texts("review.transcript.timeline"))
        for hands in one["owners"]:
            self._line(f"{hands['at']}  {hands['who']}", 9)
        self._title(texts("review.transcript.summary"))
        for fact in one["summary"]:
            self._line(fact["label"], 8, grey=True)
            self._line(fact["value"], 10)
        self._title(texts("review.transcript.messages"))
        for message in one["messages"]:
            who = " ".join(part for part in (message["sender_words"], message["author"]) if part)
            self._line(f"{who} · {message['sent_words']}", 8, grey=True)
            self._line(message["text"], 10)
            self.ln(1.5)
        if one["notes"]:
            self._title(texts("review.transcript.notes"))
        for note in one["notes"]:
            self._line(f"{note['kind']} · {note['author']} · {note['at']}", 8, grey=True)
            self._line(note["text"], 10)

    def _title(self, text: str) -> None:
        self.ln(3)
        self._line(text, 11, bold=True)

    def _line(self, text: str, size: float, bold: bool = False, grey: bool = False) -> None:
        """A paragraph over the width of the page."""
        self.set_font(FAMILY, "B" if bold else "", size)
        self.set_text_color(*(_GREY if grey else _INK))
        height = size * 0.5
        for part in text.split("\n"):
            if any(_RIGHT_TO_LEFT[0] <= sign <= _RIGHT_TO_LEFT[1] for sign in part):
                self._from_the_right(part, height)
            else:
                self.multi_cell(0, height, part or " ", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _from_the_right(self, text: str, height: float) -> None:
        lines = self.multi_cell(
            0, height, joined(text), dry_run=True, output=MethodReturnValue.LINES
        )
        assert isinstance(lines, list)  # noqa: S101 - that is what LINES means
        for line in lines:
            turned = BidiParagraph(text=line, base_direction=TextDirection.RTL)
            shown = turned.get_reordered_string()
            self.cell(0, height, shown, align=Align.R, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
