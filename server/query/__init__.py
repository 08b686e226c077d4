"""One selection, one statement: from what is wanted of some rows to the SQL that reads all of it, and back to rows.

Knows tables, columns and two dialects, nothing of GraphQL and nothing of the slices. One file each:

    wants      what of a row is wanted, as data: its columns, the row a column points to, the rows that hang on it
    choice     which rows are meant: one, several, a page by keyset; the slice's door of sight is their WHERE
    statement  wants + choice → one SQL statement: a JOIN for each row pointed to, a JSON array for rows that hang on
    remembered the statement's text is written once for each form of a choice's conditions; values are only bound
    fetch      asks the database
    lookup     the same for what the server asks for itself all the time: who sends a request, what an event is about
    rows       what the database answers → `Row`s with the values that the models would have

A slice says `Link(...)` and `Hanging(...)` once and writes no SQL.
"""
