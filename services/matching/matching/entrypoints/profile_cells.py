"""What somebody says of themselves, as the cells of a roster's row."""

from collections.abc import Mapping

from causeway.matching.v1 import people_pb2 as pb


def cells_of(given: pb.OwnProfile) -> Mapping[str, str]:
    """Lists as a roster writes them."""
    return {
        "age": str(given.age),
        "languages": "|".join(given.languages),
        "slots": "|".join(map(str, given.slots)),
        "organisation": given.organisation,
        "region": given.region,
        "field": given.field,
        "field2": given.field2,
        "interests": "|".join(given.interests),
        "skills": "|".join(given.skills),
        "goals": given.goals,
        "capacity": str(given.capacity or 1),
    }
