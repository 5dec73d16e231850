"""Sealed results: a bundle of a rubric, evidence and results under one digest, and a verifier that anyone can read."""
