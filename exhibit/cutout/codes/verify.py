"""Reads every printed code back from the rasterised page, clean and as a phone in a hall would see it (exhibition.md 1.3, reading 4)."""
from __future__ import annotations

import threading
from typing import Any

import cv2
import numpy as np
import zxingcpp

from exhibit.cutout.errors import CodeNotReadable
from exhibit.cutout.press.raster import Grey, grey, page_count, render

CLEAN_PX, DEGRADED_PX = 2.5, 5.0  # pixels per module
MODULE_MM = 3.0  # smaller than any we print: modules get at least the wanted pixels
QR_ONLY = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
YAW_DEG, PITCH_DEG, BLUR_MODULES, NOISE = 35.0, 15.0, 0.3, 8.0
MOST_SEEDS = 20

_OWN = threading.local()  # a detector keeps the picture it works on: one for each thread


def _wechat() -> Any:
    if not hasattr(_OWN, "wechat"):
        _OWN.wechat = cv2.wechat_qrcode.WeChatQRCode()
    return _OWN.wechat


def read_zxing(picture: Grey) -> set[str]:
    return {found.text for found in _codes(picture)}


def read_wechat(picture: Grey) -> set[str]:
    return set(_wechat().detectAndDecode(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR))[0])


def _codes(picture: Grey) -> list[zxingcpp.Barcode]:
    return list(zxingcpp.read_barcodes(picture, formats=QR_ONLY))


READERS = {"zxing-cpp": read_zxing, "OpenCV WeChat": read_wechat}


def verify_codes(pdf: bytes, expected: list[str | None], seeds: int = 1, module_mm: float = MODULE_MM) -> None:
    """Each page shows exactly its code (None: none). `module_mm`: side of the smallest module printed.

    Raises CodeNotReadable naming page and reader; the file is then not handed out.
    """
    if page_count(pdf) != len(expected):
        raise CodeNotReadable(f"The file has {page_count(pdf)} pages, {len(expected)} were expected: it is not handed out.")
    for page, url in enumerate(expected):
        _verify_page(pdf, page, url, seeds, module_mm)


def verify_sheets(pdf: bytes, url: str | None, page: int | None) -> None:
    """The code of a tiled board reads from the one sheet that holds it whole. Raises CodeNotReadable."""
    if url and page is None:
        raise CodeNotReadable("No sheet of this size holds the whole code: choose a larger sheet or a smaller overlap.")
    if url and page is not None:
        _verify_page(pdf, page, url, seeds=1)


def _verify_page(pdf: bytes, page: int, url: str | None, seeds: int, module_mm: float = MODULE_MM) -> None:
    clean = grey(render(pdf, page, CLEAN_PX / module_mm))
    found = _codes(clean)
    if {code.text for code in found} != ({url} if url else set()):
        raise CodeNotReadable(f"On page {page + 1} zxing-cpp does not read the code that should be there: the file is not handed out.")
    if not url:
        return
    crop = _crop(clean, found[0].position)
    if read_wechat(crop) != {url}:
        raise CodeNotReadable(f"On page {page + 1} OpenCV WeChat does not read the code: the file is not handed out.")
    large = grey(render(pdf, page, DEGRADED_PX / module_mm))
    scale = DEGRADED_PX / CLEAN_PX
    for name, share in _shares(_crop(large, found[0].position, scale), url, seeds).items():
        if share < 0.95:
            raise CodeNotReadable(f"On page {page + 1} {name} reads the code tilted and blurred only {share:.0%} of the time: the file is not handed out.")


def _crop(picture: Grey, position: zxingcpp.Position, scale: float = 1.0) -> Grey:
    """The code with its quiet zone and something of the board around it."""
    corners = [position.top_left, position.top_right, position.bottom_left, position.bottom_right]
    xs, ys = [p.x * scale for p in corners], [p.y * scale for p in corners]
    around = 0.35 * (max(xs) - min(xs))
    top, left = max(0, int(min(ys) - around)), max(0, int(min(xs) - around))
    return np.ascontiguousarray(picture[top:int(max(ys) + around), left:int(max(xs) + around)])


def _shares(crop: Grey, url: str, seeds: int) -> dict[str, float]:
    """Few looks where they are enough; as many as the rule counts (19 of 20, exhibition.md 1.3) where one of them fails."""
    few = degraded_shares(crop, url, seeds)
    return few if min(few.values()) == 1.0 or seeds >= MOST_SEEDS else degraded_shares(crop, url, MOST_SEEDS)


def degraded_shares(crop: Grey, url: str, seeds: int = 20) -> dict[str, float]:
    """Share of seeded degraded views in which each reader reads exactly the address."""
    views = [degraded(crop, seed) for seed in range(seeds)]
    return {name: sum(read(view) == {url} for view in views) / seeds for name, read in READERS.items()}


def degraded(picture: Grey, seed: int) -> Grey:
    """A tilted, soft, noisy, flat view: 35 degrees to the side, 15 down, blur 0.3 module, 60 % contrast."""
    height, width = picture.shape
    yaw, pitch = np.radians([YAW_DEG, PITCH_DEG])
    turn_y = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    turn_x = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    distance = 4.0 * width
    corners = np.array([[-width, -height, 0], [width, -height, 0], [width, height, 0], [-width, height, 0]]) / 2
    turned = corners @ (turn_y @ turn_x).T + [0, 0, distance]
    seen = (turned[:, :2] / turned[:, 2:] * distance + [width / 2, height / 2]).astype(np.float32)
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    view = cv2.warpPerspective(picture, cv2.getPerspectiveTransform(flat, seen), (width, height), flags=cv2.INTER_AREA, borderValue=235)
    soft = cv2.GaussianBlur(view, (0, 0), BLUR_MODULES * DEGRADED_PX).astype(np.float64)
    noisy = 128 + (soft - 128) * 0.6 + np.random.default_rng(seed).normal(0, NOISE, soft.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8)
