"""Files that wait to be read or downloaded, and have somebody in them. They are not tables yet, so their text is looked through."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape

from core.common.words import folded
from core.storage import staging
from core.storage.workspace import Workspace

_ENCODINGS = ("utf-8", "cp1252", "utf-16")


def waiting(workspace: Workspace, sought: str) -> list[str]:
    """Return the ids of those that hold the value as a word, or words, of its own."""
    wanted = re.compile("|".join(rf"(?<!\w){re.escape(folded(each))}(?!\w)" for each in (sought, escape(sought))))
    return [
        piece
        for purpose in (staging.UPLOAD, staging.RESULT)
        for piece, data in staging.open_all(workspace, purpose)
        if any(wanted.search(folded(text)) for text in _texts(data))
    ]


def _texts(data: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as book:
            for name in book.namelist():
                yield book.read(name).decode("utf-8", "replace")
    except zipfile.BadZipFile:
        for encoding in _ENCODINGS:
            yield data.decode(encoding, "replace")
