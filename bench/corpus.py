"""Made-up books: the same ones in every run, with Vietnamese words in the proportions of ordinary prose."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

SEED = 20261124
_WORDS = (
    "và của là một có không cho những được người trong các đã khi thì với con cũng ra như lại đến này để về ông "
    "bà em cô thầy trường lớp sách thư viện học đọc viết vườn sông núi biển trời mây gió mưa nắng trăng sao cây "
    "hoa lá quả chim cá trâu nghé làng xóm đường nhà cửa bếp lửa nước đất đồng ruộng lúa khoai ngô sắn máy bay "
    "tàu xe thuyền bè hành tinh vũ trụ khoa toán văn sử địa vật lý hóa sinh nhạc họa kể chuyện cổ tích phiêu lưu "
    "dế mèn đảo mộng mơ xanh đỏ vàng tím trắng đen "
).split()
_WEIGHTS = [1 / (place + 3) for place in range(len(_WORDS))]  # Zipf's law


@dataclass(frozen=True, slots=True)
class Book:
    """A title, its author, and passages of about eighty words."""

    number: int
    title: str
    author: str
    passages: tuple[str, ...]


def books(count: int, passages: int) -> Iterator[Book]:
    """The first `count` books."""
    source = random.Random(SEED)  # noqa: S311  (no secret: the same books in every run)

    def words(number: int) -> str:
        return " ".join(source.choices(_WORDS, _WEIGHTS, k=number))

    for number in range(count):
        title = f"{words(source.randint(2, 5)).capitalize()} {number}"
        author = f"{source.choice(('Nguyễn', 'Trần', 'Lê', 'Phạm'))} {words(2).title()}"
        yield Book(number, title, author, tuple(words(80) for _ in range(passages)))
