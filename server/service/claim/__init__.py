"""认领: a firm takes on a part of what a community needs, delivers it, and both say how it was.

Who speaks for the firm claims, begins, delivers, or lets go without any penalty; the desk of the place confirms what
was delivered, or says what is not right yet. The firm says how it was to work together when it delivers, before it
knows what is said of it.
"""
