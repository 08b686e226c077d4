"""People and posts on screen: whom there is, which posts end soon, which grids nobody works; added, extended, ended by
who keeps people (SEC_ADMIN), read by who reads everything."""
