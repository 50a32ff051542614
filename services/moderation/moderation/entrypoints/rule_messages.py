"""Rules of staff as protobuf carries them."""

from collections.abc import Iterable

from causeway.moderation.v1 import events_pb2
from causeway.moderation.v1 import rules_pb2 as pb
from causeway_kit.errors import invalid
from causeway_kit.stamps import timestamp
from moderation.app.rule_ports import Content, Figures
from moderation.domain.category import Category
from moderation.domain.own_rule import OwnRule, Stage
from moderation.domain.rehearsal import Progress, Rehearsal, Report
from moderation.domain.rule import Rule
from moderation.domain.rule_draft import Draft

STAGES = {
    Stage.PROPOSED: pb.RULE_STAGE_PROPOSED,
    Stage.ACTIVE: pb.RULE_STAGE_ACTIVE,
    Stage.QUARANTINED: pb.RULE_STAGE_QUARANTINED,
    Stage.RETIRED: pb.RULE_STAGE_RETIRED,
}
STAGE_OF = {number: stage for stage, number in STAGES.items()}
PROGRESSES = {
    Progress.WAITING: pb.REHEARSAL_PROGRESS_WAITING,
    Progress.RUNNING: pb.REHEARSAL_PROGRESS_RUNNING,
    Progress.FINISHED: pb.REHEARSAL_PROGRESS_FINISHED,
    Progress.CANCELLED: pb.REHEARSAL_PROGRESS_CANCELLED,
    Progress.FAILED: pb.REHEARSAL_PROGRESS_FAILED,
}
TROUBLES = {
    "flood": events_pb2.RULE_TROUBLE_FLOOD,
    "broken": events_pb2.RULE_TROUBLE_BROKEN,
    "person": events_pb2.RULE_TROUBLE_PERSON,
}


def draft_of(content: pb.RuleContent) -> Draft:
    try:
        category = Category(content.category)
    except ValueError:
        raise invalid(f"category must be one of {', '.join(Category)}. Nothing was changed.") from None
    return Draft(
        category=category,
        name=content.name,
        reason=content.reason.strip(),
        score=content.score,
        patterns=tuple(content.patterns),
        unless=tuple(content.unless),
        catches=tuple(content.catches),
        passes=tuple(content.passes),
    )


def version_shown(rule: OwnRule, number: int, content: Content | None, figures: Figures | None) -> pb.RuleVersion:
    """Without figures for whom they are not theirs to see."""
    version = rule.version(number)
    return pb.RuleVersion(
        rule_id=rule.rule_id(number),
        programme_id=rule.programme_id,
        stage=STAGES[version.stage],
        trial=version.trial,
        content=_content(content.draft) if content else None,
        proposed_by=version.proposed_by,
        proposed_at=timestamp(version.proposed_at),
        activated_by=version.activated_by,
        changed_by=version.changed_by,
        changed_at=timestamp(version.changed_at) if version.changed_at else None,
        trouble=TROUBLES.get(version.why, events_pb2.RULE_TROUBLE_UNSPECIFIED),
        flooding=version.flooding,
        figures=_figures(figures) if figures else None,
        owner=version.proposed_by,
    )


def shipped_shown(rule: Rule, figures: Figures) -> pb.RuleVersion:
    content = pb.RuleContent(category=rule.category.value, name=rule.id.partition(".")[2], reason=rule.reason, score=rule.score)
    return pb.RuleVersion(rule_id=rule.id, content=content, owner=rule.owner, figures=_figures(figures))


def rehearsal_shown(rehearsal: Rehearsal) -> pb.Rehearsal:
    return pb.Rehearsal(
        rehearsal_id=rehearsal.id,
        rule_id=f"{rehearsal.base}.v{rehearsal.number}",
        days=rehearsal.days,
        progress=PROGRESSES[rehearsal.progress],
        done=rehearsal.done,
        total=rehearsal.total,
        asked_by=rehearsal.asked_by,
        asked_at=timestamp(rehearsal.asked_at),
        finished_at=timestamp(rehearsal.finished_at) if rehearsal.finished_at else None,
        report=_report(rehearsal.report) if rehearsal.report else None,
        failure=rehearsal.why,
    )


def _content(draft: Draft) -> pb.RuleContent:
    return pb.RuleContent(
        category=draft.category.value,
        name=draft.name,
        reason=draft.reason,
        score=draft.score,
        patterns=draft.patterns,
        unless=draft.unless,
        catches=draft.catches,
        passes=draft.passes,
    )


def _figures(figures: Figures) -> pb.RuleFigures:
    return pb.RuleFigures(
        matched=figures.matched,
        would_hold=figures.would_hold,
        people_blocked=figures.people_blocked,
        people_allowed=figures.people_allowed,
    )


def _report(report: Report) -> pb.RehearsalReport:
    return pb.RehearsalReport(
        messages=report.read,
        unreadable=report.unreadable,
        matched=report.matched,
        newly_held=report.newly_held,
        newly_held_of_minors=report.of_minors,
        newly_held_by_category=_counts(report.categories),
        newly_held_by_programme=_counts(report.programmes),
        people_blocked=report.people_blocked,
        people_allowed=report.people_allowed,
        reviewer_hours=report.reviewer_hours,
        minutes_a_case=report.minutes_a_case,
        timed_cases=report.timed_cases,
        sample_message_ids=report.samples,
        since=timestamp(report.since) if report.since else None,
        until=timestamp(report.until) if report.until else None,
    )


def _counts(counts: Iterable[tuple[str, int]]) -> list[pb.RuleCount]:
    return [pb.RuleCount(of=of, messages=messages) for of, messages in counts]
