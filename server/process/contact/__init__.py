"""How somebody is reached, kept closed: sealed at rest, shown masked, revealed for a purpose and for a minute.

`keys`: the file of keys with ids; `box`: sealing, opening, masking; `models`: what is kept sealed, and who saw it when;
`revealing`: what a noun declares (`Contacts`): its writes, its verb, its jobs; `rotation`: a new key.

The thing itself holds the mask alone, so that lists, notices, the log, exports and backups know nothing else. A backup
holds what is sealed, never the keys: they lie beside the server's secret and are kept as it is.
"""
