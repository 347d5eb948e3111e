"""What git remembers: which commits were published, what each changed, and whether every step was allowed."""
