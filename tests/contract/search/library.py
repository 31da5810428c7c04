"""A small library, written for these tests: works of two schools, with passages."""

from __future__ import annotations

from cms.plugins.contract import Passage
from search.port import Put, ResourceDocument

A = frozenset({"public", "school:1", "school:shared"})
STAFF_OF_A = A | {"staff:1", "staff:shared"}
B = frozenset({"public", "school:2", "school:shared"})
NOBODY = frozenset()


def work(number, title, *, visible="public", version=1, passages=(), subjects=(), **fields):
    """A `Put` of a work with passages given as (label, heading, body) and subjects as (code, name)."""
    key = f"0000-{number:04d}"
    fields.setdefault("sort_key", title.lower())
    document = ResourceDocument(
        id=key,
        version=version,
        title=title,
        visible_to=(visible,),
        subjects=tuple(name for _, name in subjects),
        facets={
            "type": (fields.pop("kind", "ebook"),),
            "grade": tuple(map(str, fields.pop("grades", ()))),
            "subject": tuple(code for code, _ in subjects),
            "language": (fields.pop("language", "vi"),),
            **fields.pop("facets", {}),
        },
        **fields,
    )
    texts = tuple(
        Passage(
            order=order,
            locator={"href": f"c{order}.xhtml", "type": "application/xhtml+xml", "locations": {"position": order + 1}},
            label=label,
            heading=heading,
            body=body,
        )
        for order, (label, heading, body) in enumerate(passages)
    )
    return Put(document, texts)


CRICKET = work(
    1,
    "Chú dế than và cánh đồng đêm",
    contributors=("Lê Thị Hạ",),
    subjects=(("s-animals", "Truyện loài vật"),),
    grades=(3, 4),
    language="vi",
    added=1_190_000_000,
    popularity=0.6,
    summary="Một chú dế đi tìm tiếng hát của mình giữa cánh đồng.",
    tags=("dế mèn",),
    isbn="9786040000019",
    passages=[
        ("Chương 1", "Lên đường", "Sáng ấy chú dế than chào mẹ rồi men theo bờ ruộng. Sương còn đọng trên lá lúa."),
        (
            "Chương 2",
            "Đêm trăng",
            "Trăng lên. Cả cánh đồng như rắc bạc. Chú dế cất tiếng hát, và từ xa có tiếng đáp lại bên kia con mương.",
        ),
        ("Chương 3", "Trở về", "Mưa rào đổ xuống. Dế nấp dưới cây nấm và nhớ mẹ. Sáng hôm sau, chú tìm đường về nhà."),
    ],
)
MOON = work(
    2,
    "Chú Cuội cung trăng",
    contributors=("Trần Văn Mộc",),
    subjects=(("s-tales", "Truyện cổ tích"),),
    grades=(4, 5),
    added=1_210_000_000,
    popularity=0.2,
    passages=[
        ("Trang 3", "", "Cây đa thuốc quý bật rễ bay lên trời. Chú Cuội túm lấy rễ cây và bay theo lên cung trăng."),
        ("Trang 4", "", "Từ đó, đêm rằm nhìn lên mặt trăng ta thấy bóng cây đa và một người ngồi dưới gốc."),
    ],
)
FIRE = work(
    3,
    "Vì sao có núi lửa",
    contributors=("Phạm Đức Huy",),
    subjects=(("s-earth", "Trái đất"), ("s-science", "Khoa học")),
    grades=(6,),
    kind="lecture",
    added=1_230_000_000,
    passages=[
        ("Trang chiếu 2", "Bên trong Trái đất", "Dưới lớp vỏ cứng là đá nóng chảy gọi là mắc-ma."),
        ("Trang chiếu 3", "Phun trào", "Khi áp suất đủ lớn, mắc-ma trào lên qua miệng núi lửa thành dung nham."),
    ],
)
MATHS_4 = work(5, "Toán vui", grades=(4,), subjects=(("s-maths", "Toán học"),), summary="Bài toán đố", popularity=0.1)
MATHS_5 = work(6, "Toán nâng cao", grades=(5,), subjects=(("s-maths", "Toán học"),), popularity=1.5)
WAR = work(
    7, "The last war of the robots", language="en", contributors=("Ann Reed",), subjects=(("s-fiction", "Fiction"),)
)
SHARED = work(8, "Quý trọng thời gian", visible="school:shared", grades=(7,), contributors=("Lý Thị Thủy",))
SECRET_A = work(
    9,
    "Đề kiểm tra bí mật",
    visible="staff:1",
    subjects=(("s-secret", "Đề thi kín"),),
    contributors=("Ngô Kín",),
    grades=(4,),
    passages=[("Trang 1", "", "Đáp án của bài kiểm tra xylophon nằm ở trang sau.")],
)
OWN_OF_B = work(
    10,
    "Kỷ yếu trường Hoa Sen",
    visible="school:2",
    subjects=(("s-own", "Kỷ yếu"),),
    passages=[("Trang 1", "", "Lớp chúng em có bạn tên Quỳnhtrâm thích zylofon.")],
)
HOA = work(11, "Hòa bình và hoa sen", grades=(5,), kind="photo_album", added=1_200_000_000)
BIRDS = work(12, "Chim sơn ca", grades=(2,), kind="audiobook", contributors=("Lê Thị Hạ",), added=1_180_000_000)
STARS = work(13, "Sao trên trời", grades=(2, 3), summary="Ngắm sao cùng bà nội.", added=1_170_000_000)

LIBRARY = (CRICKET, MOON, FIRE, MATHS_4, MATHS_5, WAR, SHARED, SECRET_A, OWN_OF_B, HOA, BIRDS, STARS)
