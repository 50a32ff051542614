"""What is kept of an import: how far it is, and its problems, sealed."""

from collections.abc import Sequence
from dataclasses import replace

from causeway_kit.batch import Item
from causeway_kit.routes import Opens
from causeway_kit.work import UnitOfWork
from matching.app.people_ports import IMPORTS, PeopleRegister
from matching.app.ports import KEYS
from matching.domain.roster_import import RosterImport
from matching.domain.roster_problem import RowProblem


def keep_import(opens: Opens[PeopleRegister], record: RosterImport, problems: Sequence[RowProblem]) -> Item:
    keys = [(KEYS, record.id)] if problems else []

    def act(work: UnitOfWork) -> None:
        register = opens(work)
        register.save_import(replace(record, problems=register.sealed_problems(record.id, problems)))

    return Item([(IMPORTS, record.id), *keys], act)
