from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import select

from bot.helpline.ownership import State
from bot.store.staff_models import AuditEntry
from tests.cast import ASK_PERSON
from tests.staff.site import JSON, Site

IN_THE_PAGE = {"Accept": "text/html"}


def state_of(site: Site, conversation: str) -> State:
    return site.services.conversations.messages_after(conversation, 0).state


def staff_texts(site: Site, conversation: str) -> list[str]:
    messages = site.services.conversations.messages_after(conversation, 0).messages
    return [message.text for message in messages if message.sender == "staff"]


def actions_of(site: Site) -> list[tuple[str, str | None]]:
    with site.services.database.read() as connection:
        rows = connection.execute(
            select(AuditEntry.action, AuditEntry.subject).order_by(AuditEntry.id)
        )
        return [(row.action, row.subject) for row in rows]


def test_the_switch_decides_whether_a_person_can_come(site: Site) -> None:
    anna = site.on_duty()

    assert anna.overview()["available"] is True
    assert anna.post("/staff/available", available="no").json()["available"] is False
    assert not site.services.desk.availability().person_available


def test_the_heartbeat_keeps_the_operator_present(site: Site) -> None:
    anna = site.on_duty()
    site.clock.advance(seconds=30)
    anna.post("/staff/heartbeat")
    site.clock.advance(seconds=30)
    assert site.services.desk.availability().person_available

    site.clock.advance(seconds=60)
    assert not site.services.desk.availability().person_available


def test_who_waits_longest_comes_first(site: Site) -> None:
    anna = site.on_duty()
    first = site.waiting()
    site.clock.advance(seconds=20)
    second = site.waiting()

    queue = anna.overview()["queue"]

    assert [entry["conversation"] for entry in queue] == [first, second]
    assert [entry["lasted"] for entry in queue] == ["20 s", "0 s"]


def test_danger_comes_before_who_waits_longer(site: Site) -> None:
    anna = site.on_duty()
    site.waiting()
    site.clock.advance(seconds=20)
    in_danger = site.waiting()
    site.write(in_danger, "Help, hij staat voor me met een mes")

    first = anna.overview()["queue"][0]

    assert (first["conversation"], first["danger"]) == (in_danger, True)


def test_the_summary_comes_before_the_transcript(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.visitor("Ik zag iets vreemds", ASK_PERSON)

    page = anna.http.get(f"/staff/conversations/{conversation}").text

    assert 0 < page.index("arbeidsuitbuiting") < page.index("Ik zag iets vreemds")


def test_the_summary_has_words_for_answers_that_are_codes(site: Site) -> None:
    anna = site.on_duty()
    report = anna.chat(site.waiting()).json()["report"]

    assert [(item["label"], item["value"]) for item in report] == [
        ("Over wie gaat het", "iemand anders"),
        ("Wat er gebeurt", "In een voorbeeldstraat wonen veel mensen in één schuur."),
        ("Vorm van uitbuiting", "arbeidsuitbuiting"),
        ("Gemeente", "Dronten"),
        ("Iemand jonger dan 18", "weet de bezoeker niet"),
    ]
    assert [item["blank"] for item in report] == [False] * 4 + [True]


def test_what_a_visitor_typed_stays_text_in_the_page(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.visitor("<img src=x onerror=alert(1)>", ASK_PERSON)

    page = anna.http.get(f"/staff/conversations/{conversation}").text

    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_a_visitor_with_the_assistant_cannot_be_read(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.visitor("Alleen voor de assistent")

    page = anna.http.get(f"/staff/conversations/{conversation}").text

    assert "Alleen voor de assistent" not in page
    assert "praat nu met de assistent" in page
    assert anna.chat(conversation).status_code == 409


def test_a_conversation_that_is_gone_is_told(site: Site) -> None:
    response = site.on_duty().chat("bestaat-niet")

    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert "Dit gesprek is er niet meer" in response.json()["detail"]


def test_taking_over_makes_the_chat_mine(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()

    answer = anna.act(conversation, "take")

    assert answer.json()["chat"]["role"] == "me"
    assert state_of(site, conversation) is State.PERSON
    assert [entry["conversation"] for entry in anna.overview()["mine"]] == [conversation]
    assert anna.overview()["queue"] == []


def test_of_two_operators_one_wins_and_the_other_is_told_who(site: Site) -> None:
    anna, berend = site.on_duty(), site.on_duty("berend", "Berend Voorbeeld")
    conversation = site.waiting()

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda who: who.act(conversation, "take"), (anna, berend)))

    winner, loser = sorted(answers, key=lambda answer: answer.status_code)
    name = "Anna" if winner is answers[0] else "Berend"
    assert (winner.status_code, loser.status_code) == (200, 409)
    assert f"{name} Voorbeeld was je voor" in loser.json()["notice"]
    assert loser.json()["chat"]["role"] == "other"


def test_without_a_script_the_loser_is_told_as_well(site: Site) -> None:
    anna, berend = site.on_duty(), site.on_duty("berend", "Berend Voorbeeld")
    conversation = site.waiting()
    berend.act(conversation, "take")

    sent_on = anna.post(f"/staff/conversations/{conversation}/take", headers=IN_THE_PAGE)

    assert sent_on.status_code == 303
    assert "Berend Voorbeeld was je voor" in anna.http.get(sent_on.headers["location"]).text


def test_a_visitor_who_stopped_waiting_cannot_be_taken_over(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()
    site.services.conversations.stop_waiting(conversation)

    answer = anna.act(conversation, "take")

    assert (answer.status_code, answer.json()["chat"]) == (409, None)
    assert "niet meer over te nemen" in answer.json()["notice"]


def test_a_message_is_stored_once_however_often_it_is_sent(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()
    anna.act(conversation, "take")
    client_id = str(uuid4())

    answers = [
        anna.act(conversation, "messages", text="Goedemorgen", client_id=client_id).json()
        for _ in range(3)
    ]

    assert answers[0] == answers[1] == answers[2]
    assert staff_texts(site, conversation) == ["Goedemorgen"]


def test_only_the_owner_can_send(site: Site) -> None:
    anna, berend = site.on_duty(), site.on_duty("berend", "Berend Voorbeeld")
    conversation = site.waiting()
    berend.act(conversation, "take")

    answer = anna.act(conversation, "messages", text="Ik ook", client_id=str(uuid4()))

    assert answer.status_code == 409
    assert "niets verstuurd" in answer.json()["detail"]
    assert staff_texts(site, conversation) == []


@pytest.mark.parametrize("text", ["", "x" * 4001])
def test_an_empty_or_endless_message_is_refused(site: Site, text: str) -> None:
    anna = site.on_duty()
    conversation = site.waiting()
    anna.act(conversation, "take")

    assert anna.act(conversation, "messages", text=text, client_id="a").status_code == 422
    assert staff_texts(site, conversation) == []


def test_messages_after_a_number_are_only_those(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()
    everything = anna.chat(conversation).json()["messages"]

    later = anna.chat(conversation, after=everything[-2]["seq"]).json()["messages"]

    assert later == everything[-1:]


def test_unread_messages_are_counted_until_the_chat_is_seen(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()
    anna.act(conversation, "take")
    site.write(conversation, "Bent u daar?")

    assert anna.overview()["mine"][0]["unread_words"] == "1 nieuw bericht"

    anna.chat(conversation)
    assert anna.overview()["mine"][0]["unread"] == 0


def test_handing_back_gives_the_chat_to_the_assistant(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()
    anna.act(conversation, "take")

    answer = anna.act(conversation, "hand-back")

    assert answer.json() == {
        "chat": None,
        "notice": "Het gesprek is teruggegeven aan de assistent.",
    }
    assert state_of(site, conversation) is State.BOT


def test_a_visitor_can_be_handed_over_a_second_time(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()
    anna.act(conversation, "take")
    anna.act(conversation, "hand-back")
    site.clock.advance(seconds=1)
    site.write(conversation, ASK_PERSON)

    assert anna.act(conversation, "take").json()["chat"]["role"] == "me"


def test_closing_ends_the_chat(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()
    anna.act(conversation, "take")

    answer = anna.act(conversation, "close")

    assert answer.json()["chat"]["role"] == "closed"
    assert state_of(site, conversation) is State.CLOSED


@pytest.mark.parametrize("action", ["hand-back", "close"])
def test_another_operators_chat_cannot_be_ended(site: Site, action: str) -> None:
    anna, berend = site.on_duty(), site.on_duty("berend", "Berend Voorbeeld")
    conversation = site.waiting()
    berend.act(conversation, "take")

    assert anna.act(conversation, action).status_code == 409
    assert state_of(site, conversation) is State.PERSON


def test_without_a_script_the_forms_do_the_whole_job(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()
    path = f"/staff/conversations/{conversation}"

    anna.post(f"{path}/take", headers=IN_THE_PAGE)
    sent = anna.post(f"{path}/messages", headers=IN_THE_PAGE, text="Hallo", client_id="a")
    assert sent.headers["location"] == f"{path}#newest"
    assert "Hallo" in anna.http.get(path).text
    closed = anna.post(f"{path}/close", headers=IN_THE_PAGE)

    assert "Het gesprek is afgesloten" in anna.http.get(closed.headers["location"]).text


def test_closing_the_desk_stops_new_visitors_and_reopening_lets_them_in(site: Site) -> None:
    anna = site.on_duty()

    closed = anna.post("/staff/desk/close", until="reopened", reason="Overleg").json()["desk"]
    assert closed["closed_by_staff"] is True
    assert "gesloten door een medewerker" in closed["sentence"]
    assert "Anna Voorbeeld: “Overleg”" in closed["sentence"]
    assert not site.services.desk.availability().person_available

    reopened = anna.post("/staff/desk/reopen").json()["desk"]
    assert (reopened["open"], reopened["closed_by_staff"]) == (True, False)


def test_the_desk_can_be_closed_for_an_hour(site: Site) -> None:
    anna = site.on_duty()
    anna.post("/staff/desk/close", until="hour", reason="Overleg")

    site.clock.advance(minutes=59, seconds=59)
    site.services.desk.set_available(1, True)
    assert not site.services.desk.availability().person_available
    site.clock.advance(seconds=1)
    assert site.services.desk.availability().person_available


def test_the_desk_can_be_closed_for_the_rest_of_the_day(site: Site) -> None:
    anna = site.on_duty()

    desk = anna.post("/staff/desk/close", until="day", reason="Storing").json()["desk"]

    assert "morgen om 9.00 uur" in desk["sentence"]


def test_closing_the_desk_needs_a_reason(site: Site) -> None:
    assert site.on_duty().post("/staff/desk/close", until="day", reason="").status_code == 422


def test_every_action_is_noted_without_content(site: Site) -> None:
    anna = site.on_duty()
    conversation = site.waiting()
    anna.act(conversation, "take")
    anna.act(conversation, "messages", text="Vertrouwelijk", client_id="a")
    anna.act(conversation, "hand-back")
    anna.post("/staff/desk/close", until="hour", reason="Overleg")
    anna.post("/staff/desk/reopen")
    anna.post("/staff/sign-out")

    about = site.services.audit.subject(conversation)
    assert actions_of(site) == [
        ("sign_in", None),
        ("available", None),
        ("take", about),
        ("hand_back", about),
        ("close_desk", None),
        ("reopen_desk", None),
        ("sign_out", None),
        ("sign_off", None),
    ]


def test_a_notice_in_the_address_is_one_of_ours(site: Site) -> None:
    anna = site.on_duty()

    assert "afgesloten" in anna.http.get("/staff/?notice=chat.closed").text
    assert "boosaardig" not in anna.http.get("/staff/?notice=boosaardig").text


def test_a_failure_is_told_in_the_page(site: Site) -> None:
    anna = site.on_duty()

    response = anna.http.get("/staff/conversations/bestaat-niet")

    assert response.status_code == 404
    assert "Terug naar de console" in response.text
    assert JSON["Accept"] not in response.headers["content-type"]
