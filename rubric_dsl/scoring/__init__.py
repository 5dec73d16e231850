"""One unit: what each clause gives or takes, and a ledger in which every point is accounted for."""
