"""A file of expectations that a program of this folder writes (--store), or else checks."""

import sys


def store_or_check(file, text):
    """Ends the program with a message when the file does not hold the text."""
    if "--store" in sys.argv:
        file.write_text(text)
    elif file.read_text() != text:
        sys.exit(f"{file.name} is not what aws-sam-translator gives: {sys.argv[0]} --store writes it anew")
