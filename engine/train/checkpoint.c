/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A checkpoint is a weights file that also contains the state of the trainer.
 *
 * GIMP's Cancel button kills the process, so only what is on disk survives.  A training
 * that resumes from a checkpoint ends with exactly the weights that it would have had
 * without the interruption.
 */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include <json-glib/json-glib.h>

#include "core/json.h"
#include "io/tensor-file.h"
#include "io/weights-private.h"
#include "lazylabels/error.h"
#include "train/trainer-private.h"

#define STATE_KEY "training"

static void
add_bytes (GChecksum *checksum, gconstpointer data, gsize bytes)
{
  const guchar *from = data;

  /* The length that g_checksum_update() takes is a gssize. */
  while (bytes > 0)
    {
      gsize run = MIN (bytes, (gsize) 1 << 30);

      g_checksum_update (checksum, from, (gssize) run);
      from += run;
      bytes -= run;
    }
}

static void
add_sample (GChecksum *checksum, const LlSample *sample)
{
  const LlImage *image = sample->image;
  gsize pixels = (gsize) image->width * (gsize) image->height;
  gint sizes[3] = { image->width, image->height, image->channels };

  add_bytes (checksum, sizes, sizeof (sizes));
  add_bytes (checksum, image->data, pixels * (gsize) image->channels * sizeof (gfloat));
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    if (sample->labels[task])
      {
        add_bytes (checksum, &task, sizeof (task));
        add_bytes (checksum, sample->labels[task]->data, pixels);
      }
}

gchar *
ll_trainer_fingerprint (const LlTrainer *trainer)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const LlNetworkSettings *network = ll_network_get_settings (trainer->network);
  const LlTrainSettings *settings = &trainer->settings;
  g_autofree gchar *text = g_strdup_printf (
    "%d %d %d %d %d %d %d; %d %.17g %d %.17g %d %.17g %.17g %.17g %.17g %.17g %.17g %d "
    "%d "
    "%" G_GUINT64_FORMAT,
    (gint) network->kind, (gint) network->task, network->channels, network->width,
    network->levels, network->task_blocks, network->patch, settings->iterations,
    settings->minutes, settings->batch, settings->learning_rate,
    (gint) settings->schedule, settings->alpha[0], settings->alpha[1], settings->alpha[2],
    settings->interface_weight, settings->masked_share, settings->validation_share,
    settings->validation_interval, settings->augment, settings->seed);

  g_autofree gchar *classes =
    ll_classes_to_json (ll_network_get_classes (trainer->network));

  add_bytes (checksum, text, strlen (text));
  add_bytes (checksum, classes, strlen (classes));
  for (guint i = 0; i < trainer->samples->len; i++)
    add_sample (checksum, g_ptr_array_index (trainer->samples, i));
  return g_strdup (g_checksum_get_string (checksum));
}

/* Fields of the trainer that a checkpoint contains, with the names of their
 * JSON members.
 */

static const struct
{
  const gchar *name;
  gsize offset;
} ints[] = {
  { "iteration", G_STRUCT_OFFSET (LlTrainer, iteration) },
  { "validated", G_STRUCT_OFFSET (LlTrainer, validated) },
  { "best_iteration", G_STRUCT_OFFSET (LlTrainer, best_iteration) },
};

static const struct
{
  const gchar *name;
  gsize offset;
} doubles[] = {
  { "seconds", G_STRUCT_OFFSET (LlTrainer, seconds) },
  { "validated_fraction", G_STRUCT_OFFSET (LlTrainer, validated_fraction) },
  { "best_dice", G_STRUCT_OFFSET (LlTrainer, best_dice) },
  { "best_loss", G_STRUCT_OFFSET (LlTrainer, best_loss) },
  { "last_dice", G_STRUCT_OFFSET (LlTrainer, last_dice) },
  { "loss", G_STRUCT_OFFSET (LlTrainer, loss) },
  { "loss_weight", G_STRUCT_OFFSET (LlTrainer, loss_weight) },
  { "detection_loss", G_STRUCT_OFFSET (LlTrainer, task_loss[LL_TASK_DETECTION]) },
  { "detection_weight", G_STRUCT_OFFSET (LlTrainer, task_weight[LL_TASK_DETECTION]) },
  { "separation_loss", G_STRUCT_OFFSET (LlTrainer, task_loss[LL_TASK_SEPARATION]) },
  { "separation_weight", G_STRUCT_OFFSET (LlTrainer, task_weight[LL_TASK_SEPARATION]) },
  { "segmentation_loss", G_STRUCT_OFFSET (LlTrainer, task_loss[LL_TASK_SEGMENTATION]) },
  { "segmentation_weight",
    G_STRUCT_OFFSET (LlTrainer, task_weight[LL_TASK_SEGMENTATION]) },
};

static gchar *
describe_state (const LlTrainer *trainer, gdouble seconds)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  LlTrainer state = *trainer;

  state.seconds = seconds;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "fingerprint");
  json_builder_add_string_value (builder, trainer->fingerprint);
  for (guint i = 0; i < G_N_ELEMENTS (ints); i++)
    {
      json_builder_set_member_name (builder, ints[i].name);
      json_builder_add_int_value (builder,
                                  G_STRUCT_MEMBER (gint, &state, ints[i].offset));
    }
  for (guint i = 0; i < G_N_ELEMENTS (doubles); i++)
    {
      gdouble value = G_STRUCT_MEMBER (gdouble, &state, doubles[i].offset);

      /* JSON has no NaN, so null stands for it. */
      json_builder_set_member_name (builder, doubles[i].name);
      if (isfinite (value))
        json_builder_add_double_value (builder, value);
      else
        json_builder_add_null_value (builder);
    }
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* Fills @state, a copy of the trainer.  Returns whether the state is complete, and
 * belongs to the same training.
 */
static gboolean
parse_state (LlTrainer *state, const gchar *text)
{
  g_autoptr (JsonNode) root = text ? ll_json_parse (text, strlen (text), 2, NULL) : NULL;
  JsonObject *object = root ? json_node_get_object (root) : NULL;

  if (!object ||
      g_strcmp0 (ll_json_get_string (object, "fingerprint"), state->fingerprint) != 0)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (ints); i++)
    {
      gint64 value;

      if (!ll_json_get_int (object, ints[i].name, 0, G_MAXINT, &value))
        return FALSE;
      G_STRUCT_MEMBER (gint, state, ints[i].offset) = (gint) value;
    }
  for (guint i = 0; i < G_N_ELEMENTS (doubles); i++)
    {
      JsonNode *node = json_object_get_member (object, doubles[i].name);

      if (!node)
        return FALSE;
      G_STRUCT_MEMBER (gdouble, state, doubles[i].offset) =
        JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : NAN;
    }
  return isfinite (state->seconds) && state->seconds >= 0.0;
}

gboolean
ll_trainer_checkpoint (LlTrainer *trainer,
                       const gchar *path,
                       gdouble seconds,
                       GError **error)
{
  g_autoptr (LlTensorFile) file = ll_weights_to_tensor_file (trainer->network);
  g_autofree gchar *state = describe_state (trainer, seconds);
  gsize n;
  gint dims[1];

  ll_network_get_learned (trainer->network, &n);
  dims[0] = (gint) n;
  ll_tensor_file_add (file, "training.first", 1, dims, trainer->first);
  ll_tensor_file_add (file, "training.second", 1, dims, trainer->second);
  if (trainer->best)
    {
      ll_tensor_file_add (file, "training.best", 1, dims,
                          ll_network_get_learned (trainer->best, &n));
      dims[0] = (gint) ll_network_get_n_statistics (trainer->best);
      ll_tensor_file_add (file, "training.best_statistics", 1, dims,
                          ll_network_get_statistics (trainer->best));
    }
  ll_tensor_file_set_metadata (file, STATE_KEY, state);
  return ll_tensor_file_write (file, path, error);
}

/* Reads the best weights so far, if there are any.  Returns FALSE only if they are
 * damaged.
 */
static gboolean
read_best (const LlTrainer *trainer,
           const LlTensorFile *file,
           LlNetwork **best,
           GError **error)
{
  const gfloat *learned, *statistics;
  gint dims[1];
  gsize n;

  if (!ll_tensor_file_has (file, "training.best"))
    return TRUE;

  ll_network_get_learned (trainer->network, &n);
  dims[0] = (gint) n;
  learned = ll_tensor_file_get (file, "training.best", 1, dims, error);
  if (!learned)
    return FALSE;
  dims[0] = (gint) ll_network_get_n_statistics (trainer->network);
  statistics = ll_tensor_file_get (file, "training.best_statistics", 1, dims, error);
  if (!statistics)
    return FALSE;

  *best = ll_network_copy (trainer->network);
  memcpy (ll_network_get_learned (*best, &n), learned, n * sizeof (gfloat));
  memcpy (ll_network_get_statistics (*best), statistics,
          (gsize) dims[0] * sizeof (gfloat));
  return TRUE;
}

/* Whether the learned numbers of both lie in the same order. */
static gboolean
have_same_architecture (const LlNetwork *a, const LlNetwork *b)
{
  const LlNetworkSettings *x = ll_network_get_settings (a);
  const LlNetworkSettings *y = ll_network_get_settings (b);

  return x->kind == y->kind && x->task == y->task && x->channels == y->channels &&
         x->width == y->width && x->levels == y->levels &&
         x->task_blocks == y->task_blocks && x->patch == y->patch &&
         ll_classes_equal (ll_network_get_classes (a), ll_network_get_classes (b));
}

gboolean
ll_trainer_resume (LlTrainer *trainer, const gchar *path, GError **error)
{
  g_autoptr (LlTensorFile) file = ll_tensor_file_read (path, error);
  g_autoptr (LlNetwork) network = NULL;
  LlNetwork *best = NULL;
  LlTrainer state = *trainer;
  const gfloat *first, *second;
  gboolean same;
  gint dims[1];
  gsize n;

  if (!file)
    return FALSE;

  /* The fingerprint holds the architecture, but a damaged file may hold another network. */
  same = parse_state (&state, ll_tensor_file_get_metadata (file, STATE_KEY));
  if (same)
    {
      network = ll_weights_from_tensor_file (file, error);
      if (!network)
        return FALSE;
      same = have_same_architecture (trainer->network, network);
    }
  if (!same)
    {
      g_set_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_RESUME,
                   _ ("\"%s\" was left by a training with other images or settings: "
                      "train with the same ones, or start a new training."),
                   path);
      return FALSE;
    }

  ll_network_get_learned (trainer->network, &n);
  dims[0] = (gint) n;
  first = ll_tensor_file_get (file, "training.first", 1, dims, error);
  if (!first)
    return FALSE;
  second = ll_tensor_file_get (file, "training.second", 1, dims, error);
  if (!second || !read_best (trainer, file, &best, error))
    return FALSE;

  ll_network_set_normalisation (trainer->network, ll_network_get_normalisation (network));
  ll_network_assign (trainer->network, network);
  memcpy (trainer->first, first, n * sizeof (gfloat));
  memcpy (trainer->second, second, n * sizeof (gfloat));
  ll_network_free (trainer->best);
  state.best = best;
  *trainer = state;
  return TRUE;
}
