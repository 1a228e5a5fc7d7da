"""One module for each command of ``python -m actions.subsidy``."""
