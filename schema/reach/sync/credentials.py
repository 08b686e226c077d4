"""What a person is known by: signed-in browsers, phones, tokens; and their end."""

from __future__ import annotations

from datetime import date

import strawberry

from schema.core.enums import publish
from schema.core.fields import column
from schema.core.payload import Brief, why_not
from schema.core.problems import Problem
from schema.core.verbs import verbs
from schema.process.lookups import sums_of
from server.ground.person.credentials import MOST, CredentialKind
from server.reach.sync import credentials

publish(CredentialKind, "CredentialKind", "凭什么登录。What somebody is known by.")
KINDS = len(CredentialKind)


@strawberry.type(description="一个登录：浏览器、手机或令牌。A credential: a browser, a phone or a token.")
class Credential:
    id: strawberry.ID = column("编号。Its id.")
    kind: CredentialKind = column("哪一种。Of which kind.")
    name: str = column("浏览器自称、应用版本或令牌名。The browser's own name, the app's version, the token's name.")
    since: date = column("从哪天起。Since which day.")
    last_used_on: date | None = column(
        "最近哪天用过，不到时点；令牌不记。The day of its last use, never the hour; null for tokens."
    )
    ends_on: date | None = column("不用则哪天结束。The day on which it ends unless it is used.")
    here: bool = column("就是此刻用的这个。Whether this request came by it.")
    pin: bool = column("这台手机设了 PIN。Whether a PIN opens this phone.")


@strawberry.type(description="结束登录的结果。What came of ending credentials.")
class CredentialPayload(Brief):
    nothing = credentials.Ended()

    ended: int = column("结束了几个。How many have ended.")
    problems: list[Problem] = why_not()


@strawberry.type
class CredentialQuery:
    """What may be asked about one's credentials."""

    credentials = sums_of(
        "本人的登录；别人的只有安全管理员能看，看不到为空。One's own credentials; another's are the security "
        "administrator's to see, else null.",
        list[Credential] | None, credentials.listed, asked=credentials.Whose, most=MOST * KINDS,
    )  # fmt: skip


CredentialMutation = verbs("Credential", CredentialPayload, credentials, {
    credentials.End: "结束一个登录，手机上没送出的留着。End one; what is unsent on a phone stays there.",
    credentials.EndAll:
        "结束全部登录，本人的留下此刻这个。End all; of one's own, all but the one in use.",
})  # fmt: skip

PasswordMutation = verbs("Password", CredentialPayload, credentials, {
    credentials.Change:
        "换自己的密码，此刻这个以外的登录都结束。Change one's own password; all credentials but the one in use end.",
})  # fmt: skip
