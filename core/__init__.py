"""Everything Plainwell knows. Nothing in here draws a page."""
