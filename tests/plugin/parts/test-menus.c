/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Menus and forms in all languages: no letter is the mnemonic of two things at once, and
 * GIMP, which sorts menus by their labels, leaves them in the order of the table.
 *
 *   test-menus LANGUAGE.mo...
 */

#include <string.h>

#include "procedure/catalogue.h"
#include "procedure/menus.h"

/* The buttons that GIMP and GTK put into the window of a form, as their translations have
 * them: Reset, Cancel, OK, Load Saved Settings, Save Settings and Help.
 */
static const struct
{
  const gchar *language;
  const gchar *letters;
} hosts[] = {
  { "en", "RCOLSH" },
  { "de", "ZCOGSH" },
  { "fr", "RNVCSE" },
};

typedef struct
{
  const gchar *language;
  LpCatalogue *catalogue;
} Language;

static const gchar *
translate (gconstpointer language, const gchar *text)
{
  return lp_catalogue_translate (((const Language *) language)->catalogue, text);
}

/* The letter after the underscore in upper case, or 0. */
static gunichar
find_mnemonic (const gchar *label)
{
  const gchar *mark = strchr (label, '_');

  return mark ? g_unichar_toupper (g_utf8_get_char (mark + 1)) : 0;
}

/* Adds the mnemonic of @label to @used, and fails if it is there. */
static void
use_mnemonic (GHashTable *used, const gchar *where, const gchar *label)
{
  gunichar letter = find_mnemonic (label);
  const gchar *other;

  if (!letter)
    return;

  other = g_hash_table_lookup (used, GUINT_TO_POINTER (letter));
  if (other)
    {
      g_test_message ("%s: \"%s\" and \"%s\" have the same mnemonic", where, other,
                      label);
      g_test_fail ();
    }
  g_hash_table_insert (used, GUINT_TO_POINTER (letter), (gpointer) label);
}

static void
test_form_mnemonics (gconstpointer language)
{
  const Language *spoken = language;
  gint n = 0;
  const LpProcedureSpec *const *procedures = lp_procedure_specs_get (&n);

  for (gint i = 0; i < n; i++)
    {
      const LpProcedureSpec *procedure = procedures[i];
      g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
      gboolean advanced = FALSE;

      if (!procedure->menu_label)
        continue;

      for (gsize host = 0; host < G_N_ELEMENTS (hosts); host++)
        for (const gchar *c = hosts[host].letters;
             *c && g_str_equal (hosts[host].language, spoken->language); c++)
          g_hash_table_insert (used, GUINT_TO_POINTER (*c), "a button of GIMP");
      for (gint k = 0; k < procedure->n_arguments; k++)
        {
          const LpArgumentSpec *argument = &procedure->arguments[k];

          advanced = advanced || argument->advanced;
          if (!argument->within)
            use_mnemonic (used, procedure->name, translate (language, argument->nick));
          /* The list of classes has a label and a button of its own. */
          if (argument->type == LP_ARGUMENT_CLASSES)
            {
              use_mnemonic (used, procedure->name, translate (language, "Colo_urs:"));
              use_mnemonic (used, procedure->name,
                            translate (language, "Add Class (_+)"));
            }
        }
      if (procedure->accept)
        use_mnemonic (used, procedure->name, translate (language, procedure->accept));
      if (advanced)
        use_mnemonic (used, procedure->name, translate (language, "A_dvanced"));
    }
}

static void
test_menu_mnemonics (gconstpointer language)
{
  gint n = 0;
  const LpProcedureSpec *const *procedures = lp_procedure_specs_get (&n);
  g_autoptr (GHashTable) top = g_hash_table_new (NULL, NULL);

  for (gint menu = 0; menu < LP_N_MENUS; menu++)
    {
      const gchar *label = translate (language, lp_menu_get_label ((LpMenu) menu));
      g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);

      g_assert_cmpuint (find_mnemonic (label), !=, 0);
      use_mnemonic (top, "the menu", label);
      for (gint i = 0; i < n; i++)
        {
          const gchar *entry = translate (language, procedures[i]->menu_label);

          if (!entry || procedures[i]->menu != (LpMenu) menu)
            continue;
          if (!find_mnemonic (entry))
            {
              g_test_message ("\"%s\" has no mnemonic", entry);
              g_test_fail ();
            }
          use_mnemonic (used, label, entry);
        }
    }
}

/* Fails unless GIMP puts @next below @label, or there is no @label. */
static void
check_order (const gchar *label, const gchar *next)
{
  g_auto (GStrv) parts = g_strsplit (label ? label : "", "_", 2);
  g_auto (GStrv) next_parts = g_strsplit (next, "_", 2);
  g_autofree gchar *plain = g_strjoinv ("", parts);
  g_autofree gchar *next_plain = g_strjoinv ("", next_parts);
  g_autofree gchar *key = g_utf8_collate_key (plain, -1);
  g_autofree gchar *next_key = g_utf8_collate_key (next_plain, -1);

  if (label && strcmp (key, next_key) >= 0)
    {
      g_test_message ("\"%s\" stands below \"%s\"", label, next);
      g_test_fail ();
    }
}

static void
test_order (gconstpointer language)
{
  gint n = 0;
  const LpProcedureSpec *const *procedures = lp_procedure_specs_get (&n);
  const gchar *last[LP_N_MENUS] = { NULL };
  const gchar *above = NULL;

  for (gint menu = 0; menu < LP_N_MENUS; menu++)
    {
      const gchar *label = translate (language, lp_menu_get_label ((LpMenu) menu));

      check_order (above, label);
      above = label;
    }

  for (gint i = 0; i < n; i++)
    {
      const gchar *label = translate (language, procedures[i]->menu_label);

      if (!label)
        continue;
      check_order (last[procedures[i]->menu], label);
      last[procedures[i]->menu] = label;
    }
}

static void
add_test (const gchar *name, const Language *language, GTestDataFunc test)
{
  g_autofree gchar *path = g_strdup_printf ("/menus/%s/%s", language->language, name);

  g_test_add_data_func (path, language, test);
}

int
main (int argc, char *argv[])
{
  g_autofree Language *languages = NULL;
  gint result;

  g_test_init (&argc, &argv, NULL);
  languages = g_new0 (Language, argc);
  for (gint i = 0; i < argc; i++)
    {
      g_autofree gchar *name = i > 0 ? g_path_get_basename (argv[i]) : NULL;
      g_autoptr (GError) error = NULL;

      languages[i].language = i > 0 ? g_intern_string (g_strndup (name, 2)) : "en";
      languages[i].catalogue = lp_catalogue_load (i > 0 ? argv[i] : NULL, &error);
      g_assert_no_error (error);
      add_test ("forms", &languages[i], test_form_mnemonics);
      add_test ("mnemonics", &languages[i], test_menu_mnemonics);
      add_test ("order", &languages[i], test_order);
    }

  result = g_test_run ();
  for (gint i = 0; i < argc; i++)
    lp_catalogue_free (languages[i].catalogue);

  return result;
}
