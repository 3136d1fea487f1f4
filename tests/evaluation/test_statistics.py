import numpy as np
import pytest

from evaluation.statistics import Rate, calibration_error, rate, reliability, share_from


def test_the_interval_is_the_published_one() -> None:
    low, high = Rate(81, 263).interval
    assert (low, high) == (pytest.approx(0.2553, abs=1e-4), pytest.approx(0.3662, abs=1e-4))


def test_nothing_missed_is_not_certainty() -> None:
    low, high = Rate(10, 10).interval
    assert low == pytest.approx(0.7225, abs=1e-4)
    assert high == pytest.approx(1.0)


def test_nothing_counted_says_nothing() -> None:
    assert Rate(0, 0).interval == (0.0, 1.0)
    assert Rate(0, 0).with_interval == "–"


def test_more_sentences_make_the_interval_narrower() -> None:
    few, many = Rate(9, 10).interval, Rate(900, 1000).interval
    assert many[1] - many[0] < few[1] - few[0]


def test_a_rate_counts_what_is_true() -> None:
    assert rate([True, False, True]) == Rate(2, 3)


def test_a_classifier_as_sure_as_it_is_right_has_no_calibration_error() -> None:
    bins = reliability([0.75] * 4, [True, True, True, False])
    assert calibration_error(bins) == pytest.approx(0.0)


def test_sure_and_wrong_is_an_error_of_all_its_confidence() -> None:
    assert calibration_error(reliability([1.0, 1.0], [False, False])) == pytest.approx(1.0)


def test_the_calibration_error_weighs_by_size() -> None:
    bins = reliability([1.0, 1.0, 1.0, 0.0], [True, True, True, True])
    assert calibration_error(bins) == pytest.approx(0.25)


def test_a_higher_threshold_leaves_fewer() -> None:
    shares = share_from([0.2, 0.5, 0.9], np.array([0.0, 0.5, 0.95]))
    assert shares.tolist() == pytest.approx([1.0, 2 / 3, 0.0])
