"""The ratio of two medians with an interval from order statistics.

The median of a distribution lies between the k-th smallest and the k-th largest of n draws with probability
1 - 2 P(B < k), B binomial with n draws of 1/2, whatever the distribution (David and Nagaraja, Order Statistics, 7.1).
Two such intervals hold together at least as often as 1 minus both their errors (Bonferroni), and then their quotient
holds the ratio of the medians.
"""
import math
import statistics


def coverage(count, rank):
    """How often the median lies between the draws of `rank` from both ends, of `count` draws."""
    return 1 - 2 * sum(math.comb(count, i) for i in range(rank)) / 2 ** count


def rank_for(count, confidence):
    """The largest rank whose interval has the confidence; 0 where `count` draws are too few for any."""
    return max((rank for rank in range(1, (count + 1) // 2 + 1) if coverage(count, rank) >= confidence), default=0)


def fewest_draws(confidence):
    """The smallest count that has an interval of the confidence."""
    return next(count for count in range(1, 1000) if rank_for(count, confidence))


def interval_of_median(draws, confidence):
    rank = rank_for(len(draws), confidence)
    if not rank:
        raise ValueError(f"{len(draws)} draws have no interval of confidence {confidence:g}; {fewest_draws(confidence)} have")
    ordered = sorted(draws)
    return ordered[rank - 1], ordered[-rank]


def ratio_of_medians(new, old, confidence=0.95):
    """median(new) / median(old), and the ends of its interval; all draws are positive."""
    each = (1 + confidence) / 2  # half of the error for each median
    new_low, new_high = interval_of_median(new, each)
    old_low, old_high = interval_of_median(old, each)
    return statistics.median(new) / statistics.median(old), new_low / old_high, new_high / old_low


def is_slower(high, bound):
    """The whole interval lies below the bound."""
    return high < bound
