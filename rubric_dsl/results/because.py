"""The author's sentence for when something costs the unit points, with the values it names."""

from __future__ import annotations

from rubric_dsl.evidence.write import written
from rubric_dsl.model.numbers import plain
from rubric_dsl.scoring.ledger import Line, NodeScore


def reason(line: Line, score: NodeScore) -> str | None:
    """The ``because`` of a line of a node's score, where the line cost the unit points; else None."""
    if line.because is None or not _costs(line, score):
        return None
    return filled(line.because, line)


def _costs(line: Line, score: NodeScore) -> bool:
    if line.clause is None:
        return True
    if line.kind == "deduct":
        return line.points < 0
    if line.points > 0:
        # An award that was given may still be less than all there was.
        short = score.worth is not None and score.points < score.worth
        return short and (line.clause.when is None or line.clause.when_per_row)
    return True


def filled(because: str, line: Line) -> str:
    """A ``because`` with ``{name}`` replaced by the value the line looked at."""
    for seen in (*line.facts, *(value for atom in line.unmet for value in atom.values)):
        shown = written(seen.value, seen.type)
        because = because.replace("{" + seen.name + "}", "–" if shown is None else str(shown))
    for name, number in (("quantity", line.quantity), ("amount", line.amount), ("points", line.points)):
        if number is not None:
            because = because.replace("{" + name + "}", plain(number))
    return because
