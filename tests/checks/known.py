"""Findings of tools, held against a list of those that are wrong.

A row of a list: ID | FILE | PIECE OF THE LINE | WHY. A finding is (tool, id, file, line, text), its file
named from the root.
"""
import sources


def read(path):
    """Rows of the list: (id, file, piece of the line)."""
    rows = [line.split("|") for line in path.read_text().splitlines() if line and line[0] != "#"]
    return [tuple(part.strip() for part in row[:3]) for row in rows]


def finish(path, found, is_due):
    """Prints what no row explains, and rows that are due and explain nothing, and ends the program."""
    problems, known, used = [], read(path), set()
    for tool, name, file, line, text in dict.fromkeys(found):
        code = (sources.ROOT / file).read_text().splitlines()[line - 1]
        rows = [row for row in known if row[:2] == (name, file) and row[2] in code]
        used.update(rows)
        if not rows:
            problems.append(f"{file}:{line}: {tool}: {text} ({name})\n    {code.strip()}")
    problems += [f"{path.name}: {' | '.join(row)}: nothing is found there; remove the row"
                 for row in known if row not in used and is_due(row)]
    sources.finish(problems, "Mend what is wrong. Where a tool is, a row of "
                   f"tests/checks/{path.name} says why.")
