"""The catalogue of codes: every diagnostic there is, by the stage that finds it.

RUB0xx text and syntax, RUB1xx names, RUB2xx types and values, RUB3xx points, RUB4xx grades,
RUB5xx what is left unsaid or unused, RUB6xx amending, EVD0xx evidence, APL0xx appeals, SEL0xx sealed
results, RES0xx results that are read. A code never changes its meaning and is never used again for another.
"""

from __future__ import annotations

from rubric_dsl.text.codes import amend, appeal, evidence, grades, names, points, results, seal, syntax, types, usage
from rubric_dsl.text.diagnostic import Code

ALL: dict[str, Code] = {
    code.id: code
    for module in (syntax, names, types, points, grades, usage, amend, evidence, appeal, seal, results)
    for code in vars(module).values()
    if isinstance(code, Code)
}
"""Every code by its id, in the order of the catalogue."""
