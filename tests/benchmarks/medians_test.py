"""The statistics of benchmarks/regress against what is known in closed form."""
import itertools
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks" / "regression"))
import medians  # noqa: E402


class Medians(unittest.TestCase):
    def test_the_extremes_miss_the_median_when_all_draws_fall_on_one_side(self):
        for count in range(1, 20):
            self.assertAlmostEqual(medians.coverage(count, 1), 1 - 2 * 0.5 ** count)

    def test_coverage_is_the_share_of_all_ways_in_which_draws_fall_about_the_median(self):
        count = 9
        for rank in range(1, 5):
            held = sum(rank <= sum(below) <= count - rank for below in itertools.product((0, 1), repeat=count))
            self.assertAlmostEqual(medians.coverage(count, rank), held / 2 ** count)

    def test_ranks_are_those_of_the_tables(self):
        # ranks of the sign test's interval of 95% for 6 to 20 draws, as tabulated in textbooks
        tabulated = {5: 0, 6: 1, 8: 1, 9: 2, 11: 2, 12: 3, 15: 4, 17: 5, 20: 6}
        self.assertEqual({count: medians.rank_for(count, 0.95) for count in tabulated}, tabulated)

    def test_too_few_draws_are_refused_with_the_number_that_is_enough(self):
        self.assertEqual(medians.fewest_draws(0.975), 7)
        with self.assertRaisesRegex(ValueError, "6 draws have no interval of confidence 0.975; 7 have"):
            medians.ratio_of_medians([1.0] * 6, [1.0] * 6)

    def test_the_ratio_and_its_interval_are_quotients_of_order_statistics(self):
        old = [100.0 + i for i in range(11)]  # in whatever order; rank 2 at 97.5%
        new = [210.0, 200.0, 209.0, 201.0, 208.0, 202.0, 207.0, 203.0, 206.0, 204.0, 205.0]
        ratio, low, high = medians.ratio_of_medians(new, old)
        self.assertAlmostEqual(ratio, 205 / 105)
        self.assertAlmostEqual(low, 201 / 109)
        self.assertAlmostEqual(high, 209 / 101)

    def test_draws_without_noise_have_an_interval_of_one_point(self):
        self.assertEqual(medians.ratio_of_medians([3.0] * 7, [4.0] * 7), (0.75, 0.75, 0.75))

    def test_slower_is_only_what_lies_below_the_bound_as_a_whole(self):
        self.assertTrue(medians.is_slower(0.96, 0.97))
        self.assertFalse(medians.is_slower(0.97, 0.97))


if __name__ == "__main__":
    unittest.main()
