"""How to ask the models, on a page for people that needs no internet."""

from collections.abc import Sequence
from html import escape

import msgspec

from core.serving.endpoint.examples import example_row
from core.serving.endpoint.traffic import ServedVersion

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_HEAD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Plainwell: how to ask</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
:root { color-scheme: light dark } body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 44rem; padding: 0 1rem }
pre { overflow-x: auto; padding: 1rem; border: 1px solid #8886 } td, th { text-align: left; padding: .2rem 1rem .2rem 0 }
</style></head><body><main><h1>How to ask your models</h1>
<p>Send <code>Authorization: Bearer plw_…</code> and <code>Content-Type: application/json</code>. Up to 1,000 rows at once as
<code>{"rows": [{…}, …]}</code>. With <code>?explain=1</code> each answer brings its three strongest reasons. With an
<code>Idempotency-Key</code> a call that is sent twice within 24 hours is answered and kept once.</p>
<p>Yes/no answers bring a band: <b>high</b> from the model's limit up, <b>medium</b> from half of it, else <b>low</b>.</p>
<p>Say later what really happened at <code>/outcomes</code> with <code>{"outcomes": [{"id": …, "actual": …}]}</code>, and what
people did at <code>/decisions</code> with <code>{"decisions": [{"id": …, "decision": …, "seconds": …}]}</code>. The id is the
prediction's, or your own. <a href="/openapi.json">/openapi.json</a> says all of this for programs.</p>
"""


def page(models: Sequence[ServedVersion]) -> bytes:
    """Return the whole page as HTML."""
    parts = [_section(served) for served in models] or ["<p>No model is live yet.</p>"]
    return (_HEAD + "".join(parts) + "</main></body></html>").encode()


def _section(served: ServedVersion) -> str:
    row = example_row(served.exported.inputs, served.facts.id_column)
    asked_about = msgspec.json.format(msgspec.json.encode({"row": row}), indent=2).decode()
    kinds = [(asked.name, asked.kind.replace("_", "/")) for asked in served.exported.inputs]
    if served.facts.id_column:
        kinds.insert(0, (served.facts.id_column, "your own id: say later under it what happened"))
    columns = "".join(f"<tr><td>{escape(name)}</td><td>{escape(kind)}</td></tr>" for name, kind in kinds)
    return (
        f"<h2>{escape(served.facts.name)}</h2><p><code>POST /v1/models/{escape(served.facts.id)}/predict</code></p>"
        f"<pre>{escape(asked_about)}</pre><table><tr><th>Column</th><th>Kind</th></tr>{columns}</table>"
    )
