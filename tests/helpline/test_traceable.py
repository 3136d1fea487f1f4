import pytest

from bot.helpline.traceable import load_traces

TRACES = load_traces("nl")


@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("bel me op 06 12345678 vanavond", "06 12345678"),
        ("bel +31 6 1234 5678", "+31 6 1234 5678"),
        ("mail jan.voorbeeld@example.com maar", "jan.voorbeeld@example.com"),
        ("mijn nummer is 123456782", "123456782"),
        ("mijn naam is piet en ik werk daar", "mijn naam is piet"),
        ("ik heet Anna van der Voorbeeld", "ik heet Anna van der Voorbeeld"),
        ("het is Voorbeeldstraat 12 in Urk", "Voorbeeldstraat 12"),
        ("ik ben de enige die dit weet", "ik ben de enige die dit weet"),
        ("alleen ik weet dit", "alleen ik weet dit"),
        ("mijn collega en ik werkten die nacht", "mijn collega en ik werkten die nacht"),
    ],
)
def test_what_could_tell_who_wrote_it_is_found(text: str, trace: str) -> None:
    assert TRACES.found_in(text) == (trace,)


@pytest.mark.parametrize(
    "text",
    [
        "het kenteken is 12-abc-3",
        "er wonen 12 mannen in de straat",
        "ze krijgen 5 euro per uur en werken 14 uur per dag",
        "alleen ik",
        "in 2023 en 2024",
        "mijn baas heet anders",
    ],
)
def test_what_tells_of_the_case_is_no_trace(text: str) -> None:
    assert TRACES.found_in(text) == ()


def test_what_is_left_out_leaves_the_rest() -> None:
    text = "ik heet Jan, ik ben de enige die weet dat ze daar werken"
    assert TRACES.left_out_of(text) == "…, … ze daar werken"


def test_nothing_is_left_to_find() -> None:
    text = "ik heet Jan Voorbeeld, 06-12345678, Voorbeeldweg 3b"
    assert TRACES.found_in(TRACES.left_out_of(text)) == ()


def test_a_language_without_patterns_of_its_own_gets_the_dutch_ones() -> None:
    assert load_traces("xx") is TRACES
