"""Writing next year's rubric: holding a rubric to its official text, and to last year's."""
