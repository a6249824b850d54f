"""The bot as it is, but that it ticks often and holds a claim of a digest for as long as it is told: seconds go in.

    python tests/chaos/hurried.py TICK LEASE

A kill comes a few seconds after a start. A bot that looks every five seconds whether a digest is due would be killed
before it looked.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from bot import __main__ as bot
from bot.delivery import driving, leases

if __name__ == "__main__":
    tick, lease = (timedelta(seconds=float(given)) for given in sys.argv[1:])
    driving.EVERY, leases.LEASE = tick, lease
    sys.exit(bot.main([]))
