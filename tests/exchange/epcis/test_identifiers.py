"""EPC URIs and Digital Links: each thing has one canonical name (rules of GS1, examples worked out by hand)."""

from __future__ import annotations

import pytest

from taktwin.exchange import epcis
from taktwin.exchange.epcis.identifiers import check_digit
from taktwin.model.errors import OptionError


def test_check_digits() -> None:
    # from the right, times 3 and 1: 1*3+1+1*3+1+1*3+5+4*3+3+2*3+1+0*3+4 = 42, to 50 lack 8
    assert check_digit("401234511111") == "8"
    assert check_digit("0") == "0"


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("urn:epc:id:sgtin:4012345.011111.98%2F76", "01/04012345111118/21/98%2F76"),
        ("urn:epc:id:sgtin:4012345.011111.a!(b)*+,:c", "01/04012345111118/21/a%21%28b%29%2A%2B%2C%3Ac"),
        ("urn:epc:id:sgtin:4012345.011111.1.2", "01/04012345111118/21/1.2"),
        ("urn:epc:id:sscc:4012345.0111111111", "00/040123451111111110"),
        ("urn:epc:id:sgln:4012345.00005.0", "414/4012345000054"),
        ("urn:epc:id:sgln:4012345.00005.12", "414/4012345000054/254/12"),
        ("urn:epc:id:sgln:401234512345..0", "414/4012345123456"),
        ("urn:epc:id:grai:4012345.01234.101", "8003/04012345012347101"),
        ("urn:epc:id:giai:4012345.ABC.1", "8004/4012345ABC.1"),
        ("urn:epc:id:gsrn:4012345.1234567890", "8018/401234512345678900"),
        ("urn:epc:id:gsrnp:4012345.1234567890", "8017/401234512345678900"),
        ("urn:epc:id:gdti:4012345.00077.5", "253/40123450007715"),
        ("urn:epc:id:sgcn:4012345.12345.67", "255/401234512345667"),
        ("urn:epc:id:cpi:4012345.ABC%2F1.123", "8010/4012345ABC%2F1/8011/123"),
        ("urn:epc:id:ginc:4012345.ABC", "401/4012345ABC"),
        ("urn:epc:id:gsin:4012345.123456789", "402/40123451234567894"),
        ("urn:epc:id:itip:4012345.011111.01.02.987", "8006/040123451111180102/21/987"),
        ("urn:epc:id:upui:4012345.011111.abc", "01/04012345111118/235/abc"),
        ("urn:epc:id:pgln:4012345.00000", "417/4012345000009"),
        ("urn:epc:class:lgtin:4012345.011111.lot", "01/04012345111118/10/lot"),
        ("urn:epc:idpat:sgtin:4012345.066666.*", "01/04012345666663"),
        ("urn:epc:idpat:grai:4012345.01234.*", "8003/04012345012347"),
        ("https://id.gs1.de/01/04012345999990/21/XYZ-1234", "01/04012345999990/21/XYZ-1234"),
        ("http://f.com/a/b/01/04012345999990/22/V/10/L/21/S?17=200101#x", "01/04012345999990/21/S"),
        ("https://f.com:8443/01/04012345999990/22/V/10/L", "01/04012345999990/10/L"),
        ("https://f.com/01/04012345999990/22/V", "01/04012345999990"),
        ("https://f.com/gtin/4012345999990/ser/5", "01/04012345999990/21/5"),
        ("https://f.com/414/4012345000115/254/7", "414/4012345000115/254/7"),
        ("https://f.com/8018/401234500000000001/8019/3", "8018/401234500000000001"),
        ("https://f.com/8003/040123450007718765", "8003/040123450007718765"),
    ],
)
def test_names_become_canonical(uri: str, path: str) -> None:
    assert epcis.canonical(uri) == f"https://id.gs1.org/{path}"
    assert epcis.canonical(epcis.canonical(uri)) == epcis.canonical(uri)


@pytest.mark.parametrize(
    "uri",
    [
        "", "urn:epc:", "urn:epc:id:sgtin", "urn:epc:id:sgtin:", "urn:epc:id:sgtin:x.y.z",
        "urn:epc:id:sgtin:4012345.11111.1", "https://x.org/01/04012345999990/99/1",
        "urn:epc:id:sgtin:4012345.011111", "urn:epc:id:sgtin:4012345.011111.", "urn:epc:id:sgtin:4012345.011111.a b",
        "urn:epc:class:sgtin:4012345.011111.1", "urn:epc:id:lgtin:4012345.011111.1", "urn:epc:idpat:sgtin:4012345.*.*",
        "urn:epc:idpat:sgln:4012345.00005.*", "urn:epc:id:gid:1.2.3", "urn:epc:id:bic:CSQU3054383", "urn:epc:raw:64.20",
        "urn:uuid:1", "geo:1,2", "https://", "https://x.org", "https://x.org/01/notagtin",
        "https://x.org/01/04012345999990/21/a/extra", "https://x.org/taxonomy/1126011",
    ],
)  # fmt: skip
def test_other_names_stay(uri: str) -> None:
    assert epcis.canonical(uri) == uri


def test_names_are_built() -> None:
    assert epcis.part_name("6901234", "012340", "5/0") == "urn:epc:id:sgtin:6901234.012340.5%2F0"
    assert epcis.rack_name("6901234", "01234", "1") == "urn:epc:id:grai:6901234.01234.1"
    assert epcis.asset_name("6901234", "T4") == "urn:epc:id:giai:6901234.T4"
    assert epcis.place_name("6901234", "00010") == "urn:epc:id:sgln:6901234.00010.0"
    for company, item, serial in (("690123", "012340", "1"), ("6901234", "012340", ""), ("6901234", "012340", "a b")):
        with pytest.raises(OptionError, match="names nothing"):
            epcis.part_name(company, item, serial)
