from io import BytesIO

import pytest
from PIL import Image, ImageChops

from cms.sample import content
from cms.sample.making.pictures import PICTURES


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_the_committed_picture_is_what_the_program_draws(name):
    with Image.open(content.PICTURES / name) as committed, Image.open(BytesIO(PICTURES[name]().png())) as drawn:
        difference = ImageChops.difference(committed.convert("L"), drawn.convert("L"))
        # Another build of FreeType may set an edge a shade lighter.
        assert sum(difference.histogram()[32:]) < committed.width * committed.height * 0.005


def test_there_is_no_picture_that_nothing_draws():
    assert {path.name for path in content.PICTURES.glob("*")} == set(PICTURES)


def test_covers_have_the_shape_of_an_e_book():
    for path in content.PICTURES.glob("bia-*.png"):
        with Image.open(path) as cover:
            assert abs(cover.width / cover.height - 200 / 276) < 0.001
