"""Groups of rows that are alike: numbers made even, categories as places, the nearest of k middles."""

from collections.abc import Sequence

from sklearn.cluster import KMeans
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, PowerTransformer

from core.models.features import FeatureColumn


def even_columns(parts: Sequence[FeatureColumn]) -> ColumnTransformer:
    """Return an unfitted transformer into places in which distances mean something: skewed numbers made even, each with spread 1;
    a yes or no, and each value of a category, is a step of 1."""
    numbers = [part.name for part in parts if part.kind == "number"]
    flags = [part.name for part in parts if part.kind == "flag"]
    categories = [part.name for part in parts if part.kind == "category"]
    even = Pipeline([("filled", SimpleImputer(strategy="median")), ("even", PowerTransformer("yeo-johnson"))])
    encoder = OneHotEncoder(
        handle_unknown="infrequent_if_exist", min_frequency=0.02, max_categories=12, sparse_output=False
    )
    steps = [
        ("numbers", even, numbers),
        ("flags", SimpleImputer(strategy="most_frequent"), flags),
        ("categories", Pipeline([("places", encoder)]), categories),
    ]
    return ColumnTransformer(steps, sparse_threshold=0)


def k_means(k: int, seed: int) -> KMeans:
    """Return an unfitted clustering into k groups, each row in that of the nearest middle."""
    return KMeans(k, n_init=5, random_state=seed)
