"""From bytes to strict, located values; nothing here knows what a document means."""
