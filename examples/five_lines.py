"""The Python API in five lines; run it from the root of the repository."""

import rubric_dsl

rubric = rubric_dsl.load("rubrics/lxq_2018.rubric")
evidence = rubric.read_evidence("examples/louxing/cohort.json")
standings = rubric.grade(evidence)
for standing in standings:
    print(standing.rank, standing.unit, standing.total, standing.grade)
