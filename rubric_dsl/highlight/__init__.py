"""Colours for rubric texts: what each stretch of a text is, told without parsing it.

An editor colours while a line is half written, and a page of documentation shows lines that stand
nowhere; so this is done with regular expressions, one set of them (``states``) for the TextMate
grammar of editors (``textmate``) and for Pygments (``lexer``). The tests hold it against the parser.
"""
