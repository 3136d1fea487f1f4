"""One conversation as its page shows it."""

from bot.conversation.archive_values import ReviewedMessage, Transcript
from bot.helpline.correction import Flag
from bot.helpline.ownership import Sender
from bot.helpline.pieces import cut
from bot.helpline.report import REPORT_SLOTS
from bot.staff.desk.words import Described, clock_time
from bot.staff.review.describe import (
    day,
    describe_entry,
    describe_hands,
    describe_note,
    describe_pieces,
    describe_understanding,
    word,
)
from bot.staff.review.labels import Labels
from bot.staff.review.marking import choices, places, plain, written
from bot.staff.services import Services


def describe_transcript(found: Services, transcript: Transcript, labels: Labels) -> Described:
    """All that the page needs."""
    return {
        **describe_entry(found, transcript.entry),
        "opened": transcript.opened,
        "masked": transcript.masked,
        "hands": describe_hands(found, transcript.owners),
        "summary": _summary(found, transcript),
        "notes": [describe_note(found, note) for note in transcript.notes],
        "comment": plain(transcript.comment),
        "messages": _messages(found, transcript),
        "flags": [(flag.value, word(found, "flags", flag.value)) for flag in Flag],
        "intents": sorted(
            ((one, word(found, "intents", one)) for one in labels.intents),
            key=lambda choice: choice[1].casefold(),
        ),
        "entities": [(one, word(found, "entities", one)) for one in labels.entities],
    }


def _messages(found: Services, transcript: Transcript) -> list[Described]:
    described, before = [], ""
    for message in transcript.messages:
        today = day(found, message.sent_at)
        described.append(_message(found, message) | {"day": "" if today == before else today})
        before = today
    return described


def _message(found: Services, message: ReviewedMessage) -> Described:
    remark = message.remark
    return {
        "seq": message.seq,
        "sender": message.sender.value,
        "author": message.author or "",
        "sent_at": message.sent_at.isoformat(),
        "time": clock_time(found, message.sent_at),
        "text": describe_pieces(found, message.text),
        "choices": message.choices,
        "understood": describe_understanding(found, message.understood),
        "correctable": message.sender is Sender.VISITOR,
        "plain": plain(message.text),
        "places": places(message.text),
        "words": choices(message.text) if message.sender is Sender.VISITOR else [],
        "corrected": not remark.empty,
        "intent": remark.intent or "",
        "intent_words": word(found, "intents", remark.intent) if remark.intent else "",
        "flags": remark.flags,
        "flag_words": [word(found, "flags", flag) for flag in remark.flags],
        "comment": plain(message.comment),
        "comment_pieces": describe_pieces(found, message.comment),
        "spans": [
            {
                "value": written(span),
                "entity": word(found, "entities", span.entity),
                "text": plain(cut(message.text, span.start, span.end)),
            }
            for span in remark.entities
        ],
    }


def _summary(found: Services, transcript: Transcript) -> list[Described]:
    described: list[Described] = []
    for slot in REPORT_SLOTS:
        value = transcript.report.get(slot)
        if value is None:
            continue
        if isinstance(value, str):
            text: list[Described] = [{"text": found.texts(f"summary.values.{value}"), "label": ""}]
        else:
            text = describe_pieces(found, value)
        described.append({"label": found.texts(f"summary.fields.{slot}"), "text": text})
    return described
