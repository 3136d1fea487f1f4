"""Texts in pieces, some of them masked."""

from bot.helpline.identifiers import Identifier, Kind
from bot.helpline.pieces import Piece, cut, in_pieces, is_masked, words_of

TEXT = "Ik heet Sanne en woon op Urk"
pieces = in_pieces(TEXT, [Identifier(8, 13, Kind.NAME)])


def test_a_masked_piece_has_its_place_and_no_words() -> None:
    assert pieces == (
        Piece(0, 8, "Ik heet "),
        Piece(8, 13, "", Kind.NAME),
        Piece(13, 28, " en woon op Urk"),
    )
    assert is_masked(pieces)


def test_nothing_found_is_one_piece() -> None:
    assert in_pieces(TEXT, ()) == (Piece(0, 28, TEXT),)
    assert in_pieces("", ()) == ()


def test_words_have_the_places_of_the_text_as_written() -> None:
    words = list(words_of(pieces))
    assert [(word.start, word.text) for word in words] == [
        (0, "Ik"),
        (3, "heet"),
        (8, ""),
        (14, "en"),
        (17, "woon"),
        (22, "op"),
        (25, "Urk"),
    ]


def test_a_cut_leaves_a_masked_part_whole() -> None:
    assert cut(pieces, 10, 16) == (Piece(8, 13, "", Kind.NAME), Piece(13, 16, " en"))
