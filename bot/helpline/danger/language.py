"""Which languages a message is in, by the small words that only one of them has."""

from collections.abc import Mapping, Sequence

from bot.helpline.danger.normalise import key

SMALL_WORDS: Mapping[str, str] = {
    "nl": (
        "is de te me der op om aan dan zo al er toe meer mijne hun ons die heel man mannen ni "
        "kwil kheb wordt worden doet gaan zegt heb hebben was uw alles iemand nooit terug weer "
        "deur straks ik het een van niet dat zij ze hij hem haar mij mijn maar met voor zijn "
        "heeft ook als wat naar deze dit hier daar kan moet gaat wil nog weg thuis bij uit over "
        "nu geen wie waar hoe jullie je jij u wel werk meisje komt zit en ben mn nie mag vraag "
        "bellen we wij waarom vannacht"
    ),
    "en": (
        "the locked hurting killed i im my you your he she they them and to this that with what "
        "where when have cant dont please his her not were been going somebody someone can how "
        "wants are for it its will come coming at from out there tonight now right he's but "
        "help"
    ),
    "pl": (
        "jest nie sie na w z do mnie mi on ona oni ze jak co czy jestem mam moge prosze tu "
        "teraz ja pomocy moja moj juz przez jego jej bardzo gdzie boje mamy nas za dzisiaj nocy "
        "chce drzwi"
    ),
    "ro": (
        "nu sunt este si cu pe ma mi ca din la un o el ea ei imi acum va rog vreau sa ce unde "
        "cum daca foarte ajutor ne am are ajutati mea meu casa eu frica lui vine aici pentru "
        "fata"
    ),
    "bg": (
        "az sam ne se na da me mi toy tya te e sa i v ot za sega mozhe kade kak kakvo molya "
        "moga iska pomosht shte imam tuk ni mnogo nyama edin zhena vrata sme nas sum ima "
        "pomognete toi tia"
    ),
    "es": (
        "el la los las de que no me mi un una yo estoy es en y con por para se esta tengo "
        "quiero ayuda donde como puedo ahora muy aqui su lo hay nos casa policia favor miedo "
        "ellos ella"
    ),
}
_WORDS: Mapping[str, frozenset[str]] = {
    code: frozenset(key(word) for word in words.split()) for code, words in SMALL_WORDS.items()
}
_STRONG = 0.45
_ENOUGH = 2
_FOREIGN = 3


def scores(keys: Sequence[str], cyrillic: bool) -> dict[str, int]:
    """For each language how many of the words belong to it; Cyrillic counts for Bulgarian."""
    found = {code: sum(word in small for word in keys) for code, small in _WORDS.items()}
    if cyrillic:
        found["bg"] += 1 + len(keys)
    return found


def active(found: Mapping[str, int]) -> tuple[str, ...]:
    """The languages whose lexicons to use: the likeliest and those nearly as likely."""
    best = max(found.values())
    if best == 0:
        return ("nl", *(code for code in found if code != "nl"))
    chosen = {
        code
        for code, count in found.items()
        if count == best or count >= max(_ENOUGH, best * _STRONG)
    }
    if found["en"]:
        chosen.add("en")
    if found["nl"] * _FOREIGN > best or best < _FOREIGN:
        chosen.add("nl")
    return tuple(code for code in found if code in chosen)


def likeliest(found: Mapping[str, int]) -> str | None:
    """The language of the message, or None when nothing tells."""
    best = max(found, key=lambda code: found[code])
    return best if found[best] > 0 else None
