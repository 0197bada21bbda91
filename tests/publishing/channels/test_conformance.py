"""What every channel must keep."""

from __future__ import annotations

import pytest

from detente.pieces import find_pieces

CHANNELS = find_pieces("detente.publishing.channels")


def test_the_first_channels_are_found() -> None:
    assert {"atom", "html", "markdown"} <= set(CHANNELS)


@pytest.mark.parametrize("name", CHANNELS)
def test_a_channel_names_its_media_type_and_builds_a_function(name: str) -> None:
    channel = CHANNELS[name]
    assert "/" in channel.MEDIA_TYPE
    assert callable(channel.build())
