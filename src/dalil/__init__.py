"""dalil: who says what, on what evidence."""

__version__ = "0.1.0"
