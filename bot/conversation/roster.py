"""Who is at the desk."""

from datetime import timedelta

from bot.conversation.desk_base import DeskBase
from bot.conversation.desk_idle import turn_off
from bot.conversation.desk_leaving import let_go
from bot.conversation.values import Colleague
from bot.helpline.ownership import State
from bot.helpline.staffing import is_due_off, is_idle, is_present, turns_off_at
from bot.store import conversations as rows
from bot.store import desk as desk_rows
from bot.store import listeners

# Whose console was not heard of for longer has gone home without signing off.
FORGOTTEN = timedelta(hours=1)


class Roster(DeskBase):
    """The presence of operators."""

    def heartbeat(self, operator_id: int, available: bool | None = None) -> None:
        """The operator's console is open; `None` leaves the switch as it is.

        It is no sign that somebody sits behind it: that is `active`.
        """
        with self._changing() as (connection, at, notices):
            listeners.still_there(connection, operator_id, self._listening_since(at), at)
            before = desk_rows.at_desk(connection, operator_id)
            if available is None:
                desk_rows.heard(connection, operator_id, at)
            else:
                desk_rows.seen(connection, operator_id, available, at)
            if not before or (available is not None and available != before[0].available):
                notices.presence()
            elif available is None and is_due_off(before[0], self._rules(), at):
                # A console that was shut with the switch on, and is opened the next day.
                turn_off(connection, self._audit, operator_id, self._rules(), at, notices)

    def active(self, operator_id: int) -> None:
        """The operator did something in the console; call it at most once a minute."""
        with self._changing() as (connection, at, notices):
            before = desk_rows.at_desk(connection, operator_id)
            desk_rows.seen(connection, operator_id, None, at)
            if not before or is_idle(before[0], self._rules(), at):
                notices.presence()

    def set_available(self, operator_id: int, available: bool) -> None:
        """Turns the operator's switch."""
        with self._changing() as (connection, at, notices):
            desk_rows.seen(connection, operator_id, available, at)
            action = "available" if available else "not_available"
            self._audit.append(connection, operator_id, action, at)
            notices.presence()

    def is_available(self, operator_id: int) -> bool:
        """Where the operator's switch stands."""
        with self._database.read() as connection:
            return desk_rows.switch(connection, operator_id) or False

    def colleagues(self) -> list[Colleague]:
        """Who is signed on to the desk, by name; the operator who asks is among them."""
        at, rules = self._clock(), self._rules()
        with self._database.read() as connection:
            there = desk_rows.at_desk(connection)
            chats = desk_rows.chat_counts(connection)
        return [
            Colleague(
                operator_id=one.operator_id,
                name=one.name,
                available=one.available,
                present=is_present(one, rules, at),
                inactive=is_idle(one, rules, at),
                chats=chats.get(one.operator_id, 0),
                limit=rules.chats,
                last_seen=one.last_seen,
                off_because=one.off_because,
                turns_off_at=turns_off_at(one, rules),
            )
            for one in there
            if at - one.last_seen <= FORGOTTEN or one.operator_id in chats
        ]

    def sign_off(self, operator_id: int) -> None:
        """The operator is gone: their visitors are told and keep their place."""
        with self._changing() as (connection, at, notices):
            desk_rows.hold(connection, operator_id)
            availability = self._availabilities.within(connection, at)
            talking = [h.id for h in rows.with_person(connection) if h.operator_id == operator_id]
            for conversation in sorted(talking):
                head = rows.head_to_change(connection, conversation)
                # The visitor may have left meanwhile, or erased everything.
                if head is None or head.state is not State.PERSON:
                    continue
                if head.operator_id == operator_id:
                    let_go(
                        connection, self._journal, self._speaker, head, availability, at, notices
                    )
            for conversation in listeners.followed(connection, operator_id):
                listeners.end(connection, conversation, operator_id)
                notices.listeners(conversation)
            desk_rows.gone(connection, operator_id)
            self._audit.append(connection, operator_id, "sign_off", at)
            notices.presence()
