"""Nothing is kept longer than it is needed: a job of the scheduler, once in six hours, in small batches.

`rows`: what is over by a column of its own; `pictures`: photos and files that nothing holds, or whose time is over;
`copies`: what upgrades and restores left beside the database; `sweeping`: the job, what it tells. Each noun's contacts
go by a job of the noun's own (`server.process.contact`).

Events are never removed: what is asked of logs, half a year at least, holds by that. A mode of a time (an epidemic's)
that brings fields of its own names its rows here with the day on which it ends, as any other `Old`.
"""
