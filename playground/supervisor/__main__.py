"""`python -m playground.supervisor`: what `make run` becomes."""

import sys

from playground.supervisor.supervise import main

if __name__ == "__main__":
    sys.exit(main())
