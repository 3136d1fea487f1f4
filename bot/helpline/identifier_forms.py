"""Identifiers that are known by their form: numbers, addresses, dates of birth, accounts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

Words = Mapping[str, Sequence[str]]


class Kind(StrEnum):
    """What an identifier is."""

    EMAIL = "email"
    URL = "url"
    IBAN = "iban"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    PLATE = "plate"
    NUMBER = "number"
    """A number of a person or a document, such as a BSN."""
    POSTCODE = "postcode"
    ADDRESS = "address"
    HANDLE = "handle"
    """The name of an account."""
    NAME = "name"


@dataclass(frozen=True)
class Identifier:
    """Where in a text an identifier stands."""

    start: int
    end: int
    kind: Kind


_DATE = r"\d{1,2}\s?[-/. ]\s?\d{1,2}\s?[-/. ]\s?(?:19|20|['’])?\d{2}\b"
_DAY_AND_YEAR = r"\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d{2}(?![-/. ]?\d)"
# Somebody who is spoken of was hardly born later; later dates are when something happened.
_YEAR_OF_BIRTH = r"(?:19[2-9]\d|200\d|201[0-4])"
_TOP_LEVEL = (
    "nl|com|be|de|org|net|eu|info|pl|ro|bg|hu|me|io|app|xyz|online|site|shop|nu|ru|ua|fr|es|uk|tv"
)
_PLATE_FORMS = (
    *("LL-DD-DD", "DD-DD-LL", "DD-LL-DD", "LL-DD-LL", "LL-LL-DD", "DD-LL-LL", "DD-LLL-D"),
    *("D-LLL-DD", "LL-DDD-L", "L-DDD-LL", "LLL-DD-L", "L-DD-LLL", "D-LL-DDD", "DDD-LL-D"),
)
_SMALL_WORDS = (
    "aan|af|al|am|be|bv|cm|da|de|dm|dr|eb|en|er|eu|ga|ha|ik|in|is|ja|je|jr|kg|km|kw|lb|me|mg|ml"
    "|mm|na|nu|of|om|op|or|pk|pm|st|te|to|uu|wa|we|ze|zo"
)
_NUMBER_AFTER = r"(?:nr\.?|nummer|huisnummer)?\s?\d{1,4}(?:\s?-?[a-h]\b|[a-z]{1,2}\b|-\d{1,3})?"


class Forms:
    """The patterns of one language."""

    def __init__(self, words: Words) -> None:
        self._not_streets = frozenset(words["not_streets"])
        self._patterns = tuple(
            (kind, re.compile(source, flags)) for kind, source, flags in _sources(words)
        )

    def find(self, text: str) -> Iterator[Identifier]:
        """Every identifier of these kinds; they may overlap."""
        for kind, pattern in self._patterns:
            for hit in pattern.finditer(text):
                group = "it" if "it" in pattern.groupindex else 0
                if kind is Kind.ADDRESS and self._is_no_street(hit):
                    continue
                yield Identifier(hit.start(group), hit.end(group), kind)

    def _is_no_street(self, hit: re.Match[str]) -> bool:
        street = hit.groupdict().get("street")
        return street is not None and street.casefold() in self._not_streets


def any_of(written: Iterable[str]) -> str:
    """A pattern for any of these, in which a space is any white space."""
    return "(?:" + "|".join(one.replace(" ", r"\s+") for one in written) + ")"


def _sources(words: Words) -> Iterator[tuple[Kind, str, int]]:
    small = re.IGNORECASE
    yield Kind.EMAIL, r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", small
    yield (
        Kind.EMAIL,
        r"(?<![\w.+-])[\w.+-]{1,64}\s?[(\[]at[)\]]\s?[\w-]+(?:\s?(?:\.|punt)\s?[a-z]{2,})",
        small,
    )
    yield Kind.URL, r"(?:https?://|www\.)[^\s<>\"']+[^\s<>\"'.,;:!?)]", small
    yield (
        Kind.URL,
        rf"(?<![\w@.-])[a-z0-9-]{{2,63}}(?:\.[a-z0-9-]{{1,63}}){{0,4}}\.(?:{_TOP_LEVEL})\b(?:/\S*)?",
        small,
    )
    yield Kind.IBAN, r"\b[a-z]{2}\d{2}[ ]?(?:[a-z]{4}|\d{4})[ ]?(?:[ ]?\d){8,26}\b", small
    yield Kind.IBAN, r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,3})?\b", 0
    yield from _dates(words)
    yield (
        Kind.PHONE,
        (
            rf"(?<![\w+])(?!{_DAY_AND_YEAR})(?:\(?(?:\+|00)\d{{1,3}}\)?[ ./-]*(?:\(0\)[ ]?)?|\(?0)"
            r"(?:[ ./()-]*\d){7,12}(?!\d)"
        ),
        0,
    )
    yield Kind.POSTCODE, r"\b[1-9]\d{3}[ ]?[A-Z]{2}\b", 0
    yield Kind.POSTCODE, rf"\b[1-9]\d{{3}}[ ]?(?!(?:{_SMALL_WORDS})\b)[a-z]{{2}}\b", small
    yield Kind.PLATE, rf"\b(?:{'|'.join(_plate(form, '-') for form in _PLATE_FORMS)})\b", small
    yield Kind.PLATE, rf"\b(?:{'|'.join(_plate(form, ' ?') for form in _PLATE_FORMS)})\b", 0
    yield (
        Kind.PLATE,
        r"\bkenteken\w*\s*(?:(?:is|was|begint met|:)\s*)?"
        r"(?P<it>(?=\S*[ -]?\S*\d)[a-z0-9]{1,4}(?:[ -]?[a-z0-9]{1,5}){1,2})\b",
        small,
    )
    yield Kind.NUMBER, r"(?<![\d.,€])\d{3}[ .-]?\d{2,3}[ .-]?\d{3}(?![\d]|[.,]\d)", 0
    yield Kind.NUMBER, r"(?<!\d)(?:\d{8,}|\d{4}[ .]\d{2}[ .]\d{3})(?!\d)", 0
    yield Kind.NUMBER, r"\b[A-Z]{2}(?=[A-Z0-9]*\d{2})[A-Z0-9]{6}\d\b", 0
    yield from _addresses(words)
    yield from _handles(words)


def _dates(words: Words) -> Iterator[tuple[Kind, str, int]]:
    month = any_of(words["months"])
    in_words = rf"\d{{1,2}}(?:e|ste|de)?\s+{month}\b\.?(?:\s+(?:19|20)?\d{{2}}\b)?"
    date = rf"(?P<it>{_DATE}|{in_words}|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}})"
    born = rf"\b{any_of(words['born'])}"
    yield Kind.BIRTH_DATE, rf"{born}\W+(?:\w+\s+){{0,3}}?{date}", re.IGNORECASE
    yield Kind.BIRTH_DATE, rf"{date.replace('?P<it>', '?P<it>')}\s+{born}", re.IGNORECASE
    yield Kind.BIRTH_DATE, rf"\b\d{{1,2}}\s?[-/. ]\s?\d{{1,2}}\s?[-/. ]\s?{_YEAR_OF_BIRTH}\b", 0
    yield Kind.BIRTH_DATE, rf"\b\d{{1,2}}\s+{month}\s+{_YEAR_OF_BIRTH}\b", re.IGNORECASE
    yield Kind.BIRTH_DATE, rf"\b{_YEAR_OF_BIRTH}-\d{{2}}-\d{{2}}\b", 0


def _addresses(words: Words) -> Iterator[tuple[Kind, str, int]]:
    no_count = rf"(?!\s*{any_of(words['not_after_a_number'])}\b)(?!\d)"
    before = r"(?:(?!adres\b)(?-i:[A-Z])[\w.'-]*\s+(?:(?:van|de|der|den|het|'t)\s+){0,2}){0,2}"
    street = rf"(?P<street>[^\W\d_][\w'-]+{any_of(words['streets'])}\b)"
    yield Kind.ADDRESS, rf"(?P<it>\b{before}{street}\s+{_NUMBER_AFTER}){no_count}", re.IGNORECASE
    named = r"(?-i:[A-Z])[\w'-]+(?:\s+[\w'-]+){0,2}?"
    lives_at = any_of(words["lives_at"])
    yield (
        Kind.ADDRESS,
        rf"\b{lives_at}\s+(?P<it>{named}\s+{_NUMBER_AFTER}){no_count}",
        re.IGNORECASE,
    )


def _handles(words: Words) -> Iterator[tuple[Kind, str, int]]:
    account = r"[a-z0-9._-]{2,29}[a-z0-9_]"
    network = rf"\b{any_of(words['networks'])}"
    yield Kind.HANDLE, r"(?<![\w@.])@[a-z0-9._]{2,30}\b", re.IGNORECASE
    yield (
        Kind.HANDLE,
        rf"{network}(?:\s?(?:naam|account|profiel))?\s*(?::|=|heet|naam is|account is)\s*"
        rf"(?P<it>@?{account})",
        re.IGNORECASE,
    )
    sure = r"(?=[a-z0-9.-]*(?:_|\d|\.[a-z]))"
    yield (
        Kind.HANDLE,
        rf"{network}\W+(?:(?:is|als|onder|op|account|met|naam)\s+){{0,2}}"
        rf"(?P<it>{sure}[a-z]{account})",
        re.IGNORECASE,
    )


def _plate(form: str, between: str) -> str:
    parts = form.split("-")
    return between.join(
        (r"\d" if part[0] == "D" else "[A-Z]") + f"{{{len(part)}}}" for part in parts
    )
