"""placeholder"""
import argparse
def configure(parser: argparse.ArgumentParser) -> None: ...
def run(options: argparse.Namespace) -> int: return 2
