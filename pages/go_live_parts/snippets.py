"""How a web shop, a script or a workbook asks a model: text to copy. Names of columns are quoted as each language wants it."""

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KEY = "PUT_YOUR_KEY_HERE"

_CURL = """\
curl {url} \\
  -H "Authorization: Bearer {key}" \\
  -H "Content-Type: application/json" \\
  -d {body}"""

_PYTHON = """\
import json
import urllib.request

row = {row}
asked = urllib.request.Request(
    {url},
    data=json.dumps({{"row": row}}).encode(),
    headers={{"Authorization": "Bearer {key}", "Content-Type": "application/json"}},
)
with urllib.request.urlopen(asked) as reply:
    print(json.load(reply)["predictions"][0])"""

_JAVASCRIPT = """\
// On your shop's server. Never in the page that visitors load: they could read the key.
const reply = await fetch({url}, {{
  method: "POST",
  headers: {{ "Authorization": "Bearer {key}", "Content-Type": "application/json" }},
  body: JSON.stringify({{ row: {row} }}),
}});
const {{ predictions }} = await reply.json();
console.log(predictions[0].answer, predictions[0].score);"""

_EXCEL = """\
let
    Rows = Excel.CurrentWorkbook(){{[Name = "Table1"]}}[Content],
    Question = Json.FromValue([rows = Table.ToRecords(Rows)]),
    Reply = Web.Contents({url}, [
        Headers = [Authorization = "Bearer {key}", #"Content-Type" = "application/json"],
        Content = Question
    ]),
    Answers = Table.FromRecords(Json.Document(Reply)[predictions])
in
    Answers"""


@dataclass(frozen=True)
class Snippet:
    title: str
    text: str
    hint: str = ""


def snippets(url: str, row: Mapping[str, Any]) -> tuple[Snippet, ...]:
    """The same question in four ways. `url` is the model's own address, `row` an example of what it asks for."""
    quoted = json.dumps(url)
    as_json = json.dumps(row, ensure_ascii=False, indent=2)
    body = shlex.quote(json.dumps({"row": row}, ensure_ascii=False))
    return (
        Snippet("curl", _CURL.format(url=shlex.quote(url), key=KEY, body=body)),
        Snippet("Python", _PYTHON.format(url=quoted, key=KEY, row=repr(dict(row)))),
        Snippet("JavaScript", _JAVASCRIPT.format(url=quoted, key=KEY, row=as_json)),
        Snippet(
            "Excel",
            _EXCEL.format(url=quoted, key=KEY),
            "Make your rows a table named Table1, then choose Data, Get data, From other sources, Blank query, Advanced editor.",
        ),
    )
