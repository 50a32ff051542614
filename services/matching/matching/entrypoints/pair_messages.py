"""How what belongs to pairs looks in answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from google.protobuf.timestamp_pb2 import Timestamp

from causeway.matching.v1 import pairs_pb2 as pb
from causeway.matching.v1 import writing_pb2
from causeway_kit.stamps import timestamp
from matching.app.screening import Shown
from matching.domain.agreement import Channel, Terms
from matching.domain.care import Care, ChangeReason, ConcernKind
from matching.domain.caseload import Caseload
from matching.domain.check_in import CheckIn, Going
from matching.domain.goals import Goal
from matching.domain.pair import Pair
from matching.domain.review import QUESTIONS, Answers, Plan, Record, Review
from matching.domain.skills import Skill
from matching.domain.writing import WritingState

Texts = Mapping[str, Shown]
STATES = {
    WritingState.PENDING: writing_pb2.WRITING_STATE_PENDING,
    WritingState.SHOWN: writing_pb2.WRITING_STATE_SHOWN,
    WritingState.REFUSED: writing_pb2.WRITING_STATE_REFUSED,
}
CONCERNS = {kind: f"CONCERN_KIND_{kind.name}" for kind in ConcernKind}
REASONS = {reason: f"CHANGE_REASON_{reason.name}" for reason in ChangeReason}
GOINGS = {going: f"GOING_{going.name}" for going in Going}
CHANNELS = {channel: f"CHANNEL_{channel.name}" for channel in Channel}


def moment(at: datetime | None) -> Timestamp | None:
    return timestamp(at) if at is not None else None


def writing_of(texts: Texts, writing_id: str) -> writing_pb2.Writing | None:
    if not writing_id:
        return None
    shown = texts.get(writing_id, Shown())
    return writing_pb2.Writing(text=shown.text, state=STATES[shown.state])


def pair_of(pair: Pair, reasons: Sequence[str] = ()) -> pb.Pair:
    return pb.Pair(
        pair_id=pair.id,
        programme_id=pair.programme_id,
        mentee_id=pair.mentee_id,
        mentor_id=pair.mentor_id,
        active=pair.active,
        score=pair.score,
        reasons=reasons,
        started_at=timestamp(pair.started_at),
        ended_at=moment(pair.ended_at),
        paused_until=moment(pair.paused_until),
        goodbye_until=moment(pair.goodbye_until),
        from_pair_id=pair.from_pair_id,
    )


def caseload_of(one: Caseload) -> pb.Caseload:
    return pb.Caseload(
        staff_id=one.staff_id,
        pairs=len(one.pairs),
        limit=one.limit,
        trained=one.trained,
        overloaded=one.room < 0,
        deputy_id=one.deputy_id,
    )


def care_message(care: Care) -> pb.Care:
    concerns = sorted(care.concerns, key=lambda one: one.since)
    return pb.Care(
        pair_id=care.id,
        mentee_id=care.mentee_id,
        mentor_id=care.mentor_id,
        minor=care.minor,
        started_at=timestamp(care.started_at),
        manager_id=care.manager_id,
        concerns=[
            pb.Concern(kind=CONCERNS[one.kind], since=timestamp(one.since), about=one.about, escalation=one.escalation)
            for one in concerns
        ],
        next_due=moment(care.next_due),
        check_ins_answered=care.check_ins_answered,
        check_ins_missed=care.check_ins_missed,
        reviews=care.reviews,
        plans=care.plans,
        change_asked_by=care.change.by if care.change is not None else "",
        change_reason=REASONS[care.change.reason] if care.change is not None else pb.CHANGE_REASON_UNSPECIFIED,
    )


def check_in_of(one: CheckIn, record: str, now: datetime) -> pb.CheckIn:
    return pb.CheckIn(
        check_in_id=one.id,
        pair_id=one.pair_id,
        person_id=one.person_id,
        whom=one.whom.value,
        depth=one.depth.value,
        manager_id=one.manager_id,
        due_at=timestamp(one.due_at),
        answer_by=timestamp(one.answer_by),
        overdue=one.open and (one.escalation > 0 or one.answer_by <= now),
        escalation=one.escalation,
        going=GOINGS[one.going] if one.going is not None else pb.GOING_UNSPECIFIED,
        record=record,
        answered_by=one.answered_by,
        answered_at=moment(one.answered_at),
    )


def terms_of(terms: Terms | None, texts: Texts) -> pb.AgreementTerms | None:
    if terms is None:
        return None
    return pb.AgreementTerms(
        number=terms.number,
        goals=writing_of(texts, terms.goals_id),
        channels=[CHANNELS[one] for one in terms.channels],
        hours=[pb.Hours(weekday=one.weekday, from_hour=one.from_hour, until_hour=one.until_hour) for one in terms.hours],
        reply_within_hours=terms.reply_within_hours,
        proposed_by=terms.proposed_by,
        accepted_by=terms.accepted_by,
        accepted_at=moment(terms.accepted_at),
    )


def goal_of(goal: Goal, texts: Texts, now: datetime) -> pb.Goal:
    return pb.Goal(
        goal_id=goal.id,
        title=writing_of(texts, goal.title_id),
        made_by=goal.made_by,
        made_at=timestamp(goal.made_at),
        steps=[
            pb.Step(
                step_id=step.id,
                title=writing_of(texts, step.title_id),
                due_at=moment(step.due_at),
                done_at=moment(step.done_at),
                overdue=goal.open and step.is_late(now),
            )
            for step in goal.steps
        ],
        closed_at=moment(goal.closed_at),
        reached=goal.reached,
    )


def skill_of(skill: Skill, texts: Texts) -> pb.Skill:
    return pb.Skill(
        skill_id=skill.id,
        skill=writing_of(texts, skill.name_id),
        ratings=[pb.Rating(level=one.level, rated_at=timestamp(one.at)) for one in skill.ratings],
        proposed_target=skill.proposed_target,
        target=skill.target,
        agreed_at=moment(skill.agreed_at),
        reached=skill.reached,
    )


def review_of(review: Review, texts: Texts) -> pb.Review:
    return pb.Review(
        number=review.number,
        opened_at=timestamp(review.opened_at),
        answer_by=timestamp(review.answer_by),
        record=_record_of(review.record),
        questions=QUESTIONS,
        answers=[_answers_of(one, texts) for one in review.answers],
        plan_version=review.plan_version,
    )


def plan_of(plan: Plan, texts: Texts) -> pb.Plan:
    return pb.Plan(
        version=plan.number,
        review=plan.review,
        stored_at=timestamp(plan.stored_at),
        record=_record_of(plan.record),
        answers=[_answers_of(one, texts) for one in plan.answers],
        goals=[
            pb.PlannedGoal(goal_id=one.goal_id, title=writing_of(texts, one.title_id), open_steps=one.open_steps)
            for one in plan.goals
        ],
        agreement_number=plan.agreement_number,
    )


def _answers_of(answers: Answers, texts: Texts) -> pb.ReviewAnswers:
    return pb.ReviewAnswers(
        person_id=answers.person_id,
        answers=[one for id in answers.writing_ids if (one := writing_of(texts, id)) is not None],
        answered_at=timestamp(answers.at),
    )


def _record_of(record: Record) -> pb.PairRecord:
    return pb.PairRecord(
        goals=record.goals,
        goals_reached=record.goals_reached,
        steps_done=record.steps_done,
        steps_late=record.steps_late,
        skills=record.skills,
        skills_at_target=record.skills_at_target,
        check_ins_answered=record.check_ins_answered,
        check_ins_missed=record.check_ins_missed,
        agreement_number=record.agreement_number,
    )
