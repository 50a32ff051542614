"""What a reconciliation found, for a person."""

from causeway_cli.reconciling.run import Reconciled
from causeway_kit.reconcile import TopicFound

HEADINGS = ("topic", "in the outbox", "in the topic", "sent again", "missing")


def told(found: Reconciled, dry_run: bool) -> str:
    rows = [HEADINGS, *(_row(each) for each in found.topics)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    lines = ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows]
    if found.recreated:
        lines.append(f"{'Missing' if dry_run else 'Created again'}: {', '.join(found.recreated)}.")
    return "\n".join([*lines, _sentence(found, dry_run)])


def _row(each: TopicFound) -> tuple[str, ...]:
    return (each.topic, *(f"{count:,}" for count in (each.events, each.present, each.republished, each.missing)))


def _sentence(found: Reconciled, dry_run: bool) -> str:
    again = sum(each.republished for each in found.topics)
    if not found.missing:
        return f"Every event of the last 7 days is in its topic{f' again: {again:,} were sent' if again else ''}."
    if dry_run:
        return f"{found.missing:,} events are missing: `causeway reconcile` without --dry-run sends them again."
    return f"{found.missing:,} events are still missing: run `causeway reconcile` again when everything is healthy."
