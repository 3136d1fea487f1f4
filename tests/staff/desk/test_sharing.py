"""Chats that more than one operator has to do with: limit, transfer, reading along, notes."""

from uuid import uuid4

import pytest

from bot.helpline.ownership import State
from tests.cast import ASK_PERSON
from tests.staff.site import Operator, Site

IN_THE_PAGE = {"Accept": "text/html"}
DANGER = "Help, hij staat voor me met een mes"


@pytest.fixture
def anna(site: Site) -> Operator:
    return site.on_duty()


@pytest.fixture
def berend(site: Site, anna: Operator) -> Operator:
    return site.on_duty("berend", "Berend Voorbeeld")


def number(site: Site, who: Operator) -> int:
    account = site.accounts.find(who.login)
    assert account
    return account.id


def talking(site: Site, who: Operator) -> str:
    conversation = site.waiting()
    assert who.act(conversation, "take").status_code == 200
    return conversation


def colleague(who: Operator) -> dict[str, object]:
    (one,) = who.overview()["colleagues"]  # type: ignore[misc, attr-defined]
    return dict(one)


def words(site: Site, conversation: str) -> str:
    messages = site.services.conversations.messages_after(conversation, 0).messages
    return "\n".join(message.text for message in messages)


def test_the_next_is_who_waits_longest(site: Site, anna: Operator) -> None:
    first = site.waiting()
    site.clock.advance(seconds=5)
    site.waiting()

    answer = anna.post("/staff/queue/take")

    assert (answer.status_code, answer.json()["chat"]["conversation"]) == (200, first)


def test_the_next_is_who_is_in_danger(site: Site, anna: Operator) -> None:
    site.waiting()
    site.clock.advance(seconds=5)
    in_danger = site.waiting()
    site.write(in_danger, DANGER)

    assert anna.post("/staff/queue/take").json()["chat"]["conversation"] == in_danger


def test_with_nobody_there_is_no_next(anna: Operator) -> None:
    answer = anna.post("/staff/queue/take")

    assert (answer.status_code, answer.json()["chat"]) == (409, None)
    assert answer.json()["notice"] == "Er wacht niemand meer."


def test_enough_is_enough_but_danger_goes_first(site: Site, anna: Operator) -> None:
    for _ in range(3):
        talking(site, anna)
    fourth = site.waiting()

    refused = anna.act(fourth, "take")
    assert refused.status_code == 409
    assert "zoveel gesprekken als er tegelijk mogen" in refused.json()["detail"]
    assert anna.post("/staff/queue/take").status_code == 409
    assert anna.overview()["mine_words"] == "3 van 3"

    site.write(fourth, DANGER)
    assert anna.act(fourth, "take").status_code == 200


def test_without_a_script_the_limit_is_told_in_a_page(site: Site, anna: Operator) -> None:
    for _ in range(3):
        talking(site, anna)

    page = anna.post(f"/staff/conversations/{site.waiting()}/take", headers=IN_THE_PAGE)

    assert page.status_code == 409
    assert "zoveel gesprekken als er tegelijk mogen" in page.text


def test_colleagues_are_shown_with_their_chats(
    site: Site, anna: Operator, berend: Operator
) -> None:
    conversation = talking(site, berend)

    shown = colleague(anna)

    assert (shown["name"], shown["words"]) == ("Berend Voorbeeld", "beschikbaar")
    assert shown["chats_words"] == "1 van 3"
    assert [chat["conversation"] for chat in shown["chats"]] == [conversation]  # type: ignore[attr-defined]
    assert [chat["facts"] for chat in shown["chats"]] == [""]  # type: ignore[attr-defined]


def test_a_colleague_who_is_gone_or_off_is_told_apart(
    site: Site, anna: Operator, berend: Operator
) -> None:
    berend.post("/staff/available", available="no")
    assert (colleague(anna)["state"], colleague(anna)["free"]) == ("busy", False)

    site.clock.advance(seconds=50)
    anna.post("/staff/heartbeat")
    assert colleague(anna)["words"] == "geen verbinding"


def test_a_transfer_brings_the_chat_and_the_note(
    site: Site, anna: Operator, berend: Operator
) -> None:
    conversation = talking(site, anna)

    answer = anna.act(
        conversation, "transfer", to=str(number(site, berend)), note="Vraag nog naar de tijd."
    )

    assert answer.json()["notice"] == "Het gesprek is overgedragen."
    chat = berend.chat(conversation).json()
    assert chat["role"] == "me"
    assert [note["text"] for note in chat["notes"]] == ["Vraag nog naar de tijd."]
    assert chat["notes"][0]["author"] == "Anna Voorbeeld aan Berend Voorbeeld"
    assert berend.overview()["mine"][0]["from"] == "Anna Voorbeeld"  # type: ignore[index]
    assert anna.chat(conversation).json()["role"] == "other"
    assert "Vraag nog naar de tijd." not in words(site, conversation)


def test_a_transfer_to_the_queue_puts_the_visitor_in_front(
    site: Site, anna: Operator, berend: Operator
) -> None:
    conversation = talking(site, anna)
    site.clock.advance(seconds=5)
    site.waiting()

    anna.act(conversation, "transfer", to="queue", note="")

    first = berend.overview()["queue"][0]  # type: ignore[index]
    assert first["conversation"] == conversation
    assert "van Anna Voorbeeld" in first["facts"]


def test_a_colleague_who_is_not_available_gets_no_chat(
    site: Site, anna: Operator, berend: Operator
) -> None:
    conversation = talking(site, anna)
    berend.post("/staff/available", available="no")

    answer = anna.act(conversation, "transfer", to=str(number(site, berend)), note="Hier")

    assert answer.status_code == 409
    assert "Kies iemand anders" in answer.json()["detail"]
    assert anna.chat(conversation).json()["role"] == "me"


@pytest.mark.parametrize("to", ["", "x", "-1", "queue2"])
def test_a_transfer_goes_to_somebody(site: Site, anna: Operator, to: str) -> None:
    assert anna.act(talking(site, anna), "transfer", to=to, note="").status_code == 422


def test_a_colleagues_chat_is_closed_to_me_until_i_read_along(
    site: Site, anna: Operator, berend: Operator
) -> None:
    conversation = site.visitor("Alleen voor wie het voert", ASK_PERSON)
    anna.act(conversation, "take")

    before = berend.chat(conversation).json()
    assert (before["role"], before["messages"], before["report"]) == ("other", [], [])

    after = berend.act(conversation, "listen").json()["chat"]
    assert after["role"] == "listening"
    assert "Alleen voor wie het voert" in [message["text"] for message in after["messages"]]
    assert anna.chat(conversation).json()["listeners_line"] == "Berend Voorbeeld leest mee."

    berend.act(conversation, "unlisten")
    assert anna.chat(conversation).json()["listeners_line"] == ""
    assert berend.chat(conversation).json()["messages"] == []


def test_a_whisper_reaches_the_colleague_and_never_the_visitor(
    site: Site, anna: Operator, berend: Operator
) -> None:
    conversation = talking(site, anna)
    berend.act(conversation, "listen")

    assert berend.act(conversation, "whisper", text="Vraag of het veilig is.").status_code == 200

    (note,) = anna.chat(conversation).json()["notes"]
    assert (note["kind_words"], note["text"]) == ("Fluistering", "Vraag of het veilig is.")
    assert "Vraag of het veilig is." not in words(site, conversation)


def test_who_does_not_read_along_cannot_whisper(
    site: Site, anna: Operator, berend: Operator
) -> None:
    answer = berend.act(talking(site, anna), "whisper", text="Psst")

    assert answer.status_code == 409
    assert "niet meer mee" in answer.json()["detail"]


def test_who_reads_along_cannot_send(site: Site, anna: Operator, berend: Operator) -> None:
    conversation = talking(site, anna)
    berend.act(conversation, "listen")

    answer = berend.act(conversation, "messages", text="Ik ook", client_id=str(uuid4()))

    assert answer.status_code == 409
    assert "Ik ook" not in words(site, conversation)


def test_a_note_stays_among_staff(site: Site, anna: Operator) -> None:
    conversation = talking(site, anna)

    answer = anna.act(conversation, "notes", text="Belt morgen terug.")

    assert answer.json()["notice"] == "De notitie is bewaard."
    assert answer.json()["chat"]["notes"][0]["text"] == "Belt morgen terug."
    assert "Belt morgen terug." not in words(site, conversation)


def test_without_a_script_transfer_and_reading_along_work_too(
    site: Site, anna: Operator, berend: Operator
) -> None:
    conversation = talking(site, anna)
    path = f"/staff/conversations/{conversation}"

    sent_on = berend.post(f"{path}/listen", headers=IN_THE_PAGE)
    assert "Je leest nu mee" in berend.http.get(sent_on.headers["location"]).text
    berend.post(f"{path}/whisper", headers=IN_THE_PAGE, text="Hier ben ik")
    assert "Hier ben ik" in anna.http.get(path).text
    to = str(number(site, berend))
    sent_on = anna.post(f"{path}/transfer", headers=IN_THE_PAGE, to=to, note="Voor jou")

    assert "Het gesprek is overgedragen." in anna.http.get(sent_on.headers["location"]).text
    assert "Voor jou" in berend.http.get(path).text


def test_the_short_facts_and_who_had_it_when(site: Site, anna: Operator) -> None:
    chat = anna.act(talking(site, anna), "notes", text="x").json()["chat"]

    assert [chip["value"] for chip in chat["chips"]] == [
        "arbeidsuitbuiting",
        "Dronten",
        "Minderjarig: onbekend",
    ]
    owners = [moment["words"] for moment in chat["owners"]]
    assert owners[-2:] == ["Wachtrij", "Anna Voorbeeld"]


def test_what_the_visitor_was_told_is_listed_with_the_time(site: Site, anna: Operator) -> None:
    conversation = site.waiting()
    site.clock.advance(minutes=2)
    anna.act(conversation, "take")
    site.clock.advance(minutes=1)
    anna.act(conversation, "messages", text="Bel 0882220500 of 0800 5151.", client_id=str(uuid4()))

    told = [(item["time"], item["words"]) for item in anna.chat(conversation).json()["told"]]

    # The line about waiting names 112 by itself.
    assert ("10.00", "112 genoemd") in told
    assert ("10.00", "Wacht op een medewerker") in told
    assert ("10.02", "Praat met een medewerker") in told
    assert ("10.03", "Telefoonnummer gegeven") in told
    assert ("10.03", "Nederlandse Arbeidsinspectie genoemd") in told
    assert [time for time, _ in told] == sorted(time for time, _ in told)


def test_a_number_within_a_number_is_not_that_number(site: Site, anna: Operator) -> None:
    conversation = talking(site, anna)
    before = anna.chat(conversation).json()["told"]
    anna.act(conversation, "messages", text="Dossier 0088222050011", client_id="a")

    assert anna.chat(conversation).json()["told"] == before


def test_a_conversation_that_goes_back_to_the_assistant_cannot_be_read_along(
    site: Site, anna: Operator, berend: Operator
) -> None:
    conversation = talking(site, anna)
    berend.act(conversation, "listen")
    anna.act(conversation, "hand-back")

    assert berend.chat(conversation).status_code == 409
    assert berend.act(conversation, "listen").status_code == 409
    state = site.services.conversations.messages_after(conversation, 0).state
    assert state is State.BOT
