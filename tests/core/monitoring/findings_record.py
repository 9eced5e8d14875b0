"""What every indicator and every table check says of each example, as it stands on record.

    python -m tests.core.monitoring.findings_record

writes the record anew. Read its difference before you commit it: each line that changed is a sentence, a level, a cause or a figure
that an owner would be told otherwise.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.monitoring.indicator import judge
from core.monitoring.indicators import all_indicators
from core.monitoring.table_checks import all_inspections
from tests.core.monitoring.indicators.pool import pool
from tests.core.monitoring.table_checks.pool import pool as tables

RECORD = Path(__file__).with_suffix(".json")
DIGITS = 3
"""Of a figure: more would differ between processors."""
Record = dict[str, dict[str, dict[str, Any]]]


def findings() -> Record:
    """Return by key, then by example, what is said: nothing where it is what is said of "nothing, yes_no" too."""
    return {
        "indicators": {each.key: _of(each, pool()) for each in all_indicators()},
        "table checks": {each.key: _of(each, tables()) for each in all_inspections()},
    }


def _of(indicator: Any, examples: Any) -> dict[str, Any]:
    found = {name: _said(indicator, example) for name, example in examples.items()}
    usual = next(iter(found.values()))
    return {name: said for place, (name, said) in enumerate(found.items()) if place == 0 or said != usual}


def _said(indicator: Any, example: Any) -> list[Any]:
    finding = judge(indicator, example)
    value = _rounded(finding.value)
    cause = [finding.cause.what, list(finding.cause.columns), finding.cause.since] if finding.cause else None
    chart = _rounded(asdict(finding.evidence)) if finding.evidence else None
    remedies = [asdict(remedy) for remedy in finding.remedies]
    said = [
        finding.level,
        finding.sentence,
        finding.advice,
        finding.action,
        value,
        finding.unit,
        cause,
        chart,
        remedies,
    ]
    return json.loads(json.dumps(said, default=str))


def _rounded(value: Any) -> Any:
    """Round every figure in it to as many digits as are kept."""
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list | tuple) else value


if __name__ == "__main__":
    RECORD.write_text(json.dumps(findings(), indent=1, ensure_ascii=False) + "\n", "utf-8")
