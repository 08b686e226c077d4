"""`./grid bench`: how fast the server is, against a bare hand-written route and the fastest peers, in one run.

Decision: machines are noisy and drift, so nothing is told but what was measured side by side: contenders take turns
round by round on the same rows, each round gives a ratio, and the ratios' middle and spread are the result. The server
that is measured has one core to itself and the load generator another. CPU a request is what the kernel says the
server's process used, divided by the requests it answered; before anything is timed, all contenders must give equal
answers. Peers check no session, no rights and no calendar: what they leave out counts in their favour.
"""
