"""What people read, held against the log of what happened: `./grid audit verify|head|export`.

The log's own chain says whether the log is whole (`server.journal.audit`). Here the rest is held against it: heads that
were noted elsewhere, the state of every thing with a life, who holds which post, the sums of the boards, and rows of
which no event tells. Whoever may write to the database can change any of these; none of them stays unnamed.
"""
