"""From tree to model: names and types resolved, worths added up, what cannot be right refused."""
