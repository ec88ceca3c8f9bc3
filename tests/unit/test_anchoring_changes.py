"""What has changed between a quote and a passage is named, and seldom called harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.anchoring.changes import Difference, compare

NUMBER, DATE, NEGATION, NAME, WORDS = Difference
NOTHING: tuple[Difference, ...] = ()

CASES: tuple[tuple[str, str, str, tuple[Difference, ...]], ...] = (
    # harmless: case, punctuation, spacing, hyphens, apostrophes, and one slip of the pen
    ("en", "the two counties' ministries", "the two countries' ministries", NOTHING),
    ("en", "the goverment said", "the government said", NOTHING),
    ("en", "an agreemnet was signed", "an agreement was signed", NOTHING),
    ("en", "the president said", "The President said", NOTHING),
    ("en", "IRNA – trade grew", "IRNA - trade grew", NOTHING),
    ("en", "trade grew, they said", "trade grew; they said.", NOTHING),
    ("en", "long-term co-operation", "long term cooperation", NOTHING),
    ("en", "a 20-year-old bridge", "a 20 year old bridge", NOTHING),
    ("en", "10 per cent of it", "10 percent of it", NOTHING),
    ("en", "it's ministers", "its ministers", NOTHING),
    ("en", "the U.S. said", "the US said", NOTHING),
    ("en", "“curly”  words", '"curly" words', NOTHING),
    ("fa", "کشور ها گفتند", "کشورها گفتند", NOTHING),
    ("fa", "۲۰٪ افزایش يافت", "٢٠٪ افزایش یافت", NOTHING),
    ("fa", "صادرات، واردات", "صادرات و واردات", (WORDS,)),
    # numbers
    ("en", "over 20% increase", "over 25% increase", (NUMBER,)),
    ("en", "two million people", "two billion people", (NUMBER,)),
    ("en", "sixteen villages", "sixty villages", (NUMBER,)),
    ("en", "-5 degrees", "5 degrees", (NUMBER,)),
    ("en", "paid $5 each", "paid €5 each", (NUMBER,)),
    ("en", "5 - 7 ships", "5, 7 ships", (NUMBER,)),
    ("en", "1,000 tonnes", "1.000 tonnes", (NUMBER,)),
    ("en", "the first visit", "the third visit", (NUMBER,)),
    ("en", "half the pupils", "the pupils", (NUMBER,)),
    ("fa", "سه میلیون نفر", "سه میلیارد نفر", (NUMBER,)),
    ("fa", "۱۵ کشتی", "۱۶ کشتی", (NUMBER,)),
    ("fa", "رشد ۸٪", "رشد ۸", (NUMBER,)),
    ("fr", "deux millions", "deux milliards", (NUMBER,)),
    # dates
    ("en", "in October 2020", "in September 2020", (DATE,)),
    ("en", "on 8 October", "on 9 October", (DATE,)),
    ("en", "on 2020-10-08", "on 2020-10-09", (DATE,)),
    ("en", "on Monday they met", "on Tuesday they met", (DATE,)),
    ("en", "in May he went", "in may he went", (DATE,)),
    ("en", "the 3rd of Mehr", "the 3rd of Aban", (DATE,)),
    ("en", "by Oct. 2020", "by October 2020", (WORDS,)),
    ("fa", "در مهر ۱۳۹۹", "در آبان ۱۳۹۹", (DATE,)),
    ("fa", "در اکتبر گفت", "در نوامبر گفت", (DATE,)),
    ("ar", "في أكتوبر", "في نوفمبر", (DATE,)),
    ("fr", "en octobre dernier", "en novembre dernier", (DATE,)),
    ("ru", "в октябре", "в ноябре", (WORDS,)),
    ("ru", "5 октября", "5 ноября", (DATE,)),
    ("de", "im Oktober", "im November", (DATE,)),
    # negations
    ("en", "the agreement was signed", "the agreement was not signed", (NEGATION,)),
    ("en", "they haven't met", "they have met", (NEGATION,)),
    ("en", "nobody was hurt there", "somebody was hurt there", (NEGATION, WORDS)),
    ("en", "the non-payment of fees", "the payment of fees", (NEGATION,)),
    ("en", "the vote was legal", "the vote was illegal", (NEGATION,)),
    ("en", "an unimportant matter", "an important matter", (NEGATION,)),
    ("en", "they met without him", "they met with him", (NEGATION,)),
    ("fa", "توافق امضا شد", "توافق امضا نشد", (NEGATION,)),
    ("fa", "اجرا می‌شود", "اجرا نمی‌شود", (NEGATION,)),
    ("fa", "برمی‌گردد", "برنمی‌گردد", (NEGATION,)),
    ("fa", "این کار قانونی است", "این کار غیرقانونی است", (NEGATION,)),
    ("fa", "افراد گناهکار", "افراد بی گناهکار", (NEGATION,)),
    ("fa", "توانا بود", "ناتوانا بود", (NEGATION,)),
    ("ar", "وافق الوزير", "لم وافق الوزير", (NEGATION,)),
    ("fr", "il est venu", "il n'est pas venu", (NEGATION,)),
    ("de", "er hat unterschrieben", "er hat nicht unterschrieben", (NEGATION,)),
    ("es", "firmaron el acuerdo", "no firmaron el acuerdo", (NEGATION,)),
    ("ru", "это правда", "это неправда", (NEGATION,)),
    # names
    ("en", "said that Zarif came", "said that Lavrov came", (NAME,)),
    ("en", "said that Zarif's aide came", "said that Lavrov's aide came", (NAME,)),
    ("en", "today Russia thanked Iran", "today Iran thanked Russia", (NAME,)),
    ("en", "told us so", "told US so", (NAME,)),
    ("en", "told us so", "told U.S. so", (WORDS,)),
    ("en", "the IRNA agency", "the TASS agency", (NAME,)),
    ("ru", "сказал Лавров", "сказал Зариф", (NAME,)),
    # other words
    ("en", "an increase in exports", "a decrease in exports", (WORDS,)),
    ("en", "imports rose", "exports rose", (WORDS,)),
    ("en", "trade with Iran grew", "trade grew", (NAME, WORDS)),
    ("en", "rose steadily since then", "rose since then", (WORDS,)),
    ("en", "is it true?", "is it true", (WORDS,)),
    ("en", 'he called it "free"', "he called it free", (WORDS,)),
    ("en", "a part of it", "apart of it", (WORDS,)),
    ("en", "they re-sign", "they resign", (WORDS,)),
    ("en", "the minister's wives", "the ministers' wives", NOTHING),
    ("en", "we're here", "were here", (WORDS,)),
    # one letter, another word
    ("en", "it was adopted", "it was adapted", (WORDS,)),
    ("en", "protesters were there", "protectors were there", (WORDS,)),
    ("en", "a causal link", "a casual link", (WORDS,)),
    ("en", "high mortality", "high morality", (WORDS,)),
    ("en", "talks started", "talks stated", (WORDS,)),
    ("en", "the providers", "the provides", (WORDS,)),
    ("en", "the refugee camp", "the refuge camp", (WORDS,)),
    ("en", "the goverment and the agreemnt", "the government and the agreement", (WORDS,)),
    ("en", "then Zangeneh came", "then Zanganeh came", (NAME,)),
    ("en", "the minister", "the ministers", (WORDS,)),
    ("en", "the trade", "the trad", (WORDS,)),
    ("fr", "le gouvernment", "le gouvernement", (WORDS,)),
    ("fa", "وزارت خارجه روسیه", "وزارت خارجه روسيهه", (WORDS,)),
)


@pytest.mark.parametrize(("tag", "quote", "passage", "differences"), CASES)
def test_what_differs(
    tag: str, quote: str, passage: str, differences: tuple[Difference, ...]
) -> None:
    """Each pair differs in what the table says, and is harmless where that is nothing."""
    change = compare(quote, passage, tag)
    assert set(differences) <= set(change.differences)
    assert change.is_harmless == (not differences)


@pytest.mark.parametrize(("tag", "quote", "passage", "differences"), CASES)
def test_neither_side_is_preferred(
    tag: str, quote: str, passage: str, differences: tuple[Difference, ...]
) -> None:
    """What is harmful to change is harmful to change back."""
    assert compare(passage, quote, tag).is_harmless == (not differences)


@pytest.mark.parametrize(
    ("quote", "passage", "diff"),
    [
        ("over 20% increase", "over 25% increase", "over [-20%-]{+25%+} increase"),
        ("was signed", "was not signed", "was {+not+} signed"),
        ("was not signed", "was signed", "was [-not-] signed"),
        ("grew, they said", "grew they said", "grew[-,-] they said"),
        ("a b c d e f g 1", "a b c d e f g 2", "… d e f g [-1-]{+2+}"),
        ("1 a b c d e f g", "2 a b c d e f g", "[-1-]{+2+} a b c d …"),
        (
            "1 a b c d e f g h i j k 2",
            "2 a b c d e f g h i j k 1",
            "[-1-]{+2+} a b c d … h i j k [-2-]{+1+}",
        ),
        ("x a b c d e f g h i j k l", "x", "x [-a b c d e … h i j k l-]"),
        ("the same", "the same", "the same"),
        ("“the same”", '"the same"', '"the same"'),
        ("می‌شود", "نمی‌شود", "[-می‌شود-]{+نمی‌شود+}"),
        ("增长八成", "增长九成", "增长[-八-]{+九+}成"),
    ],
)
def test_the_diff(quote: str, passage: str, diff: str) -> None:
    """A diff shows what is gone and what has come, and of long unchanged runs the ends."""
    assert compare(quote, passage, "en").diff == diff


def test_a_sentence_begins_with_a_capital() -> None:
    """The first word is no name where a sentence begins, and one where none does."""
    assert compare("Zarif met them", "Lavrov met them", "en").differences == (WORDS,)
    assert compare("Zarif met them", "Lavrov met them", "en", opens=False).differences == (NAME,)


def test_a_very_long_quote_is_not_compared() -> None:
    """Comparing costs the square of the length; what is too long is simply another wording."""
    change = compare("word " * 3000, "word " * 3001, "en")
    assert change.differences == (WORDS,)
    assert change.diff == ""


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["en", "fa", "de", "zh", "tlh"]))
def test_no_text_makes_it_fail(quote: str, passage: str, tag: str) -> None:
    """Any two texts can be compared; what folds to the same is harmless."""
    compare(quote, passage, tag)
    assert compare(quote, quote, tag).is_harmless


@given(
    st.lists(
        st.sampled_from(["the", "a", "not", "8%", "9%", "Iran", "rose", "million"]), max_size=8
    )
)
def test_a_word_more_is_never_harmless(words: list[str]) -> None:
    """A word that is added or gone changes a claim, whichever it is."""
    text = " ".join(["so", *words])
    assert not compare(text, f"{text} again", "en").is_harmless
    assert not compare(f"then {text}", text, "en").is_harmless
