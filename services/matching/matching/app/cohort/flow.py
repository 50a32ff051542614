"""The exact choice among the candidate pairs: a minimum-cost flow from mentees to mentors' places."""

import numpy as np
import numpy.typing as npt
from ortools.graph.python import min_cost_flow

from matching.app.cohort.candidates import Arcs
from matching.app.cohort.columns import Codes

# Costs of a flow are whole numbers: a pair costs -round(10,000 × value), so two pairs whose values differ by less than
# 0.0001 count as equal. Either of two totals may be off by half a unit a mentee, so the one chosen is at most 0.0001 a
# mentee below the real optimum.
UNITS = 10_000

Ints = npt.NDArray[np.int64]


def in_units(arcs: Arcs) -> Ints:
    return np.rint(arcs.value.astype(np.float64) * UNITS).astype(np.int64)


def best_flow(arcs: Arcs, mentees: int, capacity: Ints) -> Codes:
    """The arc chosen for each mentee, as an index into `arcs`, or -1. Optimal in whole units over these arcs."""
    chosen = np.full(mentees, -1, np.int32)
    if not len(arcs.mentee):
        return chosen
    flow = min_cost_flow.SimpleMinCostFlow()
    mentors = len(capacity)
    sink = mentees + mentors
    pair_arcs = flow.add_arcs_with_capacity_and_unit_cost(
        arcs.mentee, arcs.mentor + mentees, np.ones(len(arcs.mentee), np.int64), -in_units(arcs)
    )
    _to_sink(flow, np.arange(mentees), np.ones(mentees, np.int64), sink)
    _to_sink(flow, np.arange(mentors) + mentees, np.minimum(capacity, mentees), sink)
    flow.set_nodes_supplies(np.arange(mentees), np.ones(mentees, np.int64))
    flow.set_node_supply(sink, -mentees)
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise RuntimeError(f"The flow ended with {status}, although leaving everybody unmatched is always possible.")
    used = np.flatnonzero(flow.flows(pair_arcs))
    chosen[arcs.mentee[used]] = used
    return chosen


def _to_sink(flow: min_cost_flow.SimpleMinCostFlow, nodes: Ints, capacity: Ints, sink: int) -> None:
    flow.add_arcs_with_capacity_and_unit_cost(nodes, np.full(len(nodes), sink), capacity, np.zeros(len(nodes), np.int64))
