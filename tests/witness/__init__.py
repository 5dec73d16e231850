"""A second opinion that knows no resolver: it judges complete evidence from the tree of a text alone.

Names are looked up where they stand, in the order that the language states, each time they are met.
Nothing is checked and nothing may be absent: it is asked only of rubrics that check clean.
"""
