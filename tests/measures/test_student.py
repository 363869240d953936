"""Student's t and the correction for many tests, against scipy."""

import numpy as np
import pytest
from scipy.stats import false_discovery_control, t

from analysis.measures.discovery import adjusted
from analysis.measures.student import t_quantile, two_sided_p


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 5, 9, 10, 33, 200, 400])
def test_p_and_quantile_are_scipys(degrees):
    for value in (0.0, 0.5, -1.3, 2.2, 5.0, 40.0):
        assert two_sided_p(value, degrees) == pytest.approx(2 * t.sf(abs(value), degrees), abs=1e-9)
    assert t_quantile(degrees) == pytest.approx(t.ppf(0.975, degrees), rel=1e-6)


def test_beyond_what_is_summed_up_it_is_the_normal_distribution():
    assert t_quantile(10_000) == pytest.approx(1.96, abs=0.01)


def test_an_infinite_t_has_no_chance_and_no_degrees_are_refused():
    assert two_sided_p(float("inf"), 3) == 0
    with pytest.raises(ValueError, match="degrees is 0, expected 1 or more"):
        two_sided_p(1.0, 0)


def test_the_correction_is_scipys_and_passes_over_what_was_not_tested():
    p = np.random.default_rng(1).random(40) ** 3
    assert adjusted(p) == pytest.approx(false_discovery_control(p))
    with_gaps = np.insert(p, [3, 20], np.nan)
    found = adjusted(with_gaps)
    assert np.isnan(found).sum() == 2
    assert found[~np.isnan(found)] == pytest.approx(false_discovery_control(p))
    assert len(adjusted(np.array([]))) == 0
