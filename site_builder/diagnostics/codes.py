"""The closed list of what can be wrong. The manual explains each code; a test compares the two."""

from enum import Enum, StrEnum
from typing import Self


class Severity(StrEnum):
    """An error stops the build, a warning does not (unless ``--strict`` says so)."""

    ERROR = "error"
    WARNING = "warning"


class Code(Enum):
    """A stable code, its severity and its title."""

    # the file as such
    UNREADABLE_FILE = "unreadable-file", Severity.ERROR, "The file can't be read"
    NOT_A_FILE = "not-a-file", Severity.ERROR, "A pipe, socket or device in the content tree"
    LINK_LEAVES_ROOT = "link-leaves-root", Severity.ERROR, "A symbolic link that leaves the digest"
    UNDECODABLE_NAME = "undecodable-name", Severity.ERROR, "A file name that is not UTF-8"
    STRAY_FILE = "stray-file", Severity.WARNING, "A file where the digest expects none"
    FILE_TOO_LARGE = "file-too-large", Severity.ERROR, "A text file of more than 2 MB"
    WRONG_ENCODING = "wrong-encoding", Severity.ERROR, "A file that is not UTF-8"
    CONTROL_CHARACTER = "control-character", Severity.ERROR, "A control character or noncharacter"
    BIDI_CONTROL = "bidi-control", Severity.ERROR, "A character that reorders the text around it"
    TAG_CHARACTER = "tag-character", Severity.ERROR, "Invisible tag characters"
    INVISIBLE_CHARACTER = "invisible-character", Severity.WARNING, "A character nobody sees"
    TOO_MANY_PROBLEMS = "too-many-problems", Severity.ERROR, "A file with over a hundred problems"
    CONFLICT_MARKER = "conflict-marker", Severity.ERROR, "A conflict that git left in the file"

    # front matter
    NO_FRONT_MATTER = "no-front-matter", Severity.ERROR, "A file without front matter"
    UNCLOSED_FRONT_MATTER = "unclosed-front-matter", Severity.ERROR, "Front matter without an end"
    EMPTY_FRONT_MATTER = "empty-front-matter", Severity.ERROR, "Front matter with nothing in it"
    NOT_A_MAPPING = "not-a-mapping", Severity.ERROR, "Front matter that is not a list of keys"
    YAML_SYNTAX = "yaml-syntax", Severity.ERROR, "Front matter that is not YAML"
    YAML_FEATURE = "yaml-feature", Severity.ERROR, "YAML that the format does not take"
    YAML_TOO_DEEP = "yaml-too-deep", Severity.ERROR, "Front matter nested too deeply"
    DUPLICATE_KEY = "duplicate-key", Severity.ERROR, "A key given twice"
    UNKNOWN_KEY = "unknown-key", Severity.ERROR, "A key that the format does not know"
    MISSING_KEY = "missing-key", Severity.ERROR, "A key that is needed"
    WRONG_TYPE = "wrong-type", Severity.ERROR, "A value of another shape than the key takes"
    EMPTY_TEXT = "empty-text", Severity.ERROR, "A needed text with nothing visible in it"
    UNKNOWN_VALUE = "unknown-value", Severity.ERROR, "A value that the key does not take"
    INVALID_DATE = "invalid-date", Severity.ERROR, "A date that is none"
    INVALID_NUMBER = "invalid-number", Severity.ERROR, "A number that is none, or out of range"
    INVALID_URL = "invalid-url", Severity.ERROR, "An address that is unsafe or malformed"
    INVALID_SLUG = "invalid-slug", Severity.ERROR, "A slug, key or id that is none"
    RESERVED_SLUG = "reserved-slug", Severity.ERROR, "A name that the digest keeps for itself"
    INVALID_LANGUAGE = "invalid-language", Severity.ERROR, "A language tag that is none"
    INVALID_ADDRESS = "invalid-address", Severity.ERROR, "An address of ours that is malformed"
    CONFLICTING_KEYS = "conflicting-keys", Severity.ERROR, "Keys that exclude each other"
    REPEATED_VALUE = "repeated-value", Severity.WARNING, "A value listed twice"
    TOO_MANY_TAGS = "too-many-tags", Severity.ERROR, "An article with more than 100 tags"
    TOO_MANY_ANNOTATIONS = (
        "too-many-annotations",
        Severity.ERROR,
        "An article with more than 1,000 annotations",
    )
    MIXED_SCRIPTS = "mixed-scripts", Severity.WARNING, "A word that mixes look-alike scripts"
    SAME_PERSON = "same-person", Severity.ERROR, "A reviewer who is the author"
    UNSUPPORTED_VERDICT = "unsupported-verdict", Severity.ERROR, "A verdict without any ground"
    LOCAL_CHECK_VERDICT = "local-check-verdict", Severity.ERROR, "A check without a verdict"

    # between files
    TWO_PAGES_ONE_ADDRESS = "two-pages-one-address", Severity.ERROR, "Two pages with one address"
    TWO_NAMES_ONE_SLUG = "two-names-one-slug", Severity.ERROR, "Two names with one slug"
    DUPLICATE_ID = "duplicate-id", Severity.ERROR, "An id given to two things"
    DUPLICATE_NAME = "duplicate-name", Severity.ERROR, "A name or host given to two things"
    UNKNOWN_CLAIM = "unknown-claim", Severity.ERROR, "A claim that has no file"
    UNKNOWN_VERDICT = "unknown-verdict", Severity.ERROR, "A verdict that the scale does not have"
    UNKNOWN_KIND = "unknown-kind", Severity.ERROR, "A kind of annotation that the digest lacks"
    UNKNOWN_ARTICLE = "unknown-article", Severity.ERROR, "An id that no article has"
    UNKNOWN_SOURCE = "unknown-source", Severity.ERROR, "A source that the digest does not know"
    NEAR_MISS_SOURCE = "near-miss-source", Severity.WARNING, "A publisher's name nearly matched"
    SAME_SOURCE_URL = "same-source-url", Severity.WARNING, "Two entries about one article"
    DRAFT_CLAIM = "draft-claim", Severity.WARNING, "A draft of a claim, cited by what is none"
    UNCITED_CLAIM = "uncited-claim", Severity.WARNING, "A claim that no article cites"
    MISSING_TRUST_PAGE = "missing-trust-page", Severity.WARNING, "A page that readers' trust needs"
    TOO_MANY_REDIRECTS = "too-many-redirects", Severity.WARNING, "More aliases than hosts take"

    # bodies
    UNSAFE_LINK = "unsafe-link", Severity.WARNING, "A link whose scheme readers get as text"
    DEAD_LINK = "dead-link", Severity.WARNING, "A link of ours that leads nowhere"
    MISSING_PICTURE = "missing-picture", Severity.WARNING, "A picture that assets/ does not have"
    REMOTE_PICTURE = "remote-picture", Severity.WARNING, "A picture that lies on another site"
    UNREADABLE_PICTURE = "unreadable-picture", Severity.WARNING, "A picture of unknown size"
    MISSING_ALT = "missing-alt", Severity.WARNING, "A picture without a description"
    UNDEFINED_FOOTNOTE = "undefined-footnote", Severity.WARNING, "A footnote without its text"
    UNUSED_FOOTNOTE = "unused-footnote", Severity.WARNING, "A footnote's text that no reader gets"
    TOO_MUCH_MARKUP = "too-much-markup", Severity.ERROR, "A text with too much markup to be read"
    NESTED_TOO_DEEPLY = "nested-too-deeply", Severity.WARNING, "A text nested too deeply"

    # annotations and their words
    QUOTE_NOT_FOUND = "quote-not-found", Severity.ERROR, "A quote that the text does not have"
    QUOTE_CHANGED = "quote-changed", Severity.ERROR, "A quote that says another thing by now"
    QUOTE_AMBIGUOUS = "quote-ambiguous", Severity.ERROR, "A quote that stands at several places"
    OCCURRENCE_OUT_OF_RANGE = (
        "occurrence-out-of-range",
        Severity.ERROR,
        "A quote that stands in the text less often",
    )
    CONTEXT_NOT_FOUND = "context-not-found", Severity.ERROR, "A prefix or suffix that is not there"
    UNKNOWN_MARK = "unknown-mark", Severity.ERROR, "A mark in the text that no annotation names"
    REPEATED_MARK = "repeated-mark", Severity.ERROR, "A mark that stands in the text twice"
    MARK_AND_QUOTE = "mark-and-quote", Severity.ERROR, "An annotation with a quote and a mark"
    NO_PLACE = "no-place", Severity.ERROR, "An annotation without any words"
    UNREAD_MARK = "unread-mark", Severity.ERROR, "A mark that readers get as it is written"

    # settings and templates
    INVALID_PERMALINK = "invalid-permalink", Severity.ERROR, "A permalink pattern that can't work"
    MISSING_SETTINGS = "missing-settings", Severity.ERROR, "A digest without site.yaml"
    TEMPLATE_ERROR = "template-error", Severity.ERROR, "A template that does not work"

    severity: Severity
    title: str

    def __new__(cls, code: str, severity: Severity, title: str) -> Self:
        """Make a code whose value is its own text."""
        made = object.__new__(cls)
        made._value_ = code
        made.severity = severity
        made.title = title
        return made

    @property
    def id(self) -> str:
        """The code as it is printed."""
        return str(self.value)
