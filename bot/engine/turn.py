"""One turn of the dialogue: from what the visitor said to the answer."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.answer import Answer, Said, Understood
from bot.engine.choices import parse_choice
from bot.engine.loading import Loaded
from bot.engine.outbox import Outbox
from bot.helpline.report import with_words_apart

CHANNEL = "chat"


class NothingSaid(Exception):
    """The dialogue neither says nor asks for anything: the visitor would be left alone."""


async def take_turn(
    loaded: Loaded,
    conversation_id: str,
    said: Said,
    memory: bytes | None,
    at: datetime,
    report_slots: Iterable[str],
) -> Answer:
    """The answer to `said`, given the tracker as it was stored (None: a new visitor).

    Custom actions find `at` in the metadata of the latest message.
    """
    loaded.rows.stage(conversation_id, memory)
    outbox = Outbox()
    message = UserMessage(
        said.text,
        outbox,
        conversation_id,
        parse_data=_parsed(said, loaded.agent.domain),
        input_channel=CHANNEL,
        message_id="",
        metadata={"at": at.isoformat()},
    )
    tracker = await loaded.agent.processor.turn(message, said.language)
    if not outbox.replies and not outbox.directives:
        raise NothingSaid("the dialogue has no answer")
    return Answer(
        replies=tuple(outbox.replies),
        memory=loaded.rows.take(conversation_id),
        report=_report(tracker.current_slot_values(), report_slots),
        directives=frozenset(outbox.directives),
        understood=_understood(tracker),
        noted=frozenset(outbox.noted),
    )


def _parsed(said: Said, domain: Domain) -> dict[str, Any] | None:
    """What a choice means; None for typed text, which the model has to read."""
    if said.payload is None:
        return None
    return parse_choice(said.text, said.payload, domain.intents, domain.entities)


def _report(slots: Mapping[str, Any], names: Iterable[str]) -> dict[str, str]:
    told = with_words_apart(slots)
    return {name: str(told[name]) for name in names if told.get(name) is not None}


def _understood(tracker: DialogueStateTracker) -> Understood:
    message = tracker.latest_message
    entities = tuple((str(found["entity"]), str(found["value"])) for found in message.entities)
    return Understood(message.intent_name, message.intent.get("confidence", 0.0), entities)
