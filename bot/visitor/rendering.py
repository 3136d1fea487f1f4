"""Pages from templates, texts and facts."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.visitor.links import links_of
from bot.web.catalogue import Catalogue, load_catalogue
from bot.web.facts import Facts, facts_of

HERE = Path(__file__).parent
CATALOGUE: Catalogue = load_catalogue(HERE / "catalogue" / "nl.yml")

_environment = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)


def words_for(request: Request) -> dict[str, object]:
    """The texts that the page's own program shows."""
    facts = facts_of(request)
    zone: Facts = request.app.state.facts
    return {
        **CATALOGUE.section("script", facts),
        "new": CATALOGUE.text("ended.again", facts),
        "erased": CATALOGUE.text("ended.erased_title", facts),
        "choices": CATALOGUE.text("chat.choices", facts),
        "sender": CATALOGUE.section("sender", facts),
        "state": CATALOGUE.section("state", facts | {"place": "{place}"}),
        "links": links_of(facts),
        "zone": zone.zone.key,
    }


def render_text(request: Request, template: str, values: Mapping[str, object]) -> str:
    """A template with the texts as `t(key)` and the facts as `facts`."""
    facts = facts_of(request)

    def text(key: str) -> str:
        return CATALOGUE.text(key, facts)

    return _environment.get_template(template).render(values, t=text, facts=facts)


def render_page(
    request: Request,
    template: str,
    values: Mapping[str, object],
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """A page from a template."""
    return HTMLResponse(render_text(request, template, values), status, headers=headers)
