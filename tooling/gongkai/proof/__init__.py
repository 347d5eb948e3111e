"""The output is proved: what a built site holds, gathered file by file for the rules O01-O04 to judge."""
