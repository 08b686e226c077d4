"""People, the dated posts that give them rights, and the sessions, PINs and tokens by which they are known."""

from __future__ import annotations

from uuid import UUID

from tortoise import Model, fields

from server.core.viewer import Role


class Person(Model):
    id = fields.UUIDField(primary_key=True)
    name = fields.CharField(64)
    login = fields.CharField(64, unique=True, null=True)
    password_hash = fields.CharField(160, null=True)  # argon2id; null: cannot sign in by password
    created_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    posts: fields.ReverseRelation[Post]

    class Meta:
        table = "person"


class Post(Model):
    """任职: a role on a subtree (or in a unit), from a day to a day. Rights begin and end with it, by themselves."""

    id = fields.UUIDField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "grid.Person", related_name="posts", db_index=True, on_delete=fields.RESTRICT
    )
    person_id: UUID
    role = fields.CharEnumField(Role, max_length=24)
    area: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Area", related_name="posts", db_index=True, on_delete=fields.RESTRICT
    )
    area_id: str
    unit: fields.ForeignKeyNullableRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Unit", related_name="posts", null=True, db_index=True, on_delete=fields.RESTRICT
    )
    unit_id: UUID | None
    starts_on = fields.DateField()
    ends_on = fields.DateField(null=True)  # the last day on which it holds
    stands_for_id: UUID | None = fields.UUIDField(null=True, db_index=True)  # whose holder is away

    class Meta:
        table = "post"


class Session(Model):
    """A signed-in browser. The cookie's secret is never stored, only its SHA-256."""

    digest = fields.CharField(64, primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "grid.Person", related_name="sessions", db_index=True, on_delete=fields.CASCADE
    )
    person_id: UUID
    created_at = fields.DatetimeField()
    seen_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    agent = fields.CharField(120, default="")

    class Meta:
        table = "session"


class Pin(Model):
    """The PIN of one person on one phone. It opens a session only together with that phone's own key."""

    id = fields.UUIDField(primary_key=True)
    device_id = fields.UUIDField()  # the phone's own; people may share one
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "grid.Person", related_name="pins", db_index=True, on_delete=fields.CASCADE
    )
    person_id: UUID
    proof_hash = fields.CharField(160)  # argon2id of what the phone made of the PIN
    errors = fields.IntField(default=0)  # since it was right the last time
    set_at = fields.DatetimeField()
    challenge = fields.BigIntField(default=0, db_default=0)  # when the last one that was tried was made, microseconds

    class Meta:
        table = "pin"
        unique_together = (("device_id", "person"),)


class Token(Model):
    """A bearer token for programs, made by `./grid token add LOGIN`; only its SHA-256 is stored."""

    id = fields.UUIDField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "grid.Person", related_name="tokens", db_index=True, on_delete=fields.CASCADE
    )
    person_id: UUID
    name = fields.CharField(64)
    digest = fields.CharField(64, unique=True)
    created_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "token"


class LoginTries(Model):
    """Failed logins of one account, one address or one browser; the key tells nobody whose."""

    key = fields.CharField(48, primary_key=True)
    errors = fields.IntField()
    at = fields.BigIntField(db_index=True)  # of the last one, seconds since 1970
    until = fields.BigIntField()  # the next try waits until then

    class Meta:
        table = "login_tries"
