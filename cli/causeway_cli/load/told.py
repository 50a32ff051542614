"""A replay's figures for a person."""

from causeway_cli.load.figures import Figures, Spread


def told(figures: Figures) -> str:
    return "\n".join(
        [
            f"posted      {figures.posted:,}, of which {figures.acked:,} acknowledged, {figures.failed:,} refused, "
            f"{figures.unknown:,} without an answer",
            f"released    {figures.released:,}, at {figures.rate:,.1f} a second",
            f"held back   {figures.held:,} for a moderator, {figures.blocked:,} blocked, {figures.waiting:,} without a verdict",
            f"wrong       {figures.lost:,} lost, {figures.duplicated:,} duplicated, {figures.early:,} early",
            f"answered    {_times(figures.ack_ms)}",
            f"readable    {_times(figures.readable_ms)}",
            f"ledger      {figures.ledger}",
        ]
    )


def _times(spread: Spread) -> str:
    return f"half within {spread['p50']:,.0f} ms, 95 % within {spread['p95']:,.0f} ms, 99 % within {spread['p99']:,.0f} ms"
