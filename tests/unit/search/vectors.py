"""Golden vectors of the analysis: what is written, its folded words, its exact keys. Every engine must keep to them."""

from __future__ import annotations

VECTORS = [
    ("Dế Mèn phiêu lưu ký", "de men phieu luu ki", "dê1 men2 phiêu lưu ki1"),
    ("TIẾNG VIỆT lớp 4", "tieng viet lop 4", "tiêng1 viêt5 lơp1 4"),
    ("Đất rừng phương Nam", "dat rung phuong nam", "đât1 rưng2 phương nam"),
    ("hoà hòa thuý thúy khoẻ khỏe", "hoa hoa thuy thuy khoe khoe", "hoa2 hoa2 thuy1 thuy1 khoe3 khoe3"),
    ("lý lí kỹ kĩ quý quí mỹ ty vy hy", "li li ki ki qui qui mi ti vi hi", "li1 li1 ki4 ki4 qui1 qui1 mi4 ti vi hi"),
    ("thuy tuy huy uy y", "thuy tuy huy uy y", "thuy tuy huy uy y"),
    ("nghĩa, ngoằn-ngoèo; 'quạt'", "nghia ngoan ngoeo quat", "nghia4 ngoăn2 ngoeo2 quat5"),
    ("Trường THCS Nguyễn Bỉnh Khiêm", "truong thcs nguyen binh khiem", "trương2 thcs nguyên4 binh3 khiêm"),
    ("ăn ẳn ẵn ặn ằn ắn", "an an an an an an", "ăn ăn3 ăn4 ăn5 ăn2 ăn1"),
    ("ơ ờ ở ỡ ợ ớ ư ừ ử ữ ự ứ", "o o o o o o u u u u u u", "ơ ơ2 ơ3 ơ4 ơ5 ơ1 ư ư2 ư3 ư4 ư5 ư1"),
    ("Œuvre façade Straße æther", "oeuvre facade strasse aether", "œuvre façade straße æther"),
    ("mp3 html5 2020 CO2", "mp3 html5 2020 co2", "mp3 html5 2020 co2"),
    ("don't well-known", "don t well known", "don t well known"),
    ("a_b c__d", "a b c d", "a b c d"),
    ("Толстой 東京", "толстой 東京", "толстой 東京"),
]
