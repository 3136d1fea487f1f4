"""What a reviewer may say of a message, beside what it meant."""

from enum import StrEnum


class Flag(StrEnum):
    """Something that went wrong."""

    DANGER_MISSED = "danger_missed"
    FALSE_ALARM = "false_alarm"
    BAD_ANSWER = "bad_answer"
