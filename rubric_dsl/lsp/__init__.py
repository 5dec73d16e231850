"""The language server: what an editor asks about a rubric while it is being written."""
