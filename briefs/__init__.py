"""Reads diplomatic documents into outcomes, keeps them, and answers questions about them."""
