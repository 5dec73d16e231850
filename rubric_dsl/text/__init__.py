"""Where text comes from and how what is wrong with it is told: sources, spans, diagnostics."""
