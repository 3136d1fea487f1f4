"""The chat on the helpline's own website."""

import json
import re

from fastapi.testclient import TestClient


def config(client: TestClient) -> dict[str, str]:
    found = re.search(r"const words = (\{.*?\});", client.get("/widget.js").text)
    assert found is not None
    words: dict[str, str] = json.loads(found.group(1))
    return words


def test_the_script_may_be_loaded_by_other_sites(client: TestClient) -> None:
    answer = client.get("/widget.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


def test_the_panel_has_the_numbers_also_without_the_chat(client: TestClient) -> None:
    words = config(client)
    assert words["emergencyLink"] == "tel:112"
    assert words["phoneLink"] == "tel:0882220500"
    assert words["exitUrl"] == "https://www.buienradar.nl"


def test_every_word_of_the_script_exists(client: TestClient) -> None:
    used = set(re.findall(r"\bwords\.(\w+)", client.get("/widget.js").text))
    assert used <= set(config(client))


def test_the_example_says_that_it_is_one_and_shows_the_chat(client: TestClient) -> None:
    answer = client.get("/example")
    assert "Dit is een voorbeeld" in answer.text
    assert '<script src="/widget.js" defer></script>' in answer.text
    assert "frame-src 'self'" in answer.headers["content-security-policy"]


def test_the_example_shows_the_line_to_copy(client: TestClient) -> None:
    assert "&lt;script src=&#34;" not in client.get("/example").text
    assert '&lt;script src="http://testserver/widget.js" defer&gt;' in client.get("/example").text
