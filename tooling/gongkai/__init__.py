"""Gongkai: publish what was reviewed, and nothing else.

The path of a byte: ``source`` reads it strictly, ``documents`` types it, ``review`` binds it to the people who
signed it, ``rules`` judge it, ``checker`` turns it into an ``ApprovedDocument``, ``publish`` renders it through
Pelican, ``search`` makes it findable. Nothing skips a step.
"""

__version__ = "0.1.0"
