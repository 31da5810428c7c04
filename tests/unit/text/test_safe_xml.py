import pytest

from library_pages.catalogue.refusals import RefusedError
from library_pages.text import safe_xml

BILLION = '<!DOCTYPE a [<!ENTITY b "boom"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


def code(data):
    with pytest.raises(RefusedError) as refused:
        safe_xml.parse(data)
    return refused.value.code


@pytest.mark.parametrize(
    "text",
    [
        BILLION,
        '<!DOCTYPE a SYSTEM "file:///etc/passwd" [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "http://example.com/x">]><a/>',
        '<!DOCTYPE a [<!ENTITY x PUBLIC "-//X" "x.ent">]><a/>',
        '<!DOCTYPE a [<!ENTITY % p "x">]><a/>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "x.dtd"> %p;]><a/>',
        '<!DOCTYPE a [<!ENTITY b "&#38;c;"><!ENTITY c "&b;">]><a>&b;</a>',
        "<!DOCTYPE a [<!ENTITY b 'c'><a/>",
        '<!DOCTYPE a [<![INCLUDE[ <!ENTITY b "c"> ]]>]><a/>',
        '<!DOCTYPE a [<!ENTITY b "' + "x" * 60_000 + '">]><a>' + "&b;" * 20 + "</a>",
        "<!DOCTYPE a <b>><a/>",
    ],
)
def test_a_document_type_that_fetches_or_grows_is_refused(text):
    assert code(text.encode()) == "xml-doctype"


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE html>",
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">',
        '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">',
    ],
)
def test_a_bare_or_public_document_type_is_cut_out(doctype):
    assert safe_xml.parse(f"<?xml version='1.0'?>\n{doctype}<a>x</a>".encode()).text == "x"


def test_an_entity_of_html_becomes_its_character_and_an_unknown_one_is_no_xml():
    assert safe_xml.parse(b"<a>&nbsp;&eacute;&amp;&lt;</a>").text == "\u00a0é&<"
    assert code(b"<a>&unheardof;</a>") == "xml-malformed"


@pytest.mark.parametrize(("entity", "text"), [("&LT;", "<"), ("&AMP;", "&"), ("&gt;", ">")])
def test_an_entity_never_becomes_markup(entity, text):
    assert safe_xml.parse(f"<a>{entity}b</a>".encode()).text == f"{text}b"


def test_entities_in_comments_and_cdata_stay():
    assert safe_xml.named_entities_resolved("<!-- &nbsp; --><![CDATA[&nbsp;]]>&nbsp;") == (
        "<!-- &nbsp; --><![CDATA[&nbsp;]]>\u00a0"
    )


def test_an_unclosed_comment_is_read_in_one_pass():
    text = "<!--" * 50_000 + "&nbsp;"
    assert safe_xml.named_entities_resolved(text) == text


XHTML_11 = '"-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"'


@pytest.mark.parametrize(
    ("subset", "inside", "text"),
    [
        ('<!ENTITY tacgia "Tô Hoài">', "&tacgia;", "Tô Hoài"),
        ("<!ENTITY q 'nháy \"kép\"'>", "&q;", 'nháy "kép"'),
        ('<!ENTITY nbsp "&#160;"> <!-- x --> <?p q?>', "a&nbsp;b", "a\u00a0b"),
        ('<!ENTITY amp "&#38;#38;"><!ENTITY lt "&#38;#60;">', "&amp;&lt;", "&<"),
        ('<!ENTITY a "&#60;b>"><!ENTITY a "zwei">', "&a;", "<b>"),
        ('<!ATTLIST p x CDATA "]>"><!ELEMENT p (#PCDATA)><!NOTATION n SYSTEM "n">', "x", "x"),
        ("", "x", "x"),
    ],
)
def test_entities_that_stand_for_text_are_written_out(subset, inside, text):
    assert safe_xml.parse(f"<!DOCTYPE html PUBLIC {XHTML_11} [{subset}]><a>{inside}</a>".encode()).text == text


def test_an_entity_in_an_attribute_does_not_end_it():
    root = safe_xml.parse(b"""<!DOCTYPE a [<!ENTITY ns 'http://www.w3.org/"x"'>]><a b="&ns;"/>""")
    assert root.get("b") == 'http://www.w3.org/"x"'


@pytest.mark.parametrize("data", [b"", b"<a>", b"<a></b>", b"text", b"<a/><b/>", b"<a>\x00</a>"])
def test_what_is_no_xml_is_refused(data):
    assert code(data) == "xml-malformed"


def test_more_than_the_limit_is_refused_before_it_is_parsed():
    with pytest.raises(RefusedError) as refused:
        safe_xml.parse(b"<a>" + b" " * 100 + b"</a>", max_bytes=50)
    assert refused.value.code == "part-too-big"


def test_deep_nesting_is_refused_and_does_not_crash():
    assert code(b"<a>" * 100_000 + b"</a>" * 100_000) == "xml-malformed"
