"""需求清单: what a community or a street needs, published for a quarter, so that firms claim parts of it.

There is never more claimed than there is: who claims a part adds to `claimed` by `claiming`, which the database holds.
What nobody claimed by the end of its quarter is on the next quarter's list.
"""
