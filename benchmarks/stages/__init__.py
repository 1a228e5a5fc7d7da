"""Where the time of a turn goes: stages timed inside the running processes."""
