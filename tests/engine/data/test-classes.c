/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Class lists and their JSON. */

#include <math.h>
#include <string.h>

#include "lazylabels/classes.h"
#include "lazylabels/error.h"

/* Any two colours of a palette are farther apart than paint that is taken for either. */
#define APART 0.25

static gdouble
distance (LlColour a, LlColour b)
{
  gdouble sum = 0.0;

  for (gint i = 0; i < 3; i++)
    sum += pow ((a.rgb[i] - b.rgb[i]) / 255.0, 2.0);

  return sqrt (sum);
}

static void
assert_colour (LlColour colour, guint8 red, guint8 green, guint8 blue)
{
  g_assert_cmpint (colour.rgb[0], ==, red);
  g_assert_cmpint (colour.rgb[1], ==, green);
  g_assert_cmpint (colour.rgb[2], ==, blue);
}

static void
test_default (void)
{
  g_autoptr (LlClasses) safe = ll_classes_new_default (LL_PALETTE_COLOUR_BLIND_SAFE);
  g_autoptr (LlClasses) paper = ll_classes_new_default (LL_PALETTE_PAPER);

  g_assert_cmpint (ll_classes_get_n (safe), ==, 3);
  g_assert_cmpstr (ll_classes_get_name (safe, 0), ==, "rest");
  g_assert_cmpstr (ll_classes_get_name (safe, 1), ==, "air bubble");
  g_assert_cmpstr (ll_classes_get_name (safe, 2), ==, "ice crystal");
  assert_colour (ll_classes_get_colour (safe, 1), 0x00, 0x72, 0xb2);
  assert_colour (ll_classes_get_colour (safe, 2), 0xe6, 0x9f, 0x00);
  assert_colour (ll_classes_get_colour (paper, 1), 0xff, 0x00, 0x00);
  assert_colour (ll_classes_get_colour (paper, 2), 0x00, 0xc0, 0x00);
  assert_colour (ll_classes_get_interface_colour (paper), 0x00, 0x00, 0xff);
  g_assert_true (ll_classes_equal (safe, paper));
}

static void
test_palettes (void)
{
  const gchar *names[LL_MAX_CLASSES - 1];
  gchar letters[LL_MAX_CLASSES - 1][2];
  LlPalette palette;

  for (gint i = 0; i < LL_MAX_CLASSES - 1; i++)
    {
      letters[i][0] = (gchar) ('a' + i);
      letters[i][1] = '\0';
      names[i] = letters[i];
    }

  for (palette = LL_PALETTE_COLOUR_BLIND_SAFE; palette <= LL_PALETTE_PAPER; palette++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LlClasses) classes =
        ll_classes_new (names, LL_MAX_CLASSES - 1, palette, &error);
      LlColour colours[LL_MAX_CLASSES + 2];

      g_assert_no_error (error);
      for (gint i = 0; i < LL_MAX_CLASSES; i++)
        colours[i] = ll_classes_get_colour (classes, i);
      colours[LL_MAX_CLASSES] = ll_classes_get_interface_colour (classes);
      colours[LL_MAX_CLASSES + 1] = ll_classes_get_ignore_colour (classes);

      for (gint i = 0; i < LL_MAX_CLASSES + 2; i++)
        for (gint j = 0; j < i; j++)
          g_assert_cmpfloat (distance (colours[i], colours[j]), >, APART);
    }
}

static void
test_names (void)
{
  static const gchar *const refused[][3] = {
    { "" },
    { "   " },
    { "rest" },
    { "Rest " },
    { "a", "a" },
    { "a", " A" },
    { "two\nrows" },
    { "\xff\xfe" },
    { "a", "b", "\t" },
    /* Words that have a meaning, as a person reads them. */
    { "all" },
    { "a", "ALL" },
    { "Any" },
    { "ignore" },
    { "Interface" },
    { "classes" },
    { "\xc2\xa0"
      "all" },
    { "a\xe2\x80\x8bll" },
    { "\xef\xbd\x81ll" },
    /* Spaces, invisible characters, and a letter as one character or two. */
    { "ice  crystal", "ice crystal" },
    { "ice crystal", "ice\xc2\xa0"
                     "crystal" },
    { "grain", "gr\xc2\xad"
               "ain" },
    { "\xc3\xa4", "a\xcc\x88" },
    { "\xc2\xa0" },
  };
  const gchar *padded[] = { "  sugar\xc3\x9f grain ", "fat" };
  const gchar *many[LL_MAX_CLASSES];
  g_autoptr (LlClasses) classes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      gint n = 0;

      while (n < 3 && refused[i][n])
        n++;
      g_assert_null (
        ll_classes_new (refused[i], n, LL_PALETTE_COLOUR_BLIND_SAFE, &error));
      g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES);
      g_clear_error (&error);
    }

  g_assert_null (ll_classes_new (padded, 0, LL_PALETTE_PAPER, &error));
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES);
  g_clear_error (&error);

  for (gint i = 0; i < LL_MAX_CLASSES; i++)
    many[i] = &"abcdefghijklmnopq"[i];
  g_assert_null (ll_classes_new (many, LL_MAX_CLASSES, LL_PALETTE_PAPER, &error));
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES);
  g_clear_error (&error);

  classes = ll_classes_new (padded, 2, LL_PALETTE_COLOUR_BLIND_SAFE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ll_classes_get_name (classes, 1), ==, "sugar\xc3\x9f grain");
}

/* Files made when fewer words were reserved have to open. */
static void
test_old_names (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LlClasses) classes = ll_classes_from_json (
    "{\"version\":1,\"classes\":[{\"name\":\"all\",\"colour\":\"#102030\"},"
    "{\"name\":\"a\\u0308\",\"colour\":\"#a0b0c0\"}],\"rest\":\"#000000\","
    "\"interface\":\"#00ffff\",\"ignore\":\"#808080\"}",
    -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ll_classes_get_name (classes, 1), ==, "all");
  g_assert_cmpstr (ll_classes_get_name (classes, 2), ==, "\xc3\xa4");
}

static void
test_equal (void)
{
  const gchar *names[] = { "ice crystal", "air bubble" };
  g_autoptr (LlClasses) a = ll_classes_new_default (LL_PALETTE_PAPER);
  g_autoptr (LlClasses) b = ll_classes_copy (a);
  g_autoptr (LlClasses) turned = ll_classes_new (names, 2, LL_PALETTE_PAPER, NULL);
  g_autoptr (LlClasses) fewer = ll_classes_new (names, 1, LL_PALETTE_PAPER, NULL);

  ll_classes_set_colour (b, 1, (LlColour){ { 1, 2, 3 } });
  g_assert_true (ll_classes_equal (a, b));
  g_assert_false (ll_classes_equal (a, turned));
  g_assert_false (ll_classes_equal (turned, fewer));
}

static void
test_json (void)
{
  const gchar *names[] = { "quote \" and \\", "\xe6\xb0\xb7 [{", "c" };
  g_autoptr (LlClasses) classes = ll_classes_new (names, 3, LL_PALETTE_PAPER, NULL);
  g_autoptr (LlClasses) again = NULL;
  g_autofree gchar *json = NULL;
  g_autofree gchar *json_again = NULL;
  g_autoptr (GError) error = NULL;

  ll_classes_set_colour (classes, 2, (LlColour){ { 1, 2, 3 } });
  ll_classes_set_interface_colour (classes, (LlColour){ { 4, 5, 6 } });
  ll_classes_set_ignore_colour (classes, (LlColour){ { 7, 8, 9 } });

  json = ll_classes_to_json (classes);
  g_assert_null (strchr (json, '\n'));
  again = ll_classes_from_json (json, -1, &error);
  g_assert_no_error (error);
  g_assert_true (ll_classes_equal (classes, again));
  assert_colour (ll_classes_get_colour (again, 2), 1, 2, 3);
  assert_colour (ll_classes_get_interface_colour (again), 4, 5, 6);
  assert_colour (ll_classes_get_ignore_colour (again), 7, 8, 9);
  json_again = ll_classes_to_json (again);
  g_assert_cmpstr (json, ==, json_again);

  /* Any shorter text is refused, and nothing past its end is read. */
  for (gsize length = 0; length < strlen (json); length++)
    {
      g_autofree gchar *part = g_memdup2 (json, length);
      g_autofree gchar *none = g_strdup ("");

      g_assert_null (ll_classes_from_json (part ? part : none, (gssize) length, &error));
      g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES);
      g_clear_error (&error);
    }
}

#define COLOURS "\"rest\":\"#000000\",\"interface\":\"#00ffff\",\"ignore\":\"#808080\"}"
#define ONE     "{\"name\":\"a\",\"colour\":\"#102030\"}"

static void
test_hostile (void)
{
  static const gchar *const refused[] = {
    "null",
    "[]",
    "{}",
    "{\"version\":1,\"classes\":[]," COLOURS,
    "{\"version\":1,\"classes\":{}," COLOURS,
    "{\"version\":1,\"classes\":[1]," COLOURS,
    "{\"version\":1,\"classes\":[" ONE "," ONE "]," COLOURS,
    "{\"version\":1,\"version\":1,\"classes\":[" ONE "]," COLOURS,
    "{\"version\":2,\"classes\":[" ONE "]," COLOURS,
    "{\"version\":0,\"classes\":[" ONE "]," COLOURS,
    "{\"version\":\"1\",\"classes\":[" ONE "]," COLOURS,
    "{\"version\":1,\"classes\":[{\"name\":\"a\"}]," COLOURS,
    "{\"version\":1,\"classes\":[{\"name\":1,\"colour\":\"#102030\"}]," COLOURS,
    "{\"version\":1,\"classes\":[{\"name\":\"a\\u0000\",\"colour\":\"#102030\"}]"
    "," COLOURS,
    "{\"version\":1,\"classes\":[" ONE "],\"a\":\"\\udf83d\"," COLOURS,
    "{\"version\":1,\"classes\":[" ONE "],\"a\":\"\\ud83dx\"," COLOURS,
    "{\"version\":1,\"classes\":[" ONE "],\"a\":\"\\ud83d\\ud83d\"," COLOURS,
    "{\"version\":1,\"classes\":[" ONE "],\"a\":\"\\uder0\"," COLOURS,
    "{\"version\":1,\"classes\":[" ONE "],\"a\":\"\\q\"," COLOURS,
    "{\"version\":1,\"classes\":[{\"name\":\"rest\",\"colour\":\"#102030\"}]," COLOURS,
    "{\"version\":1,\"classes\":[{\"name\":\"a\",\"colour\":\"#10203\"}]," COLOURS,
    "{\"version\":1,\"classes\":[{\"name\":\"a\",\"colour\":\"#1020g0\"}]," COLOURS,
    "{\"version\":1,\"classes\":[" ONE "],\"rest\":\"#000000\"}",
    "/* */{\"version\":1,\"classes\":[" ONE "]," COLOURS,
    "var x = {\"version\":1,\"classes\":[" ONE "]," COLOURS,
  };
  g_autoptr (GString) deep = g_string_new ("{\"version\":");
  g_autoptr (LlClasses) whole = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_null (ll_classes_from_json (refused[i], -1, &error));
      g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES);
      g_clear_error (&error);
    }

  /* Both halves make a character. */
  whole = ll_classes_from_json (
    "{\"version\":1,\"classes\":[" ONE "],\"a\":\"\\ud83d\\ude00\"," COLOURS, -1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (whole);

  for (gint i = 0; i < 30000; i++)
    g_string_append_c (deep, '[');
  g_assert_null (ll_classes_from_json (deep->str, -1, &error));
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES);
}

static void
test_hostile_but_fine (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LlClasses) classes = ll_classes_from_json (
    " {\"version\" : 1, \"more\":[{}],\n\"classes\":[" ONE "]," COLOURS, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ll_classes_get_n (classes), ==, 2);
  assert_colour (ll_classes_get_colour (classes, 1), 0x10, 0x20, 0x30);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/classes/default", test_default);
  g_test_add_func ("/classes/palettes", test_palettes);
  g_test_add_func ("/classes/names", test_names);
  g_test_add_func ("/classes/old-names", test_old_names);
  g_test_add_func ("/classes/equal", test_equal);
  g_test_add_func ("/classes/json", test_json);
  g_test_add_func ("/classes/hostile", test_hostile);
  g_test_add_func ("/classes/unknown-members", test_hostile_but_fine);

  return g_test_run ();
}
