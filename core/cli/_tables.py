"""What the verbs for tables share: the bytes of a file, and a table's facts and rows as JSON knows them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.output import Facts
from core.common.errors import NotFound, NotPossibleNow
from core.storage.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

    from core.data.dataset import Dataset

LOCKED = "A file whose first line opens a locked workbook."


def password_of(file: Path | None) -> str | None:
    lines = bytes_of(file).decode("utf-8", "replace").splitlines() if file else []
    return lines[0] if lines else None


def bytes_of(file: Path) -> bytes:
    from core.data.reading import contents

    try:
        return contents(file)
    except FileNotFoundError as missing:
        raise NotFound("There is no file of that name.", "Check the name and the folder.") from missing
    except OSError as failure:
        raise NotPossibleNow("That file cannot be opened.", "Name a file that you may read, not a folder.") from failure


def facts_of(workspace: Workspace, found: "Dataset") -> Facts:
    from core.monitoring import table_checkup

    columns = [
        {
            "name": column.name,
            "kind": column.kind,
            "personal": column.personal,
            "personal_sure": column.personal_sure,
            "missing": column.missing,
        }
        for column in found.columns
    ]
    return {
        "dataset": found.id,
        "name": found.name,
        "rows": found.rows,
        "columns": columns,
        "reading": [note.sentence for note in found.notes],
        "sheets": list(found.sheets),
        "findings": [finding.as_dict() for finding in table_checkup.of_table(workspace, found.id)],
    }


def rows_of(table: "pd.DataFrame") -> list[list[Any]]:
    """Return the rows as plain values: numbers, ISO dates, true and false, text, None."""
    columns = [[_plain(value) for value in table[name]] for name in table.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def _plain(value: Any) -> Any:
    import pandas as pd

    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat() if value == value.normalize() else value.isoformat()
    return value.item() if hasattr(value, "item") else value
