"""Dates, years and exact lengths of time, with their exact words; what is rough or repeated is none."""
import pytest

from exhibit.story.anonymise import times
from exhibit.story.anonymise.merge import Heard, merged
from exhibit.story.anonymise.numerals import read_line
from exhibit.story.anonymise.passage import Passage

DATES = (
    ("en", "It was the 9th of August 2020 then", "the 9th of August 2020"), ("en", "in May 2019", "May 2019"), ("en", "On 3 March we left", "3 March"), ("en", "in 2011 a teacher", "2011"),
    ("en", "in two thousand and nineteen", "two thousand and nineteen"), ("en", "on 14/02/1986 exactly", "14/02/1986"), ("fr", "en janvier 2014", "janvier 2014"), ("fr", "le 1er mai", "le 1er mai"),
    ("nl", "Op 23 april 2018 ben ik", "23 april 2018"), ("nl", "op 6-11-2020", "6-11-2020"), ("es", "en octubre de 2012", "octubre de 2012"), ("es", "tres de marzo", "tres de marzo"), ("pt", "em fevereiro de 2000", "fevereiro de 2000"),
    ("ru", "с пятого мая у них", "пятого мая"), ("ru", "в ноябре 2015 года", "ноябре 2015 года"), ("uk", "У травні 2021-го", "травні 2021-го"), ("uk", "14 лютого 2019 року", "14 лютого 2019 року"),
    ("ky", "2018-жылдын 5-мартында", "2018-жылдын 5-мартында"), ("ky", "17-июлда дарыкана", "17-июлда"), ("ar", "يوم ٩ نوفمبر ٢٠١٧", "٩ نوفمبر ٢٠١٧"), ("ar", "يوم ٢٢ رجب ١٤٤١", "٢٢ رجب ١٤٤١"), ("ar", "في شباط 2014", "شباط 2014"),
    ("ur", "۱۲ جنوری ۲۰۱۶ کو", "۱۲ جنوری ۲۰۱۶"), ("ne", "२०७४ साल फागुन १२ गते", "२०७४ साल फागुन १२ गते"), ("ne", "२०७५ असार ३ गते", "२०७५ असार ३ गते"), ("lo", "ວັນທີ ໑໒ ມີນາ ໒໐໑໗", "ວັນທີ ໑໒ ມີນາ ໒໐໑໗"), ("lo", "ປີ 2562", "2562"),
)
SPANS = (
    ("en", "I stayed four years and two months.", "four years and two months"), ("en", "after eleven months", "eleven months"), ("en", "Three and a half years", "Three and a half years"), ("fr", "deux ans et quatre mois", "deux ans et quatre mois"),
    ("fr", "trois ans et demi", "trois ans et demi"), ("nl", "vijfhonderdtwaalf dagen", "vijfhonderdtwaalf dagen"), ("es", "dos años y medio", "dos años y medio"), ("pt", "um ano e três meses", "um ano e três meses"),
    ("ru", "пять с половиной месяцев", "пять с половиной месяцев"), ("uk", "чотири місяці й тиждень", "чотири місяці й тиждень"), ("be", "адзінаццаць месяцаў", "адзінаццаць месяцаў"), ("ky", "Эки жыл үч ай", "Эки жыл үч ай"),
    ("ar", "بعد سنة وشهرين", "سنة وشهرين"), ("ar", "ثلاثة أشهر وعشرة أيام", "ثلاثة أشهر وعشرة أيام"), ("ur", "ایک سال اور نو مہینے بعد", "ایک سال اور نو مہینے"), ("ne", "साढे आठ महिनापछि", "साढे आठ महिनापछि"), ("lo", "ຫົກເດືອນກັບສິບວັນ", "ຫົກເດືອນກັບສິບວັນ"),
)
NEITHER = (
    ("en", "about a year later, one day in March"), ("en", "six days a week"), ("en", "in the nineties, in summer"), ("en", "around three years"), ("en", "2000 euros and 2010 dollars"), ("en", "he may leave"), ("fr", "six jours sur sept"),
    ("fr", "environ deux ans"), ("nl", "een jaar geleden"), ("es", "cerca de dos años"), ("ru", "около двух лет"), ("uk", "близько року"), ("ar", "حوالي ثلاثة أشهر"), ("ne", "करिब दुई वर्ष"), ("lo", "ປະມານສອງປີ"),
)


def found(finder, language, text):
    passage = Passage(text, language)
    return [find.text for find in merged(passage, (Heard(one, "times") for one in finder(read_line(passage), language)))]


@pytest.mark.parametrize(("language", "text", "piece"), DATES)
def test_a_date_is_found_with_its_words(language, text, piece):
    assert found(times.dates, language, text) == [piece]


@pytest.mark.parametrize(("language", "text", "piece"), SPANS)
def test_an_exact_length_of_time_is_found_with_its_words(language, text, piece):
    assert found(times.durations, language, text) == [piece]


@pytest.mark.parametrize(("language", "text"), NEITHER)
def test_what_is_rough_or_repeated_is_no_find(language, text):
    assert found(times.dates, language, text) + found(times.durations, language, text) == []


@pytest.mark.parametrize("bent", [str.upper, str.lower, lambda text: text.replace(" ", "\n"), lambda text: text.replace("e", "e\u200b")])
def test_a_date_stays_found_in_any_case_over_lines_and_through_invisible_signs(bent):
    assert found(times.dates, "en", bent("On 3 March 2019")) == [bent("3 March 2019")]
