"""A broken manhole cover, brought by its own people to where a test wants it, by the documents that the app sends."""

from __future__ import annotations

from server.core.ids import new_id
from tests.browser.phone import KOUQUAN
from tests.browser.process import Server
from tests.browser.underpass import act, asked

COVER, CHANNEL = "C0101", {"PATROL": "wang", "HOTLINE": "li"}


def told(server: Server, channel: str = "PATROL", severity: int = 3, *, north: float = 0.0) -> str:
    """A new broken cover, found on patrol or told by the hotline, so many degrees north of the others; its id."""
    place = {"lat": KOUQUAN["latitude"] + north, "lon": KOUQUAN["longitude"], "source": "PIN"}
    report = {"opId": str(new_id()), "id": str(new_id()), "classCode": COVER, "text": "井盖破损", "severity": severity}
    report |= {"place": place, "channel": channel}
    assert asked(server, CHANNEL[channel], "Report", input=report)["incidentReport"]["problems"] == []
    return str(report["id"])


def filed(server: Server) -> str:
    incident = told(server)
    act(server, incident, "li", "Accept")
    options = asked(server, "li", "FilingOptionsOf", id=incident)["incident"]["filingOptions"]
    act(server, incident, "li", "File", conditionId=options[0]["condition"]["id"])
    return incident


def team(server: Server) -> str:
    """The id of sun's team."""
    posts = asked(server, "sun", "Viewer")["viewer"]["posts"]
    return next(str(post["unit"]["id"]) for post in posts if post["unit"])


def sent(server: Server) -> str:
    """Filed and sent to sun's team."""
    incident = filed(server)
    act(server, incident, "li", "Dispatch", leadUnitId=team(server), task="更换", reason="就近先办")
    return incident


def given_back(server: Server) -> str:
    incident = sent(server)
    act(server, incident, "sun", "GiveBack", reasonCode="UNCLEAR_OWNER", reason="权属不清，请核对产权单位")
    return incident


def signed(server: Server) -> str:
    incident = sent(server)
    act(server, incident, "sun", "Sign")
    return incident


def recalled(server: Server) -> str:
    """Construction noise, which the district's office of the environment took back; its id."""
    place = {"lat": KOUQUAN["latitude"], "lon": KOUQUAN["longitude"], "source": "PIN"}
    report = {"opId": str(new_id()), "id": str(new_id()), "classCode": "E0301", "text": "夜里施工", "place": place}
    assert asked(server, "wang", "Report", input=report)["incidentReport"]["problems"] == []
    incident = str(report["id"])
    act(server, incident, "li", "Accept")
    options = asked(server, "li", "FilingOptionsOf", id=incident)["incident"]["filingOptions"]
    act(server, incident, "li", "File", conditionId=options[0]["condition"]["id"])
    return incident
