from pathlib import Path

from bot.nlu.training import Example
from evaluation.sentences import classifier_settings, held_out_sets, training_sentences

NLU = """\
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hoi
    - goedemorgen
- intent: start
  examples: |
    - (begin)
- intent: greet
  metadata: {language: pl}
  examples: |
    - dzien dobry
"""


def test_buttons_and_other_languages_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(NLU, "utf-8")
    expected = [Example("hoi", "greet"), Example("goedemorgen", "greet")]
    assert training_sentences(frozenset({"start"}), tmp_path) == expected


def test_every_held_out_file_is_a_set(tmp_path: Path) -> None:
    (tmp_path / "held_out_nl.tsv").write_text("intent\ttext\ngreet\thoi\n", "utf-8")
    (tmp_path / "held_out_other.tsv").write_text('intent\ttext\nabuse\t"rot op\n', "utf-8")
    (tmp_path / "something.tsv").write_text("intent\ttext\ngreet\thallo\n", "utf-8")
    assert held_out_sets(tmp_path) == {
        "held_out_nl": [Example("hoi", "greet")],
        "held_out_other": [Example('"rot op', "abuse")],
    }


def test_the_settings_are_those_of_the_pipeline() -> None:
    settings = classifier_settings()
    assert 0 < settings.rejected_share < 0.5
    assert "start" in settings.set_elsewhere
