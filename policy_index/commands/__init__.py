"""One module for each command of ``python -m policy_index``."""
