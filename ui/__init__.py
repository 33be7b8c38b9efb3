"""The furniture of a page: language, header, shared classes, formula, code."""
