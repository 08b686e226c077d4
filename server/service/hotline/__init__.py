"""12345 工单: what a hotline outside of the district sends, taken on, given back or declined, and answered in its time.

An order comes by a file, is known by its source and number, and becomes an incident without being typed again. Whoever
called is known by a mask; the rest is sealed, and opened for a purpose.
"""
