"""How benchmarks/comparison judges whether two systems did the same work. Run by ctest."""
import random
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks" / "comparison"))
import agreement

OPTIMIZERS = ("gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "nadam")


def contest(seed, shift=0.0, rates=9, seeds=5):
    """Accuracies that differ by noise from a value that optimizer and rate decide."""
    stream = random.Random(seed)
    true = lambda o, r: 0.5 + 0.03 * o + 0.02 * r + shift
    tune = [{"optimizer": name, "rate": str(r), "finished": True, "validation_accuracy": true(o, r) + stream.gauss(0, 0.003)}
            for o, name in enumerate(OPTIMIZERS) for r in range(rates)]
    final = [{"optimizer": name, "finished": True, "test_accuracy": true(o, rates) + stream.gauss(0, 0.003)}
             for o, name in enumerate(OPTIMIZERS) for _ in range(seeds)]
    return {"tune": tune, "final": final}


class Agreement(unittest.TestCase):
    def test_noise_is_the_same_work(self):
        self.assertIs(agreement.verdict(contest(1), contest(2)), True)

    def test_a_point_less_in_every_trial_is_not_the_same_work(self):
        self.assertIs(agreement.verdict(contest(1), contest(2, shift=-0.01)), False)

    def test_final_runs_alone_show_a_difference(self):
        other = contest(2)
        for one in other["final"]:
            one["test_accuracy"] -= 0.005
        self.assertLessEqual(agreement.tuning_difference(contest(1), other), agreement.TUNING)
        self.assertIs(agreement.verdict(contest(1), other), False)

    def test_a_final_run_that_diverged_has_no_accuracy(self):
        other = contest(2)
        other["final"][0].update(finished=False)
        self.assertEqual(agreement.accuracies(other)["gd"][0], 0.0)

    def test_settings_that_diverge_in_one_system_are_left_out(self):
        other = contest(1)
        other["tune"][3].update(finished=False, validation_accuracy=None)
        self.assertEqual(agreement.tuning_difference(contest(1), other), 0.0)

    def test_the_exact_p_value_of_the_smallest_case(self):
        # two against two that overlap nowhere: of the 6 ways to share out four values 2 are as extreme
        ours = {"final": [{"optimizer": "gd", "finished": True, "test_accuracy": a} for a in (0.1, 0.2)]}
        theirs = {"final": [{"optimizer": "gd", "finished": True, "test_accuracy": a} for a in (0.7, 0.8)]}
        difference, p = agreement.final_difference(ours, theirs)
        self.assertAlmostEqual(difference, -0.6)
        self.assertAlmostEqual(p, 2 / 6, delta=0.02)  # 10,000 exchanges: a standard error of 0.005

    def test_few_trials_are_not_judged(self):
        self.assertIsNone(agreement.verdict(contest(1, rates=2), contest(2, rates=2)))


if __name__ == "__main__":
    unittest.main()
