/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The metadata of weights files.  The format requires all values to be strings; those
 * that hold more than a word are JSON.
 *
 *   format          lazy-labels
 *   format_version  1; 2 where what earlier versions did not know is in use: "scale", "each"
 *   architecture    {"kind","task","channels","width","levels","task_blocks","patch",
 *                   "scale"}; without the last it is 1
 *   classes         as written by ll_classes_to_json()
 *   mean, deviation arrays with one number per channel
 *   low, high       percentiles of the pixel values, likewise; missing in files of the
 *                   first version
 *   each            "yes" where each image is stretched before; else it is missing
 *   summary         {"iterations","images","loss","dice","minutes","threads","kernels",
 *                   "diameter"}; null: unknown; the last three may be missing
 */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/json.h"
#include "io/metadata.h"
#include "lazylabels/error.h"
#include "net/network-private.h"

#define FORMAT         "lazy-labels"
#define FORMAT_VERSION 2
#define MAX_DEPTH      8

static const gchar *const kinds[] = { "multi-task", "single-task", "mdu-net" };

static gboolean
set_metadata_error (const LlTensorFile *file, const gchar *key, GError **error)
{
  g_set_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT,
               _ ("The weights file '%s' has no valid '%s': use another copy of it."),
               ll_tensor_file_get_title (file), key);

  return FALSE;
}

static void
add_int (JsonBuilder *builder, const gchar *name, gint value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_text (JsonBuilder *builder, const gchar *name, const gchar *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_double (JsonBuilder *builder, const gchar *name, gdouble value)
{
  json_builder_set_member_name (builder, name);
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
set_json (LlTensorFile *file, const gchar *key, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree gchar *json = json_to_string (root, FALSE);

  ll_tensor_file_set_metadata (file, key, json);
}

static void
write_architecture (LlTensorFile *file, const LlNetworkSettings *settings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "kind", kinds[settings->kind]);
  add_text (builder, "task", ll_task_get_name (settings->task));
  add_int (builder, "channels", settings->channels);
  add_int (builder, "width", settings->width);
  add_int (builder, "levels", settings->levels);
  add_int (builder, "task_blocks", settings->task_blocks);
  add_int (builder, "patch", settings->patch);
  if (settings->scale != 1.0)
    add_double (builder, "scale", settings->scale);
  json_builder_end_object (builder);
  set_json (file, "architecture", builder);
}

static void
write_summary (LlTensorFile *file, const LlTrainSummary *summary)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_int (builder, "iterations", summary->iterations);
  add_int (builder, "images", summary->images);
  add_double (builder, "loss", summary->loss);
  add_double (builder, "dice", summary->dice);
  add_double (builder, "minutes", summary->minutes);
  if (summary->threads > 0)
    add_int (builder, "threads", summary->threads);
  if (*summary->kernels)
    add_text (builder, "kernels", summary->kernels);
  if (summary->diameter > 0.0)
    add_double (builder, "diameter", summary->diameter);
  json_builder_end_object (builder);
  set_json (file, "summary", builder);
}

static void
write_channels (LlTensorFile *file, const gchar *key, const gfloat *values, gint n)
{
  GString *text = g_string_new ("[");
  gchar number[G_ASCII_DTOSTR_BUF_SIZE];
  gint i;

  for (i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "",
                            g_ascii_dtostr (number, sizeof number, (gdouble) values[i]));
  g_string_append_c (text, ']');
  ll_tensor_file_set_metadata (file, key, text->str);
  g_string_free (text, TRUE);
}

static gboolean
get_double (JsonNode *node, gdouble *value)
{
  if (!node || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  if (json_node_get_value_type (node) == G_TYPE_INT64)
    *value = (gdouble) json_node_get_int (node);
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    *value = json_node_get_double (node);
  else
    return FALSE;

  return isfinite (*value);
}

/* Reads a number that may be null, which means that it is unknown. */
static gboolean
get_known (JsonObject *object, const gchar *name, gdouble *value)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node && JSON_NODE_HOLDS_NULL (node))
    {
      *value = NAN;
      return TRUE;
    }

  return get_double (node, value);
}

static JsonNode *
get_json (const LlTensorFile *file, const gchar *key)
{
  const gchar *text = ll_tensor_file_get_metadata (file, key);

  return text ? ll_json_parse (text, strlen (text), MAX_DEPTH, NULL) : NULL;
}

static gboolean
get_size (JsonObject *object, const gchar *name, gint *value)
{
  gint64 number;

  if (!ll_json_get_int (object, name, 0, G_MAXINT, &number))
    return FALSE;
  *value = (gint) number;

  return TRUE;
}

static gboolean
get_scale (JsonObject *object, gdouble *value)
{
  *value = 1.0;
  return !json_object_has_member (object, "scale") ||
         get_double (json_object_get_member (object, "scale"), value);
}

static gboolean
parse_architecture (JsonObject *object, LlNetworkSettings *settings)
{
  const gchar *kind = ll_json_get_string (object, "kind");
  const gchar *task = ll_json_get_string (object, "task");
  gint k = 0;

  if (!kind || !task)
    return FALSE;

  while (k < (gint) G_N_ELEMENTS (kinds) && strcmp (kind, kinds[k]) != 0)
    k++;
  settings->kind = (LlNetworkKind) k;
  settings->task = ll_task_find (task);
  if (k == G_N_ELEMENTS (kinds) || settings->task == LL_N_TASKS)
    return FALSE;

  return get_size (object, "channels", &settings->channels) &&
         get_size (object, "width", &settings->width) &&
         get_size (object, "levels", &settings->levels) &&
         get_size (object, "task_blocks", &settings->task_blocks) &&
         get_size (object, "patch", &settings->patch) &&
         get_scale (object, &settings->scale);
}

static gboolean
read_architecture (const LlTensorFile *file, LlMetadata *metadata, GError **error)
{
  g_autoptr (JsonNode) root = get_json (file, "architecture");
  g_autoptr (GError) cause = NULL;

  if (!root || !parse_architecture (json_node_get_object (root), &metadata->settings))
    return set_metadata_error (file, "architecture", error);

  if (ll_network_settings_check (&metadata->settings,
                                 ll_classes_get_n (metadata->classes), &cause))
    return TRUE;

  g_set_error (
    error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT,
    _ ("The weights file '%s' describes an impossible network, so use another one: %s"),
    ll_tensor_file_get_title (file), cause->message);

  return FALSE;
}

static gboolean
read_classes (const LlTensorFile *file, LlMetadata *metadata, GError **error)
{
  const gchar *text = ll_tensor_file_get_metadata (file, "classes");

  metadata->classes = text ? ll_classes_from_json (text, -1, NULL) : NULL;

  return metadata->classes || set_metadata_error (file, "classes", error);
}

/* Reads on what and with which objects the network was trained, if that is known. */
static void
read_machine (JsonObject *object, LlTrainSummary *summary)
{
  const gchar *kernels = ll_json_get_string (object, "kernels");

  summary->threads = 0;
  get_size (object, "threads", &summary->threads);
  if (kernels && g_str_is_ascii (kernels))
    g_strlcpy (summary->kernels, kernels, sizeof (summary->kernels));
  if (!get_double (json_object_get_member (object, "diameter"), &summary->diameter) ||
      summary->diameter < 0.0)
    summary->diameter = 0.0;
}

static gboolean
read_summary (const LlTensorFile *file, LlTrainSummary *summary, GError **error)
{
  g_autoptr (JsonNode) root = get_json (file, "summary");
  JsonObject *object = root ? json_node_get_object (root) : NULL;

  if (object)
    read_machine (object, summary);
  if (object && get_size (object, "iterations", &summary->iterations) &&
      get_size (object, "images", &summary->images) &&
      get_known (object, "loss", &summary->loss) &&
      get_known (object, "dice", &summary->dice) &&
      get_known (object, "minutes", &summary->minutes))
    return TRUE;

  return set_metadata_error (file, "summary", error);
}

/* Reads an array of values above @least.  It is wrapped in an object, because that is
 * what ll_json_parse() accepts.
 */
static gboolean
read_channels (const LlTensorFile *file,
               const gchar *key,
               gdouble least,
               gint n,
               gfloat *values,
               GError **error)
{
  const gchar *text = ll_tensor_file_get_metadata (file, key);
  g_autofree gchar *wrapped = g_strdup_printf ("{\"values\":%s}", text ? text : "null");
  g_autoptr (JsonNode) root = NULL;
  JsonNode *node = NULL;
  JsonArray *array;
  gint i;

  root = ll_json_parse (wrapped, strlen (wrapped), MAX_DEPTH, NULL);
  if (root)
    node = json_object_get_member (json_node_get_object (root), "values");
  if (!node || !JSON_NODE_HOLDS_ARRAY (node))
    return set_metadata_error (file, key, error);

  array = json_node_get_array (node);
  if (json_array_get_length (array) != (guint) n)
    return set_metadata_error (file, key, error);

  for (i = 0; i < n; i++)
    {
      gdouble value;

      if (!get_double (json_array_get_element (array, (guint) i), &value) ||
          fabs (value) > (gdouble) G_MAXFLOAT || !((gdouble) (gfloat) value > least))
        return set_metadata_error (file, key, error);
      values[i] = (gfloat) value;
    }

  return TRUE;
}

/* Percentiles are optional, but come in pairs. */
static gboolean
read_percentiles (const LlTensorFile *file, LlMetadata *metadata, GError **error)
{
  gint channels = metadata->settings.channels;
  LlNormalisation *normalisation = &metadata->normalisation;

  if (!ll_tensor_file_get_metadata (file, "low") &&
      !ll_tensor_file_get_metadata (file, "high"))
    return TRUE;

  if (!read_channels (file, "low", -G_MAXDOUBLE, channels, normalisation->low, error) ||
      !read_channels (file, "high", -G_MAXDOUBLE, channels, normalisation->high, error))
    return FALSE;
  for (gint c = 0; c < channels; c++)
    if (normalisation->low[c] > normalisation->high[c])
      return set_metadata_error (file, "high", error);

  return TRUE;
}

static gboolean
read_each (const LlTensorFile *file, LlMetadata *metadata, GError **error)
{
  const gchar *text = ll_tensor_file_get_metadata (file, "each");

  metadata->normalisation.each = g_strcmp0 (text, "yes") == 0;
  return !text || metadata->normalisation.each ||
         set_metadata_error (file, "each", error);
}

static gboolean
check_format (const LlTensorFile *file, GError **error)
{
  const gchar *format = ll_tensor_file_get_metadata (file, "format");
  const gchar *version = ll_tensor_file_get_metadata (file, "format_version");
  guint64 number;

  if (!format || strcmp (format, FORMAT) != 0)
    {
      g_set_error (
        error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT,
        _ ("'%s' is a safetensors file, but not one of Lazy Labels: choose one "
           "that Lazy Labels saved."),
        ll_tensor_file_get_title (file));
      return FALSE;
    }

  if (!version || !g_ascii_string_to_unsigned (version, 10, 1, G_MAXINT, &number, NULL))
    return set_metadata_error (file, "format_version", error);

  if (number > FORMAT_VERSION)
    {
      g_set_error (
        error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_VERSION,
        _ ("The weights file '%s' was written by a newer version of Lazy Labels: "
           "update Lazy Labels to use it."),
        ll_tensor_file_get_title (file));
      return FALSE;
    }

  return TRUE;
}

void
ll_metadata_clear (LlMetadata *metadata)
{
  g_clear_pointer (&metadata->classes, ll_classes_free);
}

gboolean
ll_metadata_read (const LlTensorFile *file, LlMetadata *metadata, GError **error)
{
  memset (metadata, 0, sizeof *metadata);
  ll_normalisation_init (&metadata->normalisation);

  return check_format (file, error) && read_classes (file, metadata, error) &&
         read_architecture (file, metadata, error) &&
         read_channels (file, "mean", -G_MAXDOUBLE, metadata->settings.channels,
                        metadata->normalisation.mean, error) &&
         read_channels (file, "deviation", 0.0, metadata->settings.channels,
                        metadata->normalisation.deviation, error) &&
         read_percentiles (file, metadata, error) && read_each (file, metadata, error) &&
         read_summary (file, &metadata->summary, error);
}

void
ll_metadata_write (LlTensorFile *file, const LlNetwork *network)
{
  const LlNetworkSettings *settings = ll_network_get_settings (network);
  g_autofree gchar *classes = ll_classes_to_json (ll_network_get_classes (network));
  const LlNormalisation *normalisation = ll_network_get_normalisation (network);
  /* What an earlier version can use remains of its version. */
  gint number = settings->scale != 1.0 || normalisation->each ? FORMAT_VERSION : 1;
  g_autofree gchar *version = g_strdup_printf ("%d", number);

  ll_tensor_file_set_metadata (file, "format", FORMAT);
  ll_tensor_file_set_metadata (file, "format_version", version);
  ll_tensor_file_set_metadata (file, "classes", classes);
  write_architecture (file, settings);
  write_summary (file, ll_network_get_summary (network));
  write_channels (file, "mean", normalisation->mean, settings->channels);
  write_channels (file, "deviation", normalisation->deviation, settings->channels);
  if (ll_normalisation_has_percentiles (normalisation))
    {
      write_channels (file, "low", normalisation->low, settings->channels);
      write_channels (file, "high", normalisation->high, settings->channels);
    }
  if (normalisation->each)
    ll_tensor_file_set_metadata (file, "each", "yes");
}
