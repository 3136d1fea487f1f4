"""What organisation.yml holds, as one value that never changes."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.helpline.office_hours import OfficeHours
from bot.organisation.facts import facts_of
from bot.organisation.parts import (
    Count,
    DeskRules,
    Exceptions,
    Holidays,
    Part,
    Retention,
    Week,
    Zone,
)


def _quoted(value: Any) -> Any:
    if isinstance(value, int):
        raise ValueError("write a phone number between quotes")
    return value


Phone = Annotated[str, BeforeValidator(_quoted), Field(pattern=r"^\+?[0-9][0-9 -]+$")]
Year = Annotated[Count, Field(ge=1900, le=2100)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]


class LabourInspectorate(Part):
    """The reporting point for labour exploitation."""

    name: str
    former_names: tuple[str, ...]
    phone: Phone
    phone_abroad: Phone
    form: str


class Referral(Part):
    """Another organisation with a phone number."""

    name: str
    phone: Phone


class CareCoordinator(Part):
    """Who arranges care for victims in the whole region."""

    title: str
    since: Year


class FocusOfficer(Part):
    """Who is the contact for trafficking within one municipality."""

    title: str
    municipality: str
    since: Year


class Languages(Part):
    """Languages with approved texts, the default first, and those with only a safety card."""

    reviewed: Annotated[tuple[Language, ...], Field(min_length=1)]
    safety_card: tuple[Language, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for language, times in Counter(self.reviewed + self.safety_card).items():
            if times > 1:
                raise ValueError(f"language '{language}' stands here twice")
        return self


class Municipality(Part):
    """A municipality, the places in it, and what people also type for these."""

    name: str
    places: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    def spellings(self) -> tuple[str, ...]:
        """Everything that means this municipality, its own name first."""
        return (self.name, *self.places, *self.aliases)


def _spelled_once(municipalities: tuple[Municipality, ...]) -> tuple[Municipality, ...]:
    spellings = Counter(
        spelling.casefold()
        for municipality in municipalities
        for spelling in municipality.spellings()
    )
    for spelling, times in spellings.items():
        if times > 1:
            raise ValueError(f"'{spelling}' stands here twice")
    return municipalities


class Organisation(Part):
    """The facts of one helpline, checked."""

    organisation: str
    helpline: str
    region: str
    website: Annotated[str, Field(pattern=r"^[a-z0-9.-]+\.[a-z]{2,}(/[\w./-]*)?$")]
    exit_url: Annotated[str, Field(pattern=r"^https://[^\s\"'<>]+$")]
    emergency: Phone
    phone: Phone
    phone_hours: str
    labour: LabourInspectorate
    crime: Referral
    suicide: Referral
    care_coordinator: CareCoordinator
    focus_officer: FocusOfficer
    timezone: Zone
    hours: Week
    holidays: Holidays
    exceptions: Exceptions = ()
    last_call_minutes: Annotated[Count, Field(ge=0, le=120)]
    max_wait_minutes: Annotated[Count, Field(ge=1, le=120)]
    presence_grace_seconds: Annotated[Count, Field(ge=5, le=600)]
    desk: DeskRules = DeskRules()
    languages: Languages
    retention: Retention
    municipalities: Annotated[
        tuple[Municipality, ...], Field(min_length=1), AfterValidator(_spelled_once)
    ]

    def office_hours(self) -> OfficeHours:
        """The opening hours of the chat with a person."""
        return OfficeHours(
            weekly=self.hours.days(),
            zone=self.timezone,
            holidays=self.holidays.rule(),
            exceptions=MappingProxyType({e.date: e.hours for e in self.exceptions}),
        )

    def municipality_by_spelling(self) -> Mapping[str, str]:
        """The name of the municipality for each spelling of a place, in lower case."""
        return {
            spelling.casefold(): municipality.name
            for municipality in self.municipalities
            for spelling in municipality.spellings()
        }

    def facts(self, language: str = "nl") -> dict[str, str]:
        """The facts that wording may name between braces, in words of the language."""
        return facts_of(self, language)
