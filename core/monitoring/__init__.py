"""Whether a model is still right and careful with people's data: indicators on live models, checks of tables before training.

It may use everything before it, and asks the log and the registry only through `window`; it knows no page and no report.
Begin with `indicators/freshness.py`, a short one; `checkup` asks them all, `table_checkup` asks those of a table.
"""
