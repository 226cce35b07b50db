"""Those who are expected are asked about together, the first ones first."""

from bot.slack.crowd import Crowd, Crowds


def test_a_person_comes_with_those_who_were_expected_first() -> None:
    crowd = Crowd()
    crowd.expect(["U1", "U2", "U3", "U4"])

    assert crowd.around("U4", 3) == ("U4", "U1", "U2")


def test_nobody_comes_twice() -> None:
    crowd = Crowd()
    crowd.expect(["U1", "U2"])

    assert crowd.around("U1", 3) == ("U1", "U2")


def test_whoever_was_asked_about_is_expected_no_more() -> None:
    crowd = Crowd()
    crowd.expect(["U1", "U2"])

    crowd.leave(["U1", "UNOBODY"])

    assert "U1" not in crowd
    assert len(crowd) == 1


def test_each_workspace_has_its_own_crowd() -> None:
    crowds = Crowds()

    crowds.of("T1").expect(["U1"])

    assert "U1" in crowds.of("T1")
    assert "U1" not in crowds.of("T2")
