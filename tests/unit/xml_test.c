/* Text inside XML, and which drawings may be handed on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/secret.h"
#include "base/str.h"
#include "base/vector.h"
#include "base/xml.h"

static void escapes(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"Müller & Söhne", "Müller &amp; Söhne"},
        {"<b>\"x\"</b>", "&lt;b&gt;&quot;x&quot;&lt;/b&gt;"},
        {"a\tb\nc", "a\tb\nc"},
        {"a\x01"
         "b\x0b\x0c\x1f"
         "c\r",
         "abc"},
        {"a\xef\xbf\xbe"
         "b\xef\xbf\xbf"
         "c\xef\xbf\xbd",
         "abc\xef\xbf\xbd"},
        {"a\xff"
         "b\xc3"
         "c\xed\xa0\x80"
         "d",
         "abcd"},
        {"]]>", "]]&gt;"},
        {"𝄞 ẞ", "𝄞 ẞ"},
        {"", ""},
    };
    struct arena *mem = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out;
        buf_init(&out, mem);
        xml_add(&out, cases[i].text);
        assert_string_equal(out.data, cases[i].want);
    }
    assert_string_equal(xml_clean(mem, "a\x07<b>"), "a<b>");
    assert_string_equal(xml_clean(mem, NULL), "");
    arena_free(mem);
}

static void drawings(void **state)
{
    static const struct {
        const char *svg;
        bool good;
    } cases[] = {
        {"<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>",
         true},
        {"<?xml version=\"1.0\"?><!-- drawn --><svg><use "
         "xlink:href=\"#a\" fill=\"url(#b)\"/></svg>",
         true},
        {"<svg><script>alert(1)</script></svg>", false},
        {"<svg><SCRIPT/></svg>", false},
        {"<svg onload=\"x()\"/>", false},
        {"<svg><g\nonClick = 'x()'/></svg>", false},
        {"<svg><use href=\"http://127.0.0.1/x\"/></svg>", false},
        {"<svg><image href=\"file:///etc/passwd\"/></svg>", false},
        {"<svg><path style=\"fill:url( 'http://x/')\"/></svg>", false},
        {"<svg><style>@import 'http://x'</style></svg>", false},
        {"<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///x\">]><svg>&a;</svg>",
         false},
        {"<svg><foreignObject/></svg>", false},
        {"<svg><metadata>Ada, Jena</metadata></svg>", false},
        {"<svg><a href=\"#x\"/></svg>", false},
        {"<svg xmlns:x=\"http://www.w3.org/2000/svg\"><x:script>alert(1)"
         "</x:script></svg>",
         false},
        {"<svg xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:img src = "
         "\"http://127.0.0.1/x\"/></svg>",
         false},
        {"<svg><feImage/></svg>", false},
        {"<svg><link rel=\"stylesheet\"/></svg>", false},
        {"<svg><path style=\"fill:u\\72l(http://x/#a)\"/></svg>", false},
        {"<svg><g style=\"mask:image-set('http://x/' 1x)\"/></svg>", false},
        {"<?xml version=\"1.0\" encoding=\"UTF-7\"?><svg/>", false},
        {"<?xml version='1.0' encoding='UTF-8'?><svg><filter>"
         "<feGaussianBlur stdDeviation=\"2\"/></filter><linearGradient>"
         "<stop/></linearGradient></svg>",
         true},
        {"<html/>", false},
        {"<svg>\xff</svg>", false},
        {"", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (vector_harmless(cases[i].svg, strlen(cases[i].svg)) !=
            cases[i].good)
            fail_msg("%s", cases[i].svg);
}

static void checksum(void **state)
{
    struct arena *mem = arena_new();
    (void)state;
    assert_string_equal(
        secret_sha256(mem, "abc", 3),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes),
        cmocka_unit_test(drawings),
        cmocka_unit_test(checksum),
    };
    secret_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
