"""答复: what whoever called a hotline is told, in four elements, read by a second person before it goes out.

It names nobody: neither who called, nor a number, nor who reported somebody.
"""
