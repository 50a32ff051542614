"""Runs and what belongs to them, as the contract carries them."""

from dataclasses import asdict
from typing import Any

from causeway.matching.v1 import matching_pb2 as pb
from causeway_kit.errors import invalid
from causeway_kit.stamps import timestamp
from matching.app.run_ports import Progress, RunRow
from matching.domain.assignment import Baseline
from matching.domain.matching_settings import MatchingSettings
from matching.domain.options import MatchingOptions, OptionsRefused
from matching.domain.run import Changes, LeftOver, Run, Stage
from matching.domain.run_review import Mark, Review
from matching.domain.targets import Grouping, Targets, TargetsRefused
from matching.domain.weights import Weights, WeightsRefused

MARKS = {
    Mark.PROPOSED: pb.PROPOSAL_STATE_PROPOSED,
    Mark.PINNED: pb.PROPOSAL_STATE_PINNED,
    Mark.FORBIDDEN: pb.PROPOSAL_STATE_FORBIDDEN,
    Mark.DROPPED: pb.PROPOSAL_STATE_DROPPED,
}
GROUPINGS = {pb.EQUAL_PLACEMENT_REGION: Grouping.REGION, pb.EQUAL_PLACEMENT_BACKGROUND: Grouping.BACKGROUND}
PLACEMENTS = {grouping: value for value, grouping in GROUPINGS.items()}


def run_message(run: Run, progress: Progress | None = None) -> pb.MatchingRun:
    figures, findings, brief = run.figures, run.findings, run.brief
    return pb.MatchingRun(
        run_id=run.id,
        programme_id=run.programme_id,
        **_figures(run),
        share_of_bound=figures.share_of_bound,
        bound_gap=figures.bound_gap,
        seconds=figures.seconds,
        started=run.stage is Stage.STARTED,
        made_at=timestamp(run.made_at) if run.made_at is not None else None,
        asked_at=timestamp(run.asked_at),
        state=_state(run),
        progress=pb.RunProgress(part=progress.part, share=progress.share) if progress is not None else None,
        dry=brief.dry,
        repair=brief.repair,
        seed=run.seed,
        snapshot_id=findings.snapshot_id,
        weights=weights_message(brief.weights),
        options=options_message(brief.options),
        settings_version=brief.settings_version,
        approvals=len(run.approvals),
        approvals_needed=brief.approvals_needed,
        resolve_needed=run.resolve_needed,
        notes=findings.notes,
        baselines=[_baseline(one) for one in findings.baselines],
        changes=changes_message(findings.changes),
        targets=[pb.RunTarget(**asdict(one)) for one in findings.targets],
        share_of_full_run=figures.share_of_full_run,
    )


def _figures(run: Run) -> dict[str, Any]:
    figures = run.figures
    return {
        "pairs": figures.pairs,
        "unmatched": figures.unmatched,
        "total_score": figures.total_score,
        "pairs_started": run.pairs_started,
        "not_started": sum(pairs for _, pairs in run.not_started),
    }


def _state(run: Run) -> "pb.RunState":
    match run.stage:
        case Stage.ASKED:
            return pb.RUN_STATE_MAKING if run.leased_by else pb.RUN_STATE_WAITING
        case Stage.MADE:
            return pb.RUN_STATE_APPROVED if run.approved else pb.RUN_STATE_DRAFT
        case Stage.STARTING:
            return pb.RUN_STATE_STARTING
        case Stage.STARTED:
            return pb.RUN_STATE_STARTED
        case Stage.FAILED:
            return pb.RUN_STATE_FAILED
        case Stage.CANCELLED:
            return pb.RUN_STATE_CANCELLED


def _baseline(one: Baseline) -> pb.RunBaseline:
    people = one.pairs + one.unmatched
    share = one.pairs / people if people else 0.0
    return pb.RunBaseline(name=one.name, pairs=one.pairs, matched_share=share, mean_score=one.mean_score)


def changes_message(changes: Changes) -> pb.RunChanges:
    return pb.RunChanges(kept=changes.kept, moved=changes.moved, added=changes.added, lost=changes.lost)


def proposal_message(row: RunRow, review: Review) -> pb.Proposal:
    one = row.proposal
    assert one is not None
    return pb.Proposal(
        mentee_id=one.mentee_id,
        mentor_id=one.mentor_id,
        score=one.score,
        reasons=one.reasons,
        state=MARKS[review.mark(one.mentee_id, one.mentor_id)],
        reason_code=review.reason_code(one.mentee_id, one.mentor_id),
        earlier_mentor_id=one.earlier,
        changed=one.changed,
        not_started=row.not_started,
    )


def unmatched_message(one: LeftOver) -> pb.Unmatched:
    ruled_out = [pb.RuledOut(rule=rule, mentors=mentors) for rule, mentors in one.ruled_out]
    return pb.Unmatched(mentee_id=one.mentee_id, ruled_out=ruled_out, nearest_change=one.nearest_change)


def weights_message(weights: Weights) -> pb.MatchingWeights:
    return pb.MatchingWeights(**asdict(weights))


def weights_of(message: pb.MatchingWeights) -> Weights:
    """Raises Refused."""
    try:
        return Weights(**{name: getattr(message, name) for name in asdict(Weights())})
    except WeightsRefused as refused:
        raise invalid(f"{refused} Nothing was saved.") from None


def options_message(options: MatchingOptions) -> pb.MatchingOptions:
    targets = options.targets
    return pb.MatchingOptions(
        waiting_priority=options.waiting_priority,
        continuity=options.continuity,
        was_mentee=options.was_mentee,
        minimum_score=options.minimum_score,
        months_needed=options.months_needed,
        min_stages_ahead=options.min_stages_ahead,
        max_stages_ahead=options.max_stages_ahead,
        same_path=options.same_path,
        equal_placement=PLACEMENTS[targets.equal_placement] if targets.equal_placement is not None else None,
        within=targets.within,
        cross_background=targets.cross_background,
        max_loss=targets.max_loss,
    )


def options_of(message: pb.MatchingOptions) -> MatchingOptions:
    """Raises Refused."""
    usual = Targets()
    try:
        targets = Targets(
            equal_placement=GROUPINGS.get(message.equal_placement),
            within=message.within or usual.within,
            cross_background=message.cross_background if message.HasField("cross_background") else None,
            max_loss=message.max_loss if message.HasField("max_loss") else usual.max_loss,
        )
        return MatchingOptions(
            waiting_priority=message.waiting_priority,
            continuity=message.continuity,
            was_mentee=message.was_mentee,
            minimum_score=message.minimum_score,
            months_needed=message.months_needed,
            min_stages_ahead=message.min_stages_ahead if message.HasField("min_stages_ahead") else None,
            max_stages_ahead=message.max_stages_ahead if message.HasField("max_stages_ahead") else None,
            same_path=message.same_path,
            targets=targets,
        )
    except (OptionsRefused, TargetsRefused) as refused:
        raise invalid(f"{refused} Nothing was saved.") from None


def settings_message(settings: MatchingSettings) -> pb.MatchingSettings:
    return pb.MatchingSettings(
        weights=weights_message(settings.weights),
        options=options_message(settings.options),
        approvals_needed=settings.approvals_needed,
        repair_minutes=settings.repair_minutes,
        longest_wait_days=settings.longest_wait_days,
        version=settings.version,
    )


def settings_of(programme_id: str, message: pb.MatchingSettings) -> MatchingSettings:
    """Weights that are left out are the usual ones. Raises Refused."""
    return MatchingSettings(
        programme_id=programme_id,
        weights=weights_of(message.weights) if message.HasField("weights") else Weights(),
        options=options_of(message.options) if message.HasField("options") else MatchingOptions(),
        approvals_needed=message.approvals_needed,
        repair_minutes=message.repair_minutes,
        longest_wait_days=message.longest_wait_days,
        version=message.version,
    )
