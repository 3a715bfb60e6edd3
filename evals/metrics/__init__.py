"""One metric a module; each docstring gives the formula and the paper it comes from."""
