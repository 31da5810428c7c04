"""Vietnamese sentences of a known length."""

from __future__ import annotations

_WORDS = (
    "mặt trăng đi theo em trên con đường làng về đêm gió thổi nhẹ qua vườn cau cửa sổ mở ra nhìn thấy một vì sao sáng "
    "bà kể chuyện ngày xưa có một chú nghé uống nước trong chum rồi nuốt mất vầng trăng cả xóm cùng nhau đi tìm"
).split()


def sentence(syllables: int = 12, start: int = 0) -> str:
    """A sentence of exactly so many syllables, another one for each start."""
    words = [_WORDS[(start + number) % len(_WORDS)] for number in range(syllables)]
    return " ".join(words).capitalize() + "."


def prose(syllables: int, start: int = 0) -> str:
    """Sentences of at most 12 syllables, so many syllables in all."""
    parts = [sentence(min(12, syllables - done), start + done) for done in range(0, syllables, 12)]
    return " ".join(parts)
