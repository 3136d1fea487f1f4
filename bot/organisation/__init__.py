"""The facts that a helpline owns, read from organisation.yml."""

from bot.organisation.errors import OrganisationError
from bot.organisation.file import OrganisationFile, load_organisation, organisation_file
from bot.organisation.model import Organisation

__all__ = [
    "Organisation",
    "OrganisationError",
    "OrganisationFile",
    "load_organisation",
    "organisation_file",
]
