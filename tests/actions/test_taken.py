from bot.actions.taken import implied


def test_the_story_begins_with_what_was_said_in_danger() -> None:
    now = {"said_apart": "Hij staat voor de deur.", "narrative": "Ik werk voor hem."}
    slots = implied(now, "narrative")
    assert slots["narrative"] == "Hij staat voor de deur.\nIk werk voor hem."
    assert slots["said_apart"] is None


def test_who_tells_no_more_has_told_what_was_said_in_danger() -> None:
    now = {"said_apart": "Hij staat voor de deur.", "narrative": "skipped"}
    assert implied(now, "narrative")["narrative"] == "Hij staat voor de deur."


def test_who_does_not_know_the_form_gets_what_the_messages_point_to() -> None:
    now = {"exploitation_form": "unknown", "leanings": "labour 0.90, sexual 0.10"}
    assert implied(now, "exploitation_form")["exploitation_form"] == "labour"


def test_who_does_not_know_about_whom_it_is_gets_what_the_messages_point_to() -> None:
    now = {"role": "unknown", "role_leanings": "bystander 0.80, victim 0.10"}
    assert implied(now, "role")["role"] == "bystander"


def test_a_child_to_whom_it_happens_is_a_minor() -> None:
    assert implied({"role": "victim", "age_group": "child"}, "when")["minors"] == "yes"
