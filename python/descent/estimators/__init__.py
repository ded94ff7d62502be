"""Estimators of scikit-learn, which has to be installed."""

from ._classifier import DescentClassifier
from ._regressor import DescentRegressor

__all__ = ["DescentClassifier", "DescentRegressor"]
