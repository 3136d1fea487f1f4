"""The routes of somebody's own account."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from bot.staff.guard import Staff, signed_in
from bot.staff.render import page
from bot.staff.services import Services, services

router = APIRouter(prefix="/staff", include_in_schema=False)
Found = Annotated[Services, Depends(services)]


@router.get("/account")
def show_account(staff: Annotated[Staff, Depends(signed_in)], found: Found) -> Response:
    """Who is signed in, with which roles."""
    values = {"login": staff.operator.login, "roles": sorted(staff.operator.roles)}
    return page(found, "people/account.html", values, staff=staff, here="account")
