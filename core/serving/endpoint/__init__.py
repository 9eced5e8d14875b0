"""The endpoint: a small process that answers for every live model, and answers nothing that it has not logged.

The way of a call: `endpoint` (the ASGI app) -> `auth` (host, key) -> `predicting` (what was asked) -> `rows` (is it sound?) ->
`traffic` (which version answers) -> `answering` (answers and log rows) -> `group_commit` (one commit for all that came in the
same turn) -> the reply. `commands` are what our own processes ask for; without a running endpoint, the command line runs the same
commands itself, holding the writer's lock.

Nothing here imports pandas, scikit-learn or sqlite_utils, and it never opens `workspace.db`: what is live lies in a folder of
its own (`live_table`).
"""
