"""What in a report could tell who wrote it: pointed out, and left out on request."""

from bot.actions.heard import FEW_WORDS, Heard
from bot.actions.taken import SUMMARY, Taken, keep_summary, summary_again, taken
from bot.helpline.report import Known, own_words
from bot.helpline.traceable import load_traces

TRACES = "traces"
OUT = "out"
KEEP = "keep"


def traces_in(known: Known) -> tuple[str, ...]:
    """The visitor's words that could tell who they are; none once that was decided."""
    if known.get(TRACES) is not None:
        return ()
    traces = load_traces(known.get("language") or "")
    found = [trace for _, words in own_words(known) for trace in traces.found_in(words)]
    return tuple(dict.fromkeys(found))


def decided(said: Heard, question: str | None, known: Known) -> Taken | None:
    """The answer to whether to leave that out; None when it was not asked or not answered."""
    if question != SUMMARY or not traces_in(known) or said.is_danger or said.is_question:
        return None
    choice = said.value(TRACES)
    if choice is None and said.words <= FEW_WORDS:
        choice = {"affirm": OUT, "deny": KEEP}.get(said.intent)
    if choice == OUT:
        return taken(_without_traces(known), "utter_traces_left_out")
    return Taken({**keep_summary().slots, TRACES: KEEP}) if choice == KEEP else None


def _without_traces(known: Known) -> dict[str, str | None]:
    traces = load_traces(known.get("language") or "")
    rest = {slot: traces.left_out_of(words) for slot, words in own_words(known)}
    return {**rest, TRACES: None, **summary_again()}
