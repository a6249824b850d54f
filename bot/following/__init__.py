"""Words and presses about following go in; subscriptions change, and screens that show them come out."""
