"""Weighted sums: scaled numbers, a weight for each category, and the words of texts."""

from collections.abc import Sequence

from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import GammaRegressor, LogisticRegression, Ridge
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from core.models.features import Part

MOST_WORDS = 5000


def linear(parts: Sequence[Part], predicts: str, *, positive: bool = False) -> Pipeline:
    """Logistic regression for answers, ridge for numbers, gamma regression (log scale) for numbers always above zero."""
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
    if predicts != "number":
        model = LogisticRegression(C=5.0 if words else 1.0, max_iter=500)
    else:
        model = GammaRegressor(alpha=0.001, max_iter=500) if positive else Ridge(alpha=1.0)
    return Pipeline([("columns", columns), ("sum", model)])
