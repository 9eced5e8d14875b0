"""The report as one HTML file: no script, nothing from outside, readable in light and dark, on a phone and on paper."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from core.common.finding import Finding, Level
from core.monitoring.key_figure import KeyFigure
from core.reporting import theme
from core.reporting.contents import AppendixTable, Contents, Step
from core.reporting.wording import drawing, sentence, subject, title, whose

_STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
_NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'"
_IN_DARK = {
    theme.INK: "--ink",
    theme.MUTED: "--muted",
    theme.ACCENT: "--accent",
    theme.BAND: "--band",
    theme.LINE: "--line",
}


def html(contents: Contents) -> bytes:
    """Write the report as HTML. Every text in it is escaped; the order and the words are those of the PDF."""
    signed = theme.SIGNED.format(signature=contents.signature)
    page = f"""<!doctype html>
<html lang="{escape(_language(contents))}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_NOTHING_FROM_OUTSIDE}">
<title>{escape(title(contents))}</title>
<style>{_STYLE}</style>
</head>
<body>
<header><b>Plainwell</b><span>{escape(whose(contents))}</span></header>
<main>
<hr class="rule">
{_first_page(contents)}
<div class="second">
{_findings("health", contents.health)}
{_findings("privacy", contents.privacy)}
{_heading("made")}
<p class="made">{escape(" ".join(contents.made))}</p>
</div>
<div class="third">
{_heading("appendix")}
{_joined(_table(table) for table in contents.appendix)}
</div>
</main>
<footer>{escape(signed)}</footer>
</body>
</html>
"""
    return page.encode()


def _first_page(contents: Contents) -> str:
    return f"""<p class="subject">{escape(subject(contents))}</p>
<h1>{escape(contents.headline)}</h1>
<p>{_badge(contents.state)}{escape(contents.cause)}</p>
<dl class="figures">
{_joined(_figure(figure) for figure in contents.figures)}
</dl>
{_picture(contents)}
{_heading("steps")}
{_steps(contents.steps)}"""


def _heading(key: str) -> str:
    return f"<h2>{escape(theme.HEADINGS[key])}</h2>"


def _badge(level: Level) -> str:
    badge = theme.BADGES[level]
    icon = badge.icon("currentColor").replace("<svg ", '<svg aria-hidden="true" ')
    return f'<span class="badge {level}">{icon}{badge.word}</span>'


def _figure(figure: KeyFigure) -> str:
    return (
        f'<div><dt>{escape(figure.label)}</dt><dd class="value">{escape(figure.value)}</dd>'
        f"<dd>{escape(figure.below)}</dd></div>"
    )


def _picture(contents: Contents) -> str:
    picture = contents.picture
    if picture is None:
        return f"{_heading('picture')}\n<p>{escape(theme.NO_PICTURE)}</p>"
    # The words stand under the picture, so those who cannot see it are not told twice.
    drawn = _themed(drawing(contents), picture.level).replace("<svg ", '<svg aria-hidden="true" ', 1)
    shows = escape(picture.chart.shows)
    return f"<h2>{escape(picture.heading)}</h2>\n<figure>{drawn}<figcaption>{shows}</figcaption></figure>"


def _themed(drawn: str, level: Level) -> str:
    """The drawing's own colours become those of the page, which differ in light and dark."""
    for colour, name in {**_IN_DARK, theme.BADGES[level].text: f"--{level}-text"}.items():
        for use in ("fill", "stroke"):
            drawn = drawn.replace(f'{use}="{colour}"', f'{use}="var({name})"')
    return drawn


def _steps(steps: tuple[Step, ...]) -> str:
    if not steps:
        return f"<p>{escape(theme.NO_STEPS)}</p>"
    items = _joined(f"<li><strong>{escape(step.start)}</strong> {escape(step.rest)}</li>" for step in steps)
    return f"<ol>\n{items}\n</ol>"


def _findings(heading: str, findings: tuple[Finding, ...]) -> str:
    if not findings:
        return f"{_heading(heading)}\n<p>{escape(theme.NO_FINDINGS)}</p>"
    rows = _joined(
        f"<tr><td>{_badge(finding.level)}</td>"
        f"<td><strong>{escape(sentence(finding.title))}</strong> {escape(finding.sentence)}</td></tr>"
        for finding in findings
    )
    return f'{_heading(heading)}\n<table class="findings">\n{_columns(theme.FINDING_COLUMNS)}\n<tbody>\n{rows}\n</tbody></table>'


def _table(table: AppendixTable) -> str:
    heading = escape(table.heading)
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in table.rows)
    rows = _joined(f"<tr>{row}</tr>" for row in cells)
    return (
        f'<h3>{heading}</h3>\n<div class="wide" role="region" aria-label="{heading}" tabindex="0">'
        f"<table>\n{_columns(table.columns)}\n<tbody>\n{rows}\n</tbody></table></div>"
    )


def _columns(names: tuple[str, ...]) -> str:
    cells = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    return f"<thead><tr>{cells}</tr></thead>"


def _language(contents: Contents) -> str:
    """The words are English wherever the owner lives; numbers and dates follow the locale."""
    return contents.locale.replace("_", "-") if contents.locale.startswith("en") else "en"


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(parts)
