"""Hover: what is known of a name or a word, on a card."""
