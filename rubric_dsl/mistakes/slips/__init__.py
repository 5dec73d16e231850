"""The usual slips within a line, each as changes that may mend it where it broke.

Each is a function from a draft to changes; ``draft.mend`` keeps those with which the line can be read. What
turns a line of official wording round is in ``phrases``.
"""
