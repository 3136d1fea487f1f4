"""Prints what Rasa's own agent says, with its own store and nothing of it replaced."""

import asyncio
import json
import sys
from pathlib import Path

import tiny_actions
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from tiny_project import FACTS, SCRIPTS

from bot.engine.actions_endpoint import InProcessActions
from bot.engine.choices import parse_choice
from bot.engine.logging_setup import configure
from bot.engine.nlg import FactsNaturalLanguageGenerator
from bot.engine.outbox import Outbox


async def converse(agent: Agent, number: int) -> list[list[str]]:
    texts = []
    for text, payload in SCRIPTS[number]:
        outbox = Outbox()
        domain = agent.domain
        parsed = parse_choice(text, payload, domain.intents, domain.entities) if payload else None
        await agent.handle_message(UserMessage(text, outbox, f"visitor-{number}", parsed))
        texts.append([reply.text for reply in outbox.replies])
    return texts


def main() -> None:
    configure("ERROR")
    agent = Agent.load(
        next(Path(sys.argv[1]).glob("*.tar.gz")),
        action_endpoint=InProcessActions(tiny_actions),
        generator=FactsNaturalLanguageGenerator(facts=lambda language: FACTS),
    )
    transcripts = [asyncio.run(converse(agent, number)) for number in range(len(SCRIPTS))]
    sys.stdout.write(json.dumps(transcripts))


if __name__ == "__main__":
    main()
