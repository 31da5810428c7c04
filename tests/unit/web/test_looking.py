"""How big a picture says it is, without decoding it: the same as a decoder says, for every format."""

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cms.web.renditions.looking import Look, NotAPictureError, look_at


def drawn(form, size=(37, 61), mode="RGB", **options):
    buffer = io.BytesIO()
    Image.new(mode, size, 120).save(buffer, form, **options)
    return buffer.getvalue()


def animated(form, frames):
    buffer = io.BytesIO()
    first, *others = [Image.new("RGB", (20, 10), (number * 40, 0, 0)) for number in range(frames)]
    first.save(buffer, form, save_all=True, append_images=others)
    return buffer.getvalue()


EXIF = Image.Exif()
EXIF[0x010E] = "x" * 5_000

FORMS = {
    "PNG": lambda: drawn("PNG"),
    "PNG, interlaced or with a palette": lambda: drawn("PNG", mode="P"),
    "JPEG": lambda: drawn("JPEG"),
    "JPEG, progressive": lambda: drawn("JPEG", progressive=True),
    "JPEG behind long notes": lambda: drawn("JPEG", exif=EXIF, comment=b"\xff\xd8\xff\xc0" * 100),
    "WebP": lambda: drawn("WEBP"),
    "WebP, lossless": lambda: drawn("WEBP", lossless=True),
    "WebP, extended": lambda: drawn("WEBP", mode="RGBA", exif=EXIF),
    "AVIF": lambda: drawn("AVIF"),
    "GIF": lambda: drawn("GIF", mode="P"),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_format_says_its_size(form):
    assert look_at(io.BytesIO(FORMS[form]())) == Look(37, 61)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_frames_of_an_animation_count(form):
    assert look_at(io.BytesIO(animated(form, 5))) == Look(20, 10, 5)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_cut_off_gives_a_size_or_a_refusal(form):
    whole = FORMS[form]()
    for end in range(0, len(whole), max(1, len(whole) // 40)):
        with contextlib.suppress(NotAPictureError):
            look_at(io.BytesIO(whole[:end]))


@given(
    st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"RIFF\0\0\0\0WEBPVP8X", b"\0\0\0\x10ftyp", b""]), st.binary()
)
def test_noise_is_refused_and_nothing_else_happens(begin, noise):
    with contextlib.suppress(NotAPictureError):
        assert look_at(io.BytesIO(begin + noise)).pixels > 0


class Counting(io.BytesIO):
    """Counts what is read of it."""

    taken = 0

    def read(self, size=-1):
        data = super().read(size)
        self.taken += len(data)
        return data


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_looking_reads_little_of_a_big_picture(form):
    noise = Image.effect_noise((1500, 1500), 90).convert("RGB")
    buffer = io.BytesIO()
    noise.save(buffer, form)
    stream = Counting(buffer.getvalue())
    assert look_at(stream) == Look(1500, 1500)
    assert stream.taken < 20_000 < len(buffer.getvalue())
