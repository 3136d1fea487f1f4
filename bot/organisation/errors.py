"""The one error of this package."""


class OrganisationError(Exception):
    """organisation.yml cannot be used; the message names each line and what is wrong there."""
