"""What needs the owner and belongs to no model: space on the disk, and parts that do not run any more."""

from core.common.finding import NOTICED, Finding, worst_first
from core.common.words import Words
from core.operations import disk_space, processes
from core.operations.processes import ProcessFacts
from core.storage.settings import Settings


def findings(settings: Settings, words: Words) -> list[Finding]:
    """Return the findings that ask for an eye, worst first; none while all is well."""
    failed = [_failed(process) for process in processes.state(settings) if process.state == "failed"]
    found = [disk_space.disk_finding(settings.home, words), *failed]
    return worst_first(each for each in found if each.level in NOTICED)


def _failed(process: ProcessFacts) -> Finding:
    return Finding(
        indicator=f"part {process.name}",
        group="health",
        level="act",
        title="A part of Plainwell does not run",
        sentence=process.sentence,
        headline=process.sentence.partition(". ")[0].removesuffix("."),
        why="Without it, models do not answer, or are not looked after.",
        advice="Stop Plainwell and start it again. If that does not help, look at: python -m core doctor",
    )
