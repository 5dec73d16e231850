"""Ways of showing diagnostics: on a terminal, in SARIF, beside the lines on GitHub. Each reads the data alone."""
