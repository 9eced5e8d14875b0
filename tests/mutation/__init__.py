"""Does a test notice when the code is changed by one small thing? `python -m tests.mutation` (docs/tests.md has the figures)."""
