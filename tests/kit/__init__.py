"""What every noun on the kernel has to pass, made of one table: who takes which step, by which words, from where.

    class TestComplaint(Laws):
        kit = Kit(verbs, commands, sees="zhang li zhao wu", strides=(
            Stride("file", "zhang", {…}, State.RECEIVED),
            Stride("answer", "li", {…}, State.ANSWERED, after=("file",)),
        ))

`kit`: the table, and one of the noun standing wherever a stride begins, made once a session and copied. `fourfold`:
each verb works, a stranger learns nothing, sent twice is done once, the late are told. `sight`: each role at each place
sees by every door what the noun declares. `races`: each two commands at one moment. `walks`: anybody does anything.
`offline`: what is recorded without a network is done once, in its turn. `laws`: all of them.
"""
