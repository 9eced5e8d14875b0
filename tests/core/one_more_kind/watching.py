"""How often something will happen, watched by how far the counts are off."""

from dataclasses import replace

from core.monitoring.problem_types import number

WATCHING = replace(number.WATCHING, key="count")
