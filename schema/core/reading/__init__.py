"""The read path: a whole selection is answered at once, by one statement, inside graphql-core's own hooks.

graphql-core completes every field by itself, at 6–7 µs each: 20 ms for a feed of 50 however fast the database is. So:

    a resolver at the edge of the graph answers with a *choice* of rows, not with rows    `server/query/row_query`
    every field below says, where it is declared, what it reads                           `declare`
        column     a column of the row, as it is                          one    the row that a column points to
        part, seen the same row again, or a page's rows                   many, pages   the rows that hang on it
        computed   a plain function over the row and the `Ground` (who asks, when, what lies in memory), with what it
                   needs of the row; what it returns may be an object or a list of objects that lie in memory
    the executor meets the choice, plans the selection below it once and remembers the plan    `executor`, `plan_cache`
    the plan tells `server/query` field by field what is asked; that makes one statement of it and of the choice, and
    the function that writes the rows' values as JSON, which graphql-core passes on    `plan`
    a query whose roots are all choices is answered without graphql-core's executor at all    `whole`

A request in five steps: `whole` (or `executor.complete_value`) → `plan_cache.Plans.find` → `plan.Planner` (which asks
`declare`, which tells `server.query.output.asked`) → `server.query.execute.Reading.fetch` → the function that
`server.query.output.json_compiler` made.

Sight: the choice comes from the slice's door (`visible_to`), and its condition is the statement's WHERE. What is to be
hidden below (a reporter's name) is a guard that is declared with the field and runs over the row.

What cannot be planned is resolved field by field, as ever: each declaration is a resolver too, naive and by the ORM.
That is what the tests compare with, and where errors in the middle of an answer come from. `schema.explain` tells the
statement of a document and whatever could not be planned.

Decision: rows and not JSON made by the database. The fields that a screen needs (steps, clocks, the stepper, paths) are
rules of the domain over the row; with them a feed costs the same either way, and SQL stays small enough to read. Only
what hangs on a row comes as a JSON array of values. What changes rarely (territory, catalogue, calendar) is
looked up in memory instead of joined, and its JSON is kept by its key.
"""
