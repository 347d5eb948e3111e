"""The two-level review: what is signed, by whom, with which key, and whether that holds."""
