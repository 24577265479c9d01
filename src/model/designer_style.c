#include "model/designer_style.h"

#include <stddef.h>

const struct designer_style designer_styles[] = {
    {"Titel", true, "Name des Preises", "name of the award"},
    {"Jahr", false, "Jahrgang", "year"},
    {"Motto", true, "Motto", "motto"},
    {"Kapitel", true, "Überschrift eines Teils", "heading of a part"},
    {"Zwischentitel", true, "Überschrift darunter", "heading below it"},
    {"Kategorie", true, "Kategorie", "category"},
    {"Auszeichnung", true, "Preis oder Preisgeld", "prize or prize money"},
    {"Unternehmen", false, "Name des Unternehmens", "name of the company"},
    {"Ort", false, "Sitz", "place"},
    {"Massnahme", true, "eine Maßnahme", "a measure"},
    {"Fakt", true, "Angabe: Bezeichnung, Tabulator, Wert",
     "fact: label, tab, value"},
    {"Text", true, "Fließtext", "running text"},
    {"Liste", true, "Zeile einer Aufzählung", "line of a list"},
    {"Begruendung", true, "Begründung der Jury", "the jury’s reason"},
    {"Zitat", true, "Zitat", "quotation"},
    {"Zitatgeber", false, "wer zitiert wird", "who is quoted"},
    {"Zitatgeber Funktion", true, "Funktion dieser Person",
     "that person’s function"},
    {"Bildnachweis", false, "Bildnachweis", "picture credit"},
    {"Person", false, "Name einer Person", "name of a person"},
    {"Funktion", true, "Funktion dieser Person", "that person’s function"},
    {"Teilnehmer", false, "Teilnehmende: Name, Tabulator, Ort",
     "participant: name, tab, place"},
    {"Partner", false, "Name eines Partners", "name of a partner"},
    {NULL, false, NULL, NULL},
};
