/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a field shows is what was typed, up to six significant digits. */

#include <math.h>

#include "procedure/number-text.h"

static void
test_texts (void)
{
  static const struct
  {
    gdouble value;
    gint digits;
    const gchar *text;
  } cases[] = {
    { 0.01273, 2, "0.01273" },
    { 1.0, 2, "1.00" },
    { 0.0, 2, "0.00" },
    { 12.5, 2, "12.50" },
    { 1234567.0, 2, "1234567.00" },
    { 0.5, 2, "0.50" },
    { 1e-6, 2, "0.000001" },
    { -0.0375, 2, "-0.0375" },
    { 3.14159265, 2, "3.14159" },
    { 0.0001, 4, "0.0001" },
    { 0.99999999, 2, "1.00" },
    { 1e9, 2, "1000000000.00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *text = lp_number_to_text (cases[i].value, cases[i].digits);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* No value loses more than its seventh digit. */
static void
test_digits (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (gint i = 0; i < 2000; i++)
    {
      gdouble value = pow (10.0, g_rand_double_range (random, -6.0, 9.0));
      g_autofree gchar *text = lp_number_to_text (value, 2);

      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (text, NULL) / value, 1.0, 5.1e-6);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number-text/texts", test_texts);
  g_test_add_func ("/number-text/digits", test_digits);

  return g_test_run ();
}
