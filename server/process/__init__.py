"""The kernel of every noun with states: what a person asks becomes a change of one aggregate, written once.

1. `command`: what is asked, with the operation's id and the version acted on; its body is what a receipt knows it by.
   `fields`: the words and bounds of its fields, of which the contract makes inputs and forms.
2. `execute`: an earlier receipt, else the aggregate through its noun's door of sight, the decision inputs, the decision
   (pure), and `commit`; decided anew only when somebody was faster. `rebasing`: when that touched nothing.
3. `lifecycle` and `guards`: whether the step is open, meant for this version, and the viewer's to take.
4. `validation`: all that is wrong with what was asked, at once.
5. `change`: what a decision answers: the aggregate before and after, what is told of it, on what else it rests.
6. `noun`: how the rows of an aggregate may change; `rows`: which rows a change writes, pure; `digest`: what its event
   says of them, for an audit.
7. `commit`: the one way to write: guards, rows, effects on other nouns, and one event for each change.
8. `scheduler`: runs the nouns' jobs; `escalation` of clocks, `rule_changes` that clocks follow.
9. `approval`: what is asked for and decided by another; `evidence`: photos and files; `elements`: of a good answer.
10. `answering`: what people ask of the desks of a place, and who may answer; `desks`, `holders` of codes, `looking`
   after time, `quota`, `figures` of a year; `contact`: how they are reached, sealed.

A noun declares itself as a `Noun`, its verbs as `Steps`, and all that the program needs of it as a `Slice`. Nothing
here knows a noun; nothing registers at import. What a small noun needs is named here; `./grid new` writes one.
"""

from server.core.text import Worded
from server.process.command import New, On
from server.process.fields import asked, demanded, given, several
from server.process.lifecycle import Lifecycle
from server.process.listing import STATES, Wanted
from server.process.noun import Noun
from server.process.shown import Shown
from server.process.steps import OWN, Begun, Moved, Own, Steps, steps_of
from server.process.validation import Check, said

__all__ = [
    "OWN", "STATES", "Begun", "Check", "Lifecycle", "Moved", "New", "Noun", "On", "Own", "Shown", "Steps", "Wanted",
    "Worded", "asked", "demanded", "given", "said", "several", "steps_of",
]  # fmt: skip
