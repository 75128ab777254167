"""Rule 8: state secrets stay out, before anything is stored, in the server and in the browser."""

import json
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procuracy.web import secrecy

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "static/js/secrecy.js"
CASES = json.loads((ROOT / "tests/web/secrecy_cases.json").read_text(encoding="utf-8"))

SHARED = ["UNSEEN", "BREAK", "STAMP", "LABEL", "DOUBT", "REFUSED_STAMP", "REFUSED_LABEL", "ASKED"]


@pytest.mark.parametrize(("answer", "text"), CASES)
def test_check_answers(answer: str, text: str) -> None:
    assert secrecy.check(text).answer == answer


def test_refusal_names_the_rule_and_says_that_nothing_is_kept() -> None:
    sentence = secrecy.check("TỐI MẬT").sentence
    assert "chưa được lưu ở đâu" in sentence
    assert "bảo vệ bí mật nhà nước" in sentence
    assert "Độ mật" in secrecy.check("Độ mật: Mật").sentence
    assert "xác nhận" in secrecy.check("tài liệu mật").sentence
    assert secrecy.check("tài liệu").sentence == ""


@given(
    before=st.text(max_size=20),
    stamp=st.sampled_from(["MẬT", "TỐI MẬT", "TUYỆT MẬT"]),
    after=st.text(max_size=20),
)
def test_a_stamp_on_its_own_line_is_refused_whatever_surrounds_it(
    before: str, stamp: str, after: str
) -> None:
    assert secrecy.check(f"{before}\n{stamp}\n{after}").answer == secrecy.Answer.REFUSE


@pytest.mark.parametrize("name", SHARED)
def test_browser_has_the_same_rule_letter_for_letter(name: str) -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    value = getattr(secrecy, name)
    assert (
        f"const {name} = String.raw`{value}`;" in script or f'const {name} = "{value}";' in script
    )


@pytest.mark.skipif(not shutil.which("node"), reason="node is not needed elsewhere")
def test_browser_answers_every_case_alike() -> None:
    run = "console.log(JSON.stringify(cases.map(([, text]) => Secrecy.check(text))))"
    program = f"{SCRIPT.read_text(encoding='utf-8')}\nconst cases = {json.dumps(CASES)};\n{run}"
    done = subprocess.run(["node", "-"], input=program, capture_output=True, text=True, check=True)
    expected = [secrecy.check(text) for _, text in CASES]
    assert json.loads(done.stdout) == [
        {"answer": finding.answer, "sentence": finding.sentence} for finding in expected
    ]


@pytest.mark.parametrize("piece", ["- ", "T ", "MẬ", "Độ mật", "BÍ ", "m \n", " \n"])
def test_long_texts_take_no_longer_than_their_length(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.perf_counter()
        secrecy.check(text)
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(80_000) < 30 * seconds(8_000) + 0.05
