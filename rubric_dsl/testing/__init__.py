"""Hypothesis strategies made from a rubric. Needs the extra ``test``."""
