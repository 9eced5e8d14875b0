"""What others are shown of a month and of today: the report as PDF, HTML and JSON, and the overview of the first page.

It uses typst and altair, and only says what check-ups and the log found; it judges nothing itself.
Begin with `monthly`, which makes a report, and `composing`, which puts it in order.
"""
