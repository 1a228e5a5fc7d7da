"""``python -m actions.subsidy``."""

import sys

from actions.subsidy.cli import main

if __name__ == "__main__":
    sys.exit(main())
