"""Tables that a district brings: how their files are read, and how every fault in them is told at once.

`files` bytes as lines, `cells` how each is read, `sheet` columns under their headings, `faults` what is to be mended.
"""
