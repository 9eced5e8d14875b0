"""Draws the nine districts of `core` from its imports: `python -m tests.tools.districts` writes docs/pictures/districts.svg.

A row for each district with the first sentence of its own docstring, and a point for each district that it imports from. The two
faces, command line and pages, come last. Nothing is drawn that the files do not say.
"""

import ast
import textwrap
from collections.abc import Iterator
from xml.sax.saxutils import escape

from tests.rules.sources import ROOT, our_imports, reached
from tests.rules.test_imports import DISTRICTS

PICTURE = ROOT / "docs" / "pictures" / "districts.svg"
FACES = {
    "cli": "The command line: it asks, calls one verb of a district, and shows what came back.",
    "pages": "The pages in the browser: each asks, calls one verb of a district, and shows what came back.",
}
ROWS = (*DISTRICTS, *FACES)
WIDTH, TOP, ROW, GAP = 960, 132, 58, 6
NAME_X, WORDS_X, POINTS_X, STEP = 34, 170, 640, 32
LETTERS = 66
"""Letters of a line of words."""

STYLE = """
  .paper { fill: #ffffff } .row { fill: #f4f6f8 } .face { fill: none; stroke: #c9d1d9 }
  .name { fill: #14202b; font-weight: 600; font-size: 16px } .words { fill: #43505c; font-size: 12.5px }
  .head { fill: #43505c; font-size: 12.5px } .title { fill: #14202b; font-weight: 600; font-size: 18px }
  .point { fill: #0b6e6e } .self { fill: none; stroke: #8d99a5 } .small { fill: #c2571a }
  text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0f1720 } .row { fill: #1a2530 } .face { stroke: #3a4856 }
    .name, .title { fill: #edf2f7 } .words, .head { fill: #b4c0cc }
    .point { fill: #4cc4c0 } .self { stroke: #70808f } .small { fill: #f0985c }
  }
""".strip()


def drawn() -> str:
    """Return the picture as SVG, for light and dark backgrounds."""
    graph = our_imports()
    height = TOP + len(ROWS) * (ROW + GAP) + 58
    said = "The nine districts of core and its two faces. Each imports only from those above it."
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" role="img" aria-label="{said}">',
        f"<title>{said}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{height}" rx="10"/>',
        f'<text class="title" x="{NAME_X}" y="42">Nine districts, and imports that run one way</text>',
        f'<text class="head" x="{NAME_X}" y="66">A point: the district of this row imports from that of the column.</text>',
        *_heads(),
    ]
    small = the_endpoints(graph)
    for at, name in enumerate(ROWS):
        lines += _row(at, name, imported_by(name, graph), name in small)
    lines += _legend(height - 30)
    return "\n".join([*lines, "</svg>", ""])


def imported_by(name: str, graph: dict[str, set[str]]) -> set[str]:
    """Return the districts from which a district, or a face, imports."""
    start = "pages" if name == "pages" else f"core.{name}"
    found = {target for module, targets in graph.items() if f"{module}.".startswith(f"{start}.") for target in targets}
    return {target.split(".")[1] for target in found if target.startswith("core.")} - {name}


def the_endpoints(graph: dict[str, set[str]]) -> set[str]:
    """Return the districts that the endpoint's process loads."""
    starts = [module for module in graph if f"{module}.".startswith("core.serving.endpoint.")]
    loaded = {name for start in starts for name in reached(start, graph)}
    return {name.split(".")[1] for name in loaded if name.startswith("core.")}


def words_of(name: str) -> str:
    """Return the first sentence that a district says of itself."""
    if name in FACES:
        return FACES[name]
    face = ast.get_docstring(ast.parse((ROOT / "core" / name / "__init__.py").read_text("utf-8"))) or ""
    return " ".join(face.split("\n\n")[0].split())


def _heads() -> Iterator[str]:
    for at, name in enumerate(DISTRICTS):
        x = POINTS_X + at * STEP
        yield f'<text class="head" transform="translate({x + 4} {TOP - 12}) rotate(-50)">{name}</text>'


def _row(at: int, name: str, imports: set[str], is_small: bool) -> Iterator[str]:
    y = TOP + at * (ROW + GAP)
    kind, middle = "face" if name in FACES else "row", y + ROW / 2
    yield f'<rect class="{kind}" x="16.5" y="{y + 0.5}" width="{WIDTH - 33}" height="{ROW}" rx="8"/>'
    if is_small:
        yield f'<rect class="small" x="16" y="{y + 10}" width="5" height="{ROW - 20}" rx="2.5"/>'
    yield f'<text class="name" x="{NAME_X}" y="{middle + 5:g}">{name}</text>'
    lines = textwrap.wrap(words_of(name), LETTERS)
    for place, line in enumerate(lines):
        yield f'<text class="words" x="{WORDS_X}" y="{middle + 4.5 + 17 * (place - (len(lines) - 1) / 2):g}">{escape(line)}</text>'
    for place, other in enumerate(DISTRICTS):
        x = POINTS_X + place * STEP
        if other == name:
            yield f'<circle class="self" cx="{x}" cy="{middle:g}" r="6.5"/>'
        elif other in imports:
            yield f'<circle class="point" cx="{x}" cy="{middle:g}" r="7"/>'


def _legend(y: int) -> Iterator[str]:
    yield f'<rect class="small" x="{NAME_X}" y="{y - 11}" width="5" height="14" rx="2.5"/>'
    yield f'<text class="head" x="{NAME_X + 14}" y="{y}">loaded by the endpoint’s process, which has no other</text>'
    yield f'<circle class="self" cx="{POINTS_X}" cy="{y - 4}" r="6.5"/>'
    yield f'<text class="head" x="{POINTS_X + 16}" y="{y}">the district itself; to its right is nothing, ever</text>'


if __name__ == "__main__":
    PICTURE.write_text(drawn(), "utf-8")
