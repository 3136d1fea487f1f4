import pytest

from bot.settings import SettingsError, load_settings

COMPLETE = {
    "OIDC_ISSUER": "https://id.voorbeeld.example",
    "OIDC_CLIENT_ID": "console",
    "OIDC_CLIENT_SECRET": "geheim-voorbeeld",
    "BASE_URL": "https://chat.voorbeeld.example",
}


def settle(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name in COMPLETE:
        monkeypatch.delenv(name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def test_without_a_provider_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch)

    assert load_settings().oidc_issuer is None


def test_a_provider_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch, **COMPLETE, OIDC_REQUIRE_AMR="mfa, otp")
    settings = load_settings()

    assert settings.oidc_require_amr == ("mfa", "otp")
    assert "geheim-voorbeeld" not in repr(settings)


@pytest.mark.parametrize("name", ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "BASE_URL"])
def test_what_a_provider_needs_is_told(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    settle(monkeypatch, **{key: value for key, value in COMPLETE.items() if key != name})

    with pytest.raises(SettingsError, match=name):
        load_settings()


def test_a_provider_without_https_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    settle(monkeypatch, **(COMPLETE | {"OIDC_ISSUER": "http://id.voorbeeld.example"}))

    with pytest.raises(SettingsError, match="OIDC_ISSUER"):
        load_settings()
