"""The fixed map of media types: what of a publication is unpacked, and as what each file is served.

What is not in it stays in the uploaded archive: programs, scripts and pages of other kinds are never unpacked, so they
can't be asked for.
"""

from pathlib import PurePosixPath

XHTML, HTML, SVG, NCX = "application/xhtml+xml", "text/html", "image/svg+xml", "application/x-dtbncx+xml"
OPF, PDF, CSS = "application/oebps-package+xml", "application/pdf", "text/css"

BY_ENDING = {
    "xhtml": XHTML,
    "html": XHTML,  # in an EPUB; a chapter that is no XML is served as text/html
    "htm": XHTML,
    "xml": "application/xml",
    "opf": OPF,
    "ncx": NCX,
    "smil": "application/smil+xml",
    "pls": "application/pls+xml",
    "css": CSS,
    "svg": SVG,
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "aac": "audio/aac",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "vtt": "text/vtt",
    "pdf": PDF,
}
_SYNONYMS = {
    "image/jpg": "image/jpeg",
    "application/vnd.ms-opentype": "font/otf",
    "application/font-sfnt": "font/ttf",
    "application/x-font-ttf": "font/ttf",
    "application/x-font-otf": "font/otf",
    "application/x-font-truetype": "font/ttf",
    "application/x-font-opentype": "font/otf",
    "application/font-woff": "font/woff",
    "application/font-woff2": "font/woff2",
    "audio/mp3": "audio/mpeg",
    "audio/x-m4a": "audio/mp4",
    "text/x-oeb1-document": XHTML,
    "text/html": XHTML,
}
FONTS = {"font/ttf", "font/otf", "font/woff", "font/woff2"}
PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"}
_KNOWN = set(BY_ENDING.values())
SERVED = frozenset({*_KNOWN, HTML})


def media_type_of(path: str, declared: str = "") -> str | None:
    """Media type of a file in a publication: what its manifest says if that is in the map, else by its ending.

    None means that the file is not unpacked.
    """
    said = declared.split(";", maxsplit=1)[0].strip().lower()
    said = _SYNONYMS.get(said, said)
    return said if said in _KNOWN else BY_ENDING.get(PurePosixPath(path).suffix.lower().lstrip("."))
