"""Numbers in messages become links."""

from bot.organisation import organisation_file
from bot.visitor.links import linked, links_of
from tests.visitor.site import ORGANISATION

LINKS = links_of(organisation_file(ORGANISATION).current().facts())


def hrefs(text: str) -> list[str]:
    return [href for _, href in linked(text, LINKS) if href]


def test_both_numbers_can_be_tapped() -> None:
    assert hrefs("Bel 112 of 088 2220 500.") == ["tel:112", "tel:0882220500"]


def test_a_number_abroad_can_be_tapped() -> None:
    assert hrefs("Bel +31 70 333 56 78.") == ["tel:+31703335678"]


def test_no_link_within_a_longer_number() -> None:
    assert hrefs("Dossier 41125 en 1122") == []


def test_the_website_is_a_link() -> None:
    assert hrefs("Zie veiligthuisflevoland.nl/mensenhandel.") == [
        "https://veiligthuisflevoland.nl/mensenhandel"
    ]


def test_nothing_is_lost() -> None:
    text = "Bel 112.\n\nOf 088 2220 500, dag en nacht."
    assert "".join(part for part, _ in linked(text, LINKS)) == text
