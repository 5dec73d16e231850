"""Units scored and graded once more: small, slow and obvious. It judges the engine, and results that were sealed."""
