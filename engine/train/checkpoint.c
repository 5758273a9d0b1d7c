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

#include "core/finite.h"
#include "core/json.h"
#include "io/tensor-file.h"
#include "io/weights-private.h"
#include "lazylabels/error.h"
#include "train/trainer-private.h"

#define STATE_KEY "training"

/* Fields of the trainer that a checkpoint contains, with the names of their JSON members. */
static const struct
{
  const gchar *name;
  gsize offset;
} ints[] = {
  { "iteration", G_STRUCT_OFFSET (LlTrainer, iteration) },
  { "validated", G_STRUCT_OFFSET (LlTrainer, validated) },
  { "best_iteration", G_STRUCT_OFFSET (LlTrainer, best_iteration) },
};

/* Numbers that are unknown before the first validation. */
static const struct
{
  const gchar *name;
  gsize offset;
} scores[] = {
  { "best_dice", G_STRUCT_OFFSET (LlTrainer, best_dice) },
  { "best_loss", G_STRUCT_OFFSET (LlTrainer, best_loss) },
  { "last_dice", G_STRUCT_OFFSET (LlTrainer, last_dice) },
};

static const struct
{
  const gchar *name;
  gsize offset;
  gboolean optional;
} doubles[] = {
  { "seconds", G_STRUCT_OFFSET (LlTrainer, seconds), FALSE },
  { "rate_factor", G_STRUCT_OFFSET (LlTrainer, rate_factor), TRUE },
  { "learning_rate", G_STRUCT_OFFSET (LlTrainer, halved_rate), TRUE },
  { "validated_fraction", G_STRUCT_OFFSET (LlTrainer, validated_fraction), FALSE },
  { "loss", G_STRUCT_OFFSET (LlTrainer, means.loss), FALSE },
  { "loss_weight", G_STRUCT_OFFSET (LlTrainer, means.loss_weight), FALSE },
  { "detection_loss", G_STRUCT_OFFSET (LlTrainer, means.task_loss[LL_TASK_DETECTION]),
    FALSE },
  { "detection_weight", G_STRUCT_OFFSET (LlTrainer, means.task_weight[LL_TASK_DETECTION]),
    FALSE },
  { "separation_loss", G_STRUCT_OFFSET (LlTrainer, means.task_loss[LL_TASK_SEPARATION]),
    FALSE },
  { "separation_weight",
    G_STRUCT_OFFSET (LlTrainer, means.task_weight[LL_TASK_SEPARATION]), FALSE },
  { "segmentation_loss",
    G_STRUCT_OFFSET (LlTrainer, means.task_loss[LL_TASK_SEGMENTATION]), FALSE },
  { "segmentation_weight",
    G_STRUCT_OFFSET (LlTrainer, means.task_weight[LL_TASK_SEGMENTATION]), FALSE },
};

/* JSON has no NaN, so null stands for it. */
static void
add_double (JsonBuilder *builder, const gchar *name, gdouble value)
{
  json_builder_set_member_name (builder, name);
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static gchar *
describe_state (const LlTrainer *trainer, gdouble seconds)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  LlTrainer state = *trainer;

  state.seconds = seconds;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "fingerprint");
  json_builder_add_string_value (builder, ll_fingerprint_get (trainer->fingerprint));
  json_builder_set_member_name (builder, "threads");
  json_builder_add_int_value (builder, trainer->threads);
  json_builder_set_member_name (builder, "kernels");
  json_builder_add_string_value (builder, trainer->kernels);
  for (guint i = 0; i < G_N_ELEMENTS (ints); i++)
    {
      json_builder_set_member_name (builder, ints[i].name);
      json_builder_add_int_value (builder,
                                  G_STRUCT_MEMBER (gint, &state, ints[i].offset));
    }
  for (guint i = 0; i < G_N_ELEMENTS (doubles); i++)
    add_double (builder, doubles[i].name,
                G_STRUCT_MEMBER (gdouble, &state, doubles[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    add_double (builder, scores[i].name,
                G_STRUCT_MEMBER (gdouble, &state, scores[i].offset));
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* Returns a finite number, or NaN for anything else. */
static gdouble
get_double (JsonObject *object, const gchar *name)
{
  JsonNode *node = json_object_get_member (object, name);
  gdouble value =
    node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : NAN;

  return isfinite (value) ? value : NAN;
}

/* Reads what the training ran on; that may be missing. */
static void
parse_machine (JsonObject *object, LlTrainer *state)
{
  const gchar *kernels = ll_json_get_string (object, "kernels");
  gint64 threads = 0;

  ll_json_get_int (object, "threads", 1, G_MAXINT, &threads);
  state->former_threads = (gint) threads;
  g_strlcpy (state->former_kernels, kernels && g_str_is_ascii (kernels) ? kernels : "",
             sizeof (state->former_kernels));
}

/* Fills @state, a copy of the trainer.  Returns whether the state is complete, and
 * belongs to the same training.
 */
static gboolean
parse_state (LlTrainer *state, const gchar *text)
{
  g_autoptr (JsonNode) root = text ? ll_json_parse (text, strlen (text), 2, NULL) : NULL;
  JsonObject *object = root ? json_node_get_object (root) : NULL;

  if (!object || g_strcmp0 (ll_json_get_string (object, "fingerprint"),
                            ll_fingerprint_get (state->fingerprint)) != 0)
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
      gdouble value = get_double (object, doubles[i].name);

      if (doubles[i].optional && !json_object_has_member (object, doubles[i].name))
        continue;
      if (!(value >= 0.0))
        return FALSE;
      G_STRUCT_MEMBER (gdouble, state, doubles[i].offset) = value;
    }
  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    G_STRUCT_MEMBER (gdouble, state, scores[i].offset) =
      get_double (object, scores[i].name);

  /* Another learning rate is a decision of the user's, which earlier divergences do not halve.
   */
  if (state->halved_rate != state->settings.learning_rate)
    state->rate_factor = 1.0;
  state->halved_rate = state->settings.learning_rate;
  parse_machine (object, state);
  return state->rate_factor > 0.0 && state->rate_factor <= 1.0;
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
  if (trainer->average)
    ll_tensor_file_add (file, "training.average", 1, dims, trainer->average);
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
  g_autoptr (LlNetwork) network = NULL;
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

  network = ll_network_copy (trainer->network);
  memcpy (ll_network_get_learned (network, &n), learned, n * sizeof (gfloat));
  memcpy (ll_network_get_statistics (network), statistics,
          (gsize) dims[0] * sizeof (gfloat));
  if (!ll_weights_check (network, ll_tensor_file_get_title (file), error))
    return FALSE;
  *best = g_steal_pointer (&network);
  return TRUE;
}

/* Reads one of Adam's moments, or the average.  A moment that is not finite, or a negative
 * second one, would spoil the weights at the next step.
 */
static const gfloat *
read_moment (const LlTensorFile *file,
             const gchar *name,
             gsize n,
             gfloat least,
             GError **error)
{
  gint dims[1] = { (gint) n };
  const gfloat *moment = ll_tensor_file_get (file, name, 1, dims, error);

  if (!moment || ll_all_finite (moment, n, least))
    return moment;

  g_set_error (
    error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_NETWORK,
    _ ("The checkpoint '%s' is damaged, since '%s' holds invalid values: start a "
       "new training."),
    ll_tensor_file_get_title (file), name);
  return NULL;
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

/* What a trainer takes from a checkpoint. */
typedef struct
{
  LlTensorFile *file; /* owns @first and @second                        */
  LlNetwork *network;
  LlNetwork *best; /* NULL when nothing was validated                   */
  LlTrainer state; /* the trainer with the fields of the checkpoint     */
  const gfloat *first;
  const gfloat *second;
  const gfloat *average; /* NULL when none was kept                         */
} Checkpoint;

static void
clear_checkpoint (Checkpoint *checkpoint)
{
  ll_tensor_file_free (checkpoint->file);
  ll_network_free (checkpoint->network);
  ll_network_free (checkpoint->best);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Checkpoint, clear_checkpoint)

/* Reads all of a checkpoint, which is to be cleared also after a failure. */
static gboolean
read_checkpoint (const LlTrainer *trainer,
                 const gchar *path,
                 Checkpoint *checkpoint,
                 GError **error)
{
  LlTensorFile *file = checkpoint->file = ll_tensor_file_read (path, error);
  gboolean same;
  gsize n;

  if (!file)
    return FALSE;

  /* The fingerprint holds the architecture, but a damaged file may hold another network. */
  checkpoint->state = *trainer;
  same = parse_state (&checkpoint->state, ll_tensor_file_get_metadata (file, STATE_KEY));
  if (same)
    {
      checkpoint->network = ll_weights_from_tensor_file (file, error);
      if (!checkpoint->network)
        return FALSE;
      same = have_same_architecture (trainer->network, checkpoint->network);
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
  checkpoint->first = read_moment (file, "training.first", n, -G_MAXFLOAT, error);
  if (!checkpoint->first)
    return FALSE;
  checkpoint->second = read_moment (file, "training.second", n, 0.0f, error);
  if (!checkpoint->second)
    return FALSE;
  if (ll_tensor_file_has (file, "training.average"))
    {
      checkpoint->average = read_moment (file, "training.average", n, -G_MAXFLOAT, error);
      if (!checkpoint->average)
        return FALSE;
    }

  return read_best (trainer, file, &checkpoint->best, error);
}

gboolean
ll_trainer_can_resume (const LlTrainer *trainer, const gchar *path, GError **error)
{
  g_auto (Checkpoint) checkpoint = { .file = NULL };

  return read_checkpoint (trainer, path, &checkpoint, error);
}

gboolean
ll_trainer_resume (LlTrainer *trainer, const gchar *path, GError **error)
{
  g_auto (Checkpoint) checkpoint = { .file = NULL };
  LlNetwork *network;
  gsize n;

  if (!read_checkpoint (trainer, path, &checkpoint, error))
    return FALSE;

  network = checkpoint.network;
  ll_network_get_learned (trainer->network, &n);
  ll_network_set_normalisation (trainer->network, ll_network_get_normalisation (network));
  ll_network_assign (trainer->network, network);
  memcpy (trainer->first, checkpoint.first, n * sizeof (gfloat));
  memcpy (trainer->second, checkpoint.second, n * sizeof (gfloat));
  /* A training that kept no average goes on with one from here. */
  if (trainer->average)
    memcpy (trainer->average,
            checkpoint.average ? checkpoint.average
                               : ll_network_get_learned (trainer->network, &n),
            n * sizeof (gfloat));
  ll_network_free (trainer->best);
  checkpoint.state.best = g_steal_pointer (&checkpoint.best);
  checkpoint.state.good.iteration = -1;
  *trainer = checkpoint.state;
  return TRUE;
}

gint
ll_checkpoint_get_iteration (const gchar *path)
{
  g_autoptr (LlTensorFile) file = ll_tensor_file_read (path, NULL);
  const gchar *text = file ? ll_tensor_file_get_metadata (file, STATE_KEY) : NULL;
  g_autoptr (JsonNode) root = text ? ll_json_parse (text, strlen (text), 2, NULL) : NULL;
  JsonObject *object = root ? json_node_get_object (root) : NULL;
  gint64 iteration;

  if (!object || !ll_json_get_int (object, "iteration", 0, G_MAXINT, &iteration))
    return -1;

  return (gint) iteration;
}
