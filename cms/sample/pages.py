"""News and plain pages of the invented school."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class News:
    """A piece of news; `days` before the day on which the sample is loaded."""

    slug: str
    days: int
    title: str
    intro: str
    text: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A page of the foot: headings with their paragraphs."""

    slug: str
    title: str
    parts: tuple[tuple[str, str], ...]


NEWS: Final = (
    News(
        "doc-sach-duoi-san",
        1,
        "Giờ đọc dưới sân: mỗi lớp kể một chuyện về trăng",
        "Lớp 4A mở đầu với Nghé và vầng trăng trong chum, 7 giờ sáng thứ Hai.",
        "<p>Sáng thứ Hai, cả trường ngồi dưới gốc gạo nghe lớp 4A kể chuyện. Mỗi tuần một lớp: hai bạn kể, các bạn "
        "khác vẽ một bức tranh để dán lên tường phòng 104.</p><p>Em chưa có chuyện? Mở bộ sưu tập <i>Chuyện kể đêm "
        "trăng</i>, chọn một cuốn, đọc to cho một người nghe trước đã.</p>",
    ),
    News(
        "sach-moi-ve",
        4,
        "Ba cuốn sách mới do thầy trò trường mình làm",
        "Đọc được ngay trên máy, không phải chờ mượn.",
        "<p>Ba cuốn sách thiếu nhi của Tủ sách Hoa Gạo đã lên kệ: một cuốn tranh cho các em lớp nhỏ, một truyện phiêu "
        "lưu và một cuốn kể chuyện Trái Đất. Em gõ tên sách không dấu cũng tìm thấy.</p>",
    ),
    News(
        "lich-tiet-thu-vien",
        9,
        "Lịch tiết đọc thư viện của từng lớp",
        "Mỗi lớp một tiết một tuần, xem lịch trước cửa phòng 104.",
        "<p>Tiết thư viện đầu tiên, em mang theo thẻ và nhớ số thứ tự của mình trong lớp. Cô Thảo sẽ chỉ em cách mở "
        "sách và đọc tiếp ở nhà đúng chỗ đang dở.</p>",
    ),
)

PLAIN: Final = (
    Plain(
        "tro-giup",
        "Trợ giúp",
        (
            ("Tìm sách", "<p>Em gõ tên truyện, tên người hay điều em thắc mắc. Không dấu cũng được.</p>"),
            (
                "Đọc tiếp chỗ đang dở",
                "<p>Em đăng nhập rồi đọc. Lần sau mở ở máy nào, thư viện cũng nhớ trang em dừng.</p>",
            ),
            ("Quên mã PIN", "<p>Em đến phòng 104, cô Thảo làm cho em một thẻ mới.</p>"),
        ),
    ),
    Plain(
        "bao-ve-du-lieu",
        "Bảo vệ dữ liệu của học sinh",
        (
            (
                "Thư viện giữ những gì",
                "<p>Tên, lớp, số thứ tự, và trang mà em đang đọc dở. Mã PIN được giữ ở dạng không ai đọc lại được.</p>",
            ),
            (
                "Thư viện không làm gì",
                "<p>Không quảng cáo, không gửi dữ liệu của em ra ngoài trường, không xếp hạng ai đọc nhiều.</p>",
            ),
        ),
    ),
)
