"""What authors of resource types import: these modules and nothing else of the platform (ADR 0040).

| module | what it has | may be imported |
|---|---|---|
| `declaration` | the declaration of a type: pure data | from anywhere, without Django |
| `engines` | pages of the content origin that come with a type | from anywhere, without Django |
| `pages` | the page that every type's page stands on, and the tabs of its form | from `models.py` on |
| `content` | a kind of content of one's own | from `models.py` on |
| `text` | EPUB and PDF files as content, and what a declaration names for them | from `models.py` on |
| `media` | recordings as content, and what a declaration names for them | from `models.py` on |
| `packages` | packages for engines, made by a type | from `models.py` on |
| `readers` | what a type's functions get as `reader` | from `models.py` on |
| `language` | Vietnamese text: normal form, folding, order, slug | from anywhere |
| `problems` | refusals that a person is meant to read | from anywhere |
| `testing` | what every type must keep to, as tests | from tests |

`declaration.CONTRACT` is the version of all of it. A name is public where `__all__` of its module lists it.
"""
