"""Testing rubrics: cases with expected results, what they cover, and Hypothesis strategies made from a rubric.

Cases need the extra ``yaml``; strategies, and evidence proposed for what is not covered, the extra ``test``.
"""
