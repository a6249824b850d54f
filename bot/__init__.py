"""Talks with people: the same conversation over Telegram and in the terminal."""
