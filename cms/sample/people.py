"""Who is in the invented school. Passwords and PINs are published on purpose: they are printed at the start."""

from dataclasses import dataclass

from cms.accounts.enums import Role


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the staff."""

    username: str
    last_name: str
    first_name: str
    role: Role
    password: str
    email: str = ""  # of a domain that can't exist (RFC 2606)
    is_superuser: bool = False
    also: tuple[Role, ...] = ()  # what she is beside it


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil by her number on the class list."""

    number: int
    last_name: str
    first_name: str
    pin: str


@dataclass(frozen=True, slots=True)
class Class:
    """A class with its list, in the order of given names as Vietnamese class lists have it."""

    name: str
    grade: int
    pupils: tuple[Pupil, ...]
    teacher: str  # the user name of its class teacher
    subject_teachers: tuple[tuple[str, str], ...] = ()  # user name and subjects


STAFF = (
    Person("vu.thao", "Vũ Thị", "Thảo", Role.LIBRARIAN, "kho-vang-thu-thu", also=(Role.TEACHER,)),
    Person("nguyen.hanh", "Nguyễn Thị", "Hạnh", Role.TEACHER, "kho-vang-lop-4a"),
    Person("tran.bao", "Trần Quốc", "Bảo", Role.TEACHER, "kho-vang-lop-9b"),
    Person("le.loc", "Lê Văn", "Lộc", Role.PRINCIPAL, "kho-vang-hieu-truong", "le.loc@hoa-gao.example"),
    Person("pham.chau", "Phạm Minh", "Châu", Role.BOARD, "kho-vang-hoi-dong", "pham.chau@hoa-gao.example"),
    Person("do.nam", "Đỗ Hoàng", "Nam", Role.ADMINISTRATOR, "kho-vang-quan-tri", is_superuser=True),
)

CLASSES = (
    Class(
        "4A",
        4,
        (
            Pupil(1, "Trần Minh", "Anh", "748291"),
            Pupil(2, "Lê Gia", "Bảo", "536974"),
            Pupil(3, "Phạm Thùy", "Chi", "829467"),
            Pupil(4, "Ngô Đức", "Duy", "647385"),
            Pupil(5, "Hoàng Khánh", "Linh", "958374"),
            Pupil(6, "Vũ Nhật", "Nam", "485962"),
            Pupil(7, "Đặng Bảo", "Ngọc", "769438"),
            Pupil(8, "Bùi Thanh", "Tùng", "394857"),
        ),
        "nguyen.hanh",
        (("vu.thao", "Đọc sách"),),
    ),
    Class(
        "9B",
        9,
        (
            Pupil(1, "Đỗ Hoài", "An", "857493"),
            Pupil(2, "Nguyễn Gia", "Huy", "964738"),
            Pupil(3, "Trịnh Mai", "Lan", "587349"),
            Pupil(4, "Phan Anh", "Quân", "678594"),
            Pupil(5, "Lý Thảo", "Vy", "439586"),
            Pupil(6, "Hồ Hải", "Yến", "795643"),
        ),
        "tran.bao",
    ),
)
