/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The parameters of a network: names, shapes and initial values. */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/random.h"
#include "core/tensor.h"
#include "kernels/kernels.h"
#include "lazylabels/error.h"
#include "lazylabels/memory.h"
#include "net/architecture.h"
#include "net/network-private.h"

/* The stream of random numbers for the initial weights. */
#define STREAM_WEIGHTS 1

/* Numbers that there is memory for in any case. */
#define UNCHECKED_NUMBERS ((guint64) 1 << 22)

struct _LlNetwork
{
  LlNetworkSettings settings;
  LlClasses *classes;
  LlTrainSummary summary;
  LlNormalisation normalisation;

  GArray *parameters;  /* LlParameter                                  */
  GHashTable *indices; /* name -> index + 1; names owned by parameters */
  gfloat *learned;     /* the data of all learned parameters           */
  gfloat *statistics;  /* the data of all other parameters             */
  gsize n_learned;
  gsize n_statistics;
};

/* Lists the parameters of a network without their data.  They are declared while a graph
 * is built, here for the smallest possible images.
 */
static GArray *
declare_parameters (const LlNetworkSettings *settings, gint n_classes)
{
  gint side = 1 << (settings->levels - 1);
  LlGraph *graph = ll_graph_new (NULL, NULL, FALSE);
  LlValue *input = ll_graph_input (graph, settings->channels, 1, side, side);
  LlValue *logits[LL_N_TASKS];
  GArray *parameters;

  ll_architecture_build (settings, n_classes, graph, input, logits);
  parameters = ll_graph_take_parameters (graph);
  ll_graph_free (graph);

  return parameters;
}

gsize
ll_network_settings_get_n_numbers (const LlNetworkSettings *settings, gint n_classes)
{
  g_autoptr (GArray) parameters = declare_parameters (settings, n_classes);
  gsize n = 0;

  for (guint i = 0; i < parameters->len; i++)
    n += g_array_index (parameters, LlParameter, i).n;

  return n;
}

/* Draws initial weights as He et al. 2015, for the slope of the leaky ReLU; the heads
 * have no activation.
 */
static void
initialise (LlParameter *parameter, guint64 seed, guint64 index)
{
  gsize fan_in = parameter->n / (gsize) parameter->dims[0];
  gboolean norm = strstr (parameter->name, ".bn") != NULL;
  gboolean scale = g_str_has_suffix (parameter->name, ".weight");
  gdouble gain = g_str_has_prefix (parameter->name, "head.")
                   ? 1.0
                   : 2.0 / (1.0 + (gdouble) LL_LEAKY_SLOPE * (gdouble) LL_LEAKY_SLOPE);
  LlRandom random;

  if (norm || !scale)
    {
      gfloat value =
        scale || g_str_has_suffix (parameter->name, "running_var") ? 1.0f : 0.0f;

      for (gsize i = 0; i < parameter->n; i++)
        parameter->data[i] = value;
      return;
    }

  ll_random_init (&random, seed, STREAM_WEIGHTS, index);
  for (gsize i = 0; i < parameter->n; i++)
    parameter->data[i] =
      (gfloat) (sqrt (gain / (gdouble) fan_in) * ll_random_normal (&random));
}

/* Refuses networks that do not fit into memory, or into a weights file. */
static gboolean
check_numbers (const LlNetworkSettings *settings, gint n_classes, GError **error)
{
  guint64 n = ll_network_settings_get_n_numbers (settings, n_classes);
  g_autofree gchar *needed = NULL;

  if (n <= UNCHECKED_NUMBERS ||
      (n <= G_MAXINT && n * sizeof (gfloat) <= ll_memory_get_available ()))
    return TRUE;

  needed = g_format_size (n * sizeof (gfloat));
  g_set_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_MEMORY,
               _ ("The weights of the network alone would take %s, which is too much: "
                  "lower its width or its levels."),
               needed);
  return FALSE;
}

static LlNetwork *
new_network (const LlNetworkSettings *settings, const LlClasses *classes, guint64 seed)
{
  gint n_classes = ll_classes_get_n (classes);
  LlNetwork *network;
  gfloat *learned;
  gfloat *statistics;

  network = g_new0 (LlNetwork, 1);
  network->settings = *settings;
  network->classes = ll_classes_copy (classes);
  network->summary.dice = NAN;
  network->summary.loss = NAN;
  network->parameters = declare_parameters (settings, n_classes);
  network->indices = g_hash_table_new (g_str_hash, g_str_equal);

  ll_normalisation_init (&network->normalisation);

  for (guint i = 0; i < network->parameters->len; i++)
    {
      LlParameter *parameter = ll_network_get_parameter (network, (gint) i);

      g_hash_table_insert (network->indices, parameter->name, GINT_TO_POINTER (i + 1));
      if (parameter->learned)
        network->n_learned += parameter->n;
      else
        network->n_statistics += parameter->n;
    }

  learned = network->learned = ll_aligned_alloc (network->n_learned * sizeof (gfloat));
  statistics = network->statistics =
    ll_aligned_alloc (network->n_statistics * sizeof (gfloat));

  for (guint i = 0; i < network->parameters->len; i++)
    {
      LlParameter *parameter = ll_network_get_parameter (network, (gint) i);
      gfloat **next = parameter->learned ? &learned : &statistics;

      parameter->data = *next;
      *next += parameter->n;
      initialise (parameter, seed, i);
    }

  return network;
}

LlNetwork *
ll_network_new (const LlNetworkSettings *settings,
                const LlClasses *classes,
                guint64 seed,
                GError **error)
{
  gint n_classes = ll_classes_get_n (classes);

  if (!ll_network_settings_check (settings, n_classes, error) ||
      !check_numbers (settings, n_classes, error))
    return NULL;

  return new_network (settings, classes, seed);
}

LlNetwork *
ll_network_copy (const LlNetwork *network)
{
  LlNetwork *copy = new_network (&network->settings, network->classes, 0);

  ll_network_assign (copy, network);
  ll_network_set_normalisation (copy, &network->normalisation);
  return copy;
}

void
ll_network_free (LlNetwork *network)
{
  if (!network)
    return;

  ll_classes_free (network->classes);
  g_hash_table_unref (network->indices);
  g_array_unref (network->parameters);
  ll_aligned_free (network->learned);
  ll_aligned_free (network->statistics);
  g_free (network);
}

void
ll_network_assign (LlNetwork *to, const LlNetwork *from)
{
  g_assert (to->n_learned == from->n_learned && to->n_statistics == from->n_statistics);

  memcpy (to->learned, from->learned, to->n_learned * sizeof (gfloat));
  memcpy (to->statistics, from->statistics, to->n_statistics * sizeof (gfloat));
  to->summary = from->summary;
}

gint
ll_network_count_parameters (const LlNetwork *network)
{
  return (gint) network->parameters->len;
}

LlParameter *
ll_network_get_parameter (const LlNetwork *network, gint index)
{
  return &g_array_index (network->parameters, LlParameter, index);
}

LlParameter *
ll_network_find_parameter (const LlNetwork *network, const gchar *name)
{
  gint index = GPOINTER_TO_INT (g_hash_table_lookup (network->indices, name)) - 1;

  return index < 0 ? NULL : ll_network_get_parameter (network, index);
}

gfloat *
ll_network_get_learned (LlNetwork *network, gsize *n)
{
  *n = network->n_learned;
  return network->learned;
}

gfloat *
ll_network_get_statistics (LlNetwork *network)
{
  return network->statistics;
}

gsize
ll_network_get_n_statistics (const LlNetwork *network)
{
  return network->n_statistics;
}

const LlNetworkSettings *
ll_network_get_settings (const LlNetwork *network)
{
  return &network->settings;
}

const LlClasses *
ll_network_get_classes (const LlNetwork *network)
{
  return network->classes;
}

const LlTrainSummary *
ll_network_get_summary (const LlNetwork *network)
{
  return &network->summary;
}

void
ll_network_set_summary (LlNetwork *network, const LlTrainSummary *summary)
{
  network->summary = *summary;
}

const LlNormalisation *
ll_network_get_normalisation (const LlNetwork *network)
{
  return &network->normalisation;
}

void
ll_network_set_normalisation (LlNetwork *network, const LlNormalisation *normalisation)
{
  network->normalisation = *normalisation;
}

gdouble
ll_scale_find (const LlNetworkSettings *settings,
               const LlTrainSummary *summary,
               gdouble diameter)
{
  if (!(diameter > 0.0) || !(summary->diameter > 0.0))
    return settings->scale;
  return CLAMP (settings->scale * summary->diameter / diameter, LL_MIN_SCALE,
                LL_MAX_SCALE);
}

gdouble
ll_network_find_scale (const LlNetwork *network, gdouble diameter)
{
  return ll_scale_find (&network->settings, &network->summary, diameter);
}

gint
ll_network_get_n_task_classes (const LlNetwork *network, LlTask task)
{
  return ll_classes_get_n_of_task (network->classes, task);
}

gint
ll_network_get_first_plane (const LlNetwork *network, LlTask task)
{
  gint plane = 0;

  if (network->settings.kind != LL_NETWORK_MULTI_TASK)
    return task == LL_TASK_SEGMENTATION ? 0 : -1;

  for (LlTask before = 0; before < task; before++)
    plane += ll_network_get_n_task_classes (network, before);
  return plane;
}

gint
ll_network_get_n_planes (const LlNetwork *network)
{
  return ll_network_get_first_plane (network, LL_TASK_SEGMENTATION) +
         ll_network_get_n_task_classes (network, LL_TASK_SEGMENTATION);
}

gsize
ll_network_get_n_numbers (const LlNetwork *network)
{
  return network->n_learned + network->n_statistics;
}

gboolean
ll_network_check_channels (const LlNetwork *network, gint channels, GError **error)
{
  if (channels == network->settings.channels)
    return TRUE;

  g_set_error (
    error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_CHANNELS,
    network->settings.channels == 1
      ? _ ("The network was trained on grey images: convert this one to grey first.")
      : _ (
          "The network was trained on colour images: convert this one to colour first."));
  return FALSE;
}
