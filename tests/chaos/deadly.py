"""The bot as it is, but that it is killed whenever it sends to a certain chat: the number of the chat goes in.

    python tests/chaos/deadly.py CHAT

So it is where a message is more than the machine has memory for: nothing is raised, and nothing can be written down.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from bot import __main__ as bot
from bot.delivery.forms import Form

if __name__ == "__main__":
    deadly, send = int(sys.argv[1]), Form.send

    async def sent(self, to, chat, thread):  # type: ignore[no-untyped-def]
        """Die, or send."""
        if chat == deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return await send(self, to, chat, thread)

    Form.send = sent  # type: ignore[method-assign]
    sys.exit(bot.main([]))
