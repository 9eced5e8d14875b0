"""Is a model still right, and careful with people's data? Indicators on live models, and checks of tables before training.

It may use everything before it, and asks the log and the registry only through `window`; it knows no page and no report.
Begin with `indicators/freshness.py`, a short one; `checkup` asks them all, `table_checkup` asks those of a table.
"""
