"""From the text of a document to its Reading: cleaning, outline, sentences, actors, acts, figures, events."""
