"""Puts the conversation service together, for the server and for tests alike."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock, system_clock
from bot.conversation import desk_canned
from bot.conversation.availability import Availabilities
from bot.conversation.bridge import PostgresBridge
from bot.conversation.conversations import Conversations
from bot.conversation.desk import Desk
from bot.conversation.desk_base import DeskParts
from bot.conversation.desk_watch import DeskWatch
from bot.conversation.eraser import Eraser
from bot.conversation.house import House, OrganisationSource
from bot.conversation.hub import Hub
from bot.conversation.journal import Journal
from bot.conversation.speaker import Speaker, Words
from bot.conversation.starts import StartLimit
from bot.conversation.turns import Turns
from bot.conversation.visitors import Visitors
from bot.conversation.watch import Watch
from bot.engine.answer import DialogueEngine
from bot.settings import Settings
from bot.store.audit import AuditLog
from bot.store.database import Database, open_database
from bot.store.schema import migrate
from bot.store.vault import Vault, open_vault


@dataclass(frozen=True)
class Services:
    """The parts of the running service; close it at the end."""

    database: Database
    vault: Vault
    audit: AuditLog
    conversations: Conversations
    desk: Desk
    watch: Watch
    eraser: Eraser
    hub: Hub
    bridge: PostgresBridge | None

    def tick(self, now: datetime) -> None:
        """Watches over the queue; call it every two seconds."""
        self.watch.tick(now)

    def run_retention(self, now: datetime) -> int:
        """Deletes what is due; how many conversations that were."""
        return self.eraser.run_retention(now)

    def close(self) -> None:
        """Ends streams, threads and connections."""
        self.hub.close()
        self.conversations.close()
        if self.bridge is not None:
            self.bridge.close()
        self.database.close()


def open_services(
    settings: Settings,
    engine: DialogueEngine,
    words: Words,
    organisation: OrganisationSource,
    clock: Clock = system_clock,
) -> Services:
    """The service on its database, brought up to date; SQLite for one process only.

    Raises DatabaseInUse, VaultError, OrganisationError, and what the wording raises when a
    vital sentence is missing: the message says what to do.
    """
    house = House(organisation)
    speaker = Speaker(words, house)
    database = open_database(settings.database_url)
    try:
        database.hold_process_lock()
        migrate(database.engine)
        vault = open_vault(database, settings.key_file)
        desk_canned.seed(database, clock())
        return _assemble(settings, engine, database, vault, house, speaker, clock)
    except BaseException:
        database.close()
        raise


def _assemble(
    settings: Settings,
    engine: DialogueEngine,
    database: Database,
    vault: Vault,
    house: House,
    speaker: Speaker,
    clock: Clock,
) -> Services:
    hub, visitors = Hub(), Visitors()
    hub.observe(visitors.hear)
    journal = Journal(vault)
    audit = AuditLog(vault)
    availabilities = Availabilities(database, house)
    parts = DeskParts(
        database, journal, speaker, availabilities, house, hub, clock, audit, visitors
    )
    eraser = Eraser(database, house, hub, clock)
    turns = Turns(database, journal, engine, speaker, availabilities, eraser, hub, clock)
    starts = StartLimit(settings.starts_per_minute)
    bridge = None
    if database.is_postgresql:
        bridge = PostgresBridge(settings.database_url, hub)
        bridge.start()
    return Services(
        database=database,
        vault=vault,
        audit=audit,
        conversations=Conversations(
            database, vault, journal, turns, speaker, eraser, hub, visitors, starts, clock
        ),
        desk=Desk(parts),
        watch=Watch(parts, DeskWatch(parts)),
        eraser=eraser,
        hub=hub,
        bridge=bridge,
    )
