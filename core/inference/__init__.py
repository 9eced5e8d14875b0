"""A fitted model as plain data, and how it answers: what the endpoint needs, and nothing else.

It uses numpy and msgspec alone: no pandas, no scikit-learn, no SQLite, so that an endpoint starts at once and stays small.
Begin with `inputs` (what may be asked) and `exported` (how it is answered).
"""
