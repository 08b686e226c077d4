"""Live news: one reading and one encoding of each event for all who are told the same, handed to each as bytes.

    journal/live_topic   what may be listened to, whom an event concerns, and as whom somebody hears of it (`Standing`)
    journal/catch_up    the log's end as it grows: each event once, in order, without a gap
    scribe        an event made into bytes, once for each document, its variables and standing
    fanout        looks who hears of an event and hands it over; brings who comes back up to the present first
    listener      the bounded queue of one subscriber; who does not read is dropped

The edges (`edge/graphql/stream`, `edge/graphql/socket`) only write what they are handed.
"""
