"""From a file to a kept table: reading, what is personal in it, repairs, versions of a table.

It uses pandas and Arrow, and opens whatever comes from outside in a process with limits; it knows no model.
Begin with `reading` (a file understood) and `dataset` (a table kept).
"""
