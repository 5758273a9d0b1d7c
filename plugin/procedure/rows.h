/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table of procedures, in the order of the menu; those that scripts alone
 * call come last.  A file that includes it first
 * defines LP_ROW (spec, run, prepare, make_extra) as whatever it needs of a row:
 * registry.c makes an LpProcedure of each, programs without GIMP use the specs alone.
 */

/* clang-format off */
LP_ROW (annotate, lp_annotate_run, lp_annotate_prepare, NULL)
LP_ROW (panel, lp_panel_run, NULL, NULL)
LP_ROW (grow_masks, lp_grow_masks_run, NULL, lp_grow_look_new)
LP_ROW (import_labels, lp_import_labels_run, NULL, NULL)
LP_ROW (mask_object, lp_mask_object_run, NULL, NULL)
LP_ROW (accept, lp_accept_run, NULL, NULL)
LP_ROW (reject, lp_reject_run, NULL, NULL)
LP_ROW (split, lp_split_run, NULL, NULL)
LP_ROW (find_places, lp_find_places_run, NULL, NULL)
LP_ROW (train, lp_train_run, NULL, NULL)
LP_ROW (predict, lp_predict_run, NULL, lp_predict_look_new)
LP_ROW (load_weights, lp_load_weights_run, NULL, NULL)
LP_ROW (save_weights, lp_save_weights_run, NULL, NULL)
LP_ROW (export_network, lp_export_network_run, NULL, NULL)
LP_ROW (export_samples, lp_export_samples_run, NULL, NULL)
LP_ROW (measure, lp_measure_run, lp_measure_prepare, NULL)
LP_ROW (figure, lp_figure_run, lp_figure_prepare, NULL)
LP_ROW (evaluate, lp_evaluate_run, NULL, NULL)
LP_ROW (compare, lp_compare_run, NULL, NULL)
LP_ROW (export_objects, lp_export_objects_run, lp_export_objects_prepare, NULL)
LP_ROW (scale, lp_image_scale_run, lp_image_scale_prepare, NULL)
LP_ROW (grow_folder, lp_grow_folder_run, NULL, NULL)
LP_ROW (train_folder, lp_train_folder_run, NULL, NULL)
LP_ROW (predict_folder, lp_predict_folder_run, NULL, NULL)
LP_ROW (measure_folder, lp_measure_folder_run, NULL, NULL)
LP_ROW (export_folder, lp_export_folder_run, NULL, NULL)
LP_ROW (import_folder, lp_import_folder_run, NULL, NULL)
LP_ROW (list_folder, lp_list_folder_run, NULL, NULL)
LP_ROW (check_network, lp_check_network_run, NULL, NULL)
LP_ROW (open_file, lp_open_file_run, NULL, NULL)
LP_ROW (save_file, lp_save_file_run, NULL, NULL)
/* clang-format on */
