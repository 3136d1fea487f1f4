import pytest

from bot.nlu.training import Example
from evaluation.pipelines import PLAIN, WORDS, compared, plainer
from tests.nlu.conftest import EXAMPLES

UNSEEN = [Example("zijn jullie open", "ask_hours"), Example("is het anoniem", "ask_anonymous")]


@pytest.mark.parametrize("name", [WORDS, PLAIN])
def test_every_sentence_is_judged_with_one_threshold(name: str) -> None:
    steps: list[str] = []
    checked, unseen = compared(name, EXAMPLES, [UNSEEN], 0.1, steps.append)
    assert [one.text for one in checked] == [one.text for one in EXAMPLES]
    assert [one.intent for one in unseen] == ["ask_hours", "ask_anonymous"]
    assert len({one.threshold for one in (*checked, *unseen)}) == 1
    assert len(steps) == 2


def test_only_one_of_them_forgives_a_typing_error() -> None:
    texts, intents = [one.text for one in EXAMPLES], [one.intent for one in EXAMPLES]
    likeliest = {}
    for name in (WORDS, PLAIN):
        trained = plainer(name).fit(texts, intents)
        likeliest[name] = float(trained.predict_proba(["openingstjiden"]).max())
    assert likeliest[PLAIN] > likeliest[WORDS]
