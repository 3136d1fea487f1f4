"""The routes of canned answers: a page to manage them, and the values for the text field."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from bot.conversation.canned_values import Canned, CannedRefused, Refusal
from bot.helpline.roles import Role
from bot.staff.desk.describe import Described
from bot.staff.guard import Staff, allowed, allowed_to_post
from bot.staff.render import page
from bot.staff.services import Services, services

router = APIRouter(prefix="/staff", include_in_schema=False)
Found = Annotated[Services, Depends(services)]
Reading = Annotated[Staff, Depends(allowed(Role.OPERATOR, Role.ADMINISTRATOR))]
Writing = Annotated[Staff, Depends(allowed_to_post(Role.OPERATOR, Role.ADMINISTRATOR))]
Language = Annotated[str, Form(pattern="^[a-z]{2}$")]
Words = Annotated[str, Form(max_length=4000)]

HOME = "nl"
LANGUAGES = ("nl", "en", "pl", "ro", "bg", "es", "de", "fr", "ar", "tr", "uk", "ru")
NOTES = frozenset({"saved", "deleted"})
_PROBLEMS: Mapping[Refusal, str] = {
    Refusal.SHORTCUT: "canned.bad_shortcut",
    Refusal.TAKEN: "canned.taken_shortcut",
    Refusal.TITLE: "canned.missing",
    Refusal.BODY: "canned.missing",
    Refusal.PLACEHOLDER: "canned.unknown_placeholder",
    Refusal.GONE: "canned.gone",
}


@router.get("/canned")
def show_answers(
    staff: Reading, found: Found, language: str = HOME, note: str = "", edit: int = 0
) -> Response:
    """All answers in a language, with one of them open when it is to be changed."""
    return _page(found, staff, language, note=note, edit=edit)


@router.post("/canned")
def save(
    staff: Writing,
    found: Found,
    language: Language,
    shortcut: Words = "",
    title: Words = "",
    text: Words = "",
    answer: Annotated[int, Form()] = 0,
) -> Response:
    """Stores a new answer, or another wording of one; a refusal keeps what was typed."""
    body = text.replace("\r\n", "\n")
    name = shortcut.strip().removeprefix("/").lower()
    try:
        found.desk.save_canned(staff.id, answer or None, language, name, title, body)
    except CannedRefused as refused:
        typed = {"id": answer, "shortcut": shortcut, "title": title, "body": text}
        problem = found.texts(_PROBLEMS[refused.why], name=f"{{{refused.detail}}}")
        return _page(found, staff, language, typed=typed, problem=problem, edit=answer)
    return _back(language, "saved")


@router.post("/canned/{answer}/delete")
def delete(staff: Writing, found: Found, answer: int, language: Language) -> Response:
    """Deletes an answer."""
    found.desk.delete_canned(staff.id, answer)
    return _back(language, "deleted")


@router.get("/api/canned")
def answers(staff: Reading, found: Found, language: str = HOME) -> list[Described]:
    """The answers for the text field: the visitor's language first, then the own language."""
    own = language.split("-")[0].lower()
    canned = found.desk.canned(own, staff.id)
    if own != HOME:
        canned += found.desk.canned(HOME, staff.id)
    return [
        {"shortcut": one.shortcut, "title": one.title, "text": one.text, "language": one.language}
        for one in canned
        if one.text is not None
    ]


def _page(
    found: Services,
    staff: Staff,
    language: str,
    *,
    note: str = "",
    edit: int = 0,
    typed: Described | None = None,
    problem: str = "",
) -> Response:
    shown = language if language in LANGUAGES else HOME
    canned = found.desk.canned(shown, staff.id)
    opened = next((one for one in canned if one.id == edit), None)
    values = {
        "language": shown,
        "languages": [
            {"code": key, "name": found.texts(f"canned.languages.{key}")} for key in LANGUAGES
        ],
        "answers": [_describe(one) for one in canned],
        "form": typed or (_describe(opened) if opened else None),
        "placeholders": _placeholders(found, shown),
        "note": found.texts(f"canned.{note}") if note in NOTES else "",
        "problem": problem,
    }
    status = 422 if problem else 200
    return page(found, "desk/canned.html", values, status, staff=staff, here="canned")


def _describe(one: Canned) -> Described:
    return {
        "id": one.id,
        "shortcut": one.shortcut,
        "title": one.title,
        "body": one.body,
        "text": one.text,
    }


def _placeholders(found: Services, language: str) -> list[Described]:
    facts = found.facts()
    return [
        {
            "name": f"{{{name}}}",
            "becomes": facts.get(name) or found.texts("canned.operator_becomes"),
        }
        for name in found.desk.placeholders(language)
    ]


def _back(language: str, note: str) -> Response:
    return RedirectResponse(f"/staff/canned?{urlencode({'language': language, 'note': note})}", 303)
