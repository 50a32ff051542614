"""What is stored of a run is read back as it was, also from documents of older builds."""

from dataclasses import replace
from datetime import timedelta

from matching.adapters.run_documents import (
    from_progress,
    from_review,
    from_run,
    from_settings,
    options_document,
    proposal_json,
    to_options,
    to_progress,
    to_proposal,
    to_review,
    to_run,
    to_settings,
)
from matching.app.run_ports import Progress
from matching.domain.assignment import Baseline
from matching.domain.matching_settings import MatchingSettings
from matching.domain.options import MatchingOptions
from matching.domain.run import Brief, Changes, Figures, Findings, Proposal, Stage
from matching.domain.run_review import Review, dropped, forbidden, pinned
from matching.domain.targets import Grouping, TargetOutcome, Targets
from matching.domain.weights import Weights
from matching.testing_register import MONDAY, a_run

OPTIONS = MatchingOptions(
    waiting_priority=0.2,
    minimum_score=0.3,
    was_mentee=0.1,
    min_stages_ahead=0,
    max_stages_ahead=4,
    same_path=True,
    targets=Targets(equal_placement=Grouping.REGION, cross_background=0.9),
)
FOUND = Findings(
    "snapshot",
    ("A note.",),
    (Baseline("random", 3, 1, 0.4, 0.8),),
    (TargetOutcome("equal_placement", 0.01, 0.005, True, 0.002, "Reached."),),
    Changes(1, 2, 3, 4),
)


def test_options_that_are_off_are_written_as_builds_before_them_know_them() -> None:
    assert not {"was_mentee", "min_stages_ahead", "max_stages_ahead", "same_path"} & options_document(MatchingOptions()).keys()
    assert to_options(options_document(MatchingOptions())) == MatchingOptions()


def test_a_run_is_read_back_as_it_was_stored() -> None:
    run = a_run(
        stage=Stage.MADE,
        attempt=3,
        tries=1,
        leased_by="w",
        leased_until=MONDAY + timedelta(seconds=60),
        figures=Figures(3, 1, 2.0, 0.99, 0.01, 4.5),
        made_at=MONDAY,
        brief=Brief(7, dry=True, weights=Weights(goal=0.5), options=OPTIONS, settings_version=4, approvals_needed=2),
        findings=FOUND,
        earlier_attempt=2,
        revised=True,
        resolve_needed=True,
        approvals=("carol",),
        not_started=(("capacity", 2),),
    )

    assert to_run(from_run(run)) == run


def test_a_run_of_an_older_build_is_read_with_what_it_had() -> None:
    run = a_run(stage=Stage.STARTED, attempt=1, pairs_started=3)
    new = ("tries", "brief", "findings", "earlier_attempt", "revised", "resolve_needed", "approvals", "not_started")

    assert to_run({name: value for name, value in from_run(run).items() if name not in new}) == replace(run, tries=1)


def test_a_review_settings_and_progress_are_read_back_as_they_were_stored() -> None:
    review = forbidden(pinned(Review("r1"), "ada", "grace"), "ben", "edna", "knows_family", kept_apart=True)
    review = dropped(review, "cleo")
    settings = MatchingSettings("north", options=OPTIONS, approvals_needed=1, repair_minutes=60, version=3)

    assert to_review(from_review(review)) == review
    assert to_settings(from_settings(settings)) == settings
    assert to_progress(from_progress(Progress("r1", "matching", 0.2))) == Progress("r1", "matching", 0.2)


def test_a_proposal_is_read_back_also_without_its_mentees_key_or_from_an_older_build() -> None:
    one = Proposal("ada", "grace", 0.7, ("interest:1", "identity"), ("interest:1",), "coast", "edna", True)
    row = {"mentee_id": "ada", "mentor_id": "grace", "score": 0.7, "earlier": "edna", "changed": True}
    old = {name: row[name] for name in ("mentee_id", "mentor_id", "score")}

    assert to_proposal(row, proposal_json(one)) == one
    assert to_proposal(row, None) == replace(one, reasons=(), reasons_shown=(), region="")
    assert to_proposal(old, '[["goal"], []]') == Proposal("ada", "grace", 0.7, ("goal",), ())
