"""A run for a person."""

from causeway_cli.failing.run import Report

SHOWN = 20


def told(report: Report) -> str:
    figures, back = report.figures, report.recovery
    lines = [
        f"posted      {figures['posted']:,}: {figures['acked']:,} acknowledged, {figures['failed']:,} refused, "
        f"{figures['unknown']:,} without an answer",
        f"answered    99 % within {figures['ack_ms']['p99']:,.0f} ms, streams opened again {figures['streams_reopened']:,} times",
        f"restarted   {', '.join(f'{name} {times}' for name, times in report.restarts.items()) or 'nothing'}",
        f"recovered   {back.messages:,} messages came to their end after the healing: half within {back.p50:.1f} s, "
        f"99 % within {back.p99:.1f} s, all within {back.longest:.1f} s",
        f"broken      {len(report.differences):,} findings",
        *(f"  {each.promise}  {each.conversation}  {each.what}" for each in report.differences[:SHOWN]),
    ]
    if report.differences:
        lines += [f"kept        {report.kept}", f"again       {report.again}"]
    return "\n".join(lines)
