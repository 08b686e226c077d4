"""Questions of supervisors as forms and tables: which values a query asks for, and its answer with Chinese headings.

`variables` reads the form out of a query and makes relative periods absolute; `shape` says which columns an answer has,
`answer` reads it; `workbook` makes a sheet for Excel in a process of its own; `templates` are questions to begin with.
"""
