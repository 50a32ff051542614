"""What a scenario has to say beside its pass stands in its row's line."""

from causeway_cli.journeying import Row, said_in

REPORT = """<testsuites><testsuite><testcase name="test_a"><properties>
<property name="said" value="rebuilt in 24 s"/><property name="other" value="x"/></properties></testcase>
<testcase name="test_b"/></testsuite></testsuites>"""


def test_what_a_scenario_recorded_is_said() -> None:
    assert said_in(REPORT) == "rebuilt in 24 s"


def test_a_row_says_it_after_its_result() -> None:
    assert Row("D11", "pass", said_in(REPORT)).line() == "D11 pass: rebuilt in 24 s"
    assert Row("A3", "pass", "").line() == "A3 pass"
