from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import InvalidConfig, InvalidInput
from detente.monitor.config import CollectingSettings, Config, SourceSettings, settings_table
from detente.monitor.starter import starter, write_starter
from detente.records import Dyad


def _load(folder: Path, text: str) -> Config:
    path = folder / "detente.toml"
    path.write_text(text, encoding="utf8")
    return Config.load(path)


def test_paths_count_from_the_folder_of_the_file(tmp_path: Path) -> None:
    loaded = _load(tmp_path, 'watch = ["RUS-AZE"]\n[[sources]]\naddress = "news"\nname = "N"\n')
    assert loaded.ledger == tmp_path / "detente.db"
    assert loaded.dyads == (Dyad.of("AZE", "RUS"),)
    (source,) = loaded.records()
    assert (source.kind, source.address, source.name) == ("files", str(tmp_path / "news"), "N")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('title = "x"\nwach = []\n', r"line 2: unknown setting 'wach'; did you mean 'watch'\?"),
        ("zzzz = 1\n", r"line 1: unknown setting 'zzzz'; there are: title, watch"),
        ('[[sources]]\nadress = "x"\n', r"line 2: unknown setting 'adress'.*'address'"),
        ('\nwatch = ["RUS"]\n', r"line 2: watch: .*write it like RUS-AZE"),
        ('watch = ["RUS-QQQ"]\n', r"line 1: watch: .*QQQ"),
        ("coder = 3\n", r"line 1: coder: Input should be a valid string"),
        ("title = \n", r"not TOML"),
        ("[[sources]]\nname = 'x'\n", r"address: Field required"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InvalidConfig, match=message) as caught:
        _load(tmp_path, text)
    assert str(caught.value).startswith(str(tmp_path / "detente.toml"))


def test_a_missing_file_tells_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InvalidConfig, match="detente init"):
        Config.load(tmp_path / "none.toml")


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_TITLE", "from outside")
    assert _load(tmp_path, 'title = "from the file"\n').title == "from outside"
    monkeypatch.setenv("DETENTE_WATCH", '["RUS"]')
    with pytest.raises(InvalidConfig, match="environment"):
        Config.default()
    monkeypatch.setenv("DETENTE_WATCH", "RUS-AZE")
    with pytest.raises(InvalidConfig, match=r"environment.*watch.*JSON"):
        Config.default()


def test_a_file_may_begin_with_a_mark_and_have_windows_lines(tmp_path: Path) -> None:
    path = tmp_path / "detente.toml"
    path.write_bytes(b'\xef\xbb\xbftitle = "x"\r\nwatch = ["RUS-AZE"]\r\n')
    assert Config.load(path).title == "x"


def test_the_starter_says_only_what_holds(tmp_path: Path) -> None:
    path = write_starter(Dyad.of("RUS", "AZE"), tmp_path)
    loaded = Config.load(path)
    assert loaded.title == "Azerbaijan and Russia"
    assert loaded.watch == ("AZE-RUS",)
    assert loaded.sources[0].address == str(tmp_path / "news")
    assert (tmp_path / "news").is_dir()
    plain = _load(tmp_path, "")
    assert (loaded.ledger, loaded.coder) == (plain.ledger, plain.coder)
    assert loaded.collecting == plain.collecting


def test_the_starter_never_overwrites_unasked(tmp_path: Path) -> None:
    path = write_starter(Dyad.of("RUS", "AZE"), tmp_path)
    path.write_text("mine", encoding="utf8")
    with pytest.raises(InvalidInput, match="--force"):
        write_starter(Dyad.of("RUS", "AZE"), tmp_path)
    assert path.read_text(encoding="utf8") == "mine"
    write_starter(Dyad.of("RUS", "AZE"), tmp_path, force=True)
    assert path.read_text(encoding="utf8") != "mine"


def test_where_the_starter_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "news").write_text("a file", encoding="utf8")
    for folder in (tmp_path, tmp_path / "news"):
        with pytest.raises(InvalidInput, match=r"news.*cannot be made.*--folder"):
            write_starter(Dyad.of("RUS", "AZE"), folder)


def test_the_starter_knows_its_states() -> None:
    with pytest.raises(InvalidInput, match="QQQ"):
        starter(Dyad.of("QQQ", "AZE"))


def test_every_setting_has_a_description_and_a_place_in_the_starter() -> None:
    keys = [key for key, _, _ in settings_table()]
    sources = [f"sources.{key}" for key in SourceSettings.model_fields]
    collecting = [f"collecting.{key}" for key in CollectingSettings.model_fields]
    assert keys == [*Config.model_fields, *sources, *collecting]
    assert all(meaning for _, _, meaning in settings_table())
    text = starter(Dyad.of("RUS", "AZE"))
    for key in keys:
        if key not in ("sources", "collecting"):
            assert f"{key.rpartition('.')[2]} = " in text
