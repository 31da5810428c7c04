"""What is said about the invented school, its shelves and its headings."""

from typing import Final

from cms.accounts.enums import SchoolKind

SCHOOL_NAME: Final = "Trường Tiểu học và THCS Hoa Gạo"
SCHOOL_SLUG: Final = "hoa-gao"
MACHINE_SPEECH: Final = f"{SCHOOL_NAME}; giọng đọc do máy tổng hợp (eSpeak NG)"  # whose the recordings are
SCHOOL_FIELDS: Final = {
    "kind": SchoolKind.COMBINED,
    "grade_from": 1,
    "grade_to": 9,
    "room": "Phòng 104, nhà B",
    "opening_hours": "Mở cửa thứ Hai đến thứ Sáu, 7 giờ đến 16 giờ 30",
    "librarian_title": "cô",
    "librarian_name": "Vũ Thị Thảo",
}

LEVEL_SCALE: Final = "Thang đọc Hoa Gạo"
# From easy to hard: label and advice.
LEVELS: Final = (
    ("Bắt đầu tự đọc", "Câu ngắn, nhiều tranh. Đọc to cùng người lớn rất vui."),
    ("Đọc trôi chảy", "Truyện có chương, đọc vài buổi tối là xong."),
    ("Đọc để tìm hiểu", "Nhiều điều mới và con số. Em đọc chậm, ghi lại chỗ hay."),
)

SUBJECTS: Final = {
    "Âm thanh": "534",
    "Cây lúa": "633.18",
    "Khoa học Trái Đất": "550",
    "Mặt Trăng": "523.3",
    "Núi lửa": "551.21",
    "Thủy triều": "551.46",
    "Thư viện trường học": "027.8",
    "Truyện phiêu lưu": "808.839",
    "Truyện thiếu nhi Việt Nam": "895.92234",
    "Văn hóa đọc": "028.9",
}

COLLECTION_TITLE: Final = "Chuyện kể đêm trăng"
COLLECTION_INTRO: Final = (
    "Cho những tối ngoài sân có trăng: để đọc to cho em bé, để phiêu lưu, để hiểu vì sao trăng cứ đi theo mình."
)
# Slug of the book and the curator's word on it.
COLLECTION_ENTRIES: Final = (
    ("nghe-va-vang-trang-trong-chum", "Tám phút đọc to trước giờ ngủ. Đến đoạn Nghé nhảy, em nhớ nhảy theo."),
    (
        "nghe-va-vang-trang-trong-chum-sach-noi",
        "Muốn nghe thay vì đọc? Ba phút, có chữ chạy theo lời. Giọng máy đọc nên đôi chỗ hơi ngang.",
    ),
    ("may-va-nguoi-nhat-tieng", "Có bài ru của bà. Đọc xong, em thử tìm một tiếng mà xóm mình sắp quên."),
    ("vi-sao-trang-di-theo-em", "Một phút xem trước khi ra sân: vì sao trăng đi theo mình."),
    ("hanh-tinh-ke-chuyen", "Mở ngay chương hai, rồi ra sân kiểm tra xem trăng có đi theo em thật không."),
)
COLLECTION_BODY: Final = (
    ("heading", "Trước khi đọc"),
    (
        "text",
        (
            "<p>Em tắt bớt đèn, mở cửa sổ, nhìn trăng một phút. Đêm nay trăng tròn hay khuyết? Em đoán xem ba hôm nữa "
            "nó sẽ to ra hay nhỏ đi, rồi ghi lại.</p>"
        ),
    ),
    ("heading", "Đọc xong thì làm gì?"),
    (
        "text",
        (
            "<p>Em kể lại cho một người trong nhà nghe, mỗi chuyện một phút. Hôm nào có tiết thư viện, em mang câu em "
            "thích nhất đến phòng 104, cô Thảo sẽ chép lên bảng.</p>"
        ),
    ),
)
