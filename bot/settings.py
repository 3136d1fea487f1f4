"""Everything that a host can set, read from the environment once, at start.

What belongs to the helpline itself (numbers, hours, places) stands in organisation.yml.
"""

from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


class SettingsError(Exception):
    """A setting is missing or wrong; the message says which and what to set."""


class Settings(BaseSettings):
    """The settings of one serving process; each is an environment variable of that name."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    database_url: str = "sqlite:///var/chat.sqlite3"
    key_file: Path = Path("var/keys/master.key")
    organisation_file: Path = Path("organisation.yml")
    model_dir: Path = Path("models")
    base_url: str | None = None
    widget_origins: Annotated[tuple[str, ...], NoDecode] = ()
    starts_per_minute: int = Field(default=60, ge=0)
    engine_timeout: float = Field(default=5.0, gt=0, le=5)
    retention_job: bool = True
    oidc_issuer: str | None = None
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    oidc_label: str = "OpenID"
    oidc_require_amr: Annotated[tuple[str, ...], NoDecode] = ()
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("oidc_require_amr", mode="before")
    @classmethod
    def _split_amr(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("oidc_issuer")
    @classmethod
    def _issuer_is_safe(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "")
        here = parts.hostname in ("localhost", "127.0.0.1", "::1")
        if value is not None and not (parts.scheme == "https" or (parts.scheme == "http" and here)):
            raise ValueError("the OpenID provider needs an https:// address")
        return value

    @model_validator(mode="after")
    def _single_sign_on_is_complete(self) -> Self:
        if self.oidc_issuer is None:
            return self
        wanted = {
            "OIDC_CLIENT_ID": self.oidc_client_id,
            "OIDC_CLIENT_SECRET": self.oidc_client_secret,
            "BASE_URL": self.base_url,
        }
        missing = [name for name, value in wanted.items() if not value]
        if missing:
            raise ValueError(f"OIDC_ISSUER also needs {' and '.join(missing)}")
        return self

    @field_validator("widget_origins", mode="before")
    @classmethod
    def _split_origins(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip().rstrip("/") for part in value.split(",") if part.strip())
        return value

    @field_validator("widget_origins")
    @classmethod
    def _origins_are_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            scheme, _, rest = origin.partition("://")
            if scheme not in ("http", "https") or not rest or "/" in rest or " " in rest:
                raise ValueError(f"'{origin}' is not an origin like https://www.example.org")
        return value

    @field_validator("database_url")
    @classmethod
    def _supported_database(cls, value: str) -> str:
        try:
            url = make_url(value)
        except ArgumentError as error:
            raise ValueError(
                "it is not a database address like sqlite:///var/chat.sqlite3 "
                "or postgresql+psycopg://name@host/database"
            ) from error
        if url.get_backend_name() == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        elif url.get_backend_name() != "sqlite":
            raise ValueError("only sqlite and postgresql are supported")
        elif url.database in (None, "", ":memory:"):
            raise ValueError("SQLite needs a file, like sqlite:///var/chat.sqlite3")
        return url.render_as_string(hide_password=False)


def load_settings() -> Settings:
    """The settings as the environment has them.

    Raises SettingsError with one sentence for each setting that is wrong.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(map(_sentence, error.errors()))) from error


def _sentence(problem: ErrorDetails) -> str:
    if not problem["loc"]:
        return f"{problem['msg'].removeprefix('Value error, ')}."
    return f"Set {str(problem['loc'][0]).upper()} to another value: {problem['msg']}."
