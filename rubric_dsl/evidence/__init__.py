"""Evidence: what was found out about a unit, checked against what the rubric asks for."""
