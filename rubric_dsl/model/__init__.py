"""The resolved rubric: the only definition of what a rubric says. No sugar, no keywords, no text."""
