"""Messages for review, with masks over who they are about."""

from collections.abc import Iterable, Mapping

from bot.conversation.archive_values import ReviewedMessage, Understanding
from bot.helpline.identifiers import Identifiers, load_identifiers
from bot.helpline.ownership import Sender
from bot.helpline.pieces import Pieces, in_pieces
from bot.organisation import Organisation
from bot.store.bodies import Body, open_review
from bot.store.conversations import Letter
from bot.store.corrections import Remark
from bot.store.vault import Key

DOTS = "•••"
WROTE = (Sender.VISITOR, Sender.STAFF)


def identifiers_of(organisation: Organisation) -> Identifiers:
    """What tells who somebody is; places and the numbers of helplines do not."""
    spellings = (name for one in organisation.municipalities for name in one.spellings())
    return load_identifiers((*organisation.facts().values(), *spellings))


class Mask:
    """Masks texts of one conversation; a name that one of them gives away goes in all."""

    def __init__(self, identifiers: Identifiers, texts: Iterable[str], opened: bool) -> None:
        self._identifiers = identifiers
        self._names = frozenset[str]() if opened else identifiers.names(texts)
        self._opened = opened
        self.count = 0

    def __call__(self, text: str) -> Pieces:
        """The text in pieces."""
        if self._opened:
            return in_pieces(text, ())
        found = self._identifiers.find(text, self._names)
        self.count += len(found)
        return in_pieces(text, found)


def wrote(letters: Iterable[Letter], bodies: Iterable[Body]) -> list[str]:
    """What people wrote, without the assistant's sentences."""
    return [
        body.text
        for letter, body in zip(letters, bodies, strict=True)
        if Sender(letter.sender) in WROTE
    ]


def message(
    key: Key,
    letter: Letter,
    body: Body,
    mask: Mask,
    names: Mapping[int, str],
    remark: Remark,
) -> ReviewedMessage:
    """A message as it is reviewed."""
    return ReviewedMessage(
        seq=letter.seq,
        sender=Sender(letter.sender),
        author=names.get(letter.operator_id or 0),
        sent_at=letter.sent_at,
        text=mask(body.text),
        choices=tuple(choice.label for choice in body.choices),
        understood=understood(key, letter, body.text, mask),
        remark=remark,
        comment=mask(remark.comment),
    )


def understood(key: Key, letter: Letter, text: str, mask: Mask) -> Understanding | None:
    """What the assistant made of a message, if it was a visitor's."""
    if letter.review is None:
        return None
    review = open_review(key, letter.seq, letter.review)
    pieces = mask(text)
    return Understanding(
        intent=review["intent"],
        confidence=review["confidence"],
        entities=tuple(
            (name, DOTS if _is_hidden(value, text, pieces) else shown(mask(value)))
            for name, value in review["entities"]
        ),
        danger=review["danger"],
        reasons=tuple(review["reasons"]),
        engine=review["engine"],
    )


def _is_hidden(value: str, text: str, pieces: Pieces) -> bool:
    """Whether a value stands in what is masked only, like the digits of a licence plate."""
    said = value.casefold()
    if said in shown(pieces).casefold():
        return False
    hidden = (text[piece.start : piece.end] for piece in pieces if piece.kind is not None)
    return any(said in part.casefold() for part in hidden)


def shown(pieces: Pieces) -> str:
    """A short value as text, with dots for what is masked."""
    return "".join(DOTS if piece.kind else piece.text for piece in pieces)
