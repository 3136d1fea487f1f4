"""Who is writing: somebody to whom it happens, who saw it, or who knows of it from their work."""

from collections.abc import Mapping, Sequence

from bot.nlu.entities.phrases import Hit, inside, of_concepts
from bot.nlu.entities.tokens import Token, norm_at

YES = "yes"
_SHORT_ANSWER = 5
_ALONE = 3
# "juf van groep 7 hier": so many words between the profession and "hier".
_LONGEST_PLACE = 4


class RoleFinder:
    """Reads who is telling from words that say it themselves."""

    def __init__(self, words: Mapping[str, frozenset[str]]) -> None:
        """`words` are the small words around a profession."""
        self._words = words

    def own_doing(self, tokens: Sequence[Token], hits: Sequence[Hit]) -> str | None:
        """`yes` when the visitors tell what they do themselves, and of nobody else."""
        if of_concepts(
            hits, "bystander_said", "seen_only", "professional_said", "works_at", "profession"
        ):
            return None
        bare = any(
            norm_at(tokens, hit.first - 1) not in self._words["determiner"]
            for hit in of_concepts(hits, "bare_boss")
        )
        return YES if bare or of_concepts(hits, "i_do") else None

    def about(self, tokens: Sequence[Token], hits: Sequence[Hit]) -> str | None:
        """`victim` or `bystander` for an answer to the question about whom it is."""
        others = of_concepts(hits, "about_others", "bystander_said")
        named = {hit.first for hit in others}  # "bij me vriend" is not about me
        own = [
            hit
            for hit in of_concepts(hits, "about_me")
            if not self._denied(tokens, hit) and hit.last + 1 not in named
        ]
        seen = of_concepts(hits, "seen_only")
        alone = len(tokens) <= _ALONE and self._says_i(tokens)
        if (own or (alone and not others)) and not seen:
            return "victim"
        me = any(token.norm in self._words["i"] for token in tokens[-1:])
        not_me = me and not self._says_i(tokens)  # "een collega, niet ik"
        another = others or seen or not_me or of_concepts(hits, "about_me")
        return "bystander" if another else None

    def role(self, tokens: Sequence[Token], hits: Sequence[Hit], of_a_form: bool) -> str | None:
        """`professional`, `victim` or `bystander`, when the message tells; None otherwise.

        Who "has to" do something is a victim where the message is `of_a_form`.
        """
        if of_concepts(hits, "professional_said") or self._says_profession(tokens, hits):
            return "professional"
        if any(not hit.negated for hit in of_concepts(hits, "victim_said", "victim_mixed")):
            return "victim"
        if of_concepts(hits, "works_at"):
            return "professional"
        if of_concepts(hits, "bystander_said"):
            return "bystander"
        aside = of_concepts(hits, "must_by_the_way")
        must = [hit for hit in of_concepts(hits, "i_must") if not inside(hit, aside)]
        return "victim" if of_a_form and must else None

    def _says_profession(self, tokens: Sequence[Token], hits: Sequence[Hit]) -> bool:
        am, works, as_ = self._words["am"], self._words["works"], self._words["as"]
        for hit in of_concepts(hits, "profession"):
            before = {token.norm for token in tokens[max(0, hit.first - 3) : hit.first]}
            alone = hit.first == 0 and len(tokens) <= _SHORT_ANSWER
            alone = alone or self._introduces(tokens, hit)
            alone = alone or self._is_present(tokens, hit)
            if alone or not am.isdisjoint(before):
                return True
            if not works.isdisjoint(before) and not as_.isdisjoint(before):
                return True
        return False

    def _introduces(self, tokens: Sequence[Token], hit: Hit) -> bool:
        """Whether a message begins with a profession by itself: "Hoi, wijkagent. Signaal van"."""
        greeted = all(token.norm in self._words["greeting"] for token in tokens[: hit.first])
        if not greeted or hit.last + 1 >= len(tokens):
            return False
        # A sign and a space stand between it and the next word.
        return tokens[hit.last + 1].start - tokens[hit.last].end > 1

    def _is_present(self, tokens: Sequence[Token], hit: Hit) -> bool:
        """Whether somebody begins so: "jongerenwerker hier", "juf van groep 7 hier"."""
        if norm_at(tokens, hit.last + 1) in self._words["present"]:
            return True
        if not all(token.norm in self._words["greeting"] for token in tokens[: hit.first]):
            return False
        for place in range(hit.last + 2, min(hit.last + 2 + _LONGEST_PLACE, len(tokens))):
            if tokens[place].begins:
                return False
            if tokens[place].norm in self._words["present"]:
                # A sign parts it from what follows.
                return tokens[place + 1 :] == () or tokens[place + 1].start - tokens[place].end > 1
        return False

    def _says_i(self, tokens: Sequence[Token]) -> bool:
        """Whether somebody says "ik", but not "niet ik"."""
        negations = self._words["negations"]
        return any(
            token.norm in self._words["i"] and norm_at(tokens, place - 1) not in negations
            for place, token in enumerate(tokens)
        )

    def _denied(self, tokens: Sequence[Token], hit: Hit) -> bool:
        before = {token.norm for token in tokens[max(0, hit.first - 2) : hit.first]}
        return hit.negated or not before.isdisjoint(self._words["negations"])
