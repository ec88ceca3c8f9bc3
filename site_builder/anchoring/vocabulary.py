"""Words that carry a claim: what negates, what counts, and what is a letter from another word.

The lists are for judging what has changed in a text. A word that they lack makes a message less
exact; it never makes a change harmless.
"""

from collections.abc import Mapping
from functools import lru_cache

from site_builder.anchoring.folding import fold
from site_builder.language import Language

_NEGATIONS: Mapping[str, str] = {
    "en": """
        no not non anti never none nobody nothing nowhere neither nor cannot without hardly barely
        scarcely rarely seldom unless except deny denies denied denying refuse refuses refused fail
        fails failed lack lacks lacked lacking
    """,
    "fa": """
        نه نیست نیستند نیستم نیستیم نبود نبودند نبوده نشد نشدند نشده ندارد ندارند نداشت نداشتند
        نداشته نخواهد نخواهند نکرد نکردند نکرده نباید نتوانست نتوانسته نمی هیچ هرگز بدون بی غیر مگر
        خیر هیچگاه هیچکس هیچیک جز
    """,
    "ar": "لا لم لن ليس ليست ليسوا غير بدون دون بلا كلا عدم أبدا إلا ما سوى",
    "fr": """
        ne n non pas jamais aucun aucune rien personne ni sans nul nulle guère nullement sauf
    """,
    "de": """
        nicht nichts nie niemals niemand nirgends kein keine keinen keinem keiner keines ohne kaum
        nein weder außer
    """,
    "es": "no nunca jamás ningún ninguno ninguna nada nadie ni sin tampoco apenas salvo excepto",
    "ru": """
        не ни нет никогда никто никого никому ничто ничего нигде никакой никакая никакие никаких
        без нельзя невозможно едва кроме
    """,
}

_NUMBERS: Mapping[str, str] = {
    "en": """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
        ninety hundred hundreds thousand thousands million millions billion billions trillion
        trillions dozen dozens score scores m mn bn tn k first second third fourth fifth sixth
        seventh eighth ninth tenth half halves quarter quarters thirds fifths tenths once twice
        thrice single double doubled doubles triple tripled triples halved fold both
    """,
    "fa": """
        صفر یک دو سه چهار پنج شش شیش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده
        هجده نوزده بیست سی چهل پنجاه شصت هفتاد هشتاد نود صد یکصد دویست سیصد چهارصد پانصد ششصد هفتصد
        هشتصد نهصد هزار هزاران میلیون میلیونها میلیارد میلیاردها بیلیون تریلیون نیم نصف ربع ثلث اول
        دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم نخست نخستین
    """,
    "ar": """
        صفر واحد اثنان اثنين ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة عشرون عشرين ثلاثون ثلاثين
        مئة مائة ألف آلاف مليون ملايين مليار مليارات تريليون نصف ربع ثلث
    """,
    "fr": """
        zéro un une deux trois quatre cinq six sept huit neuf dix onze douze vingt trente quarante
        cinquante soixante cent cents mille million millions milliard milliards moitié tiers quart
    """,
    "de": """
        null ein eine eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig
        vierzig fünfzig hundert tausend million millionen milliarde milliarden billion billionen
        halb hälfte drittel viertel
    """,
    "es": """
        cero uno una dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta
        cuarenta cincuenta cien ciento cientos mil millón millones billón billones mitad medio
        tercio cuarto
    """,
    "ru": """
        ноль один одна два две три четыре пять шесть семь восемь девять десять двадцать тридцать
        сорок пятьдесят сто тысяча тысячи тысяч миллион миллиона миллионов миллиард миллиарда
        миллиардов триллион половина треть четверть
    """,
}

NEGATING_PREFIXES = (
    *("un", "in", "im", "il", "ir", "dis", "non", "des", "mis", "anti"),
    *("نا", "بی", "ن", "غیر"),
    *("не", "без", "\u0431\u0435\u0441"),
)
"""What turns a word into its opposite when it stands before it."""

RISKY_PARTS = frozenset({*NEGATING_PREFIXES, "a", "re", "no", "not", "pre", "counter"})
"""Written apart or together, these make words of another meaning: a part, apart."""

ACRONYMS = frozenset({"aids", "it", "nice", "pin", "sars", "us", "who"})
"""Words that name something else when they are written in capitals."""

# Pairs of which each is a word of the news, an inserted, missing or transposed letter apart.
_LOOK_ALIKES = """
    action/auction actions/auctions addiction/addition addictions/additions addictive/additive
    adverse/averse aground/around alteration/altercation alterations/altercations amiable/amicable
    appraise/apprise appraised/apprised armrest/arrest asserts/assets barely/barley bedside/beside
    bought/brought cancel/chancel cannons/canons casual/causal casually/causally climactic/climatic
    coastal/costal compete/complete competed/completed competes/completes competing/completing
    compiled/complied complaint/compliant consuls/consults contact/contract contacted/contracted
    contacting/contracting contacts/contracts continent/contingent continents/contingents
    convert/covert convertly/covertly creation/cremation decease/decrease deceased/decreased
    decent/descent decide/deicide defect/deflect defected/deflected defection/deflection
    deletion/depletion deprecated/depreciated deprivation/derivation deprive/derive deprived/derived
    depriving/deriving desert/dessert discreet/discrete discreetly/discretely emigrate/emirate
    eternal/external eternally/externally ethically/ethnically ethics/ethnics except/excerpt
    excepted/excerpted faction/fraction factional/fractional factions/fractions faculty/faulty
    fiction/friction fiends/friends flounders/founders freight/fright gentile/gentle
    heritage/hermitage immoral/immortal immorality/immortality imperial/imperil indicated/indicted
    infected/inflected infection/inflection infections/inflections insect/inspect insects/inspects
    insolation/isolation insulated/insulted insulating/insulting interment/internment
    interstate/intestate lighting/lightning marital/martial mediation/medication
    mediation/meditation medication/meditation miser/misery miserly/misery morality/mortality
    morally/mortally morals/mortals ordinance/ordnance outage/outrage overhead/overheard
    pacemaker/peacemaker pacemakers/peacemakers patent/patient patents/patients payable/playable
    peasant/pleasant perfect/prefect perform/preform performed/preformed personas/persons
    planets/plants politicos/politics poplar/popular portent/potent preclude/prelude
    predicated/predicted predication/prediction premieres/premiers present/preset
    prospects/prospectus rabbis/rabbits radial/radical rations/ratios reaction/redaction
    reactor/rector reactor/refactor reagent/regent reality/realty regimens/regiments
    reigning/resigning reigns/resigns relays/replays relieve/relive relieving/reliving
    remainder/reminder repeals/repels resale/rescale reside/residue restarted/restated
    restrain/retrain restrained/retained restrained/retrained restraining/retraining retain/retrain
    retained/retrained retaining/retraining revere/reverse rigorous/rigours runaway/runway
    salivation/salvation salvage/savage sandal/scandal sandals/scandals simulate/stimulate
    simulated/stimulated simulating/stimulating simulation/stimulation sleight/slight
    standing/stranding stands/strands starting/startling statue/stature statue/statute
    statues/status strange/strangle stranger/strangler sturgeon/surgeon subsides/subsidies
    thereat/threat thirsty/thirty thorough/through though/through threats/treats through/trough
    thrusts/trusts trails/trials transit/transmit treasures/treasuries treaties/treatises
    unearned/unlearned unelected/unselected unfounded/unfunded uniformed/uninformed vanish/varnish
    violent/violet weighing/weighting weighs/weights widows/windows
"""
LOOK_ALIKES = frozenset(frozenset(pair.split("/")) for pair in _LOOK_ALIKES.split())


@lru_cache(maxsize=64)
def negations(tag: str) -> frozenset[str]:
    """Return the words that negate in a language, folded; those of English for unknown ones."""
    return _folded(_NEGATIONS, tag)


@lru_cache(maxsize=64)
def number_words(tag: str) -> frozenset[str]:
    """Return the words that count in a language, folded; those of English for unknown ones."""
    return _folded(_NUMBERS, tag)


@lru_cache(maxsize=64)
def calendar_words(tag: str) -> Mapping[str, str]:
    """Return the names of months and weekdays, folded, with what they mean.

    Names that are capitalised may stand in capitals altogether; others in any case.
    """
    words: dict[str, str] = {}
    for name, meaning in Language.of(tag).calendar_names().items():
        folded = fold(name).text
        for form in (folded, folded.upper(), folded.title() if folded.islower() else folded):
            words.setdefault(form, meaning)
    return words


def _folded(lists: Mapping[str, str], tag: str) -> frozenset[str]:
    words = lists.get(tag.partition("-")[0], lists["en"])
    return frozenset(fold(words).text.casefold().split())
