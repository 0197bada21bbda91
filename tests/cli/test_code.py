from __future__ import annotations

from pathlib import Path

from tests.cli.running import json_lines, run_command

KEYS = {
    "id", "actor", "actor_sector", "type", "recipient", "recipient_sector", "status", "date",
    "precision", "span", "quote", "sentence", "label", "confidence",
}  # fmt: skip


SENTENCE = "Russia expelled two Azerbaijani diplomats on Monday after a dispute."


def test_a_report_a_line_with_the_words_that_say_so(tmp_path: Path) -> None:
    text = "Russia expelled an Azerbaijani diplomat. Azerbaijan condemned the move."
    path = tmp_path / "note.txt"
    path.write_text(text, encoding="utf8")
    rows = json_lines(run_command("code", str(path), "--published", "2025-03-04", "--json"))
    assert rows
    for row in rows:
        assert row.keys() >= KEYS
        assert row["span"] in row["quote"]
        assert row["quote"] in text
        assert row["quote"][row["start"] : row["end"]] == row["span"]
    expulsion = next(r for r in rows if r["type"] == "SANCTION")
    assert (expulsion["actor"], expulsion["recipient"]) == ("RUS", "AZE")
    assert (expulsion["date"], expulsion["precision"]) == ("2025-03-04", "day")


def test_an_undated_text_gives_undated_reports(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(SENTENCE, encoding="utf8")
    assert {r["date"] for r in json_lines(run_command("code", str(path), "--json"))} == {None}


def test_standard_input_may_be_text_html_or_json_lines() -> None:
    sentence = SENTENCE
    page = f"<html><body><article><h1>News</h1><p>{sentence * 8}</p></article></body></html>"
    item = f'{{"url": "https://a.example/1", "text": "{sentence}", "published": "2025-03-04"}}\n'
    spread = item.replace(", ", ",\n")
    for text in (sentence, f"[Wire] {sentence}", page, item + item.replace("/1", "/2"), spread):
        rows = json_lines(run_command("code", "-", "--json", text=text))
        assert "SANCTION" in {r["type"] for r in rows}
    rows = json_lines(run_command("code", "-", "--json", text=f"[{spread}]"))
    assert {(r["url"], r["published"]) for r in rows} == {("https://a.example/1", "2025-03-04")}
    assert "nothing on standard input" in run_command("code", "-", text=" ", status=2).stderr


def test_a_reader_sees_words_and_sentence(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("\u202e" + SENTENCE + "\x1b[31m", encoding="utf8")
    shown = run_command("code", str(path)).stdout
    assert "SANCTION: RUS" in shown
    assert f"in: {SENTENCE}" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_what_is_left_out_is_counted_on_stderr(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Азербайджан выслал двух российских дипломатов из Баку.", encoding="utf8")
    result = run_command("code", str(path), "--json")
    assert result.stdout == ""
    assert "left out at code: 1 × not coded yet: no coder for language ru" in result.stderr


def test_a_text_too_short_to_tell_its_language_may_be_given_one() -> None:
    short = "Russia expelled an Azerbaijani diplomat."
    assert "no report found" in run_command("code", "-", text=short).stderr
    rows = json_lines(run_command("code", "-", "--language", "en", "--json", text=short))
    assert [r["type"] for r in rows] == ["SANCTION"]


def test_an_unknown_coder_lists_the_others(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Russia expelled an Azerbaijani diplomat.", encoding="utf8")
    result = run_command("code", str(path), "--coder", "best.v9", status=2)
    assert "rules.v1" in result.stderr
