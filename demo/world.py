#!/usr/bin/env python3
"""A simulated AWS on a loopback port: `python demo/world.py --port 0 --print-port`.

The parts stand in the package `world` beside this file; demo/README.md says what it can do.
"""

from world.server import main

if __name__ == "__main__":
    main()
