"""The description of the visitor API (OpenAPI)."""

from typing import Any

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from bot.web.problems import Problem

_MADE_BY_FRAMEWORK = ("HTTPValidationError", "ValidationError")


def describe(routes: list[BaseRoute]) -> dict[str, Any]:
    """The OpenAPI document of these routes, with problem details for every failure."""
    document = get_openapi(
        title="Anonymous reporting chat: visitor API",
        version="1",
        description="The secret of a conversation goes into the Authorization header.",
        routes=routes,
    )
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in _MADE_BY_FRAMEWORK:
        schemas.pop(name, None)
    schemas["Problem"] = Problem.model_json_schema()
    components["securitySchemes"] = {"secret": {"type": "http", "scheme": "bearer"}}
    for path, operations in document["paths"].items():
        if "{conversation}" in path:
            for operation in operations.values():
                operation["security"] = [{"secret": []}]
    return document
