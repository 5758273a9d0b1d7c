/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes the pages that Help opens in GIMP, one per menu entry and a list of them, from the
 * table of procedures.
 *
 *   help-pages FOLDER LANGUAGE [CATALOGUE.mo]
 *
 * The pages go to FOLDER/LANGUAGE, with the list gimp-help.xml in which GIMP looks for the
 * page of a procedure.  Icons are expected in "icons" beside FOLDER.
 */

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "procedure/catalogue.h"
#include "procedure/menus.h"

#define PREFIX "plug-in-lazy-labels-"

typedef struct
{
  const gchar *folder; /* of the language */
  const gchar *language;
  LpCatalogue *catalogue;
} Book;

static const gchar style[] =
  ":root{color-scheme:light dark;--ink:#1d2329;--soft:#5c6670;--line:#d8dde2;"
  "--ground:#fff;--card:#f4f6f8;--link:#0b62a4}"
  "@media(prefers-color-scheme:dark){:root{--ink:#e4e7ea;--soft:#a2abb3;--line:#3a4147;"
  "--ground:#1b1f23;--card:#24292e;--link:#7fbdf2}}"
  "*{box-sizing:border-box}"
  "body{margin:0;background:var(--ground);color:var(--ink);"
  "font:16px/1.55 system-ui,\"Noto Sans\",\"DejaVu Sans\",sans-serif}"
  "main{max-width:46rem;margin:0 auto;padding:1.6rem 1.4rem 3rem}"
  "a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}"
  "nav{color:var(--soft);font-size:.9rem}"
  "h1{display:flex;align-items:center;font-size:1.8rem;line-height:1.2;"
  "margin:1rem 0 .4rem}"
  "h1 img{width:2rem;height:2rem;margin-right:.7rem}"
  "h2{font-size:1.2rem;margin:2.2rem 0 .5rem}"
  "h3{font-size:1rem;margin:1.6rem 0 .2rem;color:var(--soft)}"
  ".lead{font-size:1.15rem;margin:.2rem 0 .8rem}"
  ".path{color:var(--soft);margin:0 0 1rem}"
  "dl{margin:0}"
  ".field{border-top:1px solid var(--line);padding:.7rem 0}"
  "dt{font-weight:600}"
  "dd{margin:.15rem 0 0}"
  ".facts{color:var(--soft);font-size:.92rem}"
  "code{font:.92em \"Noto Sans Mono\",\"DejaVu Sans Mono\",monospace;"
  "background:var(--card);padding:.05em .3em;border-radius:3px}"
  "ul{margin:.3rem 0;padding-left:1.2rem}"
  ".entries{list-style:none;padding:0;margin:0}"
  ".entries li{display:flex;padding:.55rem 0;border-top:1px solid var(--line)}"
  ".entries img{width:1.3rem;height:1.3rem;margin:.15rem .8rem 0 0;flex:none}"
  ".entries a{font-weight:600}"
  "footer{display:flex;justify-content:space-between;gap:1rem;margin-top:2.5rem;"
  "padding-top:.8rem;border-top:1px solid var(--line)}";

static const gchar *
say (const Book *book, const gchar *text)
{
  return lp_catalogue_translate (book->catalogue, text);
}

/* The name of a procedure without what all names share. */
static const gchar *
get_word (const LpProcedureSpec *procedure)
{
  return procedure->name + strlen (PREFIX);
}

static gchar *
get_title (const Book *book, const LpProcedureSpec *procedure)
{
  return lp_label_to_plain (say (book, procedure->menu_label));
}

/* Appends a text like printf(), with what is inserted escaped. */
static void append_escaped (GString *page, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

static void
append_escaped (GString *page, const gchar *format, ...)
{
  g_autofree gchar *text = NULL;
  va_list values;

  va_start (values, format);
  text = g_markup_vprintf_escaped (format, values);
  va_end (values);
  g_string_append (page, text);
}

static void
begin_page (const Book *book, GString *page, const gchar *title)
{
  append_escaped (
    page,
    "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<title>%s – Lazy Labels</title>\n",
    book->language, title);
  g_string_append_printf (page, "<style>%s</style>\n</head>\n<body>\n<main>\n", style);
}

static gboolean
end_page (const Book *book, GString *page, const gchar *word, GError **error)
{
  g_autofree gchar *name = g_strconcat (word, ".html", NULL);
  g_autofree gchar *path = g_build_filename (book->folder, name, NULL);

  g_string_append (page, "</main>\n</body>\n</html>\n");

  return g_file_set_contents (path, page->str, -1, error);
}

static void
append_choices (const Book *book, GString *page, const LpArgumentSpec *spec)
{
  g_string_append (page, "<ul>\n");
  for (gint i = 0; spec->choices[i].word; i++)
    append_escaped (page, "<li>%s <code>%s</code></li>\n",
                    say (book, spec->choices[i].label), spec->choices[i].word);
  g_string_append (page, "</ul>\n");
}

/* Returns: (nullable): what the field shows at first. */
static gchar *
describe_default (const Book *book, const LpArgumentSpec *spec)
{
  switch (spec->type)
    {
    case LP_ARGUMENT_INT:
    case LP_ARGUMENT_FLOAT:
      return g_strdup_printf ("%.10g", spec->number);

    case LP_ARGUMENT_BOOL:
      return g_strdup (say (book, spec->number > 0 ? N_ ("on") : N_ ("off")));

    case LP_ARGUMENT_CHOICE:
      for (gint i = 0; spec->choices[i].word; i++)
        if (g_str_equal (spec->choices[i].word, spec->text))
          return g_strdup (say (book, spec->choices[i].label));
      return NULL;

    default:
      return *spec->text ? g_strdup (spec->text) : NULL;
    }
}

/* What a number may be and what a field shows at first. */
static void
append_facts (const Book *book, GString *page, const LpArgumentSpec *spec)
{
  g_autofree gchar *value = describe_default (book, spec);
  gboolean number = spec->type == LP_ARGUMENT_INT || spec->type == LP_ARGUMENT_FLOAT;

  g_string_append (page, "<dd class=\"facts\">");
  if (number)
    {
      g_autofree gchar *least = g_strdup_printf ("%.10g", spec->min);
      g_autofree gchar *most = g_strdup_printf ("%.10g", spec->max);

      append_escaped (page, say (book, N_ ("From %s to %s.")), least, most);
      g_string_append_c (page, ' ');
    }
  if (value)
    {
      append_escaped (page, say (book, N_ ("Default: %s.")), value);
      g_string_append_c (page, ' ');
    }
  append_escaped (page, "%s <code>%s</code>", say (book, N_ ("In scripts:")), spec->name);
  g_string_append (page, "</dd>\n");
}

static void
append_field (const Book *book, GString *page, const LpArgumentSpec *spec)
{
  g_autofree gchar *label = lp_label_to_plain (say (book, spec->nick));

  if (spec->part)
    append_escaped (page, "</dl>\n<h3>%s</h3>\n<dl>\n", say (book, spec->part));
  append_escaped (page, "<div class=\"field\" id=\"%s\">\n<dt>%s</dt>\n<dd>%s</dd>\n",
                  spec->name, label, say (book, spec->blurb));
  if (spec->choices)
    {
      g_string_append (page, "<dd>");
      append_choices (book, page, spec);
      g_string_append (page, "</dd>\n");
    }
  append_facts (book, page, spec);
  g_string_append (page, "</div>\n");
}

/* Appends the fields that are always visible, or the others. */
static void
append_fields (const Book *book,
               GString *page,
               const LpProcedureSpec *procedure,
               gboolean advanced,
               const gchar *heading)
{
  gboolean any = FALSE;

  for (gint i = 0; i < procedure->n_arguments; i++)
    {
      if (procedure->arguments[i].advanced != advanced)
        continue;
      if (!any)
        append_escaped (page, "<h2>%s</h2>\n<dl>\n", heading);
      any = TRUE;
      append_field (book, page, &procedure->arguments[i]);
    }
  if (any)
    g_string_append (page, "</dl>\n");
}

static void
append_returns (const Book *book, GString *page, const LpProcedureSpec *procedure)
{
  append_escaped (page, "<h2>%s</h2>\n<p><code>%s</code></p>\n",
                  say (book, N_ ("For scripts")), procedure->name);
  if (procedure->n_returns == 0)
    return;

  append_escaped (page, "<p>%s</p>\n<ul>\n", say (book, N_ ("It returns:")));
  for (gint i = 0; i < procedure->n_returns; i++)
    append_escaped (page, "<li><code>%s</code> %s</li>\n", procedure->returns[i].name,
                    say (book, procedure->returns[i].blurb));
  g_string_append (page, "</ul>\n");
}

/* Appends a link to the page of a neighbour in the order of work, if there is one. */
static void
append_link (const Book *book,
             GString *page,
             const LpProcedureSpec *procedure,
             const gchar *format)
{
  g_autofree gchar *title = procedure ? get_title (book, procedure) : NULL;

  if (procedure)
    append_escaped (page, format, get_word (procedure), title);
  else
    g_string_append (page, "<span></span>\n");
}

static gboolean
write_page (const Book *book,
            const LpProcedureSpec *procedure,
            const LpProcedureSpec *before,
            const LpProcedureSpec *after,
            GError **error)
{
  g_autoptr (GString) page = g_string_new (NULL);
  g_autofree gchar *title = get_title (book, procedure);
  g_autofree gchar *menu =
    lp_label_to_plain (say (book, lp_menu_get_label (procedure->menu)));
  g_autofree gchar *advanced = lp_label_to_plain (say (book, N_ ("A_dvanced")));

  begin_page (book, page, title);
  append_escaped (page, "<nav><a href=\"index.html\">Lazy Labels</a> › %s</nav>\n", menu);
  append_escaped (page,
                  "<h1><img src=\"../../icons/lazy-labels-%s.svg\" alt=\"\">%s</h1>\n"
                  "<p class=\"lead\">%s</p>\n<p class=\"path\">",
                  get_word (procedure), title, say (book, procedure->blurb));
  append_escaped (page, say (book, N_ ("Filters > Lazy Labels > %s > %s")), menu, title);
  append_escaped (page, "</p>\n<p>%s</p>\n", say (book, procedure->help));
  append_fields (book, page, procedure, FALSE, say (book, N_ ("Settings")));
  append_fields (book, page, procedure, TRUE, advanced);
  append_returns (book, page, procedure);
  g_string_append (page, "<footer>\n");
  append_link (book, page, before, "<a href=\"%s.html\">‹ %s</a>\n");
  append_link (book, page, after, "<a href=\"%s.html\">%s ›</a>\n");
  g_string_append (page, "</footer>\n");

  return end_page (book, page, get_word (procedure), error);
}

static gboolean
write_index (const Book *book, const GPtrArray *entries, GError **error)
{
  g_autoptr (GString) page = g_string_new (NULL);

  begin_page (book, page, say (book, N_ ("Help")));
  append_escaped (
    page, "<h1>Lazy Labels</h1>\n<p class=\"lead\">%s</p>\n",
    say (book, N_ ("Segmentation of micrographs learned from rough marks. The menu is "
                   "Filters > Lazy Labels, in the order of work.")));

  for (gint menu = 0; menu < LP_N_MENUS; menu++)
    {
      g_autofree gchar *heading =
        lp_label_to_plain (say (book, lp_menu_get_label ((LpMenu) menu)));

      append_escaped (page, "<h2>%s</h2>\n<ul class=\"entries\">\n", heading);
      for (guint i = 0; i < entries->len; i++)
        {
          const LpProcedureSpec *procedure = g_ptr_array_index (entries, i);
          g_autofree gchar *title = get_title (book, procedure);

          if (procedure->menu == (LpMenu) menu)
            append_escaped (
              page,
              "<li><img src=\"../../icons/lazy-labels-%s.svg\" alt=\"\"><div>"
              "<a href=\"%s.html\">%s</a><br>%s</div></li>\n",
              get_word (procedure), get_word (procedure), title,
              say (book, procedure->blurb));
        }
      g_string_append (page, "</ul>\n");
    }

  return end_page (book, page, "index", error);
}

/* Where GIMP looks up the page of a procedure. */
static gboolean
write_list (const Book *book, const GPtrArray *entries, GError **error)
{
  g_autofree gchar *path = g_build_filename (book->folder, "gimp-help.xml", NULL);
  g_autoptr (GString) list =
    g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  g_string_append (list, "<gimp-help xmlns:lp=\"" LP_HELP_DOMAIN "\">\n"
                         "  <help-missing ref=\"index.html\"/>\n");
  for (guint i = 0; i < entries->len; i++)
    {
      const LpProcedureSpec *procedure = g_ptr_array_index (entries, i);
      g_autofree gchar *title = get_title (book, procedure);

      append_escaped (list, "  <help-item lp:id=\"%s\" ref=\"%s.html\" title=\"%s\"/>\n",
                      procedure->name, get_word (procedure), title);
    }
  g_string_append (list, "</gimp-help>\n");

  return g_file_set_contents (path, list->str, -1, error);
}

static gboolean
write_book (const Book *book, GError **error)
{
  gint n = 0;
  const LpProcedureSpec *const *procedures = lp_procedure_specs_get (&n);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  for (gint i = 0; i < n; i++)
    if (procedures[i]->menu_label)
      g_ptr_array_add (entries, (gpointer) procedures[i]);

  for (guint i = 0; i < entries->len; i++)
    if (!write_page (book, g_ptr_array_index (entries, i),
                     i > 0 ? g_ptr_array_index (entries, i - 1) : NULL,
                     i + 1 < entries->len ? g_ptr_array_index (entries, i + 1) : NULL,
                     error))
      return FALSE;

  return write_index (book, entries, error) && write_list (book, entries, error);
}

int
main (int argc, char *argv[])
{
  g_autofree gchar *folder = NULL;
  g_autoptr (LpCatalogue) catalogue = NULL;
  g_autoptr (GError) error = NULL;
  Book book;

  if (argc != 3 && argc != 4)
    {
      g_printerr ("Usage: help-pages FOLDER LANGUAGE [CATALOGUE.mo]\n");
      return 2;
    }

  folder = g_build_filename (argv[1], argv[2], NULL);
  g_mkdir_with_parents (folder, 0755);
  catalogue = lp_catalogue_load (argc > 3 ? argv[3] : NULL, &error);
  book = (Book){ .folder = folder, .language = argv[2], .catalogue = catalogue };
  if (catalogue && write_book (&book, &error))
    return 0;

  g_printerr ("%s\n", error->message);

  return 1;
}
