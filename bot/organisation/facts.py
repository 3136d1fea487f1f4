"""The facts that wording may name between braces, such as {phone}."""

import re
from typing import TYPE_CHECKING

from bot.helpline.opening import hours_in_words, list_in_words

if TYPE_CHECKING:
    from bot.organisation.model import Organisation


def facts_of(organisation: "Organisation", language: str) -> dict[str, str]:
    """Every fact by its name; lists and hours in words of the language."""
    return (
        _own_facts(organisation)
        | _referral_facts(organisation)
        | _number_facts(organisation)
        | _worded_facts(organisation, language)
    )


def phone_link(phone: str) -> str:
    """The address behind a phone number that can be tapped, as in "tel:0882220500"."""
    return "tel:" + re.sub(r"[^0-9+]", "", phone)


def _own_facts(organisation: "Organisation") -> dict[str, str]:
    return {
        "organisation": organisation.organisation,
        "helpline": organisation.helpline,
        "region": organisation.region,
        "website": organisation.website,
        "website_link": f"https://{organisation.website}",
        "exit_url": organisation.exit_url,
        "emergency": organisation.emergency,
        "emergency_link": phone_link(organisation.emergency),
        "phone": organisation.phone,
        "phone_link": phone_link(organisation.phone),
        "phone_hours": organisation.phone_hours,
        "coordinator_title": organisation.care_coordinator.title,
        "focus_officer_title": organisation.focus_officer.title,
        "focus_officer_municipality": organisation.focus_officer.municipality,
    }


def _referral_facts(organisation: "Organisation") -> dict[str, str]:
    labour = organisation.labour
    return {
        "labour_name": labour.name,
        "labour_former_name": ", ".join(labour.former_names),
        "labour_phone": labour.phone,
        "labour_phone_link": phone_link(labour.phone),
        "labour_phone_abroad": labour.phone_abroad,
        "labour_phone_abroad_link": phone_link(labour.phone_abroad),
        "labour_form": labour.form,
        "crime_name": organisation.crime.name,
        "crime_phone": organisation.crime.phone,
        "crime_phone_link": phone_link(organisation.crime.phone),
        "suicide_name": organisation.suicide.name,
        "suicide_phone": organisation.suicide.phone,
        "suicide_phone_link": phone_link(organisation.suicide.phone),
    }


def _number_facts(organisation: "Organisation") -> dict[str, str]:
    retention = organisation.retention
    return {
        "coordinator_since": str(organisation.care_coordinator.since),
        "focus_officer_since": str(organisation.focus_officer.since),
        "last_call_minutes": str(organisation.last_call_minutes),
        "max_wait_minutes": str(organisation.max_wait_minutes),
        "conversation_days": str(retention.conversation_days),
        "idle_hours_without_report": str(retention.idle_hours_without_report),
        "tombstone_days": str(retention.tombstone_days),
        "municipality_count": str(len(organisation.municipalities)),
    }


def _worded_facts(organisation: "Organisation", language: str) -> dict[str, str]:
    names = [municipality.name for municipality in organisation.municipalities]
    return {
        "chat_hours": hours_in_words(organisation.office_hours(), language),
        "municipalities": list_in_words(names, language),
    }
