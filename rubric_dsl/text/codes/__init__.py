"""The catalogue of codes: every diagnostic there is, by the stage that finds it.

RUB0xx text and syntax, RUB1xx names, RUB2xx types and values, RUB3xx points, RUB4xx grades,
RUB5xx what is left unsaid or unused, RUB6xx amending, EVD0xx evidence. A code never changes its
meaning and is never used again for another.
"""
