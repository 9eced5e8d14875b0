"""What became of reports on answers, in words: none is dropped in silence."""

from core.cli.output import Facts


def words_of_matched(facts: Facts) -> list[str]:
    lines = [f"{facts['matched']:,} matched, {facts['unmatched']:,} not."]
    if facts["unreadable"]:
        lines.append(f"{facts['unreadable']:,} could not be understood.")
    if facts["repeated"]:
        lines.append(f"{facts['repeated']:,} had been told before, and count once.")
    if facts["changed"]:
        lines.append(f"{facts['changed']:,} had been told otherwise before: the newest report holds.")
    return lines
