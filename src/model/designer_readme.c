/* LIESMICH.txt: what is in the package, German first. Lines end in CRLF, so
 * that every editor shows them. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/designer_parts.h"
#include "model/designer_style.h"
#include "model/print_size.h"

static const char german[] =
    "PAKET FÜR DIE GESTALTUNG\n"
    "\n"
    "Alles, was in die Broschüre gehört, zum Setzen in einem "
    "Layoutprogramm.\n"
    "Enthalten ist nur, was gedruckt werden darf; Einwilligungen sind "
    "berücksichtigt.\n"
    "\n"
    "  texte/gesamt.icml              alle Texte in einer Datei\n"
    "  texte/<Nummer>_<Name>.icml     die Texte eines Unternehmens\n"
    "  bilder/                        Fotos und Logos, wie sie hochgeladen "
    "wurden\n"
    "  daten/brochure.json            alle Inhalte für Programme,\n"
    "  daten/brochure.schema.json     und was die Felder bedeuten\n"
    "  daten/datamerge_indesign.txt   Datenzusammenführung in InDesign\n"
    "  daten/datamerge_affinity.*     Datenzusammenführung in Affinity\n"
    "  manifest.json, manifest.csv    Bilder mit Größe, Auflösung, "
    "Alternativtext,\n"
    "                                 Bildnachweis und Prüfsumme; "
    "Einwilligungen\n"
    "\n"
    "Texte (ICML)\n"
    "  InDesign: Datei > Platzieren. Die Absatzformate unten werden mit "
    "angelegt; hat\n"
    "  Ihr Dokument schon Formate dieser Namen, gelten Ihre. Die Namen bleiben "
    "immer\n"
    "  gleich: Eine verknüpfte Datei lässt sich durch die eines neueren "
    "Pakets ersetzen.\n"
    "  Deutsche Absätze enden auf DE, englische auf EN; die Sprache für die "
    "Silbentrennung\n"
    "  ist gesetzt.\n"
    "\n";
static const char german_rest[] =
    "\n"
    "Datenzusammenführung\n"
    "  Eine Zeile für jedes Unternehmen. Ein Feld hat keinen Umbruch: ¶ steht, "
    "wo ein\n"
    "  Absatz endet; ersetzen Sie es nach dem Zusammenführen durch ^p. Die "
    "Spalten @foto\n"
    "  und @logo nennen den Weg von der Datei zum Bild (../bilder/…). Findet "
    "Ihr Programm\n"
    "  die Bilder nicht, ersetzen Sie ../bilder/ in einem Texteditor durch den "
    "ganzen Pfad.\n"
    "\n"
    "Bilder\n"
    "  Die hochgeladenen Dateien, Pixel für Pixel, ohne Aufnahmeort und andere "
    "Angaben\n"
    "  der Kamera; Farbprofile sind erhalten. WebP und Zeichnungen mit "
    "Verweisen oder\n"
    "  Programmen liegen als JPEG oder PNG bei (im Manifest: \"original\": "
    "false).\n"
    "  ppi gilt für das Foto auf einer Seite %s (%d × %d mm mit Anschnitt)\n"
    "  und das Logo in %d × %d mm. Auf Doppelseiten ist ein Foto bis zu %d mm "
    "hoch.\n"
    "\n"
    "Nicht in InDesign und Affinity geprüft. Geprüft: Die XML-Dateien sind "
    "wohlgeformt\n"
    "und gebaut wie die anderer Programme.\n";
static const char english[] =
    "\n"
    "------------------------------------------------------------------------"
    "\n"
    "\n"
    "PACKAGE FOR THE DESIGNER\n"
    "\n"
    "Everything that belongs in the brochure, to be set in a layout program.\n"
    "Only what may be printed is in it; consents are respected.\n"
    "\n"
    "  texte/gesamt.icml              all texts in one file\n"
    "  texte/<number>_<name>.icml     the texts of one company\n"
    "  bilder/                        photos and logos as they were uploaded\n"
    "  daten/brochure.json            all contents for programs,\n"
    "  daten/brochure.schema.json     and what the fields mean\n"
    "  daten/datamerge_indesign.txt   data merge in InDesign\n"
    "  daten/datamerge_affinity.*     data merge in Affinity\n"
    "  manifest.json, manifest.csv    pictures with size, resolution, "
    "alternative text,\n"
    "                                 credit and checksum; consents\n"
    "\n"
    "Texts (ICML)\n"
    "  InDesign: File > Place. The paragraph styles below come with them; "
    "where your\n"
    "  document has styles of these names, yours apply. The names never "
    "change: a linked\n"
    "  file can be replaced by that of a newer package. German paragraphs end "
    "in DE,\n"
    "  English ones in EN; the language for hyphenation is set.\n"
    "\n";
static const char english_rest[] =
    "\n"
    "Data merge\n"
    "  A line for each company. A field has no line break: ¶ stands where a "
    "paragraph\n"
    "  ends; replace it with ^p after merging. The columns @foto and @logo "
    "give the way\n"
    "  from the file to the picture (../bilder/…). If your program does not "
    "find the\n"
    "  pictures, replace ../bilder/ with the full path in a text editor.\n"
    "\n"
    "Pictures\n"
    "  The uploaded files, pixel by pixel, without the place and other notes "
    "of the\n"
    "  camera; colour profiles are kept. WebP, and drawings with references or "
    "programs\n"
    "  in them, come as JPEG or PNG (in the manifest: \"original\": false). "
    "ppi is that of\n"
    "  the photo on a page %s (%d × %d mm with bleed) and of the logo in "
    "%d × %d mm.\n"
    "  On double pages a photo is up to %d mm high.\n"
    "\n"
    "Not tried in InDesign and Affinity. Checked: the XML files are "
    "well-formed "
    "and built\n"
    "like those of other programs.\n";

static void styles(struct buf *out, bool is_german)
{
    for (const struct designer_style *s = designer_styles; s->name != NULL; s++)
        buf_addf(out, "  %-20s%-9s%s\n", s->name, s->bilingual ? "DE, EN" : "",
                 is_german ? s->de : s->en);
}

static bool has_image(const struct designing *d, const struct designer_entry *e,
                      const char *role)
{
    for (size_t i = 0; i < d->image_count; i++)
        if (d->image[i].entry == e && str_equal(d->image[i].role, role))
            return true;
    return false;
}

/* What a designer would look for in vain. */
static void missing(struct designing *d, struct buf *out, bool is_german)
{
    size_t begin = out->bytes;
    for (size_t i = 0; i < d->entry_count; i++) {
        const struct designer_entry *e = &d->entry[i];
        bool photo = has_image(d, e, "foto"), logo = has_image(d, e, "logo");
        if (photo && logo)
            continue;
        if (out->bytes == begin)
            buf_add(out,
                    is_german ? "\nFehlende Bilder\n" : "\nMissing pictures\n");
        buf_addf(out, "  %s: %s%s%s\n", json_get_text(e->data, "name", ""),
                 photo       ? ""
                 : is_german ? "Foto"
                             : "photo",
                 photo || logo ? "" : ", ", logo ? "" : "Logo");
    }
}

static void add_crlf(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++)
        buf_addf(out, "%s%c", *text == '\n' ? "\r" : "", *text);
}

/* The end, with the format of the brochure and its sizes. */
static void rest(const struct designing *d, struct buf *out, bool is_german)
{
    const char *format = json_get_text(d->data, "format", "a4");
    const char *name = str_equal(format, "a5")        ? "A5"
                       : !str_equal(format, "square") ? "A4"
                       : is_german                    ? "210 × 210 mm"
                                                      : "of 210 × 210 mm";
    struct print_size photo = {0}, logo = {0};
    print_size_in(format, "photo", &photo);
    print_size_in(format, "logo", &logo);
    buf_addf(out, is_german ? german_rest : english_rest, name, photo.width_mm,
             photo.height_mm, logo.width_mm, logo.height_mm,
             print_double_mm(format));
}

void designer_readme(struct designing *d)
{
    struct buf text, out;
    buf_init(&text, d->w->mem);
    buf_init(&out, d->w->mem);
    buf_add(&text, german);
    styles(&text, true);
    rest(d, &text, true);
    missing(d, &text, true);
    buf_add(&text, english);
    styles(&text, false);
    rest(d, &text, false);
    missing(d, &text, false);
    buf_add(&out, "\xef\xbb\xbf");
    add_crlf(&out, text.data);
    designer_add(d, "LIESMICH.txt", &out);
}
