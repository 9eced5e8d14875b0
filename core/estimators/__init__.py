"""Unfitted pipelines of stock scikit-learn parts, one kind in each file. `core.exporting` knows how each is exported."""
