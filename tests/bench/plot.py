"""Bars as SVG, written by hand: one picture a table, light and dark by the reader's own setting."""

from html import escape

from tests.bench.measure import Row

WIDTH, LABEL, BAR, GAP, HEAD = 720, 190, 22, 10, 64
STYLE = """\
svg { font: 13px system-ui, sans-serif; fill: #1c2733 }
.title { font-size: 16px; font-weight: 600 }
.note { font-size: 12px; opacity: .75 }
.bar { fill: #1f77b4 }
.over { fill: #c2410c }
.goal { stroke: #15803d; stroke-width: 2; stroke-dasharray: 5 4 }
.goal-word { fill: #15803d; font-size: 12px }
@media (prefers-color-scheme: dark) { svg { fill: #e6edf3 } .bar { fill: #58a6ff } .over { fill: #fb923c }
  .goal { stroke: #4ade80 } .goal-word { fill: #4ade80 } }"""


def bars(title: str, note: str, rows: list[Row], *, goal: float, more_is_better: bool = False) -> str:
    """A horizontal bar for each row that has a ratio, and a line where the goal is.

    Bars on the wrong side of the goal have another colour; each says its figure.
    """
    drawn = [(row.name, row.ratio) for row in rows if row.ratio is not None]
    height = HEAD + len(drawn) * (BAR + GAP) + 34
    scale = (WIDTH - LABEL - 70) / max(goal * 1.1, *(ratio for _, ratio in drawn))
    at = LABEL + goal * scale
    words = f"{title}. " + ", ".join(f"{name} {ratio:.2f}" for name, ratio in drawn)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(words)}">',
        f"<style>{STYLE}</style>",
        f'<text class="title" x="8" y="24">{escape(title)}</text>',
        f'<text class="note" x="8" y="44">{escape(note)}</text>',
    ]
    for number, (name, ratio) in enumerate(drawn):
        top = HEAD + number * (BAR + GAP)
        wrong = ratio < goal if more_is_better else ratio > goal
        length = max(1.0, ratio * scale)
        parts += [
            f'<text x="{LABEL - 10}" y="{top + 16}" text-anchor="end">{escape(name)}</text>',
            f'<rect class="{"over" if wrong else "bar"}" x="{LABEL}" y="{top}" width="{length:.1f}" height="{BAR}" rx="3"/>',
            f'<text x="{LABEL + length + 6:.1f}" y="{top + 16}">{ratio:.2f}</text>',
        ]
    parts += [
        f'<line class="goal" x1="{at:.1f}" x2="{at:.1f}" y1="{HEAD - 6}" y2="{height - 26}"/>',
        f'<text class="goal-word" x="{at:.1f}" y="{height - 10}" text-anchor="middle">goal {goal:g}</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"
