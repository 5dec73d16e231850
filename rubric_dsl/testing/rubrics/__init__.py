"""Random rubrics of the whole language, as texts: every construct in every place where it may stand."""
