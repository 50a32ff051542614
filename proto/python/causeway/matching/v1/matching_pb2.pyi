import datetime

from causeway.matching.v1 import choosing_pb2 as _choosing_pb2
from causeway.options.v1 import options_pb2 as _options_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ProposalState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PROPOSAL_STATE_UNSPECIFIED: _ClassVar[ProposalState]
    PROPOSAL_STATE_PROPOSED: _ClassVar[ProposalState]
    PROPOSAL_STATE_PINNED: _ClassVar[ProposalState]
    PROPOSAL_STATE_FORBIDDEN: _ClassVar[ProposalState]
    PROPOSAL_STATE_DROPPED: _ClassVar[ProposalState]

class RunState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RUN_STATE_UNSPECIFIED: _ClassVar[RunState]
    RUN_STATE_WAITING: _ClassVar[RunState]
    RUN_STATE_MAKING: _ClassVar[RunState]
    RUN_STATE_DRAFT: _ClassVar[RunState]
    RUN_STATE_APPROVED: _ClassVar[RunState]
    RUN_STATE_STARTING: _ClassVar[RunState]
    RUN_STATE_STARTED: _ClassVar[RunState]
    RUN_STATE_FAILED: _ClassVar[RunState]
    RUN_STATE_CANCELLED: _ClassVar[RunState]

class EqualPlacement(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EQUAL_PLACEMENT_UNSPECIFIED: _ClassVar[EqualPlacement]
    EQUAL_PLACEMENT_REGION: _ClassVar[EqualPlacement]
    EQUAL_PLACEMENT_BACKGROUND: _ClassVar[EqualPlacement]

class RunRows(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RUN_ROWS_UNSPECIFIED: _ClassVar[RunRows]
    RUN_ROWS_PROPOSALS: _ClassVar[RunRows]
    RUN_ROWS_UNMATCHED: _ClassVar[RunRows]

class RevisionKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REVISION_KIND_UNSPECIFIED: _ClassVar[RevisionKind]
    REVISION_KIND_PIN: _ClassVar[RevisionKind]
    REVISION_KIND_FORBID: _ClassVar[RevisionKind]
    REVISION_KIND_SWAP: _ClassVar[RevisionKind]
    REVISION_KIND_DROP: _ClassVar[RevisionKind]
    REVISION_KIND_CLEAR: _ClassVar[RevisionKind]
PROPOSAL_STATE_UNSPECIFIED: ProposalState
PROPOSAL_STATE_PROPOSED: ProposalState
PROPOSAL_STATE_PINNED: ProposalState
PROPOSAL_STATE_FORBIDDEN: ProposalState
PROPOSAL_STATE_DROPPED: ProposalState
RUN_STATE_UNSPECIFIED: RunState
RUN_STATE_WAITING: RunState
RUN_STATE_MAKING: RunState
RUN_STATE_DRAFT: RunState
RUN_STATE_APPROVED: RunState
RUN_STATE_STARTING: RunState
RUN_STATE_STARTED: RunState
RUN_STATE_FAILED: RunState
RUN_STATE_CANCELLED: RunState
EQUAL_PLACEMENT_UNSPECIFIED: EqualPlacement
EQUAL_PLACEMENT_REGION: EqualPlacement
EQUAL_PLACEMENT_BACKGROUND: EqualPlacement
RUN_ROWS_UNSPECIFIED: RunRows
RUN_ROWS_PROPOSALS: RunRows
RUN_ROWS_UNMATCHED: RunRows
REVISION_KIND_UNSPECIFIED: RevisionKind
REVISION_KIND_PIN: RevisionKind
REVISION_KIND_FORBID: RevisionKind
REVISION_KIND_SWAP: RevisionKind
REVISION_KIND_DROP: RevisionKind
REVISION_KIND_CLEAR: RevisionKind

class Proposal(_message.Message):
    __slots__ = ("mentee_id", "mentor_id", "score", "reasons", "state", "reason_code", "earlier_mentor_id", "changed", "not_started")
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    EARLIER_MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    NOT_STARTED_FIELD_NUMBER: _ClassVar[int]
    mentee_id: str
    mentor_id: str
    score: float
    reasons: _containers.RepeatedScalarFieldContainer[str]
    state: ProposalState
    reason_code: str
    earlier_mentor_id: str
    changed: bool
    not_started: str
    def __init__(self, mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., score: _Optional[float] = ..., reasons: _Optional[_Iterable[str]] = ..., state: _Optional[_Union[ProposalState, str]] = ..., reason_code: _Optional[str] = ..., earlier_mentor_id: _Optional[str] = ..., changed: _Optional[bool] = ..., not_started: _Optional[str] = ...) -> None: ...

class Unmatched(_message.Message):
    __slots__ = ("mentee_id", "ruled_out", "nearest_change")
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    RULED_OUT_FIELD_NUMBER: _ClassVar[int]
    NEAREST_CHANGE_FIELD_NUMBER: _ClassVar[int]
    mentee_id: str
    ruled_out: _containers.RepeatedCompositeFieldContainer[RuledOut]
    nearest_change: str
    def __init__(self, mentee_id: _Optional[str] = ..., ruled_out: _Optional[_Iterable[_Union[RuledOut, _Mapping]]] = ..., nearest_change: _Optional[str] = ...) -> None: ...

class RuledOut(_message.Message):
    __slots__ = ("rule", "mentors")
    RULE_FIELD_NUMBER: _ClassVar[int]
    MENTORS_FIELD_NUMBER: _ClassVar[int]
    rule: str
    mentors: int
    def __init__(self, rule: _Optional[str] = ..., mentors: _Optional[int] = ...) -> None: ...

class MatchingRun(_message.Message):
    __slots__ = ("run_id", "programme_id", "pairs", "unmatched", "total_score", "share_of_bound", "bound_gap", "seconds", "started", "made_at", "state", "progress", "dry", "seed", "snapshot_id", "weights", "options", "settings_version", "approvals", "approvals_needed", "resolve_needed", "notes", "baselines", "changes", "not_started", "pairs_started", "asked_at", "repair", "targets", "share_of_full_run")
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAIRS_FIELD_NUMBER: _ClassVar[int]
    UNMATCHED_FIELD_NUMBER: _ClassVar[int]
    TOTAL_SCORE_FIELD_NUMBER: _ClassVar[int]
    SHARE_OF_BOUND_FIELD_NUMBER: _ClassVar[int]
    BOUND_GAP_FIELD_NUMBER: _ClassVar[int]
    SECONDS_FIELD_NUMBER: _ClassVar[int]
    STARTED_FIELD_NUMBER: _ClassVar[int]
    MADE_AT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    DRY_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_ID_FIELD_NUMBER: _ClassVar[int]
    WEIGHTS_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    SETTINGS_VERSION_FIELD_NUMBER: _ClassVar[int]
    APPROVALS_FIELD_NUMBER: _ClassVar[int]
    APPROVALS_NEEDED_FIELD_NUMBER: _ClassVar[int]
    RESOLVE_NEEDED_FIELD_NUMBER: _ClassVar[int]
    NOTES_FIELD_NUMBER: _ClassVar[int]
    BASELINES_FIELD_NUMBER: _ClassVar[int]
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    NOT_STARTED_FIELD_NUMBER: _ClassVar[int]
    PAIRS_STARTED_FIELD_NUMBER: _ClassVar[int]
    ASKED_AT_FIELD_NUMBER: _ClassVar[int]
    REPAIR_FIELD_NUMBER: _ClassVar[int]
    TARGETS_FIELD_NUMBER: _ClassVar[int]
    SHARE_OF_FULL_RUN_FIELD_NUMBER: _ClassVar[int]
    run_id: str
    programme_id: str
    pairs: int
    unmatched: int
    total_score: float
    share_of_bound: float
    bound_gap: float
    seconds: float
    started: bool
    made_at: _timestamp_pb2.Timestamp
    state: RunState
    progress: RunProgress
    dry: bool
    seed: int
    snapshot_id: str
    weights: MatchingWeights
    options: MatchingOptions
    settings_version: int
    approvals: int
    approvals_needed: int
    resolve_needed: bool
    notes: _containers.RepeatedScalarFieldContainer[str]
    baselines: _containers.RepeatedCompositeFieldContainer[RunBaseline]
    changes: RunChanges
    not_started: int
    pairs_started: int
    asked_at: _timestamp_pb2.Timestamp
    repair: bool
    targets: _containers.RepeatedCompositeFieldContainer[RunTarget]
    share_of_full_run: float
    def __init__(self, run_id: _Optional[str] = ..., programme_id: _Optional[str] = ..., pairs: _Optional[int] = ..., unmatched: _Optional[int] = ..., total_score: _Optional[float] = ..., share_of_bound: _Optional[float] = ..., bound_gap: _Optional[float] = ..., seconds: _Optional[float] = ..., started: _Optional[bool] = ..., made_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., state: _Optional[_Union[RunState, str]] = ..., progress: _Optional[_Union[RunProgress, _Mapping]] = ..., dry: _Optional[bool] = ..., seed: _Optional[int] = ..., snapshot_id: _Optional[str] = ..., weights: _Optional[_Union[MatchingWeights, _Mapping]] = ..., options: _Optional[_Union[MatchingOptions, _Mapping]] = ..., settings_version: _Optional[int] = ..., approvals: _Optional[int] = ..., approvals_needed: _Optional[int] = ..., resolve_needed: _Optional[bool] = ..., notes: _Optional[_Iterable[str]] = ..., baselines: _Optional[_Iterable[_Union[RunBaseline, _Mapping]]] = ..., changes: _Optional[_Union[RunChanges, _Mapping]] = ..., not_started: _Optional[int] = ..., pairs_started: _Optional[int] = ..., asked_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., repair: _Optional[bool] = ..., targets: _Optional[_Iterable[_Union[RunTarget, _Mapping]]] = ..., share_of_full_run: _Optional[float] = ...) -> None: ...

class RunProgress(_message.Message):
    __slots__ = ("part", "share")
    PART_FIELD_NUMBER: _ClassVar[int]
    SHARE_FIELD_NUMBER: _ClassVar[int]
    part: str
    share: float
    def __init__(self, part: _Optional[str] = ..., share: _Optional[float] = ...) -> None: ...

class RunBaseline(_message.Message):
    __slots__ = ("name", "pairs", "matched_share", "mean_score")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PAIRS_FIELD_NUMBER: _ClassVar[int]
    MATCHED_SHARE_FIELD_NUMBER: _ClassVar[int]
    MEAN_SCORE_FIELD_NUMBER: _ClassVar[int]
    name: str
    pairs: int
    matched_share: float
    mean_score: float
    def __init__(self, name: _Optional[str] = ..., pairs: _Optional[int] = ..., matched_share: _Optional[float] = ..., mean_score: _Optional[float] = ...) -> None: ...

class RunChanges(_message.Message):
    __slots__ = ("kept", "moved", "added", "lost")
    KEPT_FIELD_NUMBER: _ClassVar[int]
    MOVED_FIELD_NUMBER: _ClassVar[int]
    ADDED_FIELD_NUMBER: _ClassVar[int]
    LOST_FIELD_NUMBER: _ClassVar[int]
    kept: int
    moved: int
    added: int
    lost: int
    def __init__(self, kept: _Optional[int] = ..., moved: _Optional[int] = ..., added: _Optional[int] = ..., lost: _Optional[int] = ...) -> None: ...

class MatchingWeights(_message.Message):
    __slots__ = ("interests", "skills", "goal", "text", "identity", "nearpeer", "crossclass")
    INTERESTS_FIELD_NUMBER: _ClassVar[int]
    SKILLS_FIELD_NUMBER: _ClassVar[int]
    GOAL_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    IDENTITY_FIELD_NUMBER: _ClassVar[int]
    NEARPEER_FIELD_NUMBER: _ClassVar[int]
    CROSSCLASS_FIELD_NUMBER: _ClassVar[int]
    interests: float
    skills: float
    goal: float
    text: float
    identity: float
    nearpeer: float
    crossclass: float
    def __init__(self, interests: _Optional[float] = ..., skills: _Optional[float] = ..., goal: _Optional[float] = ..., text: _Optional[float] = ..., identity: _Optional[float] = ..., nearpeer: _Optional[float] = ..., crossclass: _Optional[float] = ...) -> None: ...

class MatchingOptions(_message.Message):
    __slots__ = ("waiting_priority", "continuity", "minimum_score", "months_needed", "equal_placement", "within", "cross_background", "max_loss", "min_stages_ahead", "max_stages_ahead", "same_path", "was_mentee")
    WAITING_PRIORITY_FIELD_NUMBER: _ClassVar[int]
    CONTINUITY_FIELD_NUMBER: _ClassVar[int]
    MINIMUM_SCORE_FIELD_NUMBER: _ClassVar[int]
    MONTHS_NEEDED_FIELD_NUMBER: _ClassVar[int]
    EQUAL_PLACEMENT_FIELD_NUMBER: _ClassVar[int]
    WITHIN_FIELD_NUMBER: _ClassVar[int]
    CROSS_BACKGROUND_FIELD_NUMBER: _ClassVar[int]
    MAX_LOSS_FIELD_NUMBER: _ClassVar[int]
    MIN_STAGES_AHEAD_FIELD_NUMBER: _ClassVar[int]
    MAX_STAGES_AHEAD_FIELD_NUMBER: _ClassVar[int]
    SAME_PATH_FIELD_NUMBER: _ClassVar[int]
    WAS_MENTEE_FIELD_NUMBER: _ClassVar[int]
    waiting_priority: float
    continuity: float
    minimum_score: float
    months_needed: int
    equal_placement: EqualPlacement
    within: float
    cross_background: float
    max_loss: float
    min_stages_ahead: int
    max_stages_ahead: int
    same_path: bool
    was_mentee: float
    def __init__(self, waiting_priority: _Optional[float] = ..., continuity: _Optional[float] = ..., minimum_score: _Optional[float] = ..., months_needed: _Optional[int] = ..., equal_placement: _Optional[_Union[EqualPlacement, str]] = ..., within: _Optional[float] = ..., cross_background: _Optional[float] = ..., max_loss: _Optional[float] = ..., min_stages_ahead: _Optional[int] = ..., max_stages_ahead: _Optional[int] = ..., same_path: _Optional[bool] = ..., was_mentee: _Optional[float] = ...) -> None: ...

class RunTarget(_message.Message):
    __slots__ = ("name", "wanted", "reached", "met", "cost", "says")
    NAME_FIELD_NUMBER: _ClassVar[int]
    WANTED_FIELD_NUMBER: _ClassVar[int]
    REACHED_FIELD_NUMBER: _ClassVar[int]
    MET_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    SAYS_FIELD_NUMBER: _ClassVar[int]
    name: str
    wanted: float
    reached: float
    met: bool
    cost: float
    says: str
    def __init__(self, name: _Optional[str] = ..., wanted: _Optional[float] = ..., reached: _Optional[float] = ..., met: _Optional[bool] = ..., cost: _Optional[float] = ..., says: _Optional[str] = ...) -> None: ...

class RunRequest(_message.Message):
    __slots__ = ("programme_id", "client_key", "at_once", "dry", "weights", "options", "seed", "with_site_pools")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    AT_ONCE_FIELD_NUMBER: _ClassVar[int]
    DRY_FIELD_NUMBER: _ClassVar[int]
    WEIGHTS_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    WITH_SITE_POOLS_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    client_key: str
    at_once: bool
    dry: bool
    weights: MatchingWeights
    options: MatchingOptions
    seed: int
    with_site_pools: bool
    def __init__(self, programme_id: _Optional[str] = ..., client_key: _Optional[str] = ..., at_once: _Optional[bool] = ..., dry: _Optional[bool] = ..., weights: _Optional[_Union[MatchingWeights, _Mapping]] = ..., options: _Optional[_Union[MatchingOptions, _Mapping]] = ..., seed: _Optional[int] = ..., with_site_pools: _Optional[bool] = ...) -> None: ...

class RunResponse(_message.Message):
    __slots__ = ("run",)
    RUN_FIELD_NUMBER: _ClassVar[int]
    run: MatchingRun
    def __init__(self, run: _Optional[_Union[MatchingRun, _Mapping]] = ...) -> None: ...

class GetRunRequest(_message.Message):
    __slots__ = ("programme_id", "run_id", "page_size", "page_token", "filter")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    run_id: str
    page_size: int
    page_token: str
    filter: RunFilter
    def __init__(self, programme_id: _Optional[str] = ..., run_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., filter: _Optional[_Union[RunFilter, _Mapping]] = ...) -> None: ...

class GetRunResponse(_message.Message):
    __slots__ = ("run", "proposals", "unmatched", "next_page_token")
    RUN_FIELD_NUMBER: _ClassVar[int]
    PROPOSALS_FIELD_NUMBER: _ClassVar[int]
    UNMATCHED_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    run: MatchingRun
    proposals: _containers.RepeatedCompositeFieldContainer[Proposal]
    unmatched: _containers.RepeatedCompositeFieldContainer[Unmatched]
    next_page_token: str
    def __init__(self, run: _Optional[_Union[MatchingRun, _Mapping]] = ..., proposals: _Optional[_Iterable[_Union[Proposal, _Mapping]]] = ..., unmatched: _Optional[_Iterable[_Union[Unmatched, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RunFilter(_message.Message):
    __slots__ = ("region", "reason", "only_changed", "rows")
    REGION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ONLY_CHANGED_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    region: str
    reason: str
    only_changed: bool
    rows: RunRows
    def __init__(self, region: _Optional[str] = ..., reason: _Optional[str] = ..., only_changed: _Optional[bool] = ..., rows: _Optional[_Union[RunRows, str]] = ...) -> None: ...

class ListRunsRequest(_message.Message):
    __slots__ = ("programme_id", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRunsResponse(_message.Message):
    __slots__ = ("runs", "next_page_token")
    RUNS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    runs: _containers.RepeatedCompositeFieldContainer[MatchingRun]
    next_page_token: str
    def __init__(self, runs: _Optional[_Iterable[_Union[MatchingRun, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class WatchRunRequest(_message.Message):
    __slots__ = ("programme_id", "run_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    run_id: str
    def __init__(self, programme_id: _Optional[str] = ..., run_id: _Optional[str] = ...) -> None: ...

class WatchRunResponse(_message.Message):
    __slots__ = ("run",)
    RUN_FIELD_NUMBER: _ClassVar[int]
    run: MatchingRun
    def __init__(self, run: _Optional[_Union[MatchingRun, _Mapping]] = ...) -> None: ...

class CancelRunRequest(_message.Message):
    __slots__ = ("programme_id", "run_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    run_id: str
    def __init__(self, programme_id: _Optional[str] = ..., run_id: _Optional[str] = ...) -> None: ...

class CancelRunResponse(_message.Message):
    __slots__ = ("run",)
    RUN_FIELD_NUMBER: _ClassVar[int]
    run: MatchingRun
    def __init__(self, run: _Optional[_Union[MatchingRun, _Mapping]] = ...) -> None: ...

class Revision(_message.Message):
    __slots__ = ("kind", "mentee_id", "mentor_id", "other_mentee_id", "reason_code")
    KIND_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    OTHER_MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    kind: RevisionKind
    mentee_id: str
    mentor_id: str
    other_mentee_id: str
    reason_code: str
    def __init__(self, kind: _Optional[_Union[RevisionKind, str]] = ..., mentee_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., other_mentee_id: _Optional[str] = ..., reason_code: _Optional[str] = ...) -> None: ...

class ReviseRunRequest(_message.Message):
    __slots__ = ("programme_id", "run_id", "revisions")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    REVISIONS_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    run_id: str
    revisions: _containers.RepeatedCompositeFieldContainer[Revision]
    def __init__(self, programme_id: _Optional[str] = ..., run_id: _Optional[str] = ..., revisions: _Optional[_Iterable[_Union[Revision, _Mapping]]] = ...) -> None: ...

class ReviseRunResponse(_message.Message):
    __slots__ = ("run", "outcomes")
    RUN_FIELD_NUMBER: _ClassVar[int]
    OUTCOMES_FIELD_NUMBER: _ClassVar[int]
    run: MatchingRun
    outcomes: _containers.RepeatedCompositeFieldContainer[RevisionOutcome]
    def __init__(self, run: _Optional[_Union[MatchingRun, _Mapping]] = ..., outcomes: _Optional[_Iterable[_Union[RevisionOutcome, _Mapping]]] = ...) -> None: ...

class RevisionOutcome(_message.Message):
    __slots__ = ("accepted", "says")
    ACCEPTED_FIELD_NUMBER: _ClassVar[int]
    SAYS_FIELD_NUMBER: _ClassVar[int]
    accepted: bool
    says: str
    def __init__(self, accepted: _Optional[bool] = ..., says: _Optional[str] = ...) -> None: ...

class ResolveRequest(_message.Message):
    __slots__ = ("programme_id", "run_id", "at_once")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    AT_ONCE_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    run_id: str
    at_once: bool
    def __init__(self, programme_id: _Optional[str] = ..., run_id: _Optional[str] = ..., at_once: _Optional[bool] = ...) -> None: ...

class ResolveResponse(_message.Message):
    __slots__ = ("run",)
    RUN_FIELD_NUMBER: _ClassVar[int]
    run: MatchingRun
    def __init__(self, run: _Optional[_Union[MatchingRun, _Mapping]] = ...) -> None: ...

class ApproveRequest(_message.Message):
    __slots__ = ("programme_id", "run_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    run_id: str
    def __init__(self, programme_id: _Optional[str] = ..., run_id: _Optional[str] = ...) -> None: ...

class ApproveResponse(_message.Message):
    __slots__ = ("run",)
    RUN_FIELD_NUMBER: _ClassVar[int]
    run: MatchingRun
    def __init__(self, run: _Optional[_Union[MatchingRun, _Mapping]] = ...) -> None: ...

class StartRequest(_message.Message):
    __slots__ = ("programme_id", "run_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    RUN_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    run_id: str
    def __init__(self, programme_id: _Optional[str] = ..., run_id: _Optional[str] = ...) -> None: ...

class StartResponse(_message.Message):
    __slots__ = ("pairs_started", "not_started")
    PAIRS_STARTED_FIELD_NUMBER: _ClassVar[int]
    NOT_STARTED_FIELD_NUMBER: _ClassVar[int]
    pairs_started: int
    not_started: _containers.RepeatedCompositeFieldContainer[NotStarted]
    def __init__(self, pairs_started: _Optional[int] = ..., not_started: _Optional[_Iterable[_Union[NotStarted, _Mapping]]] = ...) -> None: ...

class NotStarted(_message.Message):
    __slots__ = ("reason", "pairs")
    REASON_FIELD_NUMBER: _ClassVar[int]
    PAIRS_FIELD_NUMBER: _ClassVar[int]
    reason: str
    pairs: int
    def __init__(self, reason: _Optional[str] = ..., pairs: _Optional[int] = ...) -> None: ...

class CompareRunsRequest(_message.Message):
    __slots__ = ("programme_id", "first_run_id", "second_run_id", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    FIRST_RUN_ID_FIELD_NUMBER: _ClassVar[int]
    SECOND_RUN_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    first_run_id: str
    second_run_id: str
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., first_run_id: _Optional[str] = ..., second_run_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class CompareRunsResponse(_message.Message):
    __slots__ = ("first", "second", "changes", "differences", "next_page_token")
    FIRST_FIELD_NUMBER: _ClassVar[int]
    SECOND_FIELD_NUMBER: _ClassVar[int]
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    first: MatchingRun
    second: MatchingRun
    changes: RunChanges
    differences: _containers.RepeatedCompositeFieldContainer[RunDifference]
    next_page_token: str
    def __init__(self, first: _Optional[_Union[MatchingRun, _Mapping]] = ..., second: _Optional[_Union[MatchingRun, _Mapping]] = ..., changes: _Optional[_Union[RunChanges, _Mapping]] = ..., differences: _Optional[_Iterable[_Union[RunDifference, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RunDifference(_message.Message):
    __slots__ = ("mentee_id", "first_mentor_id", "second_mentor_id", "first_score", "second_score")
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    FIRST_MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    SECOND_MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    FIRST_SCORE_FIELD_NUMBER: _ClassVar[int]
    SECOND_SCORE_FIELD_NUMBER: _ClassVar[int]
    mentee_id: str
    first_mentor_id: str
    second_mentor_id: str
    first_score: float
    second_score: float
    def __init__(self, mentee_id: _Optional[str] = ..., first_mentor_id: _Optional[str] = ..., second_mentor_id: _Optional[str] = ..., first_score: _Optional[float] = ..., second_score: _Optional[float] = ...) -> None: ...

class MatchingSettings(_message.Message):
    __slots__ = ("weights", "options", "approvals_needed", "repair_minutes", "longest_wait_days", "version")
    WEIGHTS_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    APPROVALS_NEEDED_FIELD_NUMBER: _ClassVar[int]
    REPAIR_MINUTES_FIELD_NUMBER: _ClassVar[int]
    LONGEST_WAIT_DAYS_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    weights: MatchingWeights
    options: MatchingOptions
    approvals_needed: int
    repair_minutes: int
    longest_wait_days: int
    version: int
    def __init__(self, weights: _Optional[_Union[MatchingWeights, _Mapping]] = ..., options: _Optional[_Union[MatchingOptions, _Mapping]] = ..., approvals_needed: _Optional[int] = ..., repair_minutes: _Optional[int] = ..., longest_wait_days: _Optional[int] = ..., version: _Optional[int] = ...) -> None: ...

class GetMatchingSettingsRequest(_message.Message):
    __slots__ = ("programme_id",)
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    def __init__(self, programme_id: _Optional[str] = ...) -> None: ...

class GetMatchingSettingsResponse(_message.Message):
    __slots__ = ("settings",)
    SETTINGS_FIELD_NUMBER: _ClassVar[int]
    settings: MatchingSettings
    def __init__(self, settings: _Optional[_Union[MatchingSettings, _Mapping]] = ...) -> None: ...

class SetMatchingSettingsRequest(_message.Message):
    __slots__ = ("programme_id", "settings")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    SETTINGS_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    settings: MatchingSettings
    def __init__(self, programme_id: _Optional[str] = ..., settings: _Optional[_Union[MatchingSettings, _Mapping]] = ...) -> None: ...

class SetMatchingSettingsResponse(_message.Message):
    __slots__ = ("settings",)
    SETTINGS_FIELD_NUMBER: _ClassVar[int]
    settings: MatchingSettings
    def __init__(self, settings: _Optional[_Union[MatchingSettings, _Mapping]] = ...) -> None: ...

class SuggestRequest(_message.Message):
    __slots__ = ("programme_id", "mentee_id", "suggestions")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    SUGGESTIONS_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    mentee_id: str
    suggestions: int
    def __init__(self, programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ..., suggestions: _Optional[int] = ...) -> None: ...

class SuggestResponse(_message.Message):
    __slots__ = ("suggestions", "unmatched", "distance_from_full_run")
    SUGGESTIONS_FIELD_NUMBER: _ClassVar[int]
    UNMATCHED_FIELD_NUMBER: _ClassVar[int]
    DISTANCE_FROM_FULL_RUN_FIELD_NUMBER: _ClassVar[int]
    suggestions: _containers.RepeatedCompositeFieldContainer[MentorSuggestion]
    unmatched: Unmatched
    distance_from_full_run: float
    def __init__(self, suggestions: _Optional[_Iterable[_Union[MentorSuggestion, _Mapping]]] = ..., unmatched: _Optional[_Union[Unmatched, _Mapping]] = ..., distance_from_full_run: _Optional[float] = ...) -> None: ...

class MentorSuggestion(_message.Message):
    __slots__ = ("mentor_id", "score", "value", "reasons")
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    mentor_id: str
    score: float
    value: float
    reasons: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, mentor_id: _Optional[str] = ..., score: _Optional[float] = ..., value: _Optional[float] = ..., reasons: _Optional[_Iterable[str]] = ...) -> None: ...

class PlaceArrivalRequest(_message.Message):
    __slots__ = ("programme_id", "mentee_id")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    mentee_id: str
    def __init__(self, programme_id: _Optional[str] = ..., mentee_id: _Optional[str] = ...) -> None: ...

class PlaceArrivalResponse(_message.Message):
    __slots__ = ("pair_id", "mentor_id", "score", "unmatched", "distance_from_full_run")
    PAIR_ID_FIELD_NUMBER: _ClassVar[int]
    MENTOR_ID_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    UNMATCHED_FIELD_NUMBER: _ClassVar[int]
    DISTANCE_FROM_FULL_RUN_FIELD_NUMBER: _ClassVar[int]
    pair_id: str
    mentor_id: str
    score: float
    unmatched: Unmatched
    distance_from_full_run: float
    def __init__(self, pair_id: _Optional[str] = ..., mentor_id: _Optional[str] = ..., score: _Optional[float] = ..., unmatched: _Optional[_Union[Unmatched, _Mapping]] = ..., distance_from_full_run: _Optional[float] = ...) -> None: ...

class RepairRequest(_message.Message):
    __slots__ = ("programme_id", "client_key", "start")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    CLIENT_KEY_FIELD_NUMBER: _ClassVar[int]
    START_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    client_key: str
    start: bool
    def __init__(self, programme_id: _Optional[str] = ..., client_key: _Optional[str] = ..., start: _Optional[bool] = ...) -> None: ...

class RepairResponse(_message.Message):
    __slots__ = ("run",)
    RUN_FIELD_NUMBER: _ClassVar[int]
    run: MatchingRun
    def __init__(self, run: _Optional[_Union[MatchingRun, _Mapping]] = ...) -> None: ...

class ListWaitingRequest(_message.Message):
    __slots__ = ("programme_id", "page_size", "page_token")
    PROGRAMME_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    programme_id: str
    page_size: int
    page_token: str
    def __init__(self, programme_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListWaitingResponse(_message.Message):
    __slots__ = ("mentees", "next_page_token")
    MENTEES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    mentees: _containers.RepeatedCompositeFieldContainer[WaitingMentee]
    next_page_token: str
    def __init__(self, mentees: _Optional[_Iterable[_Union[WaitingMentee, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class WaitingMentee(_message.Message):
    __slots__ = ("mentee_id", "since", "displaced", "waiting_days")
    MENTEE_ID_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    DISPLACED_FIELD_NUMBER: _ClassVar[int]
    WAITING_DAYS_FIELD_NUMBER: _ClassVar[int]
    mentee_id: str
    since: _timestamp_pb2.Timestamp
    displaced: bool
    waiting_days: int
    def __init__(self, mentee_id: _Optional[str] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., displaced: _Optional[bool] = ..., waiting_days: _Optional[int] = ...) -> None: ...
