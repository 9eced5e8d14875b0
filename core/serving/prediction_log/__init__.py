"""Every answer that was given, in a SQLite file of its own (`predictions.db`) with one writing process at a time.

`schema`: the tables. `writing`: the one writer; it needs few imports, because the endpoint is it. `reading`: what the pages
and the worker see, many answers as numpy `columns`. `cases`, `trials`, `tallies`, `people`: what else is asked of it.

Rolling up: `rolling` makes a `log_chunk` of older rows, which the writer keeps: their figures (`rolled`), and what was sent for them
(`bundles`). `sealed`: what was sent, wherever it lies.
"""
