; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; What Script-Fu knows of the batches from the start: their names, and how to get the rest.

; Only here, the environment is that of all scripts.
(define lazy-labels-environment (current-environment))

; Reads what the build has put into lazy-labels-code, once.
(define (lazy-labels-read-code)
  (let* ((text (apply string-append lazy-labels-code))
         (port (open-input-string text)))
    (set! lazy-labels-code '(""))
    (let loop ((form (read port)))
      (if (not (eof-object? form))
        (begin
          (eval form lazy-labels-environment)
          (loop (read port)))))
    ; A port does not keep its text: without this use, the text would be collected while it is
    ; read.
    (string-length text)))

; Stands for a procedure until it is called.
(define (lazy-labels-later name)
  (lambda arguments
    (lazy-labels-read-code)
    (apply (eval name lazy-labels-environment) arguments)))

(define lazy-labels-batch-train (lazy-labels-later 'lazy-labels-batch-train))
(define lazy-labels-batch-predict (lazy-labels-later 'lazy-labels-batch-predict))
(define lazy-labels-batch-grow (lazy-labels-later 'lazy-labels-batch-grow))
(define lazy-labels-batch-measure (lazy-labels-later 'lazy-labels-batch-measure))
(define lazy-labels-batch-export (lazy-labels-later 'lazy-labels-batch-export))
(define lazy-labels-batch-import (lazy-labels-later 'lazy-labels-batch-import))

(define script-fu-lazy-labels-train-folder
  (lazy-labels-later 'script-fu-lazy-labels-train-folder))
(define script-fu-lazy-labels-predict-folder
  (lazy-labels-later 'script-fu-lazy-labels-predict-folder))
(define script-fu-lazy-labels-grow-folder
  (lazy-labels-later 'script-fu-lazy-labels-grow-folder))
(define script-fu-lazy-labels-measure-folder
  (lazy-labels-later 'script-fu-lazy-labels-measure-folder))
(define script-fu-lazy-labels-export-folder
  (lazy-labels-later 'script-fu-lazy-labels-export-folder))
(define script-fu-lazy-labels-import-folder
  (lazy-labels-later 'script-fu-lazy-labels-import-folder))

;; In the procedure database; the menu entries are those of the plug-in.  A file to write is a
;; text there, because Script-Fu's file chooser only opens files that exist.

(lazy-labels-host-register "script-fu-lazy-labels-train-folder"
  "Train on a Folde_r..."
  "Train a network on all annotated XCF files of a folder."
  SF-DIRNAME "Folder of XCF files" ""
  SF-STRING "Weights file to write (name or full path)" "network.safetensors"
  SF-ADJUSTMENT "Iterations (0: no limit)" (list 1000 0 1000000 1 100 0 SF-SPINNER)
  SF-ADJUSTMENT "Minutes (0: no limit)" (list 0 0 10000 1 10 1 SF-SPINNER))

(lazy-labels-host-register "script-fu-lazy-labels-predict-folder"
  "Segment a F_older..."
  "Segment each image of a folder."
  SF-DIRNAME "Folder of micrographs" ""
  SF-FILENAME "Weights file" "network.safetensors"
  SF-DIRNAME "Folder for the results" "")

(lazy-labels-host-register "script-fu-lazy-labels-grow-folder"
  "Grow Masks _in a Folder..."
  "Grow masks from the detection marks of each XCF file of a folder."
  SF-DIRNAME "Folder of XCF files with marks" ""
  SF-DIRNAME "Folder for the files with masks" "")

(lazy-labels-host-register "script-fu-lazy-labels-measure-folder"
  "Measure a Fol_der..."
  "Measure the objects of each XCF file of a folder."
  SF-DIRNAME "Folder of segmented XCF files" ""
  SF-STRING "Table of objects to append to (name or full path)" "objects.csv"
  SF-STRING "Summary to append to (name or full path)" "summary.csv"
  SF-DIRNAME "Folder for figures (optional)" "")

(lazy-labels-host-register "script-fu-lazy-labels-export-folder"
  "E_xport Objects of a Folder..."
  "Write the objects of each XCF file of a folder to files of other programs."
  SF-DIRNAME "Folder of segmented XCF files" ""
  SF-STRING "Formats" "labels, rois, geojson, coco, csv"
  SF-DIRNAME "Folder for the files" "")

(lazy-labels-host-register "script-fu-lazy-labels-import-folder"
  "I_mport Labels of a Folder..."
  "Paint known objects on each image of a folder."
  SF-DIRNAME "Folder of images" ""
  SF-DIRNAME "Folder of their labels" ""
  SF-STRING "Class of all objects (optional)" ""
  SF-DIRNAME "Folder for the painted files" "")
