"""The second Markdown profile: a small closed set of marks; every other character is shown as it is written."""
