"""邀请: a code by which one person sets their password, their first or after they forgot it.

It is good for seven days and once. The page of who invites makes the code and tells the server its SHA-256 only, so
that nobody reads a code in the database, in the log or in an answer; it is handed over as a link or as a QR code.
"""
