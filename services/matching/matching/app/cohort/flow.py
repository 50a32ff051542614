"""The exact choice among the candidate pairs: a minimum-cost flow from mentees to mentors' places."""

import numpy as np
from ortools.graph.python import min_cost_flow

from matching.app.cohort.candidates import Arcs
from matching.app.cohort.coding import Codes, Ints, Positions
from matching.app.cohort.groups import Groups

# Costs of a flow are whole numbers: a pair costs -round(10,000 × value), so two pairs whose values differ by less than
# 0.0001 count as equal. Either of two totals may be off by half a unit a mentee, so the one chosen is at most 0.0001 a
# mentee below the real optimum.
UNITS = 10_000


def in_units(arcs: Arcs) -> Ints:
    return np.rint(arcs.value.astype(np.float64) * UNITS).astype(np.int64)


def best_flow(arcs: Arcs, groups: Groups, capacity: Ints) -> Codes:
    """The arc chosen for each mentee, as an index into `arcs`, or -1. Optimal in whole units over these arcs."""
    mentees = len(groups.of)
    chosen = np.full(mentees, -1, np.int32)
    if not len(arcs):
        return chosen
    flow = min_cost_flow.SimpleMinCostFlow()
    first_group = mentees + len(capacity)
    sink = first_group + len(groups)
    everybody = np.arange(mentees)
    pair_arcs = _add(flow, arcs.mentee, arcs.mentor + mentees, np.ones(len(arcs), np.int64), -in_units(arcs))
    _add(flow, everybody, groups.of + first_group, np.ones(mentees, np.int64), np.zeros(mentees, np.int64))
    _to_sink(flow, np.arange(mentees, first_group), np.minimum(capacity, mentees), 0, sink)
    alone = np.arange(first_group, sink)
    _to_sink(flow, alone, groups.fewest, -groups.penalty, sink)
    _to_sink(flow, alone, np.minimum(groups.most, mentees) - groups.fewest, 0, sink)
    _to_sink(flow, alone, np.full(len(alone), mentees), groups.penalty, sink)
    flow.set_nodes_supplies(everybody, np.ones(mentees, np.int64))
    flow.set_node_supply(sink, -mentees)
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise RuntimeError(f"The flow ended with {status}, although leaving everybody unmatched is always possible.")
    used = np.flatnonzero(flow.flows(pair_arcs))
    chosen[arcs.mentee[used]] = used
    return chosen


def _add(flow: min_cost_flow.SimpleMinCostFlow, tails: Positions, heads: Positions, capacity: Ints, cost: Ints) -> Ints:
    added: Ints = flow.add_arcs_with_capacity_and_unit_cost(tails, heads, capacity, cost)
    return added


def _to_sink(flow: min_cost_flow.SimpleMinCostFlow, nodes: Ints, capacity: Ints, cost: int, sink: int) -> None:
    _add(flow, nodes, np.full(len(nodes), sink), capacity, np.full(len(nodes), cost))
