"""Settings of sources on the web, and of how they are fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import InvalidConfig
from detente.monitor.config import CollectingSettings, Config


def _load(folder: Path, text: str) -> Config:
    path = folder / "detente.toml"
    path.write_text(text, encoding="utf8")
    return Config.load(path)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://a.example/rss", "feed"),
        ("HTTP://a.example/rss", "feed"),
        ("@channel", "channel"),
        ("t.me/channel", "channel"),
        ("https://t.me/s/channel", "channel"),
        ("https://not-t.me/s/channel", "feed"),
        ("news", "files"),
        ("news/@home", "files"),
        ("https", "files"),
    ],
)
def test_the_address_tells_the_kind(tmp_path: Path, address: str, kind: str) -> None:
    (source,) = _load(tmp_path, f'[[sources]]\naddress = "{address}"\n').records()
    assert source.kind == kind
    here = str(tmp_path / address)
    assert source.address == (here if kind == "files" else address)


@pytest.mark.parametrize(
    ("kind", "address", "path"),
    [
        ("files", "a", True), ("telegram", "a", True), ("warc", "a", True), ("feed", "a.xml", True),
        ("sitemap", "a.xml", True),
        ("feed", "https://a.example/", False), ("section", "https://a.example/", False),
        ("channel", "@a", False),
    ],
)  # fmt: skip
def test_what_is_a_path_counts_from_the_folder_of_the_file(
    tmp_path: Path, kind: str, address: str, path: bool
) -> None:
    text = f'[[sources]]\naddress = "{address}"\nkind = "{kind}"\n'
    (source,) = _load(tmp_path, text).records()
    assert source.address == (str(tmp_path / address) if path else address)


def test_records_have_all_that_the_settings_say(tmp_path: Path) -> None:
    text = (
        '[[sources]]\naddress = "https://a.example/"\ncountry = "AZE"\nownership = "state"\n'
        'role = "wire"\ngroup = "A/B"\nlanguage = "az"\nname = "N"\nnote = "T"\n'
    )
    (source,) = _load(tmp_path, text).records()
    assert (source.country, source.ownership, source.role) == ("AZE", "state", "wire")
    assert (source.group, source.language, source.name, source.note) == ("A/B", "az", "N", "T")


def test_collecting_has_defaults_and_takes_others(tmp_path: Path) -> None:
    assert _load(tmp_path, "").collecting == CollectingSettings()
    text = (
        '[collecting]\ncontact = "news@example.org"\nallow = ["10.1.0.0/16", "news.intranet"]\n'
        'connections = 8\nfull_text = false\nfast = true\ncallback = "https://a.example/push"\n'
    )
    found = _load(tmp_path, text).collecting
    assert found.allow == ("10.1.0.0/16", "news.intranet")
    assert (found.contact, found.connections) == ("news@example.org", 8)
    assert (found.full_text, found.fast) == (False, True)
    assert (found.callback, found.callback_port) == ("https://a.example/push", 8643)


def test_the_environment_wins_over_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_COLLECTING", '{"connections": 3}')
    found = _load(tmp_path, "[collecting]\nconnections = 8\nfast = true\n").collecting
    assert (found.connections, found.fast) == (3, True)


SECOND = '[[sources]]\naddress = "news"\nkind = "files"\ncountry = "AZE"\n\n[[sources]]\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('address = "https://a.example/"\nkind = "files"\n',
         r"line 8: kind: 'files' reads files of this machine, .*a\.example/ is a web.*'feed'"),
        ('address = "https://t.me/a"\nkind = "warc"\n', r"line 8: kind: 'warc' .*write 'channel'"),
        ('address = "a"\ncountry = "AZR"\n', r"line 8: country: 'AZR' is no country.*AZE"),
        ('address = "a"\nownership = "mine"\n',
         r"line 8: ownership: Input should be '', 'state', 'public' or 'private'"),
        ('address = "a"\nrole = "blog"\n', r"line 8: role: .*'wire', 'outlet', 'ministry' or"),
        ('name = "a"\n', r"line 6: address: Field required"),
        ('address = "a"\ngrup = "A"\n', r"line 8: unknown setting 'grup'; did you mean 'group'"),
        ('address = 3\n', r"line 7: address: Input should be a valid string"),
        ('address = "a"\n[collecting]\nkontakt = ""\n',
         r"line 9: unknown setting 'kontakt'; did you mean 'contact'"),
        ('address = "a"\n[collecting]\nname = ""\n', r"line 9: unknown setting 'name'; there are:"),
        ('address = "a"\n[collecting]\nconnections = 0\n', r"line 9: connections: .*greater than"),
        ('address = "a"\n[collecting]\nconnections = 201\n', r"line 9: connections: .*less than"),
        ('address = "a"\n[collecting]\ncallback_port = 70000\n', r"line 9: callback_port: "),
        ('address = "a"\n[collecting]\ncallback = "http://a.example/"\n',
         r"line 9: callback: .* is no https address; write it like https://"),
        ('address = "a"\n[collecting]\ncallback = "https:///x"\n', r"line 9: callback: "),
        ('address = "a"\n[collecting]\ncontact = "me"\n', r"line 9: contact: 'me' is neither"),
        ('address = "a"\n[collecting]\ncontact = "a@b.example\\r\\nHost: x"\n',
         r"line 9: contact: .* is neither"),
        ('address = "a"\n[collecting]\nallow = ["a.example", "0.0.0.0/0"]\n',
         r"line 9: allow: .*0\.0\.0\.0/0"),
        ('address = "a"\n[collecting]\nallow = "a.example"\n', r"line 9: allow: .*valid tuple"),
        ('address = "a"\n[collecting]\nallow = [3]\n', r"line 9: allow: .*valid string"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named_with_the_line_of_its_own_table(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(InvalidConfig, match=message) as caught:
        _load(tmp_path, SECOND + text)
    assert str(caught.value).startswith(str(tmp_path / "detente.toml"))


def test_sources_in_one_line_are_wrong_in_that_line(tmp_path: Path) -> None:
    with pytest.raises(InvalidConfig, match=r"line 2: country: 'QQQ'"):
        _load(tmp_path, 'title = "x"\nsources = [{address = "a", country = "QQQ"}]\n')


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('address = "https://a.example/rss"\nkind = "rss"', "did you mean 'feed'"),
        ('address = "https://a.example/rss"\nkind = "feeds"', "did you mean 'feed'"),
        ('address = "www.a.example/rss"', "write https://www.a.example/rss"),
        ('address = "htp://a.example/rss"', "only https:// and http:// are fetched"),
        ('address = "a.html"\nkind = "section"', "for a saved page write 'files'"),
    ],
)
def test_a_slip_in_a_source_is_told_with_its_line(tmp_path: Path, lines: str, said: str) -> None:
    path = tmp_path / "detente.toml"
    path.write_text(f"[[sources]]\n{lines}\n", "utf8")
    with pytest.raises(InvalidConfig) as error:
        Config.load(path)
    assert said in str(error.value)
    assert f"{path}, line " in str(error.value)
