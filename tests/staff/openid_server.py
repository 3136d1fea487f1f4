"""A real OpenID provider (Canaille) on this machine, started by `tests.staff.openid`.

Runs with the Python of an environment of its own, so it imports nothing of this project.
Arguments: the port, and the redirect address of the client.
"""

import sys
import uuid
from datetime import UTC, datetime
from typing import Any

from canaille import create_app
from canaille.app import models
from canaille.backends import Backend
from joserfc.jwk import JWKRegistry
from werkzeug.serving import make_server

PASSWORD = "voorbeeld bij de aanbieder"
CLIENT_ID = "console"
CLIENT_SECRET = "geheim-voorbeeld-van-de-console"
PEOPLE = {
    "anna": "anna@voorbeeld.example",
    "berend": "berend@voorbeeld.example",
}


def configuration(port: int) -> dict[str, Any]:
    key = JWKRegistry.generate_key("RSA", 2048)
    key.ensure_kid()
    return {
        "TESTING": True,
        "ENV_FILE": None,
        "SECRET_KEY": str(uuid.uuid4()),
        "WTF_CSRF_ENABLED": False,
        "PREFERRED_URL_SCHEME": "http",
        "SERVER_NAME": f"localhost:{port}",
        "CANAILLE": {
            "DATABASE": "memory",
            "JAVASCRIPT": False,
            "ACL": {"DEFAULT": {"PERMISSIONS": ["use_oidc"]}},
            "LOGGING": {"version": 1, "disable_existing_loggers": True},
        },
        "CANAILLE_OIDC": {
            "ACTIVE_JWKS": [key.as_dict(private=True)],
            "TRUSTED_DOMAINS": ["testserver"],
            "USERINFO_MAPPING": {"PREFERRED_USERNAME": "{{ user.user_name }}"},
        },
    }


def fill(redirect: str) -> None:
    for name, email in PEOPLE.items():
        Backend.instance.save(
            models.User(
                user_name=name,
                formatted_name=f"{name.title()} Voorbeeld",
                family_name="Voorbeeld",
                emails=[email],
                password=PASSWORD,
            )
        )
    client = models.Client(
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        client_name="Console",
        client_uri=redirect.rpartition("/staff")[0],
        client_id_issued_at=datetime.now(UTC),
        redirect_uris=[redirect],
        grant_types=["authorization_code"],
        response_types=["code"],
        scope=["openid", "profile", "email"],
        token_endpoint_auth_method="client_secret_basic",
    )
    Backend.instance.save(client)
    Backend.instance.update(client, audience=[client])
    Backend.instance.save(client)


def main() -> None:
    port, redirect = int(sys.argv[1]), sys.argv[2]
    app = create_app(configuration(port))
    with app.app_context():
        fill(redirect)
    make_server("localhost", port, app, threaded=True).serve_forever()


if __name__ == "__main__":
    main()
