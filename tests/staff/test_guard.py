import pytest

from tests.staff.site import ORIGIN, PASSWORD, Site


def test_a_browser_without_a_sign_in_is_sent_to_the_entrance(site: Site) -> None:
    response = site.operator().http.get("/staff/conversations/x")

    assert (response.status_code, response.headers["location"]) == (303, "/staff/sign-in")


def test_the_token_of_another_sign_in_is_refused(site: Site) -> None:
    anna, berend = site.on_duty(), site.on_duty("berend", "Berend Voorbeeld")
    anna.csrf = berend.csrf

    assert anna.post("/staff/available", available="no").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://elders.example"},
        {"Origin": "null"},
        {"Origin": ""},
    ],
)
def test_another_site_cannot_post(site: Site, headers: dict[str, str]) -> None:
    anna = site.on_duty()

    assert anna.post("/staff/available", headers=headers, available="no").status_code == 403
    assert site.services.desk.is_available(1)


def test_another_site_cannot_sign_somebody_in(site: Site) -> None:
    anna = site.operator()
    anna.http.headers["Origin"] = "https://elders.example"

    assert anna.sign_in().status_code == 403
    assert "console" not in anna.http.cookies


def test_the_page_itself_can_post_where_the_browser_hides_the_origin(site: Site) -> None:
    anna = site.on_duty()
    headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}

    assert anna.post("/staff/available", headers=headers, available="no").status_code == 303


def test_the_public_address_counts_as_the_own_site(site: Site) -> None:
    anna = site.on_duty()
    services = site.app.state.staff
    object.__setattr__(services, "base_url", "https://chat.voorbeeld.example")
    anna.http.headers["Origin"] = "https://chat.voorbeeld.example"
    anna.http.cookies.set("__Secure-console", anna.http.cookies["console"], path="/staff")
    anna.http.base_url = "https://testserver"

    assert anna.post("/staff/available", available="no").status_code == 200


def test_pages_are_not_kept_and_run_nothing_inline(site: Site) -> None:
    headers = site.on_duty().http.get("/staff/").headers

    assert headers["cache-control"] == "no-store"
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


def test_a_malformed_request_is_not_echoed(site: Site) -> None:
    anna = site.on_duty()

    response = anna.post("/staff/available", available="geheim-voorbeeld")

    assert response.status_code == 422
    assert "geheim-voorbeeld" not in response.text


def test_the_entrance_needs_no_sign_in(site: Site) -> None:
    response = site.operator().http.get("/staff/sign-in", headers=ORIGIN)

    assert response.status_code == 200
    assert PASSWORD not in response.text
