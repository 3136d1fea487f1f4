from bot.actions.leanings import likeliest, with_one_more


def test_each_message_adds_to_one_form() -> None:
    sums = None
    for leaning in ("sexual 0.40", "labour 0.30", None, "sexual 0.35"):
        sums = with_one_more(sums, leaning)
    assert sums == "labour 0.30, sexual 0.75"


def test_the_form_that_is_clearly_ahead_is_the_likeliest() -> None:
    assert likeliest("labour 0.30, sexual 0.75") == "sexual"


def test_two_forms_that_are_near_each_other_say_nothing() -> None:
    assert likeliest("labour 0.60, sexual 0.75") is None


def test_a_little_says_nothing() -> None:
    assert likeliest("labour 0.35") is None


def test_nothing_said_points_nowhere() -> None:
    assert likeliest(None) is None
