"""The language of wordings: what it says, what it refuses, what cannot be done with it."""

import time
import tracemalloc
from typing import Any

import pytest

from meetings.wording.checking import faults
from meetings.wording.drawing import MOST_DRAWN, draw
from meetings.wording.faults import Faulty
from meetings.wording.language import DEEPEST, MOST_LETTERS, read
from meetings.wording.schema import Field, Kind, Schema

SCHEMA = Schema(
    (
        Field("so", "số", Kind.NUMBER),
        Field(
            "cuoc_hop",
            "cuộc họp",
            Kind.GROUP,
            (
                Field("ten", "tên"),
                Field("diem_cau", "số điểm cầu", Kind.NUMBER),
                Field("truc_tuyen", "họp trực tuyến", Kind.TRUTH),
                Field("thanh_phan", "thành phần", Kind.TEXTS),
                Field(
                    "don_vi",
                    "đơn vị dự",
                    Kind.ROWS,
                    (Field("ten", "tên"), Field("nguoi", "người dự", Kind.TEXTS)),
                ),
            ),
        ),
    )
)
VALUES: dict[str, Any] = {
    "so": 5,
    "cuoc_hop": {
        "ten": "Hội nghị giao ban tháng 11",
        "diem_cau": 10,
        "truc_tuyen": True,
        "thanh_phan": ["lãnh đạo các phòng", "lãnh đạo VKSND khu vực"],
        "don_vi": [
            {"ten": "Phòng 1", "nguoi": ["ông A", "bà B"]},
            {"ten": "Phòng 9", "nguoi": []},
        ],
    },
}


def drawn(text: str, values: dict[str, Any] = VALUES) -> str:
    """As a page does: read, held against the fields, drawn."""
    tree = read(text)
    if found := faults(tree, SCHEMA):
        raise Faulty(*found)
    return draw(tree, values)


def refused(text: str) -> list[str]:
    with pytest.raises(Faulty) as caught:
        drawn(text)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tại {{ cuoc_hop.ten }}.", "Tại Hội nghị giao ban tháng 11."),
        ("{{ Cuộc_họp.tên | viết_thường }}", "hội nghị giao ban tháng 11"),
        ("{{ so | hai_chu_so }} điểm cầu", "05 điểm cầu"),
        ('{{ cuoc_hop.thanh_phan | nối: "; " }}', "lãnh đạo các phòng; lãnh đạo VKSND khu vực"),
        ("{{ cuoc_hop.don_vi | so_luong | hai_chu_so }} đơn vị", "02 đơn vị"),
        ("{% nếu cuoc_hop.diem_cau > 1 %}nhiều{% không thì %}một{% hết %}", "nhiều"),
        ('{% neu cuoc_hop.ten = "x" %}a{% hoac neu so >= 6 %}b{% khong thi %}c{% het %}', "c"),
        ("{% nếu không cuoc_hop.truc_tuyen hoặc so < 6 %}a{% hết %}", "a"),
        ("{% nếu cuoc_hop.truc_tuyen và so khác 5 %}a{% không thì %}b{% hết %}", "b"),
        ("a{# lời nhắc cho văn thư: {{ }} #}b", "ab"),
        ("không  có   chỗ điền \n\n \nnào", "không có chỗ điền\nnào"),
    ],
)
def test_wording_is_drawn_from_its_fields(text: str, said: str) -> None:
    assert drawn(text) == said


def test_lists_are_gone_through_row_by_row_and_lines_of_statements_leave_nothing() -> None:
    text = """Dự họp:
    {% với mỗi dv trong cuoc_hop.don_vi %}
    {{ dv.stt }}. {{ dv.ten }}{% nếu dv.nguoi %}: {{ dv.nguoi | noi: ", " }}{% hết %};
      {% với mỗi ai trong dv.nguoi %}
      - {{ ai }}
      {% hết %}
    {% hết %}"""
    assert drawn(text) == "Dự họp:\n1. Phòng 1: ông A, bà B;\n- ông A\n- bà B\n2. Phòng 9;"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "a\nb\n{{ cuoc_hop.tem }}",
            "Dòng 3: không có trường «{{ cuoc_hop.tem }}»; gần nhất: «cuoc_hop.ten».",
        ),
        ("{{ cuochop.ten }}", "không có trường «{{ cuochop.ten }}»; gần nhất: «cuoc_hop.ten»."),
        ("\n{{ so ", "Dòng 2: «{{ so» chưa đóng bằng «}}» trên cùng dòng."),
        ("so }} a", "Dòng 1: «}}» không có chỗ mở."),
        ("{{ }}", "chưa có tên trường"),
        ("{{ so + 1 }}", "không hiểu «+ 1»"),
        ("{{ so(1) }}", "không hiểu «(1)»"),
        ("{{ cuoc_hop[0] }}", "không hiểu «[0]»"),
        ("{{ 'a' }}", "không hiểu «'a'»"),
        ('{{ "a" }}', "phải bắt đầu bằng tên trường"),
        ("{{ cuoc_hop }}", "«cuoc_hop» là nhóm trường: chọn một trường bên trong."),
        ("{{ cuoc_hop.don_vi }}", "là danh sách: dùng «{% với mỗi … trong … %}»."),
        ("{{ cuoc_hop.thanh_phan }}", "là danh sách chữ: nối lại"),
        ("{{ cuoc_hop.truc_tuyen }}", "chỉ dùng trong «{% nếu … %}»"),
        ("{{ cuoc_hop.don_vi.ten }}", "không có trường «{{ cuoc_hop.don_vi.ten }}»"),
        ("{{ cuoc_hop.ten.ten }}", "không có trường «{{ cuoc_hop.ten.ten }}»"),
        ("{{ so | to_mau }}", "không có cách viết «to_mau»"),
        ("{{ so | hai_chuso }}", "gần nhất: «hai_chu_so»"),
        ("{{ cuoc_hop.ten | hai_chu_so }}", "chỉ dùng cho số, đây là chữ"),
        ("{{ cuoc_hop.thanh_phan | noi }}", 'viết «noi: "…"».'),
        ('{{ so | hai_chu_so: "3" }}', "viết «hai_chu_so» không kèm gì."),
        ("a\n{% nếu so %}\nb", "Dòng 2: «{% nếu … %}» chưa có «{% hết %}»."),
        ("{% hết %}", "không có câu lệnh nào để kết thúc"),
        ("{% không thì %}", "không nằm trong «{% nếu … %}» nào"),
        ("{% nếu so %}{% không thì %}{% không thì %}{% hết %}", "chỉ còn «{% hết %}»"),
        ("{% nếu %}a{% hết %}", "không hiểu điều kiện «»"),
        ("{% nếu so > %}a{% hết %}", "không hiểu điều kiện «so >»"),
        ('{% nếu so = "5" %}a{% hết %}', "«so» là số, không so được với «5»."),
        ('{% nếu cuoc_hop.ten > "a" %}a{% hết %}', "chỉ so bằng «=» hoặc «khác»"),
        ("{% nếu cuoc_hop %}a{% hết %}", "«cuoc_hop» là nhóm trường"),
        ("{% nếu so và so hoặc so %}a{% hết %}", "không lẫn cả hai"),
        ("{% với mỗi so trong cuoc_hop.don_vi %}{% hết %}", "«so» đã là tên trường"),
        ("{% với mỗi a trong so %}{% hết %}", "«so» không phải danh sách"),
        ("{% với mỗi a từ so %}{% hết %}", "viết «{% với mỗi tên trong danh_sách %}»"),
    ],
)
def test_fault_names_line_and_field(text: str, sentence: str) -> None:
    assert sentence in "\n".join(refused(text))


def test_every_branch_is_checked_and_every_unknown_field_is_named() -> None:
    text = "{% nếu so > 99 %}\n{{ la }}\n{% không thì %}\n{{ la_nua }}\n{% hết %}\n{{ so }}"
    assert [words[:7] for words in refused(text)] == ["Dòng 2:", "Dòng 4:"]


def test_row_of_a_list_is_known_inside_its_loop_only() -> None:
    loop = "{% với mỗi dv trong cuoc_hop.don_vi %}{{ dv.ten }}{% hết %}"
    assert drawn(loop) == "Phòng 1Phòng 9"
    assert "không có trường «{{ dv.ten }}»" in refused(loop + "{{ dv.ten }}")[0]


# Attacks


@pytest.mark.parametrize(
    "path",
    [
        "cuoc_hop.__class__",
        "cuoc_hop.ten.__class__.__mro__",
        "cuoc_hop.ten.upper",
        "cuoc_hop.items",
        "cuoc_hop.don_vi.0",
        "so.real",
        "__builtins__",
        "self",
        "settings.SECRET_KEY",
        "request.user.password",
    ],
)
def test_attributes_cannot_be_reached(path: str) -> None:
    assert "không có trường" in refused(f"{{{{ {path} }}}}")[0]
    # Nor by what draws, had nobody checked.
    with pytest.raises(Faulty):
        draw(read(f"{{{{ {path} }}}}"), VALUES)


def test_values_that_are_objects_are_closed_too() -> None:
    class Secret:
        ten = "lộ"

        def __getitem__(self, name: str) -> str:
            return "lộ"

    with pytest.raises(Faulty):
        draw(read("{{ cuoc_hop.ten }}"), {"cuoc_hop": Secret()})


@pytest.mark.parametrize(
    "statement",
    [
        'include "/etc/passwd"',
        'extends "base.html"',
        "load static",
        "import os",
        "for x in y",
        "while so",
        "set so = 1",
        "gán so = 1",
        "debug",
        "với mỗi i trong (1..1000000000)",
    ],
)
def test_no_other_statement_is_known(statement: str) -> None:
    assert refused(f"{{% {statement} %}}{{% hết %}}")


def test_what_a_value_says_is_never_read_as_wording() -> None:
    evil = {**VALUES, "cuoc_hop": {**VALUES["cuoc_hop"], "ten": "{{ so }}{% hết %}"}}
    assert drawn("{{ cuoc_hop.ten }}", evil) == "{{ so }}{% hết %}"


def test_loops_end_in_measure() -> None:
    rows = [{"ten": "x", "nguoi": ["a"] * 300}] * 300
    values = {**VALUES, "cuoc_hop": {**VALUES["cuoc_hop"], "don_vi": rows}}
    text = """{% với mỗi a trong cuoc_hop.don_vi %}
    {% với mỗi b trong a.nguoi %}{% nếu so > 9 %}x{% hết %}{% hết %}
    {% hết %}"""
    with pytest.raises(Faulty, match=r"Dòng 2: mẫu lặp quá nhiều lần"):
        drawn(text, values)


def test_loops_stand_in_each_other_twice_at_most() -> None:
    text = """{% với mỗi a trong cuoc_hop.don_vi %}{% với mỗi b trong a.nguoi %}
    {% với mỗi c trong cuoc_hop.don_vi %}x{% hết %}{% hết %}{% hết %}"""
    assert refused(text) == ["Dòng 2: «với mỗi» lồng nhau quá 2 cấp."]


def test_drawn_text_ends_in_measure() -> None:
    rows = [{"ten": "x" * 5_000, "nguoi": []}] * 50
    values = {**VALUES, "cuoc_hop": {**VALUES["cuoc_hop"], "don_vi": rows}}
    tracemalloc.start()
    with pytest.raises(Faulty, match="văn bản soạn từ mẫu dài quá"):
        drawn("{% với mỗi a trong cuoc_hop.don_vi %}{{ a.ten }}{% hết %}", values)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * MOST_DRAWN


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x" * (MOST_LETTERS + 1), "mẫu dài quá 20.000 chữ"),
        ("{% nếu so %}" * (DEEPEST + 1), f"lồng nhau quá {DEEPEST} cấp"),
        ("{% nếu so %}" * 1_500, "lồng nhau quá"),
        ("{{so}}" * 3_000, "quá nhiều chỗ điền"),
        ("{{" * 9_999, "chưa đóng"),
        ("{% nếu " + " và ".join(["so"] * 40) + " %}{% hết %}", "nhiều nhất 6 vế"),
        ("{{ so" + " | hai_chu_so" * 20 + " }}", "nhiều nhất 4 cách viết"),
        ("{{ " + "a." * 2_000 + "a }}", "dài quá"),
        ('{{ cuoc_hop.thanh_phan | noi: "' + "x" * 250 + '" }}', "dài quá"),
        ("{{ " + "a" * 290 + " }}", "không có trường"),
        ('{{ so | noi: "' + "(" * 200, "chưa đóng"),
    ],
    ids=range(11),
)
def test_wordings_made_to_overwhelm_are_refused_at_once(text: str, sentence: str) -> None:
    began = time.process_time()
    assert sentence in "\n".join(refused(text))
    assert time.process_time() - began < 0.5
