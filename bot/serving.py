"""Runs the application in a web server and says where everything is."""

from socket import socket

import uvicorn
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from bot.app import create_app
from bot.conversation.hub import Hub
from bot.organisation import OrganisationError
from bot.settings import Settings
from bot.store.database import DatabaseInUse
from bot.store.staff_accounts import StaffAccounts
from bot.store.vault import VaultError
from bot.wording import MissingWording


class CannotStart(Exception):
    """The server cannot start; the message says what to do."""


class _Server(uvicorn.Server):
    """A server that says where everything is once it listens."""

    def __init__(
        self, config: uvicorn.Config, announcement: str, console: Console, hub: Hub
    ) -> None:
        super().__init__(config)
        self._hub = hub
        self._announcement = announcement
        self._console = console

    async def startup(self, *args: object, **kwargs: object) -> None:
        await super().startup(*args, **kwargs)  # type: ignore[arg-type]
        if self.started:
            self._console.print(self._announcement, highlight=False, markup=False)

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        # Open streams would keep the server waiting; their pages come back by themselves.
        self._hub.close()
        await super().shutdown(sockets)


def serve_until_stopped(settings: Settings, console: Console) -> None:
    """Serves until SIGTERM or an interrupt. Raises CannotStart."""
    try:
        app = create_app(settings)
    except (OrganisationError, MissingWording, VaultError, DatabaseInUse) as error:
        raise CannotStart(str(error)) from error
    except SQLAlchemyError as error:
        raise CannotStart(
            f"The database cannot be used ({type(error).__name__}). Check DATABASE_URL, and "
            "that the server of the database is running."
        ) from error
    accounts = StaffAccounts(app.state.database, app.state.vault)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_config=None,
        ws="none",
        server_header=False,
        date_header=True,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
    )
    announcement = _announcement(settings, bool(accounts.everybody()))
    _Server(config, announcement, console, app.state.hub).run()


def _announcement(settings: Settings, has_operators: bool) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    base = settings.base_url or f"http://{host}:{settings.port}"
    lines = [
        "",
        "The chat is running:",
        f"  visitor page            {base}/chat",
        f"  page with the widget    {base}/example",
        f"  staff console           {base}/staff/",
        "",
    ]
    if not has_operators:
        lines += [
            "There is no operator yet. Make the first one in another terminal:",
            "  scripts/operator add LOGIN --name 'NAME' --role administrator --role operator",
            "",
        ]
    lines.append("Stop with Ctrl-C.")
    return "\n".join(lines)
