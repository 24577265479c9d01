/* What a browser would send of a form: see html.h. */
#include "support/html_page.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "http/out.h"

static bool is_sent(const struct html_field *f, const struct html_form *form)
{
    bool choice = f->kind == HTML_CHECK || f->kind == HTML_RADIO;
    return f->form == form && !f->disabled && f->name[0] &&
           (!choice || f->chosen);
}

static void add_pair(struct arena *mem, struct buf *out, const char *name,
                     const char *value)
{
    buf_addf(out, "%s%s=%s", out->bytes ? "&" : "", out_urlencode(mem, name),
             out_urlencode(mem, value));
}

static void add_part(struct buf *out, const char *name, const char *file,
                     const char *data, size_t bytes)
{
    buf_addf(out, "--Grenze\r\nContent-Disposition: form-data; name=\"%s\"",
             name);
    if (file != NULL)
        buf_addf(out,
                 "; filename=\"%s\"\r\nContent-Type: "
                 "application/octet-stream",
                 file);
    buf_add(out, "\r\n\r\n");
    buf_addn(out, data, bytes);
    buf_add(out, "\r\n");
}

static void add_any(const struct html_page *p, struct buf *out, bool multipart,
                    const struct html_field *f)
{
    if (!multipart)
        add_pair(p->mem, out, f->name, f->value);
    else if (f->kind == HTML_FILE)
        add_part(out, f->name, f->file_name ? f->file_name : "",
                 f->data ? f->data : "", f->bytes);
    else
        add_part(out, f->name, NULL, f->value, strlen(f->value));
}

char *html_body(const struct html_page *p, const struct html_form *form,
                const struct html_button *button, char **type, size_t *bytes)
{
    struct buf out;
    buf_init(&out, p->mem);
    for (size_t i = 0; i < p->field_count; i++)
        if (is_sent(&p->field[i], form))
            add_any(p, &out, form->multipart, &p->field[i]);
    if (button->name[0]) {
        struct html_field pressed = {.name = button->name,
                                     .value = button->value};
        add_any(p, &out, form->multipart, &pressed);
    }
    if (form->multipart)
        buf_add(&out, "--Grenze--\r\n");
    *type = arena_text(p->mem, form->multipart
                                   ? "multipart/form-data; boundary=Grenze"
                                   : "application/x-www-form-urlencoded");
    *bytes = out.bytes;
    return out.data;
}
