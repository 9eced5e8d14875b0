"""Pipelines of stock scikit-learn parts, one sort in each file, and how several are joined. `core.models.export` exports each."""
