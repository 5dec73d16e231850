"""rubric_dsl: official scoring schemes as text files, scored exactly, with every point accounted for."""
