"""Claims about our files: compressed once, kept for good, asked again rightly."""

import gzip
import re

import pytest

from live import serving
from live.serving import Asset, address, assets, base, routes, version
from tests.asgi import asked

ASSET = Asset("wire.js", b"export const answer = 42;\n" * 99)
CURRENT = "/" + address("lab.js")
FOR_GOOD = "public, max-age=31536000, immutable"


def ask(path, method="GET", **headers):
    """Ask a server of our routes; return status, headers and body."""
    return asked(routes(), path, method=method, headers=headers)


def test_an_old_browser_gets_the_file_as_it_is():
    """Who does not say gzip gets none."""
    status, headers, body = ask(CURRENT)
    assert (status, body) == (200, assets()["lab.js"].content)
    assert "content-encoding" not in headers


@pytest.mark.parametrize("accepted", ["gzip", "gzip, deflate, br", "br;q=1.0, gzip"])
def test_a_browser_that_takes_gzip_gets_it(accepted):
    """The compressed body, unpacked, is the file."""
    _, headers, body = ask(CURRENT, accept_encoding=accepted)
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == assets()["lab.js"].content


@pytest.mark.parametrize("accepted", ["identity", "br", "gzip;q=0", "gzip; q=0", ""])
def test_a_browser_that_refuses_gzip_gets_none(accepted):
    """A weight of zero is a refusal."""
    _, headers, _ = ask(CURRENT, accept_encoding=accepted)
    assert "content-encoding" not in headers


@pytest.mark.parametrize("accepted", ["", "gzip"])
def test_the_length_is_that_of_the_body(accepted):
    """Content-Length counts the bytes that are sent."""
    _, headers, body = ask(CURRENT, accept_encoding=accepted)
    assert int(headers["content-length"]) == len(body)


def test_a_cache_keeps_both_forms_apart():
    """The answer varies with Accept-Encoding, and so does its tag."""
    (_, plain, _), (_, zipped, _) = ask(CURRENT), ask(CURRENT, accept_encoding="gzip")
    assert plain["vary"] == zipped["vary"] == "Accept-Encoding"
    assert plain["etag"] != zipped["etag"]


@pytest.mark.parametrize("form", ["{}", "W/{}", '"old", {}', '"old",W/{} , "new"', "*"])
@pytest.mark.parametrize("accepted", ["", "gzip"])
def test_a_known_file_is_not_sent_again(form, accepted):
    """Whoever has the file, in a list or alone, weak or strong, gets 304 alone."""
    tag = ask(CURRENT, accept_encoding=accepted)[1]["etag"]
    known = form.format(tag)
    status, headers, body = ask(CURRENT, accept_encoding=accepted, if_none_match=known)
    assert (status, body, headers["etag"]) == (304, b"", tag)


@pytest.mark.parametrize("known", ['"old"', "", "old", 'W/"old"'])
def test_another_file_is_sent(known):
    """A tag of another content is no reason to keep it."""
    assert ask(CURRENT, if_none_match=known)[0] == 200


def test_the_tag_of_the_other_form_is_no_match():
    """A browser that kept the plain file and now takes gzip is sent gzip."""
    tag = ask(CURRENT)[1]["etag"]
    assert ask(CURRENT, accept_encoding="gzip", if_none_match=tag)[0] == 200


def test_the_current_version_is_kept_for_good():
    """An address that contains the version never has to be asked for again."""
    assert ask(CURRENT)[1]["cache-control"] == FOR_GOOD


def test_304_keeps_what_200_says():
    """A revalidated file is kept as long as a fresh one."""
    _, fresh, _ = ask(CURRENT)
    _, known, _ = ask(CURRENT, if_none_match=fresh["etag"])
    assert [known[name] for name in ("cache-control", "etag", "vary")] == [
        fresh[name] for name in ("cache-control", "etag", "vary")
    ]


@pytest.mark.parametrize("old", ["000000000000", "x", "latest", "%00", "..."])
def test_another_version_is_served_and_asked_for_again(old):
    """A page from before an update goes on working, and nobody keeps a mixture."""
    status, headers, _ = ask(f"/live/{old}/lab.js")
    assert (status, headers["cache-control"]) == (200, "no-cache")


@pytest.mark.parametrize(
    "name", ["nobody.js", "serving.py", "", "..", "assets/lab.js", "../serving.py"]
)
def test_what_is_no_asset_is_not_found(name):
    """Only our modules, styles and plotly.js have addresses."""
    assert ask(f"/live/{version()}/{name}")[0] == 404


def test_a_head_has_the_headers_of_a_get():
    """HEAD says all that GET would; the server itself leaves out the body."""
    status, headers, _ = ask(CURRENT, "HEAD")
    assert (status, headers) == (200, ask(CURRENT)[1])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_files_can_only_be_read(method):
    """No other method is allowed."""
    assert ask(CURRENT, method)[0] == 405


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("lab.js", "javascript"),
        ("lab.css", "text/css"),
        ("plotly.min.js", "javascript"),
    ],
)
def test_a_file_says_what_it_is(name, kind):
    """Browsers refuse modules and styles of the wrong type."""
    assert kind in ask("/" + address(name))[1]["content-type"]


def test_every_module_that_a_module_imports_is_served():
    """What our modules import relatively is among the assets."""
    imports = {
        name
        for asset in assets().values()
        if asset.name.endswith(".js") and asset.name != "plotly.min.js"
        for name in re.findall(r'from "\./([\w.]+)"', asset.content.decode())
    }
    assert imports
    assert imports <= assets().keys()


def test_the_same_content_compresses_to_the_same_bytes():
    """A tag stands for bytes: gzip's time stamp is left out."""
    again = Asset(ASSET.name, ASSET.content)
    assert ASSET.compressed == again.compressed


def test_a_digest_changes_with_the_content():
    """Another content has another tag."""
    assert Asset("wire.js", ASSET.content + b"\n").digest != ASSET.digest


@pytest.mark.parametrize("name", ["lab.js", "wire.js", "lab.css", "plotly.min.js"])
def test_another_content_has_another_address(monkeypatch, name):
    """What browsers keep for good is never anything but what they were sent."""
    changed = assets() | {name: Asset(name, assets()[name].content + b"\n")}
    assert version.__wrapped__() == version()
    monkeypatch.setattr(serving, "assets", lambda: changed)
    assert version.__wrapped__() != version()


def test_an_address_is_relative():
    """The app works under any prefix of a proxy."""
    assert address("lab.js") == f"live/{version()}/lab.js"


@pytest.mark.parametrize("path", ["a/b", "/a/b", "a/b/", "/a/b/"])
def test_the_path_of_the_app_may_be_written_in_any_way(monkeypatch, path):
    """Our files are below it, and nowhere else."""
    monkeypatch.setattr(serving, "get_option", {"server.baseUrlPath": path}.__getitem__)
    assert base() == "/a/b"
    assert ask(f"/a/b{CURRENT}")[0] == 200
    assert ask(CURRENT)[0] == 404


@pytest.mark.parametrize("path", ["", "/"])
def test_an_app_without_a_path_is_at_the_root(monkeypatch, path):
    """A slash alone is no path."""
    monkeypatch.setattr(serving, "get_option", {"server.baseUrlPath": path}.__getitem__)
    assert base() == ""
