"""`./grid new GROUP/NOUN`: a working noun of three verbs with its contract and its tests, to be made one's own."""
