"""Inputs and targets as scikit-learn wants them checked, in the versions from 1.2 on."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.utils import check_consistent_length
from sklearn.utils.validation import _check_y

# What a data set takes without a copy; the first is what others become.
NUMBERS = [np.float64, np.float32, np.int32, np.int64, np.uint8]


def validated(estimator: Any, *arrays: Any, reset: bool, **options: Any) -> Any:
    """`validate_data` of scikit-learn 1.6, or what was a method before."""
    options = {"dtype": NUMBERS, "reset": reset, **options}
    try:
        from sklearn.utils.validation import validate_data
    except ImportError:
        return estimator._validate_data(*arrays, **options)
    return validate_data(estimator, *arrays, **options)


def targets_beside(estimator: Any, table: Any, y: Any, **options: Any) -> Any:
    """The table, and its targets as an array."""
    y = _check_y(y, estimator=estimator, **options)
    check_consistent_length(table, y)
    return table, y
