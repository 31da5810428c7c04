"""Container and package document (EPUB 3.3, OCF 4.2.6.3 and Packages)."""

from dataclasses import dataclass, field

from lxml import etree

from library_pages.catalogue.refusals import RefusedError
from library_pages.text import media_types, safe_xml
from library_pages.text.epub.paths import resolve
from library_pages.text.epub.xml import children, first, local
from library_pages.text.safe_zip import SafeZip

CONTAINER_PATH = "META-INF/container.xml"
_MAX_OPF = 4 << 20


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the manifest that lies in the archive; `path` is its archive name."""

    ident: str
    path: str
    media_type: str
    properties: frozenset[str]
    fallback: str = ""
    overlay: str = ""


@dataclass(frozen=True, slots=True)
class SpineItem:
    """A document of the reading order."""

    item: Item
    linear: bool
    properties: frozenset[str]


@dataclass(slots=True)
class Package:
    """A package document; `missing` are archive names that it lists and the archive lacks."""

    path: str
    root: etree._Element
    version: str
    items: dict[str, Item]
    spine: list[SpineItem]
    toc_id: str = ""
    direction: str = ""
    missing: list[str] = field(default_factory=list)

    @property
    def metadata(self) -> etree._Element | None:
        """The metadata element."""
        return first(self.root, "metadata")

    def with_property(self, name: str) -> Item | None:
        """The manifest item that carries this property (`nav`, `cover-image`)."""
        return next((item for item in self.items.values() if name in item.properties), None)

    def at(self, path: str) -> Item | None:
        """The manifest item at an archive name."""
        return next((item for item in self.items.values() if item.path == path), None)


def read_package(archive: SafeZip) -> Package:
    """The default rendition's package document.

    Raises:
        RefusedError: `epub-no-package` or `epub-no-spine` when there is nothing that could be read.
    """
    path = _package_path(archive)
    root = safe_xml.parse(archive.read(path, _MAX_OPF))
    if local(root) != "package":
        raise RefusedError("epub-no-package", path)
    package = Package(path=path, root=root, version=root.get("version", ""), items={}, spine=[])
    for element in children(first(root, "manifest"), "item"):
        _add_item(package, archive, element)
    spine = first(root, "spine")
    if spine is not None:
        package.toc_id = spine.get("toc", "")
        package.direction = spine.get("page-progression-direction", "")
    seen: set[str] = set()
    for element in children(spine, "itemref"):
        item = _readable(package, package.items.get(element.get("idref", "")))
        if item is not None and item.ident not in seen:
            seen.add(item.ident)
            linear = element.get("linear", "yes").strip().lower() != "no"
            package.spine.append(SpineItem(item, linear, _words(element.get("properties"))))
    if not package.spine:
        raise RefusedError("epub-no-spine", path)
    return package


def _package_path(archive: SafeZip) -> str:
    if CONTAINER_PATH not in archive:
        raise RefusedError("epub-no-package", CONTAINER_PATH)
    root = safe_xml.parse(archive.read(CONTAINER_PATH, _MAX_OPF))
    for files in children(root, "rootfiles"):
        for file in children(files, "rootfile"):
            found = resolve("", file.get("full-path", ""))
            if file.get("media-type") == media_types.OPF and found and found[0] in archive:
                return found[0]
    raise RefusedError("epub-no-package", "rootfile")


def _add_item(package: Package, archive: SafeZip, element: etree._Element) -> None:
    found = resolve(package.path, element.get("href", ""))
    if found is None:
        return  # on the net, or outside: it is not loaded, so a reader shows the gap
    path = found[0]
    if path not in archive:
        package.missing.append(path)
        return
    ident = element.get("id", "") or path
    package.items.setdefault(
        ident,
        Item(
            ident,
            path,
            element.get("media-type", "").strip().lower(),
            _words(element.get("properties")),
            element.get("fallback", ""),
            element.get("media-overlay", ""),
        ),
    )


def _readable(package: Package, item: Item | None) -> Item | None:
    """The item, or the first of its fallbacks, that a reader can show."""
    for _ in range(5):
        if item is None:
            return None
        if media_types.media_type_of(item.path, item.media_type) in {
            media_types.XHTML,
            media_types.SVG,
            *media_types.PICTURES,
        }:
            return item
        item = package.items.get(item.fallback)
    return None


def _words(value: str | None) -> frozenset[str]:
    return frozenset((value or "").split())
