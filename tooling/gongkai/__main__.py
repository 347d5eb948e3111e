"""``python -m gongkai``."""

from gongkai.cli import console

if __name__ == "__main__":
    console()
