"""The QR code on the overview, read from the screen as a phone reads it."""

import io

import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.lab import Lab, box, watched
from tests.browser.servers import streamlit
from ui.words import words


def test_a_phone_can_read_the_code(browser: Browser):
    """The code leads to the address below it, in the dark too, on one screen."""
    said = words("ko", "overview")["invitation"]
    dark = browser.new_context(
        locale="ko-KR", viewport={"width": 1366, "height": 768}, color_scheme="dark"
    )
    told = ["--browser.serverAddress=lab.example"]
    with streamlit(options=told) as app, watched(dark) as page:
        Lab(page, app).open("/")
        page.get_by_role("button", name=said["button"]).click()
        page.get_by_role("img", name=said["label"]).wait_for()
        address = page.get_by_role("dialog").locator("code").inner_text()
        [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))
        assert code.text == address == f"{app.replace('127.0.0.1', 'lab.example')}/"
        found = Axe().run(page).response["violations"]
        assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == []
        assert box(page.get_by_text(said["hint"]))["y"] < 768
    dark.close()
