"""Policy rows: who is admitted, and that no method can be without one."""

from datetime import UTC, datetime, timedelta

import grpc
import pytest
from google.protobuf import descriptor_pb2, descriptor_pool
from google.protobuf.message import Message

from causeway.matching.v1 import people_pb2, programmes_pb2
from causeway.messaging.v1 import messaging_pb2 as messaging
from causeway_kit.access import Caller, Grant, Policy, role_name
from causeway_kit.errors import Refused


def policy(service: str, method: str, module: object = programmes_pb2) -> Policy:
    return Policy.of(module.DESCRIPTOR.services_by_name[service].methods_by_name[method])  # type: ignore[attr-defined]


def a_caller(role: str, scope: str) -> Caller:
    return Caller("maya", "", (Grant("maya", role, scope, None),))


def refused(policy: Policy, caller: Caller, request: Message) -> grpc.StatusCode:
    with pytest.raises(Refused) as refusal:
        policy.admit(caller, request)
    return refusal.value.status


def test_a_coordinator_is_admitted_in_their_own_programme_only() -> None:
    row, coordinator = policy("Programmes", "Open"), a_caller("coordinator", "programme:north")

    row.admit(coordinator, programmes_pb2.OpenRequest(programme_id="north"))

    assert refused(row, coordinator, programmes_pb2.OpenRequest(programme_id="south")) is grpc.StatusCode.PERMISSION_DENIED
    assert refused(row, coordinator, programmes_pb2.OpenRequest()) is grpc.StatusCode.PERMISSION_DENIED


def test_a_role_for_everything_is_good_for_each_programme() -> None:
    policy("Programmes", "Open").admit(a_caller("administrator", "*"), programmes_pb2.OpenRequest(programme_id="south"))

    assert refused(policy("Programmes", "Create"), a_caller("administrator", "programme:north"), programmes_pb2.CreateRequest())


def test_the_first_part_of_an_upload_names_the_programme() -> None:
    start = people_pb2.ImportRosterRequest(start=people_pb2.ImportRosterRequest.Start(programme_id="north"))
    row = policy("People", "ImportRoster", people_pb2)

    row.admit(a_caller("coordinator", "programme:north"), start)

    assert refused(row, a_caller("coordinator", "programme:south"), start)
    assert refused(row, a_caller("coordinator", "programme:north"), people_pb2.ImportRosterRequest(csv=b"x"))


def test_a_mentee_may_post_and_a_coordinator_may_not() -> None:
    row = policy("Messages", "Post", messaging)

    row.admit(a_caller("mentee", "programme:north"), messaging.PostRequest())

    assert refused(row, a_caller("coordinator", "*"), messaging.PostRequest())


def test_a_service_is_admitted_only_where_its_name_stands() -> None:
    row = policy("People", "GetContacts", people_pb2)

    row.admit(Caller("service:notifications", "notifications", ()), people_pb2.GetContactsRequest())

    assert refused(row, Caller("service:analytics", "analytics", ()), people_pb2.GetContactsRequest())
    assert refused(row, a_caller("administrator", "*"), people_pb2.GetContactsRequest())


def test_a_grant_ends_at_its_time() -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    grant = Grant("maya", "mentor", "programme:north", noon)

    assert grant.holds(noon - timedelta(seconds=1))
    assert not grant.holds(noon)


def test_a_method_without_a_policy_row_cannot_be_served() -> None:
    file = descriptor_pb2.FileDescriptorProto(name="bare.proto", package="bare")
    file.message_type.add(name="Ask")
    file.service.add(name="Bare").method.add(name="Ask", input_type=".bare.Ask", output_type=".bare.Ask")
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)

    with pytest.raises(ValueError, match="no policy row"):
        Policy.of(pool.FindServiceByName("bare.Bare").methods_by_name["Ask"])


def test_whoever_is_signed_in_may_show_a_secret_of_their_own_and_a_service_only_if_it_is_named() -> None:
    row, page = policy("People", "GetConsentPage", people_pb2), people_pb2.GetConsentPageRequest(secret="s")

    row.admit(Caller("somebody-new", "", ()), page)
    row.admit(Caller("service:portal", "portal", ()), page)

    assert refused(row, Caller("service:analytics", "analytics", ()), page) is grpc.StatusCode.PERMISSION_DENIED


def test_role_names_are_the_words_of_the_programme() -> None:
    assert role_name("ROLE_SAFEGUARDING_LEAD") == "safeguarding_lead"


def test_a_caller_is_everybody_whom_programmes_know_them_as() -> None:
    grants = Grant("maya-north", "mentee", "programme:north", None), Grant("maya-south", "mentor", "programme:south", None)

    assert Caller("maya", "", grants).person_ids == {"maya-north", "maya-south"}
    assert Caller("nobody", "", ()).person_ids == frozenset()
