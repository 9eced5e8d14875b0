"""Tests: `core` and `pages` by behaviour, `rules` that hold the house, `journeys` in a real browser, `benchmarks`."""
