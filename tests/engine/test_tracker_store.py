import asyncio
import sqlite3
from pathlib import Path

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.engine.embedded import EmbeddedEngine
from bot.engine.processor import TurnAgent, UnexpectedModel
from bot.engine.rows import RowUnreadable, StagedRows
from bot.engine.tracker_store import BoundedTrackerStore

DOMAIN = Domain.load(Path(__file__).parent / "tiny" / "domain.yml")


def tracker(place: str) -> DialogueStateTracker:
    new = DialogueStateTracker("visitor", DOMAIN.slots)
    new.update(ActionExecuted("action_listen"))
    new.update(SlotSet("place", place))
    return new


def store_in(folder: Path) -> BoundedTrackerStore:
    url, key = f"sqlite:///{folder}/deep/rows.sqlite3", str(folder / "keys" / "rows.key")
    return BoundedTrackerStore(DOMAIN, host=url, key_file=key)


def place_of(store: TrackerStore) -> object:
    found = asyncio.run(store.retrieve("visitor"))
    return None if found is None else found.get_slot("place")


def test_what_is_saved_is_found_by_another_process(tmp_path: Path) -> None:
    asyncio.run(store_in(tmp_path).save(tracker("Testdorp")))
    assert place_of(store_in(tmp_path)) == "Testdorp"


def test_a_conversation_has_one_row(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    for place in ("Testdorp", "Voorbeeldstad"):
        asyncio.run(store.save(tracker(place)))
    assert place_of(store) == "Voorbeeldstad"
    assert list(asyncio.run(store.keys())) == ["visitor"]


def test_a_new_conversation_has_no_tracker(tmp_path: Path) -> None:
    assert place_of(store_in(tmp_path)) is None


def test_the_rows_are_encrypted(tmp_path: Path) -> None:
    asyncio.run(store_in(tmp_path).save(tracker("Testdorp")))
    assert b"Testdorp" not in (tmp_path / "deep" / "rows.sqlite3").read_bytes()


def test_only_the_owner_reads_the_key(tmp_path: Path) -> None:
    store_in(tmp_path)
    assert (tmp_path / "keys" / "rows.key").stat().st_mode & 0o777 == 0o600


def test_a_row_of_another_key_is_an_error_and_no_new_conversation(tmp_path: Path) -> None:
    asyncio.run(store_in(tmp_path).save(tracker("Testdorp")))
    (tmp_path / "keys" / "rows.key").unlink()
    with pytest.raises(RowUnreadable):
        place_of(store_in(tmp_path))


def test_a_row_cannot_be_moved_to_another_conversation(tmp_path: Path) -> None:
    asyncio.run(store_in(tmp_path).save(tracker("Testdorp")))
    with sqlite3.connect(tmp_path / "deep" / "rows.sqlite3") as database:
        database.execute("update shell_trackers set conversation = 'other'")
    with pytest.raises(RowUnreadable):
        asyncio.run(store_in(tmp_path).retrieve("other"))


def test_an_error_of_the_database_is_raised(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    with sqlite3.connect(tmp_path / "deep" / "rows.sqlite3") as database:
        database.execute("drop table shell_trackers")
    with pytest.raises(Exception, match="shell_trackers"):
        asyncio.run(store.save(tracker("Testdorp")))


def test_rasa_makes_the_store_from_endpoints_yml(tmp_path: Path) -> None:
    endpoint = EndpointConfig.from_dict(
        {
            "type": "bot.engine.tracker_store.BoundedTrackerStore",
            "url": f"sqlite:///{tmp_path}/rows.sqlite3",
            "key_file": str(tmp_path / "rows.key"),
        }
    )
    store = TrackerStore.create(endpoint, domain=DOMAIN)
    assert type(store) is BoundedTrackerStore
    asyncio.run(store.save(tracker("Testdorp")))
    assert place_of(store) == "Testdorp"


def test_an_unknown_option_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="keyfile"):
        BoundedTrackerStore(DOMAIN, rows=StagedRows(), keyfile="x")


def test_no_event_broker_may_listen_in() -> None:
    with pytest.raises(ValueError, match="event broker"):
        BoundedTrackerStore(DOMAIN, event_broker=object(), rows=StagedRows())


def test_nothing_is_left_of_a_turn_after_it_is_taken() -> None:
    rows = StagedRows()
    rows.stage("first", b"1")
    rows.stage("second", None)
    assert rows.conversations() == []
    rows.write("second", b"2")
    assert rows.take("second") == b"2"
    assert rows.conversations() == []


def test_the_agent_takes_no_other_store() -> None:
    with pytest.raises(UnexpectedModel, match="BoundedTrackerStore"):
        TurnAgent(tracker_store=InMemoryTrackerStore(DOMAIN))


def test_the_store_in_use_is_ours_and_nothing_wraps_it(engine: EmbeddedEngine) -> None:
    loaded = engine._loaded
    assert loaded is not None
    for store in (loaded.agent.tracker_store, loaded.agent.processor.tracker_store):
        assert type(store) is BoundedTrackerStore
        assert not isinstance(store, FailSafeTrackerStore)


def test_an_agent_whose_store_was_wrapped_after_all_is_refused(
    engine: EmbeddedEngine, tiny_models: Path
) -> None:
    assert engine.ready  # the model's own requirements are met
    agent = TurnAgent(tracker_store=BoundedTrackerStore(rows=StagedRows()), generator=None)
    agent.tracker_store = FailSafeTrackerStore(agent.tracker_store)
    with pytest.raises(UnexpectedModel, match="tracker store in use"):
        agent.load_model(next(tiny_models.glob("*.tar.gz")))
