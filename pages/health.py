"""Is a model still right?"""

from pages.shared import watching

watching.page("Health", "health", "This page says whether a model is still right, and what changed when it is not.")
