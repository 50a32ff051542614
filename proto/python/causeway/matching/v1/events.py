"""Generated from causeway/matching/v1/events.proto by proto/generate.py. Do not edit."""

from typing import ClassVar

from pydantic import AwareDatetime
from causeway.access.v1.access import Role
from causeway.event import Event, OpenEnum


class PairKind(OpenEnum):
    """What two people were joined for."""

    UNSPECIFIED = "PAIR_KIND_UNSPECIFIED"
    PAIR = "PAIR_KIND_PAIR"
    CHAT = "PAIR_KIND_CHAT"


class RequestOutcome(OpenEnum):
    """How a mentee's request to a mentor ended."""

    UNSPECIFIED = "REQUEST_OUTCOME_UNSPECIFIED"
    ACCEPTED = "REQUEST_OUTCOME_ACCEPTED"
    DECLINED = "REQUEST_OUTCOME_DECLINED"
    EXPIRED = "REQUEST_OUTCOME_EXPIRED"
    WITHDRAWN = "REQUEST_OUTCOME_WITHDRAWN"
    CANCELLED = "REQUEST_OUTCOME_CANCELLED"


class PairEndReason(OpenEnum):
    """Why a pair ended."""

    UNSPECIFIED = "PAIR_END_REASON_UNSPECIFIED"
    STAFF = "PAIR_END_REASON_STAFF"
    COMPLETED = "PAIR_END_REASON_COMPLETED"
    NO_FAULT = "PAIR_END_REASON_NO_FAULT"
    LEFT = "PAIR_END_REASON_LEFT"
    TRANSFERRED = "PAIR_END_REASON_TRANSFERRED"
    TIME_OVER = "PAIR_END_REASON_TIME_OVER"


class CheckInWhom(OpenEnum):
    """Which conversation of staff is meant: with whom."""

    UNSPECIFIED = "CHECK_IN_WHOM_UNSPECIFIED"
    MENTEE = "CHECK_IN_WHOM_MENTEE"
    MENTOR = "CHECK_IN_WHOM_MENTOR"
    GUARDIAN = "CHECK_IN_WHOM_GUARDIAN"


class CheckInDepth(OpenEnum):
    """The CheckInDepth of a fact."""

    UNSPECIFIED = "CHECK_IN_DEPTH_UNSPECIFIED"
    QUICK = "CHECK_IN_DEPTH_QUICK"
    IN_DEPTH = "CHECK_IN_DEPTH_IN_DEPTH"


class PairSource(OpenEnum):
    """How the two of a pair came together."""

    UNSPECIFIED = "PAIR_SOURCE_UNSPECIFIED"
    INVITED = "PAIR_SOURCE_INVITED"


class Purpose(OpenEnum):
    """What a consent is for."""

    UNSPECIFIED = "PURPOSE_UNSPECIFIED"
    TAKING_PART = "PURPOSE_TAKING_PART"
    PROFILE_IMPORT = "PURPOSE_PROFILE_IMPORT"
    RESEARCH = "PURPOSE_RESEARCH"
    PARTNER_DATA = "PURPOSE_PARTNER_DATA"
    STORIES = "PURPOSE_STORIES"


class ProgrammeOpened(Event):
    """A programme accepts people from now on."""

    TOPIC: ClassVar[str] = "matching.programmes.v1"
    KEY: ClassVar[str] = "programme_id"

    programme_id: str
    version: int


class PersonEnrolled(Event):
    """A person joined a programme, or what the programme knows of them changed."""

    TOPIC: ClassVar[str] = "matching.people.v1"
    KEY: ClassVar[str] = "person_id"

    person_id: str
    programme_id: str
    role: Role
    minor: bool
    time_zone: str
    version: int


class RoleGranted(Event):
    """From now on the subject may act in this role, within this scope."""

    TOPIC: ClassVar[str] = "matching.people.v1"
    KEY: ClassVar[str] = "subject"

    subject: str
    person_id: str
    role: Role
    scope: str
    until: AwareDatetime | None = None
    version: int


class RoleEnded(Event):
    """From now on the subject may no longer act in this role, within this scope."""

    TOPIC: ClassVar[str] = "matching.people.v1"
    KEY: ClassVar[str] = "subject"

    subject: str
    person_id: str
    role: Role
    scope: str
    version: int


class PairStarted(Event):
    """A mentee and a mentor are a pair from now on."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    minor: bool
    version: int
    kind: PairKind = PairKind.UNSPECIFIED
    ends_at: AwareDatetime | None = None
    private: bool = False
    source: PairSource = PairSource.UNSPECIFIED


class PairEnded(Event):
    """A pair is over. Its conversation stays readable and takes no new posts."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    version: int
    kind: PairKind = PairKind.UNSPECIFIED
    reason: PairEndReason = PairEndReason.UNSPECIFIED


class RunApproved(Event):
    """Enough coordinators have said that a matching run may start."""

    TOPIC: ClassVar[str] = "matching.programmes.v1"
    KEY: ClassVar[str] = "programme_id"

    run_id: str
    programme_id: str
    pairs: int
    version: int


class MenteeWaiting(Event):
    """A mentee has waited for a mentor longer than the programme wants anybody to wait. Announced once for each wait."""

    TOPIC: ClassVar[str] = "matching.people.v1"
    KEY: ClassVar[str] = "mentee_id"

    mentee_id: str
    programme_id: str
    since: AwareDatetime
    waiting_days: int
    version: int


class MatchProposed(Event):
    """A mentee asks a mentor, who has until `answer_by` for an answer."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "request_id"

    request_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    answer_by: AwareDatetime
    version: int


class RequestSettled(Event):
    """A request is over. Accepted ones have become a pair, which is announced beside it."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "request_id"

    request_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    outcome: RequestOutcome
    version: int


class MentorOffered(Event):
    """A mentee whose requests came to nothing is offered the next best mentor."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "mentee_id"

    mentee_id: str
    programme_id: str
    mentor_id: str
    version: int


class ChatAsked(Event):
    """Somebody asks for one chat; each of those it is offered to may accept it, one of them does."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "chat_id"

    chat_id: str
    programme_id: str
    asker_id: str
    offered_ids: tuple[str, ...] = ()
    version: int


class ChatRated(Event):
    """One side's rating of a chat that took place."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "chat_id"

    chat_id: str
    programme_id: str
    rater_id: str
    role: Role
    stars: int
    version: int


class CallOpened(Event):
    """Staff call for volunteers; people may sign up until `sign_up_by`."""

    TOPIC: ClassVar[str] = "matching.programmes.v1"
    KEY: ClassVar[str] = "programme_id"

    call_id: str
    programme_id: str
    sign_up_by: AwareDatetime
    version: int


class WritingRefused(Event):
    """A text that one participant wrote for another was refused by moderation. Nobody but its author sees it."""

    TOPIC: ClassVar[str] = "matching.people.v1"
    KEY: ClassVar[str] = "author_id"

    writing_id: str
    programme_id: str
    author_id: str
    categories: tuple[str, ...] = ()
    rules_version: str
    version: int


class PairTransferred(Event):
    """A mentee goes on with another mentor: this pair follows an earlier one and keeps its goals."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    from_pair_id: str
    from_mentor_id: str
    version: int


class PairPaused(Event):
    """A pair rests until a day; it has not ended."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    until: AwareDatetime
    version: int


class PairResumed(Event):
    """A pair goes on after a rest."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    version: int


class PairClosing(Event):
    """A pair says goodbye until a moment, and ends then."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    ends_at: AwareDatetime
    reason: PairEndReason
    version: int


class PairChangeAsked(Event):
    """One of a pair wishes for somebody else. It is not said who."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    manager_id: str
    version: int


class ManagerAssigned(Event):
    """From now on this relationship manager looks after the pair."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    manager_id: str
    version: int


class ManagerMissing(Event):
    """No trained relationship manager has room for a pair. Announced once for each time."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    version: int


class AgreementAccepted(Event):
    """Both of a pair have accepted how they work together."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    agreement_version: int
    version: int


class AgreementOverdue(Event):
    """A pair goes into its second week without an agreement that both accepted."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    manager_id: str
    version: int


class GoalStepCompleted(Event):
    """A step towards a goal is done."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    goal_id: str
    step_id: str
    version: int


class GoalStepOverdue(Event):
    """The day of a step has passed and it is not done. Announced once for each day that was set."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    goal_id: str
    step_id: str
    due_at: AwareDatetime
    version: int


class SkillRated(Event):
    """A mentor has rated a skill of their mentee."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    skill_id: str
    level: int
    target: int
    version: int


class SkillTargetAgreed(Event):
    """A mentee agreed to the level that the mentor proposed to aim for."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    skill_id: str
    level: int
    target: int
    version: int


class CheckInDue(Event):
    """Staff should talk to somebody of a pair."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    check_in_id: str
    whom: CheckInWhom
    depth: CheckInDepth
    manager_id: str
    answer_by: AwareDatetime
    version: int


class CheckInAnswered(Event):
    """Staff have talked to somebody of a pair and wrote down what they heard."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    check_in_id: str
    whom: CheckInWhom
    depth: CheckInDepth
    staff_id: str
    worrying: bool
    version: int


class CheckInMissed(Event):
    """A check-in has not happened in time and goes to the next person."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    check_in_id: str
    whom: CheckInWhom
    depth: CheckInDepth
    escalation: int
    manager_id: str
    version: int


class ReviewDue(Event):
    """A review date has come: both of a pair look at their record and answer three questions."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    review: int
    answer_by: AwareDatetime
    version: int


class PlanStored(Event):
    """Both of a pair have answered a review, so a new version of their plan is stored."""

    TOPIC: ClassVar[str] = "matching.pairs.v1"
    KEY: ClassVar[str] = "pair_id"

    pair_id: str
    programme_id: str
    mentee_id: str
    mentor_id: str
    review: int
    plan_version: int
    version: int


class AlumniJoined(Event):
    """Somebody whose pair has ended well stays on as a former mentee or mentor."""

    TOPIC: ClassVar[str] = "matching.people.v1"
    KEY: ClassVar[str] = "person_id"

    person_id: str
    programme_id: str
    role: Role
    version: int


class ProgrammeClosed(Event):
    """A programme takes nobody in any more."""

    TOPIC: ClassVar[str] = "matching.programmes.v1"
    KEY: ClassVar[str] = "programme_id"

    programme_id: str
    version: int


class ConsentChanged(Event):
    """A consent was given or withdrawn. It counts from this moment."""

    TOPIC: ClassVar[str] = "matching.people.v1"
    KEY: ClassVar[str] = "person_id"

    person_id: str
    programme_id: str
    purpose: Purpose
    words_version: str
    given: bool
    version: int


class TrainingCompleted(Event):
    """Somebody has finished a module."""

    TOPIC: ClassVar[str] = "matching.people.v1"
    KEY: ClassVar[str] = "person_id"

    person_id: str
    programme_id: str
    module_id: str
    version: int


class RoleChanged(Event):
    """A mentee has become a mentor of the same programme."""

    TOPIC: ClassVar[str] = "matching.people.v1"
    KEY: ClassVar[str] = "person_id"

    person_id: str
    programme_id: str
    before: Role
    role: Role
    version: int


class PersonPaused(Event):
    """Somebody takes a pause from new pairs."""

    TOPIC: ClassVar[str] = "matching.people.v1"
    KEY: ClassVar[str] = "person_id"

    person_id: str
    programme_id: str
    until: AwareDatetime | None = None
    version: int


class PersonReturned(Event):
    """A pause is over."""

    TOPIC: ClassVar[str] = "matching.people.v1"
    KEY: ClassVar[str] = "person_id"

    person_id: str
    programme_id: str
    version: int


class PersonLeft(Event):
    """Somebody has left a programme. Their pairs and roles in it have ended."""

    TOPIC: ClassVar[str] = "matching.people.v1"
    KEY: ClassVar[str] = "person_id"

    person_id: str
    programme_id: str
    version: int


class PersonBlocked(Event):
    """Somebody never wants to meet somebody again. Staff look at it; no reason is asked."""

    TOPIC: ClassVar[str] = "matching.people.v1"
    KEY: ClassVar[str] = "person_id"

    person_id: str
    programme_id: str
    blocked_id: str
    version: int
