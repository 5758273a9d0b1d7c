/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Messages of protobuf-c point to each other.  All of them, and what they point to, belong
 * to one list, which is freed as a whole.
 */

#include "io/onnx-builder.h"

#include <string.h>

#include "io/onnx.pb-c.h"

#define DIMS 4

struct _LlOnnx
{
  GPtrArray *owned;      /* everything                                     */
  GPtrArray *nodes;      /* Onnx__NodeProto                                */
  GPtrArray *tensors;    /* Onnx__TensorProto: weights and small constants */
  GPtrArray *inputs;     /* Onnx__ValueInfoProto                           */
  GPtrArray *outputs;    /* likewise                                       */
  GPtrArray *properties; /* Onnx__StringStringEntryProto                  */
  GPtrArray *attributes; /* Onnx__AttributeProto, of the last node        */
  GHashTable *constants; /* names of small constants                      */
};

static gpointer
own (LlOnnx *onnx, gpointer memory)
{
  g_ptr_array_add (onnx->owned, memory);
  return memory;
}

static gchar *
own_text (LlOnnx *onnx, const gchar *text)
{
  return own (onnx, g_strdup (text));
}

/* A message of @type, whose initialiser protobuf-c declares as @INIT. */
#define NEW(onnx, type, INIT) \
  ((type *) own (onnx, g_memdup2 (&(type) INIT, sizeof (type))))

LlOnnx *
ll_onnx_new (void)
{
  LlOnnx *onnx = g_new0 (LlOnnx, 1);

  onnx->owned = g_ptr_array_new_with_free_func (g_free);
  onnx->nodes = g_ptr_array_new ();
  onnx->tensors = g_ptr_array_new ();
  onnx->inputs = g_ptr_array_new ();
  onnx->outputs = g_ptr_array_new ();
  onnx->properties = g_ptr_array_new ();
  onnx->attributes = g_ptr_array_new ();
  onnx->constants = g_hash_table_new (g_str_hash, g_str_equal);
  return onnx;
}

void
ll_onnx_free (LlOnnx *onnx)
{
  if (!onnx)
    return;

  g_hash_table_unref (onnx->constants);
  g_ptr_array_unref (onnx->attributes);
  g_ptr_array_unref (onnx->properties);
  g_ptr_array_unref (onnx->outputs);
  g_ptr_array_unref (onnx->inputs);
  g_ptr_array_unref (onnx->tensors);
  g_ptr_array_unref (onnx->nodes);
  g_ptr_array_unref (onnx->owned);
  g_free (onnx);
}

/* The pointers of a list, as messages hold them. */
static gpointer
own_list (LlOnnx *onnx, const GPtrArray *list, gsize *n)
{
  *n = list->len;
  return own (onnx, g_memdup2 (list->pdata, list->len * sizeof (gpointer)));
}

/* Gives the last node its attributes. */
static void
end_node (LlOnnx *onnx)
{
  if (onnx->attributes->len > 0)
    {
      Onnx__NodeProto *node = onnx->nodes->pdata[onnx->nodes->len - 1];

      node->attribute = own_list (onnx, onnx->attributes, &node->n_attribute);
      g_ptr_array_set_size (onnx->attributes, 0);
    }
}

const gchar *
ll_onnx_node_of (LlOnnx *onnx, const gchar *type, const gchar *const *inputs, gint n)
{
  Onnx__NodeProto *node = NEW (onnx, Onnx__NodeProto, ONNX__NODE_PROTO__INIT);

  end_node (onnx);
  node->op_type = own_text (onnx, type);
  node->name = own (onnx, g_strdup_printf ("%s_%u", type, onnx->nodes->len));
  node->n_input = (gsize) n;
  node->input = own (onnx, g_new (gchar *, MAX (1, n)));
  for (gint i = 0; i < n; i++)
    node->input[i] = own_text (onnx, inputs[i]);
  node->n_output = 1;
  node->output = own (onnx, g_new (gchar *, 1));
  node->output[0] = node->name;
  g_ptr_array_add (onnx->nodes, node);
  return node->output[0];
}

const gchar *
ll_onnx_node (LlOnnx *onnx, const gchar *type, const gchar *input, ...)
{
  const gchar *inputs[8];
  gint n = 0;
  va_list rest;

  va_start (rest, input);
  for (; input; input = va_arg (rest, const gchar *))
    {
      g_assert (n < (gint) G_N_ELEMENTS (inputs));
      inputs[n++] = input;
    }
  va_end (rest);
  return ll_onnx_node_of (onnx, type, inputs, n);
}

const gchar *
ll_onnx_set_name (LlOnnx *onnx, const gchar *name)
{
  Onnx__NodeProto *node = onnx->nodes->pdata[onnx->nodes->len - 1];

  node->output[0] = own_text (onnx, name);
  return node->output[0];
}

static Onnx__AttributeProto *
add_attribute (LlOnnx *onnx, const gchar *name, Onnx__AttributeProto__AttributeType type)
{
  Onnx__AttributeProto *attribute =
    NEW (onnx, Onnx__AttributeProto, ONNX__ATTRIBUTE_PROTO__INIT);

  attribute->name = own_text (onnx, name);
  attribute->has_type = TRUE;
  attribute->type = type;
  g_ptr_array_add (onnx->attributes, attribute);
  return attribute;
}

void
ll_onnx_set_int (LlOnnx *onnx, const gchar *name, gint64 value)
{
  Onnx__AttributeProto *attribute =
    add_attribute (onnx, name, ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__INT);

  attribute->has_i = TRUE;
  attribute->i = value;
}

void
ll_onnx_set_ints (LlOnnx *onnx, const gchar *name, const gint64 *values, gint n)
{
  Onnx__AttributeProto *attribute =
    add_attribute (onnx, name, ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__INTS);

  attribute->n_ints = (gsize) n;
  attribute->ints = own (onnx, g_new (int64_t, n));
  for (gint i = 0; i < n; i++)
    attribute->ints[i] = values[i];
}

void
ll_onnx_set_float (LlOnnx *onnx, const gchar *name, gfloat value)
{
  Onnx__AttributeProto *attribute =
    add_attribute (onnx, name, ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__FLOAT);

  attribute->has_f = TRUE;
  attribute->f = value;
}

void
ll_onnx_set_text (LlOnnx *onnx, const gchar *name, const gchar *value)
{
  Onnx__AttributeProto *attribute =
    add_attribute (onnx, name, ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__STRING);

  attribute->has_s = TRUE;
  attribute->s.data = (guint8 *) own_text (onnx, value);
  attribute->s.len = strlen (value);
}

/* @values: (transfer full): little-endian */
static const gchar *
add_tensor (LlOnnx *onnx,
            const gchar *name,
            Onnx__TensorProto__DataType type,
            gsize size,
            gint n_dims,
            const gint *dims,
            gpointer values)
{
  Onnx__TensorProto *tensor = NEW (onnx, Onnx__TensorProto, ONNX__TENSOR_PROTO__INIT);

  tensor->name = own_text (onnx, name);
  tensor->has_data_type = TRUE;
  tensor->data_type = type;
  tensor->n_dims = (gsize) n_dims;
  tensor->dims = own (onnx, g_new (int64_t, MAX (1, n_dims)));
  for (gint i = 0; i < n_dims; i++)
    {
      tensor->dims[i] = dims[i];
      size *= (gsize) dims[i];
    }
  tensor->has_raw_data = TRUE;
  tensor->raw_data.len = size;
  tensor->raw_data.data = own (onnx, values);
  g_ptr_array_add (onnx->tensors, tensor);
  return tensor->name;
}

const gchar *
ll_onnx_weights (LlOnnx *onnx,
                 const gchar *name,
                 gint n_dims,
                 const gint *dims,
                 gfloat *values)
{
#if G_BYTE_ORDER == G_BIG_ENDIAN
  guint32 *words = (guint32 *) (gpointer) values;
  gsize n = 1;

  for (gint i = 0; i < n_dims; i++)
    n *= (gsize) dims[i];
  for (gsize i = 0; i < n; i++)
    words[i] = GUINT32_TO_LE (words[i]);
#endif
  return add_tensor (onnx, name, ONNX__TENSOR_PROTO__DATA_TYPE__FLOAT, sizeof (gfloat),
                     n_dims, dims, values);
}

/* @bits: of one number of 64 bits */
static const gchar *
add_constant (LlOnnx *onnx,
              const gchar *name,
              Onnx__TensorProto__DataType type,
              gint n_dims,
              guint64 bits)
{
  const gchar *known = g_hash_table_lookup (onnx->constants, name);
  const gint one = 1;

  if (known)
    return known;

  bits = GUINT64_TO_LE (bits);
  known = add_tensor (onnx, name, type, sizeof bits, n_dims, &one,
                      g_memdup2 (&bits, sizeof bits));
  g_hash_table_insert (onnx->constants, (gpointer) known, (gpointer) known);
  return known;
}

const gchar *
ll_onnx_whole (LlOnnx *onnx, gint64 value)
{
  g_autofree gchar *name = g_strdup_printf ("whole_%" G_GINT64_FORMAT, value);

  return add_constant (onnx, name, ONNX__TENSOR_PROTO__DATA_TYPE__INT64, 0,
                       (guint64) value);
}

const gchar *
ll_onnx_list (LlOnnx *onnx, gint64 value)
{
  g_autofree gchar *name = g_strdup_printf ("list_%" G_GINT64_FORMAT, value);

  return add_constant (onnx, name, ONNX__TENSOR_PROTO__DATA_TYPE__INT64, 1,
                       (guint64) value);
}

const gchar *
ll_onnx_double (LlOnnx *onnx, gdouble value)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree gchar *name =
    g_strconcat ("number_", g_ascii_dtostr (text, sizeof text, value), NULL);
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  return add_constant (onnx, name, ONNX__TENSOR_PROTO__DATA_TYPE__DOUBLE, 0, bits);
}

const gchar *
ll_onnx_twice (LlOnnx *onnx)
{
  static const gfloat factors[DIMS] = { 1.0f, 1.0f, 2.0f, 2.0f };
  const gint n = DIMS;
  const gchar *known = g_hash_table_lookup (onnx->constants, "twice");

  if (!known)
    {
      known = ll_onnx_weights (onnx, "twice", 1, &n, g_memdup2 (factors, sizeof factors));
      g_hash_table_insert (onnx->constants, (gpointer) known, (gpointer) known);
    }
  return known;
}

const gchar *
ll_onnx_per_channel (LlOnnx *onnx, const gfloat *values, gint n)
{
  const gint dims[DIMS] = { 1, n, 1, 1 };
  g_autofree gchar *name = g_strdup_printf ("channels_%u", onnx->tensors->len);

  return ll_onnx_weights (onnx, name, DIMS, dims,
                          g_memdup2 (values, (gsize) n * sizeof (gfloat)));
}

static Onnx__ValueInfoProto *
new_value (LlOnnx *onnx, const gchar *name, gint channels, const gchar *doc)
{
  static const gchar *const names[DIMS] = { "batch", NULL, "height", "width" };
  Onnx__ValueInfoProto *value =
    NEW (onnx, Onnx__ValueInfoProto, ONNX__VALUE_INFO_PROTO__INIT);
  Onnx__TypeProto *type = NEW (onnx, Onnx__TypeProto, ONNX__TYPE_PROTO__INIT);
  Onnx__TypeProto__Tensor *tensor =
    NEW (onnx, Onnx__TypeProto__Tensor, ONNX__TYPE_PROTO__TENSOR__INIT);
  Onnx__TensorShapeProto *shape =
    NEW (onnx, Onnx__TensorShapeProto, ONNX__TENSOR_SHAPE_PROTO__INIT);

  shape->n_dim = DIMS;
  shape->dim = own (onnx, g_new (Onnx__TensorShapeProto__Dimension *, DIMS));
  for (gint i = 0; i < DIMS; i++)
    {
      Onnx__TensorShapeProto__Dimension *dim = shape->dim[i] =
        NEW (onnx, Onnx__TensorShapeProto__Dimension,
             ONNX__TENSOR_SHAPE_PROTO__DIMENSION__INIT);

      if (names[i])
        {
          dim->value_case = ONNX__TENSOR_SHAPE_PROTO__DIMENSION__VALUE_DIM_PARAM;
          dim->dim_param = own_text (onnx, names[i]);
        }
      else
        {
          dim->value_case = ONNX__TENSOR_SHAPE_PROTO__DIMENSION__VALUE_DIM_VALUE;
          dim->dim_value = channels;
        }
    }
  tensor->has_elem_type = TRUE;
  tensor->elem_type = ONNX__TENSOR_PROTO__DATA_TYPE__FLOAT;
  tensor->shape = shape;
  type->value_case = ONNX__TYPE_PROTO__VALUE_TENSOR_TYPE;
  type->tensor_type = tensor;
  value->name = own_text (onnx, name);
  value->doc_string = own_text (onnx, doc);
  value->type = type;
  return value;
}

void
ll_onnx_add_input (LlOnnx *onnx, const gchar *name, gint channels, const gchar *doc)
{
  g_ptr_array_add (onnx->inputs, new_value (onnx, name, channels, doc));
}

void
ll_onnx_add_output (LlOnnx *onnx, const gchar *name, gint channels, const gchar *doc)
{
  g_ptr_array_add (onnx->outputs, new_value (onnx, name, channels, doc));
}

void
ll_onnx_add_property (LlOnnx *onnx, const gchar *key, const gchar *value)
{
  Onnx__StringStringEntryProto *entry =
    NEW (onnx, Onnx__StringStringEntryProto, ONNX__STRING_STRING_ENTRY_PROTO__INIT);

  entry->key = own_text (onnx, key);
  entry->value = own_text (onnx, value);
  g_ptr_array_add (onnx->properties, entry);
}

GBytes *
ll_onnx_pack (LlOnnx *onnx, const gchar *name, const gchar *doc)
{
  Onnx__ModelProto model = ONNX__MODEL_PROTO__INIT;
  Onnx__GraphProto graph = ONNX__GRAPH_PROTO__INIT;
  Onnx__OperatorSetIdProto opset = ONNX__OPERATOR_SET_ID_PROTO__INIT;
  Onnx__OperatorSetIdProto *opsets[] = { &opset };
  gsize size;
  guint8 *bytes;

  end_node (onnx);
  opset.domain = own_text (onnx, "");
  opset.has_version = TRUE;
  opset.version = LL_ONNX_OPSET;
  graph.name = own_text (onnx, name);
  graph.node = own_list (onnx, onnx->nodes, &graph.n_node);
  graph.initializer = own_list (onnx, onnx->tensors, &graph.n_initializer);
  graph.input = own_list (onnx, onnx->inputs, &graph.n_input);
  graph.output = own_list (onnx, onnx->outputs, &graph.n_output);
  model.has_ir_version = TRUE;
  model.ir_version = LL_ONNX_IR_VERSION;
  model.n_opset_import = G_N_ELEMENTS (opsets);
  model.opset_import = opsets;
  model.producer_name = own_text (onnx, "Lazy Labels");
  model.producer_version = own_text (onnx, LL_VERSION);
  model.doc_string = own_text (onnx, doc);
  model.graph = &graph;
  model.metadata_props = own_list (onnx, onnx->properties, &model.n_metadata_props);

  size = onnx__model_proto__get_packed_size (&model);
  bytes = g_malloc (size);
  onnx__model_proto__pack (&model, bytes);
  return g_bytes_new_take (bytes, size);
}
