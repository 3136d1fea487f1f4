"""What a message says beside what it wants: facts in a question, and a question in a story."""

from bot.actions.heard import Heard
from bot.actions.mentions import Slots, news, story_in, tells_beside
from bot.helpline.report import NOTHING, Known, with_more_words

# What somebody asks about is not what they report; but a question may end with "in Urk".
BY_THE_WAY = frozenset({"municipality", "when", "people"})
IS_ABOUT = {"ask_municipalities": "municipality", "ask_hours": "when", "ask_waiting_time": "when"}

ASIDES = {
    "anonymous": "utter_about_anonymous",
    "cost": "utter_about_cost",
    "what_happens_next": "utter_about_what_happens_next",
    "advice": "utter_advice_in_interview",
}


def beside(said: Heard, question: str | None, known: Known) -> Slots:
    """What a message that was no answer says for the report beside what it wants."""
    if said.is_choice:
        return {}
    found = news(said, known)
    if said.intent.startswith("ask_") and not tells_beside(said):
        about = IS_ABOUT.get(said.intent)
        found = {slot: found[slot] for slot in BY_THE_WAY & found.keys() if slot != about}
    elif tells_beside(said) and story_in(said):
        found["narrative"] = with_more_words(known.get("narrative"), said.text)
    if question == "anything_else":
        found[question] = NOTHING  # who asked something else has had their say
    return found


def asides(said: Heard) -> tuple[str, ...]:
    """The answer to a question at the end of a message that tells something before it."""
    asked = said.value("asks")
    return () if asked not in ASIDES or said.is_choice else (ASIDES[asked],)
