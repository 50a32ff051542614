"""A mask takes over exactly the parts that it names."""

from datetime import date

import pytest
from google.protobuf.field_mask_pb2 import FieldMask

from causeway.matching.v1 import programmes_pb2 as pb
from causeway_kit.errors import Refused
from matching.domain.terms import Ages, Commitment, Dates, Gates, KeyDate, Model, Terms
from matching.entrypoints.terms_messages import masked, programme_message, terms_message, terms_of
from matching.testing_register import MONDAY, a_programme

TODAY = MONDAY.date()
FULL = Terms(
    model=Model.NEAR_PEER,
    dates=Dates(date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1), date(2026, 12, 1), (KeyDate("UCAS", date(2026, 10, 15)),)),
    commitment=Commitment(10, 60),
    gates=Gates(("safeguarding",), ("netiquette",)),
    ages=Ages(13, 21, True),
    eligibility_group="Rising stars",
)


def test_terms_are_the_same_after_a_way_through_a_message() -> None:
    assert terms_of(terms_message(FULL)) == FULL
    assert terms_of(terms_message(Terms())) == Terms()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("terms.commitment.weeks", Commitment(0, 60)),
        ("terms.commitment", Commitment()),
        ("terms", Commitment()),
        ("name", Commitment(10, 60)),
    ],
)
def test_what_the_mask_names_is_taken_over_also_when_it_was_left_out(path: str, expected: Commitment) -> None:
    change = masked(pb.Programme(name="South"), FieldMask(paths=[path]), TODAY)

    assert change(a_programme(terms=FULL)).terms.commitment == expected


@pytest.mark.parametrize("paths", [[], ["open"], ["missing"], ["terms.nonsense"], ["programme_id"], ["name", "closed"]])
def test_a_mask_that_names_nothing_or_too_much_is_refused(paths: list[str]) -> None:
    with pytest.raises(Refused, match="mask must name parts"):
        masked(pb.Programme(), FieldMask(paths=paths), TODAY)


@pytest.mark.parametrize(
    "terms",
    [
        pb.Terms(dates=pb.ProgrammeDates(starts_on="tomorrow")),
        pb.Terms(dates=pb.ProgrammeDates(decisions=[pb.KeyDate(name="x")])),
        pb.Terms(model=99),  # type: ignore[arg-type]
    ],
)
def test_days_and_models_that_are_none_are_refused(terms: pb.Terms) -> None:
    with pytest.raises(Refused, match=r"Nothing was saved\."):
        terms_of(terms)


def test_a_programme_tells_what_is_missing_and_what_cannot_be_kept_together() -> None:
    terms = Terms(dates=Dates(starts_on=date(2026, 9, 1), ends_on=date(2026, 8, 1)))

    told = programme_message(a_programme(open=False, terms=terms), TODAY)

    assert list(told.contradictions) == ["the programme ends before it starts"]
    assert list(told.missing) == []
