"""Where nobody may have the server send to, however the address is written."""

from __future__ import annotations

import socket

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from server.data.database import Database
from server.reach.notice import addresses
from server.reach.notice.addresses import PUSH_SERVICES, Allowed, Barred, PublicResolver, is_public
from server.reach.notice.models import PushSubscription
from tests.people import Actor
from tests.reach.notice.gateway import Service, Subscriber

SUBSCRIBE = "mutation On($input: PushSubscribeInput!) { pushSubscribe(input: $input) { problems { code field } } }"
UNSUBSCRIBE = "mutation Off($input: PushUnsubscribeInput!) { pushUnsubscribe(input: $input) { problems { code } } }"

GOOD = "https://fcm.googleapis.com/fcm/send/abc"
BAD = [
    "http://fcm.googleapis.com/x",
    "https://fcm.googleapis.com:8443/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://evil.example/fcm.googleapis.com",
    "https://fcm.googleapis.com@10.0.0.1/x",
    "https://user:word@fcm.googleapis.com/x",
    "https://127.0.0.1/x",
    "https://[::1]/x",
    "https://169.254.169.254/latest/meta-data",
    "https://push.services.mozilla.com.example/x",
    "https://notpush.apple.com/x",
    "file:///etc/passwd",
    "https://",
    "https://fcm.googleapis.com:port/x",
    "",
    "https://ｆcm.googleapis.com/x",
    "https://fcm.googleapis.com/" + "x" * 3000,
]


@pytest.mark.parametrize("url", BAD)
async def test_an_address_that_is_not_on_the_list_is_refused_and_nothing_is_kept(
    url: str, town: Database, wang: Actor
) -> None:
    answer = await wang.send(SUBSCRIBE, input=Subscriber(url).input)
    assert answer.only["problems"] == [{"code": "PUSH_SERVICE_UNKNOWN", "field": "endpoint"}]
    assert await PushSubscription.all().count() == 0


async def test_all_that_is_wrong_is_told_at_once(wang: Actor) -> None:
    answer = await wang.send(SUBSCRIBE, input={"endpoint": "x", "p256dh": "不", "auth": "AAAA"})
    assert [problem["field"] for problem in answer.only["problems"]] == ["endpoint", "p256dh", "auth"]


async def test_a_browser_is_kept_once_and_goes_with_who_uses_it(wang: Actor, feng: Actor, nobody: Actor) -> None:
    told = Subscriber(GOOD).input
    for _ in range(2):
        assert (await wang.send(SUBSCRIBE, input=told)).problems == []
    (first,) = await PushSubscription.all()
    assert (await feng.send(UNSUBSCRIBE, input={"endpoint": GOOD})).problems == []
    assert (await nobody.send(UNSUBSCRIBE, input={"endpoint": GOOD})).problems == ["FORBIDDEN"]
    assert (await nobody.send(SUBSCRIBE, input=told)).problems == ["FORBIDDEN"]
    assert [one.id for one in await PushSubscription.all()] == [first.id]
    assert (await feng.send(SUBSCRIBE, input=told)).problems == []
    (second,) = await PushSubscription.all()
    assert second.person_id != first.person_id
    assert (await feng.send(UNSUBSCRIBE, input={"endpoint": GOOD})).problems == []
    assert await PushSubscription.all().count() == 0


async def test_a_person_has_at_most_eight_browsers(town: Database, wang: Actor) -> None:
    for number in range(10):
        await wang.send(SUBSCRIBE, input=Subscriber(f"{GOOD}{number}").input)
    kept = [one.endpoint for one in await PushSubscription.all().order_by("made_at", "id")]
    assert kept == [f"{GOOD}{number}" for number in range(2, 10)]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2001:4860:4860::8888", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("192.168.1.1", False), ("172.16.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("0.0.0.0", False), ("224.0.0.1", False), ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("ff0e::1", False),
        ("100.100.100.200", False), ("192.0.0.192", False), ("168.63.129.16", False), ("192.88.99.1", False),
        ("255.255.255.255", False), ("::10.0.0.1", False), ("::8.8.8.8", False), ("::ffff:0:10.0.0.1", False),
        ("64:ff9b:1::a00:1", False), ("64:ff9b::808:808", True), ("fec0::1", False), ("fd00:ec2::254", False),
        ("5f00::1", False), ("3fff::1", False), ("2001:0:4136:e378::1", False), ("2606:4700::5efe:a00:1", False),
        ("2606:4700::5efe:808:808", True), ("::", False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_public_net_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


class Names(AbstractResolver):
    """A resolver that knows one name."""

    def __init__(self, *found: str) -> None:
        self.found = found

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=one, port=port, family=family, proto=0, flags=0) for one in self.found
        ]

    async def close(self) -> None:
        pass


async def test_a_name_is_followed_only_to_public_addresses() -> None:
    mixed = await PublicResolver(Names("10.0.0.1", "8.8.8.8")).resolve("fcm.googleapis.com", 443)
    assert [one["host"] for one in mixed] == ["8.8.8.8"]
    with pytest.raises(Barred):
        await PublicResolver(Names("127.0.0.1")).resolve("fcm.googleapis.com", 443)


async def test_a_listed_name_that_points_inside_is_not_connected_to(service: Service) -> None:
    allowed = Allowed.of(PUSH_SERVICES, "")
    with pytest.raises(OSError, match="Cannot connect") as refused:
        await addresses.post(GOOD, allowed=allowed, data=b"x", headers={}, patience=5, resolver=Names("127.0.0.1"))
    assert isinstance(refused.value.__cause__, Barred)
    listed = Allowed.of((), "127.0.0.1")
    with pytest.raises(Barred, match="public net"):
        await addresses.post("https://127.0.0.1/x", allowed=listed, data=b"x", headers={}, patience=5)
    with pytest.raises(Barred, match="list"):
        await addresses.post(service.origin + "/x", allowed=allowed, data=b"x", headers={}, patience=5)
    assert service.got == []


async def test_an_origin_that_the_operator_wrote_out_is_trusted_and_no_redirect_is_followed(service: Service) -> None:
    allowed = Allowed.of(PUSH_SERVICES, f"{service.origin}/")
    service.status, service.answers = 307, {"Location": f"{service.origin}/elsewhere"}
    status, _ = await addresses.post(f"{service.origin}/here", allowed=allowed, data=b"x", headers={}, patience=5)
    assert status == 307
    assert [one.path for one in service.got] == ["/here"]
    assert not allowed.admits("http://127.0.0.1:1/here")
