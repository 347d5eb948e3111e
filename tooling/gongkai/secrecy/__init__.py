"""Secrecy: the ruling of 一·四 as a procedure, and the scan for what must not leave the office by accident."""
