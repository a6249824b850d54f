"""Schedules and documents in, messages out at their hour: once, within Telegram's limits, and with a record of each."""
