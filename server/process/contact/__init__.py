"""How somebody is reached, kept closed: sealed at rest, shown masked, revealed for a purpose and for a minute.

`keys`: the file of keys with ids; `holding`: whether all are there; `box`: sealing, opening, masking; `models`: what is
kept sealed, and who saw it when; `revealing`: what a noun declares (`Contacts`): its writes, its verb, its jobs;
`rotation`: a new key.

The thing itself holds the mask alone, so that lists, notices, the log, exports and backups know nothing else. The keys
lie in the data folder; of backups only an encrypted one holds them.
"""
