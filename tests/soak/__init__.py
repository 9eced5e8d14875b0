"""Faults on purpose, for as long as one likes: commands of their own, too long for the suite. Figures: docs/soak.md."""
