"""Frozen records of the domain: what an editor's files mean, complete when they are made.

Nothing here reads, decodes or looks anything up. Texts are plain text unless their type is
``MarkdownText``. Keys, slugs and ids are NFC and already slugs.
"""

from site_builder.model.article import (
    Alias,
    Article,
    Reproduction,
    SourceReference,
    Tag,
)
from site_builder.model.checks import (
    Annotation,
    AnnotationStatus,
    Claim,
    Claimant,
    Correction,
    CorrectionSeverity,
    Evidence,
    EvidenceKind,
    FollowUp,
    Review,
)
from site_builder.model.place import Asset, Direction, Located, MarkdownText, Moment
from site_builder.model.records import Page, Records, Source, Topic
from site_builder.model.settings import Kind, NavigationItem, Person, Settings, Verdict
from site_builder.model.tones import Tone, tone_of

__all__ = [
    "Alias",
    "Annotation",
    "AnnotationStatus",
    "Article",
    "Asset",
    "Claim",
    "Claimant",
    "Correction",
    "CorrectionSeverity",
    "Direction",
    "Evidence",
    "EvidenceKind",
    "FollowUp",
    "Kind",
    "Located",
    "MarkdownText",
    "Moment",
    "NavigationItem",
    "Page",
    "Person",
    "Records",
    "Reproduction",
    "Review",
    "Settings",
    "Source",
    "SourceReference",
    "Tag",
    "Tone",
    "Topic",
    "Verdict",
    "tone_of",
]
