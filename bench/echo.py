"""The floor: an endpoint that takes a message and gives it back, on the same web server."""

from typing import Any

import uvicorn
from fastapi import FastAPI


def create() -> FastAPI:
    """An application with one route, `POST /echo`."""
    app = FastAPI()

    @app.post("/echo")
    async def echo(body: dict[str, Any]) -> dict[str, Any]:
        return body

    return app


if __name__ == "__main__":
    import sys

    uvicorn.run(create(), host="127.0.0.1", port=int(sys.argv[1]), access_log=False, ws="none")
