"""Unfitted pipelines of stock scikit-learn parts, one kind in each file. `core.models.export` knows how each is exported."""
