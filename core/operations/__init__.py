"""What runs by itself or guards the machine: worker, timetable, supervisor, retraining, retention, sign-in, the demo shop.

It may use every other district; only the faces, `cli` and `pages`, come after it.
Begin with `worker` and `tasks` (what a job does), then `supervisor` (what keeps the processes running).
"""
