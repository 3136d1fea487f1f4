"""The parts of organisation.yml that are about times and dates."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    model_validator,
)

from bot.helpline.holidays_nl import Holiday, HolidayRule, LiberationDay
from bot.helpline.office_hours import Day, Interval, day_of


class Part(BaseModel):
    """A block of organisation.yml: nothing unknown in it, never changed after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)


def _minutes(text: str) -> int:
    hours, colon, minutes = text.strip().partition(":")
    if not (colon and hours.isdecimal() and len(minutes) == 2 and minutes.isdecimal()):
        raise ValueError("write opening hours like 09:00-17:00")
    if int(minutes) > 59:
        raise ValueError(f"'{text.strip()}' is not a time")
    return int(hours) * 60 + int(minutes)


def _interval(value: Any) -> Interval:
    opens, dash, closes = str(value).partition("-")
    if not dash:
        raise ValueError("write opening hours like 09:00-17:00")
    return Interval(_minutes(opens), _minutes(closes))


def _date(value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise ValueError(f"'{value}' is not a date; write it like 2027-12-31") from error


def _zone(value: Any) -> ZoneInfo:
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"unknown time zone '{value}'") from error


Hours = Annotated[
    tuple[Annotated[Interval, PlainValidator(_interval)], ...], AfterValidator(day_of)
]
Zone = Annotated[ZoneInfo, PlainValidator(_zone)]


class Week(Part):
    """The weekly opening hours; a day that is not named is closed."""

    monday: Hours = ()
    tuesday: Hours = ()
    wednesday: Hours = ()
    thursday: Hours = ()
    friday: Hours = ()
    saturday: Hours = ()
    sunday: Hours = ()

    def days(self) -> tuple[Day, Day, Day, Day, Day, Day, Day]:
        """The seven days, Monday first."""
        return (
            self.monday,
            self.tuesday,
            self.wednesday,
            self.thursday,
            self.friday,
            self.saturday,
            self.sunday,
        )


class Holidays(Part):
    """The helpline's choice of holidays."""

    country: Literal["NL"]
    good_friday: Literal["closed", "open"]
    liberation_day: LiberationDay
    open_on: tuple[Holiday, ...] = ()

    def rule(self) -> HolidayRule:
        """The choice in the form in which the opening hours use it."""
        return HolidayRule(
            good_friday=self.good_friday == "closed",
            liberation_day=self.liberation_day,
            open_on=frozenset(self.open_on),
        )


class DatedException(Part):
    """One date that differs from the weekly hours and the holidays."""

    date: Annotated[date, BeforeValidator(_date)]
    closed: bool = False
    hours: Hours = ()
    reason: str = ""

    @model_validator(mode="after")
    def _closed_or_other_hours(self) -> Self:
        if self.closed == bool(self.hours):
            raise ValueError("give either 'closed: true' or 'hours', and not both")
        return self


def _each_date_once(exceptions: Iterable[DatedException]) -> tuple[DatedException, ...]:
    kept: dict[date, DatedException] = {}
    for exception in exceptions:
        if exception.date in kept:
            raise ValueError(f"{exception.date} stands here twice")
        kept[exception.date] = exception
    return tuple(kept.values())


Exceptions = Annotated[tuple[DatedException, ...], AfterValidator(_each_date_once)]
Count = Annotated[int, Field(strict=True)]


class Retention(Part):
    """How long things are kept."""

    conversation_days: Annotated[Count, Field(ge=1, le=365)]
    idle_hours_without_report: Annotated[Count, Field(ge=1, le=8760)]
    tombstone_days: Annotated[Count, Field(ge=1, le=3650)]


class DeskRules(Part):
    """How many chats an operator may have, and when somebody who does nothing counts as away."""

    chats_per_operator: Annotated[Count, Field(ge=1, le=20)] = 3
    inactive_minutes: Annotated[Count, Field(ge=2, le=240)] = 15
    inactive_warning_minutes: Annotated[Count, Field(ge=1, le=239)] = 12

    @model_validator(mode="after")
    def _warned_first(self) -> Self:
        if self.inactive_warning_minutes >= self.inactive_minutes:
            raise ValueError("'inactive_warning_minutes' must be less than 'inactive_minutes'")
        return self
