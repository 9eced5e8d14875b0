"""Weighted sums: scaled numbers, a weight for each category, and the words of texts."""

from collections.abc import Sequence

from sklearn.base import BaseEstimator
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import GammaRegressor, LogisticRegression, Ridge
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from core.models.features import FeatureColumn

MOST_WORDS = 5000


def linear_classifier(parts: Sequence[FeatureColumn]) -> Pipeline:
    """Return an unfitted logistic regression for answers to choose among."""
    words = any(part.kind == "text" for part in parts)
    return weighted_sum(parts, LogisticRegression(C=5.0 if words else 1.0, max_iter=500))


def linear_regressor(parts: Sequence[FeatureColumn], *, positive: bool = False) -> Pipeline:
    """Return an unfitted ridge regression for amounts, or a gamma regression (log scale) where all are above zero."""
    return weighted_sum(parts, GammaRegressor(alpha=0.001, max_iter=500) if positive else Ridge(alpha=1.0))


def weighted_sum(parts: Sequence[FeatureColumn], model: BaseEstimator) -> Pipeline:
    """Return an unfitted linear `model` after the columns it needs: scaled, encoded, and words weighed by TF-IDF."""
    numbers = [part.name for part in parts if part.kind in ("number", "flag")]
    categories = [part.name for part in parts if part.kind == "category"]
    filled = Pipeline([("filled", SimpleImputer(strategy="median", add_indicator=True)), ("scaled", StandardScaler())])
    encoder = OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=10, max_categories=100)
    words = [
        (f"words of {part.name}", TfidfVectorizer(max_features=MOST_WORDS, min_df=2), part.name)
        for part in parts
        if part.kind == "text"
    ]
    columns = ColumnTransformer([("numbers", filled, numbers), ("categories", encoder, categories), *words])
    return Pipeline([("columns", columns), ("sum", model)])
