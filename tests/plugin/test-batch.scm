; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Folders of files, processed by the shell script.

(define annotated (ll-path "annotated"))
(define new (ll-path "new"))
(define results (ll-path "results"))
(define weights (ll-path "net.safetensors"))
(define grown (ll-path "grown"))
(define marked (ll-path "marked"))
(for-each ll-host-mkdir (list annotated new results grown marked (ll-path "empty")))

(define (result name) (string-append results "/" name))

(let ((image (ll-painted-micrograph)))
  (ll-image-save image (string-append annotated "/a.xcf"))
  (ll-image-save image (string-append annotated "/b.xcf"))
  (ll-image-save image (string-append new "/marked.xcf"))
  (ll-image-delete image))
(let ((image (ll-painted-micrograph)))
  (ll-erase (ll-layer image "Segmentation") 'rectangle 0 0 96 80)
  (ll-image-save image (string-append marked "/marks.xcf"))
  (ll-image-save image (string-append marked "/packed.XCF.gz"))
  (ll-erase (ll-layer image "Detection") 'rectangle 0 0 96 80)
  (ll-image-save image (string-append marked "/none.xcf"))
  (ll-image-delete image))
(let ((image (ll-micrograph 'grey 'u8)))
  (ll-image-save image (string-append new "/grey.png"))
  (ll-image-save image (string-append new "/twice.png"))
  (ll-image-save image (string-append new "/twice.TIF"))
  (ll-image-delete image))
(let ((image (ll-micrograph 'rgb 'u16)))
  (ll-image-save image (string-append new "/deep.tiff"))
  (ll-image-delete image))
(let ((image (ll-micrograph 'rgb 'u8)))
  (ll-image-save image (string-append new "/packed.xcf.gz"))
  (ll-image-save image (string-append new "/photo.jpeg"))
  (ll-image-delete image))
(ll-write-file (string-append new "/broken.png") "This is no picture.")
(ll-write-file (string-append new "/notes.txt") "This is none either.")

(ll-test "the script has the table's defaults"
  (lambda ()
    ; They come with the first batch.
    (lazy-labels-read-code)
    (let ((same (lambda (name settings)
                  (for-each
                    (lambda (default)
                      (let ((own (cdr (assq (car default) settings))))
                        (if (number? own)
                          (assert-near (symbol->string (car default)) (cdr default) own 0)
                          (assert-equal (symbol->string (car default)) (cdr default) own))))
                    (caddr (assq name ll-procedures))))))
      (same 'plug-in-lazy-labels-train
            (cons '(images . "current") lazy-labels-train-settings))
      (same 'plug-in-lazy-labels-predict lazy-labels-predict-settings)
      (same 'plug-in-lazy-labels-grow-masks lazy-labels-grow-settings))))

(ll-test "training on a folder"
  (lambda ()
    (let ((values (lazy-labels-batch-train annotated weights 3 0
                    '((width . 2) (levels . 3) (blocks . 2) (patch . 32) (batch . 2)))))
      (assert-equal "weights" weights (car values))
      (assert-equal "iterations" 3 (cadr values))
      (assert-printed "2 images: 2 with detection marks")
      (assert-equal "open images" 0 (ll-count-images)))))

(ll-test "settings are passed on by their names"
  (lambda ()
    (lazy-labels-batch-train marked weights 2 0
      '((width . 2) (levels . 3) (blocks . 2) (patch . 32) (batch . 2) (labels . "pseudo")))
    (assert-printed "Grew masks from the detection marks of 2 images")))

(ll-test "a folder that can't be learned from is an error with its reason"
  (lambda ()
    (assert-error "There is no XCF file in the folder"
      (lambda () (lazy-labels-batch-train (ll-path "empty") weights 3 0)))
    (assert-error "There is no setting \"wdith\""
      (lambda () (lazy-labels-batch-train annotated weights 3 0 '((wdith . 3)))))
    (assert-equal "open images" 0 (ll-count-images))))

(ll-test "prediction of a folder: a broken file is reported, the others go on"
  (lambda ()
    (assert-error "FAILED 1 of 8" (lambda () (lazy-labels-batch-predict new weights results)))
    (let ((printed (ll-printed)))
      (assert-contains "printed" "1/8 broken.png failed: " printed)
      (assert-contains "printed" "2/8 deep.tiff: " printed)
      (assert-contains "printed" " left" (ll-text-until "3/8" (ll-text-from "2/8 deep" printed)))
      (assert-contains "printed" "object" (ll-text-until "4/8" (ll-text-from "3/8 grey" printed)))
      (assert-contains "printed" "7 of 8 files segmented." printed)
      (assert-contains "printed" "\"broken.png\" failed: "
                       (ll-text-from "7 of 8 files" printed))
      (assert-contains "printed" "Skipped 1 file that is not an image (\"notes.txt\")" printed))
    (assert-equal "open images" 0 (ll-count-images))))

(ll-test "each file has its results"
  (lambda ()
    (for-each
      (lambda (name)
        (assert-true name (ll-exists? (result (string-append name ".xcf"))))
        (assert-true name (ll-exists? (result (string-append name ".png")))))
      '("marked" "grey" "deep" "packed" "photo" "twice.png" "twice.TIF"))
    (assert-true "no result of a broken file" (not (ll-exists? (result "broken.xcf"))))))

(ll-test "the XCF file has the layers, beside the annotations of its own"
  (lambda ()
    (let ((image (ll-image-load (result "marked.xcf"))))
      (assert-equal "layers" '("Lazy labels: net" "Lazy labels" "micrograph")
                    (ll-names (ll-layers image)))
      (ll-image-delete image))))

(ll-test "the picture is the micrograph under the classes, without marks"
  (lambda ()
    (let* ((picture (ll-image-load (result "marked.png")))
           (image (ll-image-load (result "marked.xcf")))
           (classes (ll-layer image "Segmentation: classes"))
           (micrograph (ll-layer image "micrograph")))
      (assert-equal "layers" 1 (length (ll-layers picture)))
      (for-each
        (lambda (place)
          (let* ((over (ll-pixel classes (car place) (cadr place)))
                 (under (ll-pixel micrograph (car place) (cadr place)))
                 (seen (ll-pixel (car (ll-layers picture)) (car place) (cadr place))))
            ; GIMP blends in linear light, so only untouched pixels are exact.
            (if (= 0 (list-ref over 3))
              (assert-near "untouched red" (car under) (car seen) 0.005)
              (assert-true "between the two"
                (and (>= (car seen) (- (min (car under) (car over)) 0.005))
                     (<= (car seen) (+ (max (car under) (car over)) 0.005)))))))
        '((20 20) (46 22) (40 60) (90 70) (70 10)))
      (ll-image-delete picture)
      (ll-image-delete image))))

(ll-test "folders that can't be"
  (lambda ()
    (assert-error "can't be read"
      (lambda () (lazy-labels-batch-predict (ll-path "nowhere") weights results)))
    (assert-error "can't be read"
      (lambda () (lazy-labels-batch-predict new weights (ll-path "nowhere"))))
    (assert-error "There is no TIFF, PNG or XCF file"
      (lambda () (lazy-labels-batch-predict (ll-path "empty") weights results)))
    (assert-error "another folder"
      (lambda () (lazy-labels-batch-predict new weights (string-append new "/"))))))

(ll-test "a network that can't be used is one error, before the first image"
  (lambda ()
    (for-each
      (lambda (wrong)
        (ll-printed)
        (assert-error (cadr wrong)
          (lambda () (lazy-labels-batch-predict new (car wrong) results)))
        (assert-true "no file was looked at" (not (ll-contains? "1/8" (ll-printed)))))
      (list (list (ll-path "none.safetensors") "There is no file")
            (list (string-append new "/notes.txt") "notes.txt")))
    (assert-equal "open images" 0 (ll-count-images))))

(ll-test "a place that can't be written to is one error, before the first image"
  (lambda ()
    (ll-printed)
    (assert-error "The folder of"
      (lambda () (lazy-labels-batch-measure marked (ll-path "nowhere/t.csv") "" "")))
    (assert-error "is a folder"
      (lambda () (lazy-labels-batch-measure marked results "" "")))
    (assert-true "no file was looked at" (not (ll-contains? "1/3" (ll-printed))))))

(ll-test "masks for a folder: a file without marks is reported, the others are written"
  (lambda ()
    (assert-error "FAILED 1 of 3"
      (lambda () (lazy-labels-batch-grow (string-append marked "/") grown '((reach . 1)))))
    (let ((printed (ll-printed)))
      (assert-contains "printed" "1/3 marks.xcf: 2 objects" printed)
      (assert-contains "printed" "2/3 none.xcf failed: " printed)
      (assert-contains "printed" "3/3 packed.XCF.gz: 2 objects" printed)
      (assert-contains "printed" "2 of 3 files got masks." printed)
      (assert-contains "the end" "has no detection marks"
                       (ll-text-from "2 of 3 files got masks." printed)))
    (assert-equal "open images" 0 (ll-count-images))
    (assert-true "no result without marks" (not (ll-exists? (string-append grown "/none.xcf"))))
    (for-each
      (lambda (name)
        (let* ((image (ll-image-load (string-append grown "/" name)))
               (pixel (ll-pixel (ll-layer image "Segmentation") 22 22)))
          (assert-near "blue" (/ 178 255) (list-ref pixel 2) 0.003)
          (assert-near "alpha" 1 (list-ref pixel 3) 0)
          (ll-image-delete image)))
      '("marks.xcf" "packed.XCF.gz"))
    (assert-error "another folder" (lambda () (lazy-labels-batch-grow marked marked)))
    (assert-error "There is no XCF file"
      (lambda () (lazy-labels-batch-grow (ll-path "empty") grown)))))

(ll-test "masks that stopped at the largest size are counted, and files keep their selection"
  (lambda ()
    (let* ((from (ll-path "large"))
           (to (ll-path "large-grown"))
           (image (ll-image-new 240 240 'rgb 'u8))
           (layer (ll-layer-new image "micrograph" 240 240 0 0 #f)))
      (for-each ll-host-mkdir (list from to))
      (ll-fill layer '(60 60 60) 'rectangle 0 0 240 240)
      (ll-fill layer '(200 200 200) 'ellipse 10 10 180 180)
      (ll-annotate image layer '())
      (ll-fill (ll-layer image "Detection") ll-blue 'rectangle 50 97 100 7)
      (ll-image-save image (string-append from "/all.xcf"))
      (ll-select image 'rectangle 20 20 200 210)
      (ll-image-save image (string-append from "/part.xcf"))
      (ll-image-delete image)
      (assert-equal "files" 2 (lazy-labels-batch-grow from to '((reach . 0.1))))
      (assert-printed "1/2 all.xcf: 1 object, 1 mask stopped at the largest size: look at it")
      (for-each
        (lambda (wanted)
          (let ((image (ll-image-load (string-append to "/" (car wanted)))))
            (assert-equal (car wanted) (cadr wanted) (gimp-selection-bounds image))
            (assert-true "a mask"
              (< 1000 (list-ref (gimp-drawable-histogram (ll-layer image "Segmentation")
                                                         HISTOGRAM-ALPHA 0.5 1)
                                4)))
            (ll-image-delete image)))
        '(("all.xcf" (0 0 0 240 240)) ("part.xcf" (1 20 20 220 230)))))))

; The images with grown masks have no result, so the paint is measured.
(ll-test "a folder is measured into one table"
  (lambda ()
    (let ((table (ll-path "measured.csv")))
      (assert-equal "files" 2
                    (lazy-labels-batch-measure grown table "" ""
                                               '((edge-objects . "include"))))
      (assert-printed "2/2 packed.XCF.gz: 2 objects")
      (assert-contains "the first" "marks.xcf,1," (ll-read-file table))
      (assert-contains "the second" "packed.XCF.gz,1," (ll-read-file table))
      (assert-error "There is no XCF file"
        (lambda () (lazy-labels-batch-measure (ll-path "empty") table "" ""))))))

(ll-test "a folder is measured with a figure for each image"
  (lambda ()
    (let ((figures (ll-path "figures"))
          (table (ll-path "with-figures.csv")))
      (ll-host-mkdir figures)
      (assert-equal "files that went well" 2
        (lazy-labels-batch-measure grown table "" figures
          '((edge-objects . "include") (scale . "pixel-size") (pixel-size . 0.5)
            (contour-width . 4) (label-map . ".tif"))))
      (assert-equal "open images" 0 (ll-count-images))
      (for-each
        (lambda (name)
          (assert-true name (ll-exists? (string-append figures "/" name))))
        '("marks.png" "marks-histogram.svg" "marks-labels.tif" "packed.png"
          "packed-histogram.svg"))
      (let* ((image (ll-image-load (string-append figures "/marks.xcf")))
             (picture (ll-image-load (string-append figures "/marks.png")))
             (group (car (ll-layers image))))
        (assert-equal "group" "Lazy labels: figure" (ll-name group))
        ; The scale was given, so there is a scale bar.
        (assert-equal "layers"
          '("Scale bar" "Contours: air bubble" "Contours: ice crystal" "Casing")
          (ll-names (ll-children group)))
        (assert-equal "one layer" 1 (length (ll-layers picture)))
        (ll-image-delete picture)
        (ll-image-delete image))
      (assert-error "another folder"
        (lambda () (lazy-labels-batch-measure grown table "" grown)))
      (assert-error "can't be read"
        (lambda () (lazy-labels-batch-measure grown table "" (ll-path "nowhere")))))))

; The function that the menu calls, whose files may be new.
(ll-test "from the menu, a name lies in the folder, and a path where it says"
  (lambda ()
    (let ((tables (ll-path "tables")))
      (ll-host-mkdir tables)
      (script-fu-lazy-labels-measure-folder grown "named.csv" (string-append tables "/s.csv") "")
      (assert-contains "table" "marks.xcf,1," (ll-read-file (string-append grown "/named.csv")))
      (assert-true "summary" (ll-exists? (string-append tables "/s.csv")))
      (script-fu-lazy-labels-measure-folder grown "" "other.csv" "")
      (assert-true "summary" (ll-exists? (string-append grown "/other.csv")))
      (assert-error "There is no weights file to write"
        (lambda () (script-fu-lazy-labels-train-folder annotated "" 1 0)))
      (assert-error "is a folder"
        (lambda () (script-fu-lazy-labels-train-folder annotated tables 1 0)))
      ; Looked at before the images are read.
      (assert-error "does not exist"
        (lambda () (script-fu-lazy-labels-train-folder annotated "none/a.safetensors" 1 0)))
      (assert-error "none/c.safetensors"
        (lambda ()
          (script-fu-lazy-labels-train-folder annotated
            (string-append "file://" (ll-path "none/c.safetensors")) 1 0)))
      (assert-error "none/b.safetensors"
        (lambda () (script-fu-lazy-labels-train-folder annotated (ll-path "none/b.safetensors")
                                                       1 0))))))

(ll-test "all are in the procedure database"
  (lambda ()
    (for-each
      (lambda (name)
        (assert-true (symbol->string name) (ll-host-has-procedure name)))
      '(script-fu-lazy-labels-train-folder script-fu-lazy-labels-predict-folder
        script-fu-lazy-labels-grow-folder script-fu-lazy-labels-measure-folder))))
