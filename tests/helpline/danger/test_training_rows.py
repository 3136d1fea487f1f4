import numpy as np

from bot.helpline.danger.training_rows import counts_for

ACUTE, HARMLESS = 0, 4


def test_a_long_harmless_sentence_counts_more_where_most_long_ones_are_acute() -> None:
    labels = np.array([ACUTE] * 90 + [HARMLESS] * 10 + [ACUTE] * 10 + [HARMLESS] * 90)
    words = np.array([20] * 100 + [2] * 100)
    counts = counts_for(labels, words)
    assert counts[95] > 1 > counts[0]
    assert counts[105] > 1 > counts[150]


def test_all_count_the_same_where_length_says_nothing() -> None:
    labels = np.array([ACUTE, HARMLESS] * 20)
    words = np.array([20] * 20 + [2] * 20)
    assert np.allclose(counts_for(labels, words), 1.0)
