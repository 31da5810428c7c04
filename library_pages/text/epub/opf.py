"""Container and package document (EPUB 3.3, OCF 4.2.6.3 and Packages)."""

from dataclasses import dataclass, field

from lxml import etree

from library_pages.catalogue.refusals import RefusedError
from library_pages.text import media_types, safe_xml
from library_pages.text.epub.archive import CONTAINER_PATH, only_package
from library_pages.text.epub.paths import locate, relative, resolve
from library_pages.text.epub.xml import children, first, local
from library_pages.text.safe_zip import SafeZip

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
    """A package document.

    Attributes:
        path: its archive name.
        missing: archive names that it lists and the archive lacks.
        misspelled: files that it lists under names which only look like those in the archive; its tree has been
            corrected.
    """

    path: str
    root: etree._Element
    version: str
    items: dict[str, Item]
    spine: list[SpineItem]
    toc_id: str = ""
    direction: str = ""
    missing: list[str] = field(default_factory=list)
    misspelled: list[str] = field(default_factory=list)
    _by_path: dict[str, Item] = field(default_factory=dict)

    @property
    def metadata(self) -> etree._Element | None:
        return first(self.root, "metadata")

    def with_property(self, name: str) -> Item | None:
        """The manifest item that carries this property (`nav`, `cover-image`)."""
        return next((item for item in self.items.values() if name in item.properties), None)

    def at(self, path: str) -> Item | None:
        """The manifest item at an archive name."""
        return self._by_path.get(path)

    def add(self, item: Item) -> None:
        """Take an item into the manifest; the first of a name and of an address counts."""
        self.items.setdefault(item.ident, item)
        self._by_path.setdefault(item.path, item)


def read_package(archive: SafeZip) -> Package:
    """The default rendition's package document.

    Raises:
        RefusedError: `epub-no-package` or `epub-no-spine` when there is nothing that could be read.
    """
    path, exact = _package_path(archive)
    root = safe_xml.parse(archive.read(path, _MAX_OPF))
    if local(root) != "package":
        raise RefusedError("epub-no-package", path)
    package = Package(path=path, root=root, version=root.get("version", ""), items={}, spine=[])
    if not exact:
        package.misspelled.append(path)
    for element in children(first(root, "manifest"), "item"):
        _add_item(package, archive, element)
    spine = first(root, "spine")
    if spine is not None:
        package.toc_id = spine.get("toc", "")
        package.direction = spine.get("page-progression-direction", "")
    seen: set[str] = set()
    for element in children(spine, "itemref"):
        item = _readable(package, package.items.get(element.get("idref", "")))
        if item is not None and item.path not in seen:  # a file listed a thousand times is still one chapter
            seen.add(item.path)
            linear = element.get("linear", "yes").strip().lower() != "no"
            package.spine.append(SpineItem(item, linear, _words(element.get("properties"))))
    if not package.spine:
        raise RefusedError("epub-no-spine", path)
    return package


def _package_path(archive: SafeZip) -> tuple[str, bool]:
    """Archive name of the package document, and whether the container gives it as it is written."""
    for files in children(_container(archive), "rootfiles"):
        for file in children(files, "rootfile"):
            said = file.get("full-path", "")
            found = locate(archive, "", said)
            if found and (file.get("media-type") == media_types.OPF or found[0].casefold().endswith(".opf")):
                return found[0], resolve("", said) == found
    only = only_package(archive)
    if only is None:
        raise RefusedError("epub-no-package", "rootfile")
    return only, False


def _container(archive: SafeZip) -> etree._Element | None:
    path = archive.find(CONTAINER_PATH)
    try:
        return safe_xml.parse(archive.read(path, _MAX_OPF)) if path else None
    except RefusedError as refusal:
        if refusal.code == "xml-malformed":
            return None  # the book can be read without
        raise


def _add_item(package: Package, archive: SafeZip, element: etree._Element) -> None:
    href = element.get("href", "")
    said = resolve(package.path, href)
    if said is None:
        return  # on the net, or outside: it is not loaded, so a reader shows the gap
    found = locate(archive, package.path, href)
    if found is None:
        package.missing.append(said[0])
        return
    path = found[0]
    if path != said[0]:
        package.misspelled.append(path)
    if path != said[0] or "\\" in href:
        element.set("href", relative(package.path, path))
    package.add(
        Item(
            element.get("id", "") or path,
            path,
            element.get("media-type", "").strip().lower(),
            _words(element.get("properties")),
            element.get("fallback", ""),
            element.get("media-overlay", ""),
        )
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
