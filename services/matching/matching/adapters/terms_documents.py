"""How a programme's terms look in MongoDB. A programme of an older build has none, which means «nothing is asked»."""

from datetime import date

from causeway_kit.store import Document
from matching.domain.people import Side
from matching.domain.terms import Ages, Commitment, Dates, Gates, KeyDate, Model, Terms


def to_terms(document: Document | None) -> Terms:
    if not document:
        return Terms()
    dates, gates, commitment, ages = (document[name] for name in ("dates", "gates", "commitment", "ages"))
    return Terms(
        model=Model(document["model"]),
        dates=Dates(
            enrolment_opens=to_day(dates["enrolment_opens"]),
            enrolment_closes=to_day(dates["enrolment_closes"]),
            starts_on=to_day(dates["starts_on"]),
            ends_on=to_day(dates["ends_on"]),
            decisions=tuple(KeyDate(one["name"], date.fromisoformat(one["on"])) for one in dates["decisions"]),
        ),
        commitment=Commitment(commitment["weeks"], commitment["minutes_a_week"]),
        gates=Gates(tuple(gates["mentor_modules"]), tuple(gates["mentee_modules"]), frozenset(map(Side, gates["checked_sides"]))),
        ages=Ages(ages["youngest_mentee"], ages["youngest_mentor"], ages["consents_kept_elsewhere"]),
        eligibility_group=document["eligibility_group"],
    )


def from_terms(terms: Terms) -> Document:
    dates, gates = terms.dates, terms.gates
    return {
        "model": terms.model.value,
        "dates": {
            "enrolment_opens": from_day(dates.enrolment_opens),
            "enrolment_closes": from_day(dates.enrolment_closes),
            "starts_on": from_day(dates.starts_on),
            "ends_on": from_day(dates.ends_on),
            "decisions": [{"name": one.name, "on": one.on.isoformat()} for one in dates.decisions],
        },
        "commitment": {"weeks": terms.commitment.weeks, "minutes_a_week": terms.commitment.minutes_a_week},
        "gates": {
            "mentor_modules": list(gates.mentor_modules),
            "mentee_modules": list(gates.mentee_modules),
            "checked_sides": sorted(side.value for side in gates.checked_sides),
        },
        "ages": {
            "youngest_mentee": terms.ages.youngest_mentee,
            "youngest_mentor": terms.ages.youngest_mentor,
            "consents_kept_elsewhere": terms.ages.consents_kept_elsewhere,
        },
        "eligibility_group": terms.eligibility_group,
    }


def to_day(line: str | None) -> date | None:
    return date.fromisoformat(line) if line else None


def from_day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
