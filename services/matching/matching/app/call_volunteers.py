"""Use cases around a call for volunteers: opened, announced, signed up for, and its pairs formed across sites."""

from dataclasses import dataclass, replace
from datetime import timedelta

from matching.app.ask_mentor import takes_part
from matching.app.choosing_ports import CALLS, SIGN_UPS, ChoosingRegister
from matching.app.ports import KEYS, PEOPLE, PROGRAMMES
from matching.app.screening import WRITINGS, write, writing_needs
from matching.domain import call as domain
from matching.domain.call import Call, CallNotFound, CallNotPossible, SignUp, State, call_id_of, sign_up_id_of
from matching.domain.people import Side
from matching.domain.programme import require_model, require_open
from matching.domain.terms import PAIRED
from matching.domain.writing import WritingState

NO_CALL = "There is no such call in this programme."


@dataclass(frozen=True, slots=True)
class OpeningCall:
    programme_id: str
    author: str  # the subject of the member of staff
    client_key: str
    topic: str
    sites: tuple[str, ...]
    days: int

    @property
    def call_id(self) -> str:
        return call_id_of(self.programme_id, self.client_key)

    @property
    def topic_id(self) -> str:
        return f"call/{self.call_id}/topic"


def opening_needs(opening: OpeningCall) -> list[tuple[str, str]]:
    return [
        (PROGRAMMES, opening.programme_id),
        (CALLS, opening.call_id),
        *writing_needs(opening.topic_id, opening.author),
    ]


def open_call(register: ChoosingRegister, opening: OpeningCall) -> Call:
    """The same key gives the same call. Raises ProgrammeNotFound, ProgrammeClosed, ModelOff."""
    known = register.known_call(opening.call_id)
    if known is not None:
        return known
    programme = register.programme(opening.programme_id)
    require_open(programme)
    require_model(programme, "calls for volunteers", *PAIRED)
    topic = write(register, opening.topic_id, opening.programme_id, opening.author, opening.topic)
    until = register.now + timedelta(days=opening.days)
    call = Call(opening.call_id, opening.programme_id, topic.id, opening.sites, register.now, until)
    register.save_call(call)
    return call


def text_needs(call: Call) -> list[tuple[str, str]]:
    return [(CALLS, call.id), (WRITINGS, call.topic_id)]


def settle_text(register: ChoosingRegister, call_id: str) -> None:
    call = _known(register, call_id)
    topic = register.known_writing(call.topic_id)
    if call.state is not State.CHECKING or topic is None:
        return
    match topic.state:
        case WritingState.PENDING:
            return
        case WritingState.SHOWN:
            register.save_call(*domain.announce(call))
        case WritingState.REFUSED:
            register.save_call(replace(call, state=State.REFUSED))


@dataclass(frozen=True, slots=True)
class Signing:
    programme_id: str
    call_id: str
    person_id: str
    side: Side
    withdraw: bool = False


def signing_needs(signing: Signing) -> list[tuple[str, str]]:
    sign_up = (SIGN_UPS, sign_up_id_of(signing.call_id, signing.person_id))
    return [(CALLS, signing.call_id), sign_up, (PEOPLE, signing.person_id), (KEYS, signing.person_id)]


def sign_up(register: ChoosingRegister, signing: Signing) -> Call:
    """The same again changes nothing. Raises CallNotFound, CallNotPossible."""
    call = _known(register, signing.call_id)
    if call.programme_id != signing.programme_id or call.state in (State.CHECKING, State.REFUSED):
        raise CallNotFound(NO_CALL)
    known = register.known_sign_up(sign_up_id_of(signing.call_id, signing.person_id))
    active = known is not None and known.active
    if active is not signing.withdraw:
        return call
    domain.require_sign_ups(call, signing.side, register.now)
    if not signing.withdraw:
        _require_member(register, call, signing)
    changed = call.signed_up(signing.side, -1 if signing.withdraw else 1)
    whose = (signing.call_id, signing.programme_id, signing.person_id, signing.side)
    register.save_sign_up(SignUp(*whose, active=not signing.withdraw))
    register.save_call(changed)
    return changed


def _require_member(register: ChoosingRegister, call: Call, signing: Signing) -> None:
    profile = register.profile(signing.person_id)
    if not takes_part(register, call.programme_id, signing.person_id) or profile is None:
        raise CallNotPossible("You cannot sign up at the moment. Nothing was saved; your coordinator knows what is missing.")
    if call.sites and profile.person.region not in call.sites:
        raise CallNotPossible("This call is for people of other sites. Nothing was saved.")


def form_needs(call_id: str) -> list[tuple[str, str]]:
    return [(CALLS, call_id)]


def ask_to_form(register: ChoosingRegister, programme_id: str, call_id: str) -> Call:
    """Raises CallNotFound, CallNotPossible."""
    call = _known(register, call_id)
    if call.programme_id != programme_id:
        raise CallNotFound(NO_CALL)
    forming = domain.form(call)
    if forming != call:
        register.save_call(forming)
    return forming


def lease_call(register: ChoosingRegister, call_id: str) -> Call | None:
    leased = domain.lease(_known(register, call_id), register.now)
    if leased is not None:
        register.save_call(leased)
    return leased


def renew_call(register: ChoosingRegister, call_id: str) -> None:
    call = _known(register, call_id)
    if call.state is State.FORMING:
        register.save_call(replace(call, leased_until=register.now + domain.LEASE))


def finish_call(register: ChoosingRegister, call_id: str, pairs: int) -> None:
    call = _known(register, call_id)
    if call.state is State.FORMING:
        register.save_call(domain.formed(call, pairs))


def _known(register: ChoosingRegister, call_id: str) -> Call:
    known = register.known_call(call_id)
    if known is None:
        raise CallNotFound(NO_CALL)
    return known
