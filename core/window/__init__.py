"""What an indicator may see: `shapes` says what, `recent` cuts out the newest part. `building` puts a window together."""

from core.window.recent import Recent, recent
from core.window.shapes import Answers, Custody, DataColumn, KeyFacts, Service, Subject, Window

__all__ = ["Answers", "Custody", "DataColumn", "KeyFacts", "Recent", "Service", "Subject", "Window", "recent"]
