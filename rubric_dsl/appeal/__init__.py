"""The review (复核) of published results: when it can be asked for, what is contested, what is decided, what moves."""
