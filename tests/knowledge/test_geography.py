from __future__ import annotations

import pytest

from detente.knowledge.countries import countries
from detente.knowledge.geography import locate
from detente.knowledge.tables import read_table


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Baku", "AZE", 40.4, 49.9),
        ("YEKATERINBURG", "RUS", 56.9, 60.6),
        ("Mariupol", "UKR", 47.1, 37.5),
        ("Asmara", "ERI", 15.3, 38.9),
        ("Hong Kong", "CHN", 22.3, 114.2),
    ],
)
def test_towns(name: str, country: str, latitude: float, longitude: float) -> None:
    town = locate(name)
    assert town is not None
    assert town.country == country
    assert town.latitude == pytest.approx(latitude, abs=0.2)
    assert town.longitude == pytest.approx(longitude, abs=0.2)


def test_of_namesakes_the_largest_counts_unless_the_state_is_said() -> None:
    first, second = locate("Tripoli"), locate("Tripoli", "LBN")
    assert first is not None
    assert second is not None
    assert (first.country, second.country) == ("LBY", "LBN")
    assert first.population > second.population
    assert locate("Tripoli", "PER") is None
    assert locate("Nowhere at all") is None


def test_every_row_is_a_place_on_earth_in_a_state() -> None:
    states = {c.iso3 for c in countries()}
    columns = ("iso3", "name", "latitude", "longitude", "thousands")
    seen = set()
    for iso3, name, latitude, longitude, thousands in read_table("geography.tsv", columns):
        assert iso3 in states
        assert -90 <= float(latitude) <= 90
        assert -180 <= float(longitude) <= 180
        assert int(thousands) > 0
        seen.add(iso3)
        assert name == name.strip()
    assert len(seen) > 180
