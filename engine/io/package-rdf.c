/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The description of a package: YAML by the specification of bioimage.io, models, 0.5
 * (https://github.com/bioimage-io/spec-bioimage-io).
 *
 * All that comes from a person stands in double quotation marks, where nothing but
 * backslashes and what can't be printed need care.
 */

#include <string.h>

#include "io/network-export-private.h"
#include "io/onnx-builder.h"

#define FORMAT_VERSION "0.5.3"

/* The name of a model may have these characters, besides letters and digits, and so many. */
#define NAME_SIGNS "_+-() "
#define LEAST_NAME 5
#define MOST_NAME  64

/* The description of a model may be so long; those of tensors, 128 characters. */
#define MOST_DESCRIPTION 1024

static void
append_quoted (GString *yaml, const gchar *text)
{
  g_autofree gchar *valid = g_utf8_make_valid (text, -1);

  g_string_append_c (yaml, '"');
  for (const gchar *next = valid; *next; next = g_utf8_next_char (next))
    {
      gunichar c = g_utf8_get_char (next);

      if (c == '"' || c == '\\')
        g_string_append_printf (yaml, "\\%c", (gint) c);
      else if (!g_unichar_isprint (c))
        g_string_append_printf (yaml, "\\U%08X", (guint) c);
      else
        g_string_append_unichar (yaml, c);
    }
  g_string_append_c (yaml, '"');
}

/* A line such as `key: "value"`; @key comes with its indentation. */
static void
append_text (GString *yaml, const gchar *key, const gchar *value)
{
  g_string_append_printf (yaml, "%s: ", key);
  append_quoted (yaml, value);
  g_string_append_c (yaml, '\n');
}

static void
append_number (GString *yaml, const gchar *key, gdouble value)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.9g", value);
  /* What has an exponent but no point is a text in YAML 1.1. */
  if (strchr (text, 'e') && !strchr (text, '.'))
    g_ascii_formatd (text, sizeof text, "%.10f", value);
  g_string_append_printf (yaml, "%s: %s\n", key, text);
}

static gchar *
make_name (const gchar *text)
{
  g_autofree gchar *ascii = g_str_to_ascii (text, "C");
  GString *name = g_string_new (NULL);

  for (const gchar *c = g_strstrip (ascii); *c && name->len < MOST_NAME; c++)
    g_string_append_c (name, g_ascii_isalnum (*c) || strchr (NAME_SIGNS, *c) ? *c : '_');
  if (name->len < LEAST_NAME)
    g_string_append (name, name->len > 0 ? " network" : "Lazy Labels network");
  return g_string_free (name, FALSE);
}

static void
append_authors (GString *yaml, const gchar *authors)
{
  g_auto (GStrv) names = g_strsplit (authors ? authors : "", ",", -1);
  gboolean any = FALSE;

  g_string_append (yaml, "authors:\n");
  for (gchar **name = names; *name; name++)
    {
      g_strstrip (*name);
      if (!**name)
        continue;
      g_strdelimit (*name, "/\\", '-');
      append_text (yaml, "  - name", *name);
      any = TRUE;
    }
  /* The field must not be empty. */
  if (!any)
    append_text (yaml, "  - name", "Unknown");
}

static void
append_citations (GString *yaml, LlNetworkKind kind)
{
  g_string_append (yaml, "cite:\n");
  if (kind == LL_NETWORK_MULTI_TASK)
    {
      append_text (yaml, "  - text",
                   "A multi-task U-net for segmentation with lazy labels (2019)");
      append_text (yaml, "    doi", "10.48550/arXiv.1906.12177");
    }
  else if (kind == LL_NETWORK_MDU_NET)
    {
      append_text (yaml, "  - text",
                   "Zhang et al.: MDU-Net: Multi-scale Densely Connected U-Net for "
                   "biomedical image segmentation (2018)");
      append_text (yaml, "    doi", "10.48550/arXiv.1812.00352");
    }
  else
    {
      append_text (yaml, "  - text",
                   "Ronneberger, Fischer, Brox: U-Net: Convolutional Networks for "
                   "Biomedical Image Segmentation (2015)");
      append_text (yaml, "    doi", "10.1007/978-3-319-24574-4_28");
    }
}

/* Names of channels are identifiers of Python, and differ. */
static gchar *
make_identifier (const gchar *name, GHashTable *used)
{
  static const gchar *const keywords[] = {
    "and",      "as",       "assert", "async", "await",  "break",  "class",
    "continue", "def",      "del",    "elif",  "else",   "except", "finally",
    "for",      "from",     "global", "if",    "import", "in",     "is",
    "lambda",   "nonlocal", "not",    "or",    "pass",   "raise",  "return",
    "try",      "while",    "with",   "yield", NULL,
  };
  g_autofree gchar *ascii = g_str_to_ascii (name, "C");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree gchar *base = NULL;
  gchar *found;

  for (const gchar *c = ascii; *c; c++)
    g_string_append_c (text, g_ascii_isalnum (*c) ? g_ascii_tolower (*c) : '_');
  if (text->len == 0 || g_ascii_isdigit (*text->str) ||
      strspn (text->str, "_") == text->len || g_strv_contains (keywords, text->str))
    g_string_prepend (text, "class_");
  base = g_strdup (text->str);
  for (gint i = 2; g_hash_table_contains (used, text->str); i++)
    g_string_printf (text, "%s_%d", base, i);
  found = g_strdup (text->str);
  g_hash_table_add (used, g_strdup (found));
  return found;
}

static void
append_channels (GString *yaml, const gchar *const *names, gint n)
{
  g_autoptr (GHashTable) used =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_string_append (yaml, "      - type: channel\n        id: channel\n"
                         "        channel_names: [");
  for (gint i = 0; i < n; i++)
    {
      g_autofree gchar *name = make_identifier (names[i], used);

      g_string_append_printf (yaml, "%s\"%s\"", i > 0 ? ", " : "", name);
    }
  g_string_append (yaml, "]\n");
}

static void
append_input (GString *yaml, const LlNetworkExport *export)
{
  static const gchar *const grey[] = { "grey" };
  static const gchar *const colours[] = { "red", "green", "blue" };
  gboolean each = ll_network_get_normalisation (export->network)->each;
  gint channels = ll_network_get_settings (export->network)->channels;
  g_autofree gchar *text = NULL;
  gint min, step;

  if (each)
    text = g_strdup_printf ("%s images, each stretched; see README.md",
                            channels == 1 ? "Grey" : "Colour");
  else
    text = g_strdup_printf ("%s images, values from 0 to %.0f; see README.md",
                            channels == 1 ? "Grey" : "Colour", export->white);
  ll_package_get_sides (export, &min, &step);
  g_string_append (yaml, "inputs:\n  - id: image\n");
  append_text (yaml, "    description", text);
  g_string_append (yaml, "    axes:\n      - type: batch\n        id: batch\n");
  append_channels (yaml, channels == 1 ? grey : colours, channels);
  for (const gchar *axis = "yx"; *axis; axis++)
    g_string_append_printf (yaml,
                            "      - type: space\n        id: %c\n"
                            "        size:\n          min: %d\n          step: %d\n",
                            *axis, min, step);
  g_string_append (yaml, "    test_tensor:\n      source: test_image.npy\n"
                         "    data:\n      type: float32\n");
  if (!each)
    g_string_append_printf (yaml, "      range: [0.0, %.1f]\n", export->white);
  if (each)
    {
      g_string_append (yaml, "    preprocessing:\n      - id: scale_range\n"
                             "        kwargs:\n          axes: [\"y\", \"x\"]\n");
      append_number (yaml, "          min_percentile", LL_PACKAGE_LOW);
      append_number (yaml, "          max_percentile", LL_PACKAGE_HIGH);
      append_number (yaml, "          eps", LL_PACKAGE_EPSILON);
    }
}

static void
append_output (GString *yaml, const LlNetworkExport *export, LlTask task)
{
  static const gchar *const separation[] = { "rest", "interface" };
  const LlClasses *classes = ll_network_get_classes (export->network);
  gint n = ll_network_get_n_task_classes (export->network, task);
  const gchar *name = ll_task_get_name (task);
  const gchar *names[LL_MAX_CLASSES];

  for (gint c = 0; c < n; c++)
    names[c] =
      task == LL_TASK_SEPARATION ? separation[c] : ll_classes_get_name (classes, c);

  g_string_append_printf (yaml, "  - id: %s\n", name);
  append_text (yaml, "    description", "Probabilities of each channel; see README.md");
  g_string_append (yaml, "    axes:\n      - type: batch\n        id: batch\n");
  append_channels (yaml, names, n);
  for (const gchar *axis = "yx"; *axis; axis++)
    g_string_append_printf (yaml,
                            "      - type: space\n        id: %c\n        halo: %d\n"
                            "        size:\n          tensor_id: image\n"
                            "          axis_id: %c\n",
                            *axis, ll_package_get_halo (export), *axis);
  g_string_append_printf (yaml,
                          "    test_tensor:\n      source: test_%s.npy\n"
                          "    data:\n      type: float32\n      range: [0.0, 1.0]\n",
                          name);
}

/* What other programs leave alone, for people who read it. */
static void
append_config (GString *yaml, const LlNetworkExport *export)
{
  const LlNetworkSettings *settings = ll_network_get_settings (export->network);
  const LlClasses *classes = ll_network_get_classes (export->network);
  const LlTrainSummary *summary = ll_network_get_summary (export->network);
  g_autofree gchar *training = ll_network_export_describe_training (export);

  g_string_append (yaml, "config:\n  lazy_labels:\n");
  append_text (yaml, "    version", LL_VERSION);
  append_text (yaml, "    network", ll_network_export_get_kind (export));
  g_string_append_printf (yaml, "    width: %d\n    levels: %d\n", settings->width,
                          settings->levels);
  append_number (yaml, "    scale", ll_network_export_get_scale (export));
  if (summary->diameter > 0.0)
    append_number (yaml, "    diameter",
                   summary->diameter * settings->scale /
                     ll_network_export_get_scale (export));
  append_text (yaml, "    training", training);
  g_string_append (yaml, "    classes:\n");
  for (gint c = 0; c < ll_classes_get_n (classes); c++)
    {
      gchar colour[LL_COLOUR_TEXT_SIZE];

      append_text (yaml, "      - name", ll_classes_get_name (classes, c));
      if (c > 0)
        {
          ll_colour_to_text (ll_classes_get_colour (classes, c), colour);
          append_text (yaml, "        colour", colour);
        }
    }
}

GBytes *
ll_package_rdf (const LlNetworkExport *export, const gchar *sha256)
{
  GString *yaml = g_string_new (NULL);
  g_autofree gchar *name = make_name (export->name ? export->name : "");
  g_autofree gchar *text = ll_network_export_describe (export);

  g_string_append (yaml, "format_version: " FORMAT_VERSION "\ntype: model\n");
  append_text (yaml, "name", name);
  if (g_utf8_strlen (text, -1) > MOST_DESCRIPTION)
    *g_utf8_offset_to_pointer (text, MOST_DESCRIPTION) = '\0';
  append_text (yaml, "description", text);
  append_authors (yaml, export->authors);
  append_text (yaml, "license", export->license);
  g_string_append (yaml, "documentation: README.md\ncovers: [cover.png]\n"
                         "tags: [segmentation, semantic-segmentation, 2d, microscopy, "
                         "unet, lazy-labels]\n");
  append_citations (yaml, ll_network_get_settings (export->network)->kind);
  append_input (yaml, export);
  g_string_append (yaml, "outputs:\n");
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    if (ll_network_get_first_plane (export->network, task) >= 0)
      append_output (yaml, export, task);
  g_string_append (yaml, "weights:\n  onnx:\n    source: weights.onnx\n");
  append_text (yaml, "    sha256", sha256);
  g_string_append_printf (yaml, "    opset_version: %d\n", LL_ONNX_OPSET);
  append_config (yaml, export);
  return g_string_free_to_bytes (yaml);
}
