"""No sentence, level, cause or figure of an indicator or a table check changes unseen."""

import json

from tests.core.monitoring.findings_record import RECORD, findings


def test_what_is_said_of_each_example_is_what_stands_on_record() -> None:
    on_record, now = json.loads(RECORD.read_text("utf-8")), findings()
    for kind, by_key in now.items():
        assert set(by_key) == set(on_record[kind]), (
            "write the record anew: see tests/core/monitoring/findings_record.py"
        )
        for key, said in by_key.items():
            assert said == on_record[kind][key], f"{kind}, {key}: read the difference, then write the record anew"
