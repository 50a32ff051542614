"""The People service: its parts, put together."""

from matching.entrypoints.rpc_invitations import InvitationsRpc
from matching.entrypoints.rpc_profiles import ProfilesRpc
from matching.entrypoints.rpc_rosters import RostersRpc
from matching.entrypoints.rpc_standing import StandingRpc


class PeopleRpc(RostersRpc, InvitationsRpc, StandingRpc, ProfilesRpc):
    """Each part takes the same `PeopleParts`."""
