"""What was fetched in, briefs out: pure functions that choose, order, fold and word the lines of an answer."""
