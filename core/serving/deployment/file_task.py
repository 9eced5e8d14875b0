"""Long work on a file, for somebody who may watch it, stop it, or have it begun again after a crash."""

from dataclasses import dataclass, replace

from core.common.progress import SILENT, Progress


@dataclass(frozen=True)
class Upload:
    """A file that somebody brought."""

    data: bytes
    filename: str
    password: str | None = None


@dataclass(frozen=True)
class FileTask:
    """`once` names the work. Under that name it goes on where it was when it is begun again: nothing is logged twice, and an
    endpoint that is killed in the middle is waited for. Without a name, it is done but once."""

    once: str = ""
    progress: Progress = SILENT

    def part(self, start: float, end: float) -> "FileTask":
        """Return this task for a part of the way, from one share of the progress to another."""
        return replace(self, progress=self.progress.part(start, end))

    def piece(self, start: int) -> str:
        """Return the name of the piece that begins at a row; empty for a task without a name. Raises Cancelled."""
        self.progress.check()
        return f"{self.once} {start}" if self.once else ""
