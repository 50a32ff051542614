"""A programme between its domain and its messages."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.message import Message

from causeway.matching.v1 import programmes_pb2 as pb
from causeway_kit.errors import invalid
from matching.domain.people import Side
from matching.domain.programme import Policies, Programme
from matching.domain.terms import Ages, Commitment, Dates, Gates, KeyDate, Model, Terms, contradictions, late_start
from matching.entrypoints.days import day_of, written

CHANGEABLE = ("name", "policies", "terms")
MODELS = {number: Model(name.removeprefix("PROGRAMME_MODEL_").lower()) for name, number in pb.ProgrammeModel.items() if number}
NAMES = {model: pb.ProgrammeModel.Name(number) for number, model in MODELS.items()}


def policies_of(given: pb.Policies) -> Policies:
    return Policies(given.aim, given.norms, given.safeguarding_contact, given.cadence_days, given.closure_rule)


def terms_of(given: pb.Terms) -> Terms:
    """Raises Refused for a day or a model that is none."""
    if given.model and given.model not in MODELS:
        raise invalid("model is not one of those that this build knows. Nothing was saved.")
    return Terms(
        model=MODELS.get(given.model, Model.PAIR),
        dates=_dates(given.dates),
        commitment=Commitment(given.commitment.weeks, given.commitment.minutes_a_week),
        gates=_gates(given.gates),
        ages=Ages(given.ages.youngest_mentee, given.ages.youngest_mentor, given.ages.consents_kept_elsewhere),
        eligibility_group=given.eligibility_group.strip(),
    )


def _dates(given: pb.ProgrammeDates) -> Dates:
    return Dates(
        enrolment_opens=day_of(given.enrolment_opens, "enrolment_opens"),
        enrolment_closes=day_of(given.enrolment_closes, "enrolment_closes"),
        starts_on=day_of(given.starts_on, "starts_on"),
        ends_on=day_of(given.ends_on, "ends_on"),
        decisions=tuple(KeyDate(one.name.strip(), _decision(one.on)) for one in given.decisions),
    )


def _decision(on: str) -> date:
    day = day_of(on, "decisions.on")
    if day is None:
        raise invalid("A decision date needs its day. Nothing was saved.")
    return day


def _gates(given: pb.Gates) -> Gates:
    checked = {Side.MENTOR: given.every_mentor_is_checked, Side.MENTEE: given.every_mentee_is_checked}
    return Gates(
        tuple(dict.fromkeys(given.mentor_modules)),
        tuple(dict.fromkeys(given.mentee_modules)),
        frozenset(side for side, wanted in checked.items() if wanted),
    )


def programme_message(programme: Programme, today: date) -> pb.Programme:
    policies = programme.policies
    return pb.Programme(
        programme_id=programme.id,
        name=programme.name,
        policies=pb.Policies(
            aim=policies.aim,
            norms=policies.norms,
            safeguarding_contact=policies.safeguarding_contact,
            cadence_days=policies.cadence_days,
            closure_rule=policies.closure_rule,
        ),
        open=programme.open,
        missing=policies.missing(),
        terms=terms_message(programme.terms),
        closed=programme.closed,
        contradictions=contradictions(programme.terms, policies.cadence_days),
        warnings=late_start(programme.terms, today),
    )


def terms_message(terms: Terms) -> pb.Terms:
    return pb.Terms(
        model=NAMES[terms.model],
        dates=dates_message(terms.dates),
        commitment=commitment_message(terms.commitment),
        gates=pb.Gates(
            mentor_modules=terms.gates.mentor_modules,
            mentee_modules=terms.gates.mentee_modules,
            every_mentor_is_checked=Side.MENTOR in terms.gates.checked_sides,
            every_mentee_is_checked=Side.MENTEE in terms.gates.checked_sides,
        ),
        ages=ages_message(terms.ages),
        eligibility_group=terms.eligibility_group,
    )


def dates_message(dates: Dates) -> pb.ProgrammeDates:
    return pb.ProgrammeDates(
        enrolment_opens=written(dates.enrolment_opens),
        enrolment_closes=written(dates.enrolment_closes),
        starts_on=written(dates.starts_on),
        ends_on=written(dates.ends_on),
        decisions=[pb.KeyDate(name=one.name, on=written(one.on)) for one in dates.decisions],
    )


def commitment_message(commitment: Commitment) -> pb.Commitment:
    return pb.Commitment(weeks=commitment.weeks, minutes_a_week=commitment.minutes_a_week)


def ages_message(ages: Ages) -> pb.Ages:
    return pb.Ages(
        youngest_mentee=ages.youngest_mentee,
        youngest_mentor=ages.youngest_mentor,
        consents_kept_elsewhere=ages.consents_kept_elsewhere,
    )


def public_page(programme: Programme) -> pb.PublicPage:
    """What everybody may know: no contact, no norms, no names of modules, no sign-in."""
    terms = programme.terms
    return pb.PublicPage(
        programme_id=programme.id,
        name=programme.name,
        aim=programme.policies.aim,
        model=NAMES[terms.model],
        commitment=commitment_message(terms.commitment),
        dates=dates_message(terms.dates),
        cadence_days=programme.policies.cadence_days,
        ages=ages_message(terms.ages),
        takes_people=programme.open,
    )


def masked(given: pb.Programme, mask: FieldMask, today: date) -> Callable[[Programme], Programme]:
    """The change that takes over the parts that the mask names. Raises Refused for a mask that names nothing or too much."""
    paths = list(mask.paths)
    allowed = all(path.partition(".")[0] in CHANGEABLE for path in paths)
    if not paths or not allowed or not mask.IsValidForDescriptor(pb.Programme.DESCRIPTOR):
        raise invalid(f"mask must name parts of {', '.join(CHANGEABLE)}, such as terms.dates.ends_on. Nothing was saved.")

    whole = _with_parents(given, paths)

    def change(programme: Programme) -> Programme:
        message = programme_message(programme, today)
        mask.MergeMessage(whole, message, replace_message_field=True, replace_repeated_field=True)
        return replace(programme, name=message.name, policies=policies_of(message.policies), terms=terms_of(message.terms))

    return change


def _with_parents(given: pb.Programme, paths: Sequence[str]) -> pb.Programme:
    """A path into a part that was left out means its default there, and would be passed over by the merge."""
    whole = pb.Programme()
    whole.CopyFrom(given)
    for path in paths:
        part: Message = whole
        for name in path.split(".")[:-1]:
            part = getattr(part, name)
            part.SetInParent()
    return whole
