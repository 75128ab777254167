"""What is wrong with a wording: the line, and a sentence for whoever wrote it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    line: int
    words: str

    def __str__(self) -> str:
        return f"Dòng {self.line}: {self.words}"


class Faulty(Exception):
    """Nothing can be drawn. `faults` in the order of the lines."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = list(faults)


def faulty(line: int, words: str) -> Faulty:
    return Faulty(Fault(line, words))
