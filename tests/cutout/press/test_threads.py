"""Boards drawn, pictured and read back by several threads at once, as the web server's do: the same pictures, and no crash."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from exhibit.cutout import CutoutSpec, compose, preview_png, verify_codes, write_pdf

SPECS = [CutoutSpec(quote=quote, testimony=text, language=language, url=f"HTTPS://VOICES.EXAMPLE/{code}") for language, code, quote, text in (
    ("en", "AAAAAA", "I read every line now.", "The letter promised a kitchen and a room with a window. " * 5),
    ("ar", "BBBBBB", "اليوم أحمل جواز سفري معي.", "كتبت كل ساعة في دفتر صغير وصار ذلك الدفتر دليلاً. " * 5),
    ("ur", "CCCCCC", "حساب اب میں رکھتا ہوں۔", "ہم نے قانون پڑھا اور اکٹھے نکلے۔ " * 5),
    ("lo", "DDDDDD", "ດຽວນີ້ຂ້ອຍຂຽນເອງ", "ຂ້ອຍເປີດຮ້ານນ້ອຍແລະສອນຜູ້ອື່ນແຕ່ງອາຫານ " * 4))]


def made(spec: CutoutSpec) -> bytes:
    pdf = write_pdf(compose(spec))
    verify_codes(pdf, [spec.url])
    return preview_png(pdf, 200)


def test_many_threads_make_the_same_pictures_as_one():
    alone = [made(spec) for spec in SPECS]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(made, SPECS * 6))
    assert together == alone * 6
