"""How runs, their rows and what coordinators changed look in MongoDB."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from causeway_kit.store import Document
from matching.app.run_ports import Progress
from matching.domain.assignment import Baseline
from matching.domain.matching_settings import MatchingSettings
from matching.domain.options import MatchingOptions
from matching.domain.run import Brief, Changes, Figures, Findings, LeftOver, Proposal, Run, Stage
from matching.domain.run_review import Forbidden, Review
from matching.domain.targets import Grouping, TargetOutcome, Targets
from matching.domain.weights import Weights

# left out while they are off: builds before them know no such options
ADDED_LATER: Mapping[str, object] = {"was_mentee": 0.0, "min_stages_ahead": None, "max_stages_ahead": None, "same_path": False}


def row_place(run_id: str, mentee_id: str) -> str:
    return f"run_rows/{run_id}/{mentee_id}"


def proposal_json(one: Proposal) -> str:
    return json.dumps([one.reasons, one.reasons_shown, one.region])


def to_proposal(row: Document, line: str | None) -> Proposal:
    """Without the mentee's key nothing is left but who and how much."""
    reasons, shown, *rest = json.loads(line) if line is not None else ((), ())
    earlier, changed = row.get("earlier", ""), row.get("changed", False)  # older builds lack these
    region = rest[0] if rest else ""
    return Proposal(row["mentee_id"], row["mentor_id"], row["score"], tuple(reasons), tuple(shown), region, earlier, changed)


def left_over_json(one: LeftOver) -> str:
    return json.dumps([one.ruled_out, one.nearest_change, one.region])


def to_left_over(row: Document, line: str | None) -> LeftOver:
    ruled_out, nearest_change, *rest = json.loads(line) if line is not None else ((), "")
    counts = tuple((str(rule), int(count)) for rule, count in ruled_out)
    return LeftOver(row["mentee_id"], counts, nearest_change, rest[0] if rest else "", row.get("earlier", ""))


def options_document(options: MatchingOptions) -> Document:
    targets = options.targets
    equal = targets.equal_placement.value if targets.equal_placement is not None else None
    given = {name: value for name, value in asdict(options).items() if name not in ADDED_LATER or value != ADDED_LATER[name]}
    return {**given, "targets": {**asdict(targets), "equal_placement": equal}}


def to_options(document: Mapping[str, Any]) -> MatchingOptions:
    targets = document["targets"]
    equal = Grouping(targets["equal_placement"]) if targets["equal_placement"] is not None else None
    return MatchingOptions(**{**document, "targets": Targets(**{**targets, "equal_placement": equal})})


def to_run(document: Document) -> Run:
    """Runs of older builds were asked for in one way only, and had no findings."""
    return Run(
        id=document["_id"],
        programme_id=document["programme_id"],
        asked_at=document["asked_at"],
        stage=Stage(document["stage"]),
        leased_by=document["leased_by"],
        leased_until=document["leased_until"],
        attempt=document["attempt"],
        tries=document["tries" if "tries" in document else "attempt"],
        figures=Figures(**document["figures"]),
        made_at=document["made_at"],
        pairs_started=document["pairs_started"],
        brief=_brief(document["brief"]) if "brief" in document else Brief(),
        findings=_findings(document["findings"]) if "findings" in document else Findings(),
        earlier_attempt=document.get("earlier_attempt", 0),
        revised=document.get("revised", False),
        resolve_needed=document.get("resolve_needed", False),
        approvals=tuple(document.get("approvals", ())),
        not_started=tuple((reason, pairs) for reason, pairs in document.get("not_started", ())),
    )


def from_run(run: Run) -> Document:
    return {
        "_id": run.id,
        "programme_id": run.programme_id,
        "asked_at": run.asked_at,
        "stage": run.stage.value,
        "leased_by": run.leased_by,
        "leased_until": run.leased_until,
        "attempt": run.attempt,
        "tries": run.tries,
        "figures": asdict(run.figures),
        "made_at": run.made_at,
        "pairs_started": run.pairs_started,
        "brief": {**asdict(run.brief), "options": options_document(run.brief.options)},
        "findings": asdict(run.findings),
        "earlier_attempt": run.earlier_attempt,
        "revised": run.revised,
        "resolve_needed": run.resolve_needed,
        "approvals": list(run.approvals),
        "not_started": [list(one) for one in run.not_started],
    }


def _brief(document: Mapping[str, Any]) -> Brief:
    return Brief(**{**document, "weights": Weights(**document["weights"]), "options": to_options(document["options"])})


def _findings(document: Mapping[str, Any]) -> Findings:
    return Findings(
        snapshot_id=document["snapshot_id"],
        notes=tuple(document["notes"]),
        baselines=tuple(Baseline(**one) for one in document["baselines"]),
        targets=tuple(TargetOutcome(**one) for one in document["targets"]),
        changes=Changes(**document["changes"]),
    )


def to_review(document: Document) -> Review:
    """Rows and not keys of a document: a key could not hold every id."""
    forbidden: dict[str, dict[str, Forbidden]] = {}
    for mentee_id, mentor_id, reason_code, kept_apart in document["forbidden"]:
        forbidden.setdefault(mentee_id, {})[mentor_id] = Forbidden(reason_code, kept_apart)
    return Review(document["_id"], dict(document["pins"]), forbidden, frozenset(document["dropped"]))


def from_review(review: Review) -> Document:
    return {
        "_id": review.run_id,
        "pins": [list(pair) for pair in sorted(review.pins.items())],
        "forbidden": [
            [mentee_id, mentor_id, one.reason_code, one.kept_apart]
            for mentee_id, mentors in sorted(review.forbidden.items())
            for mentor_id, one in sorted(mentors.items())
        ],
        "dropped": sorted(review.dropped),
    }


def to_settings(document: Document) -> MatchingSettings:
    return MatchingSettings(
        programme_id=document["_id"],
        weights=Weights(**document["weights"]),
        options=to_options(document["options"]),
        approvals_needed=document["approvals_needed"],
        repair_minutes=document["repair_minutes"],
        longest_wait_days=document["longest_wait_days"],
        version=document["version"],
    )


def from_settings(settings: MatchingSettings) -> Document:
    return {
        "_id": settings.programme_id,
        "weights": asdict(settings.weights),
        "options": options_document(settings.options),
        "approvals_needed": settings.approvals_needed,
        "repair_minutes": settings.repair_minutes,
        "longest_wait_days": settings.longest_wait_days,
        "version": settings.version,
    }


def to_progress(document: Document) -> Progress:
    return Progress(document["_id"], document["part"], document["share"])


def from_progress(progress: Progress) -> Document:
    return {"_id": progress.run_id, "part": progress.part, "share": progress.share}
