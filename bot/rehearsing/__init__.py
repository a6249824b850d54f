"""Days of the past go in; what would have been sent on them is printed, and nothing of it is ever sent."""
