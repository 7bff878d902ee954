"""The table as people read it, and as JSON."""

import dataclasses

HEADINGS = ("figure", "other", "ours", "other's", "ratio, median (min–max)", "goal", "met")


def as_json(rows, about):
    return {"about": about, "rows": [dataclasses.asdict(row) for row in rows]}


def as_text(rows, about):
    lines = [f"{name}: {value}" for name, value in about.items()]
    widths = [max(len(cell) for cell in column) for column in zip(HEADINGS, *map(_cells, rows))]
    lines += ["", _line(HEADINGS, widths)]
    subject = None
    for row in rows:
        if (row.workload, row.title) != subject:
            subject = (row.workload, row.title)
            others = f"; other programs took {row.others:.0%} of the machine" if row.others is not None else ""
            lines += ["", f"({row.workload}) {row.title}{others}"]
        lines.append(_line(_cells(row), widths))
    return "\n".join(lines)


def _cells(row):
    ratio = f"{row.ratio.median:.2f} ({row.ratio.least:.2f}–{row.ratio.most:.2f})" if row.ratio else ""
    met = {None: "", True: "yes", False: "NO"}[row.is_met]
    ours = _number(row.ours) if row.theirs else f"{_number(row.ours)} ({_reach(row.ours)})"
    return (row.figure, row.other, ours, _number(row.theirs) if row.theirs else "", ratio, row.goal, met)


def _reach(spread):
    return f"{_plain(spread.least)}–{_plain(spread.most)}"


def _number(spread):
    return _plain(spread.median)


def _plain(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def _line(cells, widths):
    left = [cells[0].ljust(widths[0]), cells[1].ljust(widths[1])]
    return "  ".join(left + [cell.rjust(width) for cell, width in zip(cells[2:], widths[2:])]).rstrip()
