"""Numbers of papers, files and cars in stories of any script; years with endings, sums and dates are none."""
import pytest

from exhibit.story.anonymise.codes import codes
from exhibit.story.anonymise.merge import Heard, merged
from exhibit.story.anonymise.passage import Passage

PAPERS = (("en", "a paper, number ec 204417.", "ec 204417"), ("en", "our file HX/2019/0733.", "file HX/2019/0733"), ("fr", "c'est br.37.l6.004912.", "br.37.l6.004912"), ("nl", "nummer 591-7742086-33.", "591-7742086-33"), ("es", "NIE Y4471902K", "NIE Y4471902K"),
          ("pt", "o fz114082, e diz", "fz114082"), ("ru", "Паспорт A 0817 3342.", "A 0817 3342"), ("uk", "посвідку YX 2714093,", "YX 2714093"), ("ky", "номери 201/2019/7734120.", "201/2019/7734120"), ("ne", "मुद्दा नम्बर ०७७-सीआर-०२१४", "मुद्दा नम्बर ०७७-सीआर-०२१४"),
          ("lo", "ຄມ-໐໕໒/໒໐໒໓", "ຄມ-໐໕໒/໒໐໒໓"), ("ru", "машина с номером А123ВС77", "А123ВС77"), ("ur", "گاڑی نمبر LEA-1234، پھر", "LEA-1234"), ("ne", "बा १२ च ३४५६ को गाडी", "३४५६"))


def found(language, text):
    passage = Passage(text, language)
    return [find.text for find in merged(passage, (Heard(one, "papers") for one in codes(passage)))]


@pytest.mark.parametrize(("language", "text", "piece"), PAPERS)
def test_the_number_of_a_paper_is_found(language, text, piece):
    assert piece.split()[-1] in " ".join(found(language, text))


@pytest.mark.parametrize(("language", "text"), [("ky", "2018-жылдын 5-мартында"), ("en", "of 15000 euros"), ("en", "2018-2019"), ("en", "14.02.2019"), ("fr", "les 185 000 francs"), ("ru", "в 2019 году, 25-34"), ("es", "los 20000 pesos")])
def test_years_sums_and_dates_are_no_papers(language, text):
    assert found(language, text) == []
