"""``python -m policy_index``."""

import sys

from policy_index.cli import main

if __name__ == "__main__":
    sys.exit(main())
