"""Addresses and folders to watch go in; documents come out as they appear, with a record of every look."""
