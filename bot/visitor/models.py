"""The JSON of the visitor API, version 1."""

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, PlainSerializer, model_validator

from bot.conversation import values
from bot.helpline.availability import Availability, Reason
from bot.helpline.ownership import Sender, State
from bot.visitor.text import clean

Instant = Annotated[
    datetime,
    PlainSerializer(lambda at: at.astimezone(UTC).isoformat().replace("+00:00", "Z"), str),
]
Seq = Annotated[int, Field(ge=0, le=2**31 - 1)]


class StartIn(BaseModel):
    """What a visitor may say at the start."""

    language: Annotated[
        str,
        Field(
            pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
            max_length=35,
            description="The visitor's language (BCP 47).",
        ),
    ] = "nl"


class MessageIn(BaseModel):
    """One message: either a text, or one of the choices of the latest answer."""

    text: Annotated[str | None, BeforeValidator(clean)] = Field(
        default=None, description="At most 4,000 characters."
    )
    choice: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    client_id: UUID = Field(description="Made by the client; sending it again is harmless.")

    @model_validator(mode="after")
    def _exactly_one(self) -> "MessageIn":
        if (self.text is None) == (self.choice is None):
            raise ValueError("give either a text or a choice")
        if self.text == "":
            raise ValueError("the text is empty")
        return self


class ChoiceOut(BaseModel):
    """A button; it can be chosen until the next answer."""

    id: str
    label: str


class MessageOut(BaseModel):
    """One message of a conversation."""

    seq: int = Field(description="Counts from 1 within the conversation, without gaps.")
    sender: Sender
    text: str
    choices: list[ChoiceOut]
    sent_at: Instant

    @classmethod
    def of(cls, message: values.Message) -> "MessageOut":
        """The JSON of a message."""
        return cls(
            seq=message.seq,
            sender=message.sender,
            text=message.text,
            choices=[ChoiceOut(id=choice.id, label=choice.label) for choice in message.choices],
            sent_at=message.sent_at,
        )


class ExchangeOut(BaseModel):
    """The state of a conversation and some of its messages, in order."""

    state: State
    messages: list[MessageOut]

    @classmethod
    def of(cls, exchange: values.Exchange) -> "ExchangeOut":
        """The JSON of an exchange."""
        return cls(
            state=exchange.state, messages=[MessageOut.of(message) for message in exchange.messages]
        )


class StartedOut(BaseModel):
    """A new conversation and the secret that opens it, which cannot be asked for again."""

    conversation: str
    token: str
    state: State
    messages: list[MessageOut]

    @classmethod
    def of(cls, started: values.Started) -> "StartedOut":
        """The JSON of a new conversation."""
        return cls(
            conversation=started.conversation,
            token=started.token,
            state=started.state,
            messages=[MessageOut.of(message) for message in started.messages],
        )


class AvailabilityOut(BaseModel):
    """Whether a person can come now."""

    person_available: bool
    reason: Reason
    until: Instant | None = Field(description="Until when the desk is open, when it is.")
    next_opening: Instant | None = Field(description="When it opens, when it is closed.")

    @classmethod
    def of(cls, availability: Availability) -> "AvailabilityOut":
        """The JSON of an availability."""
        return cls(
            person_available=availability.person_available,
            reason=availability.reason,
            until=availability.until,
            next_opening=availability.next_opening,
        )


class HealthOut(BaseModel):
    """Whether this process works."""

    status: Literal["ok", "unavailable"]
