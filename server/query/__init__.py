"""One selection, one statement: from what is asked of some rows to the SQL that reads all of it, and to their JSON.

Knows tables, columns and two dialects, nothing of GraphQL and nothing of the slices. One file each:

    projection        how rows hang together: a `Link` to one, what is `Hanging` on one
    needs             what a function over a row says that it reads of it
    wants             what of a row is wanted: its columns, the row a column points to, the rows that hang on it
    row_query         which rows are meant: one, several, a page; the slice's door of sight is their WHERE
    keyset            a page, once its rows were read
    ways, door        rows found in several ways, each by an index of its own; one door to the rows of a noun
    sql               what is wanted becomes SQL: a JOIN for each row pointed to, a JSON array for rows that hang on
    execute           wants + choice → one statement, asked of the database
    statement_cache   its text is written once for each form of a choice's conditions; values are only bound
    rows              what the database answers → `Row`s with the values that the models would have
    output            what is asked, field by field → the function that writes the rows as JSON
    lookup            the same reading for what the server asks for itself all the time
    counting          how many rows fall into each group

A slice says `Link(...)` and `Hanging(...)` once and writes no SQL.
"""
