"""Every answer that was given, in a SQLite file of its own (`predictions.db`) with one writing process at a time.

`schema`: the tables. `writing`: the one writer; it needs few imports, because the endpoint is it. `reading`: what the pages
and the worker see, as numpy arrays.
"""
