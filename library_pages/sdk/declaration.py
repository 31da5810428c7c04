"""The declaration of a type: pure data, importable without Django."""

from cms.plugins.contract import (
    CONTRACT,
    Activity,
    CounterDataType,
    CoverForm,
    FileRule,
    Passage,
    Player,
    Publication,
    ResourceType,
    SearchSpec,
    Standards,
    TypeFacet,
    TypeStyle,
)

__all__ = [
    "CONTRACT",
    "Activity",
    "CounterDataType",
    "CoverForm",
    "FileRule",
    "Passage",
    "Player",
    "Publication",
    "ResourceType",
    "SearchSpec",
    "Standards",
    "TypeFacet",
    "TypeStyle",
]
