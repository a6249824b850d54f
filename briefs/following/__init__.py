"""What somebody follows goes in; what is new, coming, moved or ending for them comes out as briefs."""
