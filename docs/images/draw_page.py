"""Draw ``page-phone.svg`` and ``page-desktop.svg``: the public page of a product, as Chromium lays it out.

``python docs/images/draw_page.py http://127.0.0.1:8000 /usr/bin/chromium`` while ``make run`` serves the
demonstration; ``pdftocairo`` of poppler turns the print into a drawing. The photo, a raster, is drawn anew.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from path_data import shortened
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
PAGE = "/p/mat-ong-hoa-bac-ha-cao-nguyen-da-500-ml?lang=vi"
SCREENS = {"phone": (360, 1240), "desktop": (1180, 1080)}
# Where a photo was, hills as the demonstration draws them.
HILLS = """document.querySelectorAll(".photos picture").forEach(photo => {
  photo.innerHTML = `<svg viewBox="0 0 400 300" style="display:block;width:100%">
    <path fill="#c9f0d8" d="M0 0h400v300H0z"/><circle cx="310" cy="80" r="34" fill="#f6d98b"/>
    <path fill="#8fcea6" d="M0 190q60-60 120-20t110-30 90 30 80-20v150H0z"/>
    <path fill="#4f8a63" d="M0 230q50-50 110-15t100-25 100 30 90-25v105H0z"/>
    <path fill="#2f5d42" d="M0 265q70-40 130-10t120-15 150 5v55H0z"/></svg>`
})"""


# What a style says that holds without saying.
DEFAULTS = re.compile(
    "(fill-rule:nonzero|(fill|stroke)-opacity:1|stroke-line(cap:butt|join:miter)|stroke-miterlimit:4);"
)


def main(address: str, chromium: str) -> None:
    """Write both pictures beside this file."""
    with sync_playwright() as machine:
        browser = machine.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (width, height) in SCREENS.items():
            page = browser.new_page(viewport={"width": width, "height": height}, bypass_csp=True)
            page.goto(f"{address}{PAGE}")
            page.evaluate(HILLS)
            page.emulate_media(media="screen")
            printed = page.pdf(
                width=f"{width}px", height=f"{height}px", print_background=True, page_ranges="1"
            )
            (HERE / f"page-{name}.svg").write_text(drawn(printed), encoding="utf-8")
        browser.close()


def drawn(printed: bytes) -> str:
    """Return the first page of a PDF as SVG, its numbers to a hundredth of a point."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.pdf"), Path(folder, "page.svg")
        source.write_bytes(printed)
        subprocess.run(  # noqa: S603 - both paths are ours
            ["pdftocairo", "-svg", str(source), str(target)],  # noqa: S607 - poppler, wherever it is
            check=True,
        )
        text = target.read_text(encoding="utf-8")
    text = text[text.index("<svg") :].replace('style="stroke:none;" ', "")
    text = re.sub(r"-?[0-9]+\.[0-9]+", lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), text)
    text = re.sub(r'(?<= d=")[^"]*', lambda path: shortened(path[0], 2), text)
    text = DEFAULTS.sub("", text)
    return re.sub(r">\s+<", "><", text) + "\n"


if __name__ == "__main__":
    main(*sys.argv[1:3])
