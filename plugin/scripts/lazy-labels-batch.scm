; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Whole folders, for the menu and for the batch command of gimp-console:
;
;   (lazy-labels-batch-train "annotated" "network.safetensors" 1000 0)
;   (lazy-labels-batch-predict "new" "network.safetensors" "results")
;   (lazy-labels-batch-grow "marked" "grown")
;   (lazy-labels-batch-measure "results" "objects.csv" "summary.csv" "figures")
;   (lazy-labels-batch-export "results" "labels, coco" "objects")
;   (lazy-labels-batch-import "pictures" "masks" "" "annotated")
;
; The first learns from all XCF files of a folder, for a number of iterations and
; of minutes (0: no limit).  The second segments each image of a folder, and writes
; NAME.xcf with all layers and NAME.png, the micrograph under the classes, to another
; folder; of an image with pages it does so for each, as NAME-page1.  The third grows masks from the detection marks of
; each XCF file of a folder, and writes the files to another one.  These overwrite the
; files that they are named to write.  The fourth measures the objects of each XCF file of
; a folder and adds them to two tables, and writes a figure of each image to another
; folder: NAME.xcf with its layers, NAME.png and NAME-histogram.svg.  An empty name makes
; none of these.  The fifth writes the objects of each XCF file of a folder to another one,
; in the formats that are named.  The sixth paints the labels that lie in a second folder on
; the images of the first, all of one class if that is not empty, and writes NAME.xcf to a
; third.  Other settings come last, by name, for instance '((width . 8)).
;
; Folders and weights are checked before the first image is opened.  A file that fails does
; not end a batch; at its end, an error then says "FAILED 2 of 4".
;
; What differs between the versions of GIMP is in their file host.scm, and what all batches
; share is in folders.scm.  The build makes one script of all, since GIMP loads scripts in no
; certain order (make-script).

;; Settings: the defaults of the procedures

(define lazy-labels-train-settings
  '((images . "files") (files . "") (weights . "") (new-network . 0) (start . "")
    (resume . 0) (as-in-paper . 0) (network . "multi-task") (task . "segmentation")
    (labels . "certain") (width . 0) (levels . 0) (blocks . 0) (patch . 0) (rescale . 1)
    (diameter . 0) (same-brightness . 0) (batch . 4) (iterations . 1000) (minutes . 0)
    (learning-rate . 0.004) (schedule . "cosine") (detection-weight . 1)
    (separation-weight . 1) (segmentation-weight . 1) (interface-weight . 8)
    (masked-share . 0.25) (validation-share . 0.2) (augment . 1) (seed . 1) (threads . 0)
    (less-memory . 0)))

(define lazy-labels-predict-settings
  '((weights . "") (starting . 0) (style . "colour")
    (tasks . "detection, separation, segmentation") (classes-layer . 1) (contours . 1)
    (contour-width . 2) (casing . 1) (instances . 0) (views . 0) (diameter . 0)
    (all-pages . 0) (patch . 0) (batch . 4) (threads . 0)))

(define lazy-labels-measure-settings
  '((objects . "any") (scale . "image") (pixel-size . 1) (bar-length . 100) (unit . "um")
    (table . "") (summary . "") (edge-objects . "weight") (split . "network")
    (smallest-object . 20) (gap . 3) (resamples . 1000) (level . 0.95) (objects-layer . 0)))

; The endings stand for files beside the figure, "" for none.
(define lazy-labels-figure-settings
  '((objects . "any") (contours . 1) (contour-width . 2) (dash . 0) (casing . 1)
    (holes . 0) (paths . 0) (instances . 0) (overlay . 0) (numbers . 0) (scale-bar . 0) (scale . "image")
    (pixel-size . 1) (bar-length . 100) (unit . "um") (font . "Sans") (font-size . 8)
    (label-map . "") (label-image . 0) (histogram . ".svg") (histogram-image . 0)
    (histogram-by . "number") (edge-objects . "weight") (split . "network")
    (smallest-object . 20) (histogram-width . 120) (histogram-height . 0)
    (histogram-font-size . 9) (svg-text . 0) (object-paths . 0)))

(define lazy-labels-grow-settings
  '((method . "grabcut") (reach . 0.8) (overwrite . 0) (rounds . 2) (colours . 3)
    (smoothing . 1) (contrast . 30) (balloon . 0.16) (threads . 0)))

(define lazy-labels-export-settings
  '((objects . "any") (label-map . "") (rois . "") (geojson . "") (coco . "") (csv . "")
    (scale . "image") (pixel-size . 1) (bar-length . 100) (unit . "um")
    (separator . "comma") (decimal . "point") (byte-order-mark . 0) (annotations . 0)
    (split . "network") (smallest-object . 20)))

(define lazy-labels-import-settings
  '((file . "") (class . "") (coverage . "complete") (name . "") (depth . 0.35) (gap . 2)))

; The given ones before the defaults, so that they are found first.
(define (lazy-labels-merge given defaults)
  (for-each
    (lambda (setting)
      (if (not (assq (car setting) defaults))
        (lazy-labels-fail "There is no setting \"" (symbol->string (car setting)) "\"")))
    given)
  (append given defaults))

; Those of the names that @defaults has.
(define (lazy-labels-pick settings defaults)
  (map (lambda (setting) (assq (car setting) settings)) defaults))

;; Training

(define (lazy-labels-batch-train folder weights iterations minutes . settings)
  (let* ((image (lazy-labels-host-new-image))
         (layer (lazy-labels-host-new-layer image))
         (given (append (list (cons 'images "files") (cons 'files folder)
                              (cons 'weights weights) (cons 'iterations iterations)
                              (cons 'minutes minutes))
                        (if (pair? settings) (car settings) '())))
         ; The procedure wants an image, even where it learns from files.
         (values (lazy-labels-try
                   (lambda ()
                     (lazy-labels-host-call "plug-in-lazy-labels-train" (list image layer)
                       (lazy-labels-merge given lazy-labels-train-settings))))))
    (gimp-image-delete image)
    (if values
      (gimp-message (string-append "Lazy Labels: The network was trained for "
                                   (number->string (cadr values))
                                   " iterations and written to \"" (car values) "\"."))
      (lazy-labels-fail lazy-labels-last-error))
    values))

;; Prediction

; The layer of all classes, found by what it is and not by its title, which GIMP changes
; where there is another of that title; all layers if there is none.
(define (lazy-labels-find-classes result)
  (let loop ((layers (lazy-labels-host-children result)))
    (cond ((null? layers) (lazy-labels-host-children result))
          ((member (lazy-labels-host-parasite (car layers) "lazy-labels-plane")
                   '("segmentation classes colour" "segmentation classes grey"))
           (list (car layers)))
          (else (loop (cdr layers))))))

; Both results of one file, or an error; how many objects there are.
(define (lazy-labels-predict-file image path settings)
  (let* ((micrograph (lazy-labels-find-micrograph image))
         (values (lazy-labels-host-call "plug-in-lazy-labels-predict"
                                        (list image micrograph) settings)))
    (lazy-labels-save image micrograph (string-append path ".xcf"))
    (lazy-labels-save-picture image (car values) lazy-labels-find-classes
                              (string-append path ".png"))
    (cons (cadr values) "")))

; How many files there were.
(define (lazy-labels-batch-predict in weights out . settings)
  (let* ((given (cons (cons 'weights weights) (if (pair? settings) (car settings) '())))
         (all (lazy-labels-merge (append given '((classes-layer . 1)))
                                 lazy-labels-predict-settings))
         (files (lazy-labels-list in "pictures" (lazy-labels-need-folder out)
                                  '(".xcf" ".png") '())))
    (lazy-labels-host-call "plug-in-lazy-labels-check-network" '()
                           (list (cons 'file (cdr (assq 'weights all)))))
    (lazy-labels-each-file files "segmented"
      (lambda (image path) (lazy-labels-predict-file image path all)))))

;; Masks from marks

(define (lazy-labels-describe-stopped n)
  (cond ((= n 0) "")
        ((= n 1) ", 1 mask stopped at the largest size: look at it")
        (else (string-append ", " (number->string n)
                             " masks stopped at the largest size: look at them"))))

; The procedure selects masks to look at.  In a file, a selection would keep a training from
; learning of the others, so the one that there was is kept.
(define (lazy-labels-grow-file image path settings)
  (let* ((micrograph (lazy-labels-find-micrograph image))
         (selection (car (gimp-selection-save image)))
         (values (lazy-labels-host-call "plug-in-lazy-labels-grow-masks"
                                        (list image micrograph) settings)))
    (gimp-image-select-item image CHANNEL-OP-REPLACE selection)
    (gimp-image-remove-channel image selection)
    (lazy-labels-save image micrograph path)
    (cons (cadr values) (lazy-labels-describe-stopped (list-ref values 3)))))

; How many files there were.
(define (lazy-labels-batch-grow in out . settings)
  (let* ((all (lazy-labels-merge (if (pair? settings) (car settings) '())
                                 lazy-labels-grow-settings))
         (files (lazy-labels-list in "xcf" (lazy-labels-need-folder out) '() '())))
    (lazy-labels-each-file files "got masks"
      (lambda (image path) (lazy-labels-grow-file image path all)))))

;; Measurement

; "" stays so.
(define (lazy-labels-beside path word ending)
  (if (string=? ending "") "" (string-append path word ending)))

; @scaled: whether the size of pixels is known
(define (lazy-labels-figure-file image path scaled given all)
  (let* ((micrograph (lazy-labels-find-micrograph image))
         (setting (lambda (name) (cdr (assq name all))))
         (own (list (cons 'label-map (lazy-labels-beside path "-labels" (setting 'label-map)))
                    (cons 'histogram
                          (lazy-labels-beside path "-histogram" (setting 'histogram)))
                    (cons 'scale-bar (cond ((assq 'scale-bar given) (setting 'scale-bar))
                                           (scaled 1)
                                           (else 0)))
                    ; Nobody would see them.
                    (cons 'label-image 0) (cons 'histogram-image 0)))
         (values (lazy-labels-host-call "plug-in-lazy-labels-figure" (list image micrograph)
                   (lazy-labels-pick (append own all) lazy-labels-figure-settings))))
    (lazy-labels-save image micrograph (string-append path ".xcf"))
    (lazy-labels-save-picture image (car values) lazy-labels-host-children
                              (string-append path ".png"))))

; How many objects there are.  @figure: where one goes, without its ending; "": none
(define (lazy-labels-measure-file image figure given all)
  (let* ((place (list image (lazy-labels-find-micrograph image)))
         (values (lazy-labels-host-call "plug-in-lazy-labels-measure" place
                   (lazy-labels-pick all lazy-labels-measure-settings))))
    (if (not (string=? figure ""))
      (lazy-labels-figure-file image figure (not (string=? "px" (list-ref values 4))) given
                               all))
    (cons (car values) "")))

; How many files there were.
(define (lazy-labels-batch-measure in table summary figures . settings)
  (let* ((given (if (pair? settings) (car settings) '()))
         (all (lazy-labels-merge (append (list (cons 'table table) (cons 'summary summary))
                                         given)
                                 (append lazy-labels-measure-settings
                                         lazy-labels-figure-settings)))
         (setting (lambda (name) (cdr (assq name all))))
         (endings (append '(".xcf" ".png")
                    (list (lazy-labels-beside "" "-labels" (setting 'label-map))
                          (lazy-labels-beside "" "-histogram" (setting 'histogram)))))
         (files (lazy-labels-list in "xcf" figures endings
                                  (list (setting 'table) (setting 'summary)))))
    (lazy-labels-each-file files "measured"
      (lambda (image path) (lazy-labels-measure-file image path given all)))))

;; Objects to and from files of other programs

; Words of the argument "formats", the arguments that take the files, and their endings.
(define lazy-labels-export-files
  '(("labels" label-map "-labels.tif") ("rois" rois "-rois.zip")
    ("geojson" geojson ".geojson") ("coco" coco "-coco.json") ("csv" csv ".csv")))

; The words of a list with commas.
(define (lazy-labels-words text)
  (let loop ((letters (string->list text)) (word '()) (words '()))
    (let ((all (lambda ()
                 (if (null? word) words (cons (list->string (reverse word)) words)))))
      (cond ((null? letters) (reverse (all)))
            ((memv (car letters) '(#\, #\space)) (loop (cdr letters) '() (all)))
            (else (loop (cdr letters) (cons (car letters) word) words))))))

(define (lazy-labels-choose-files formats)
  (map (lambda (word)
         (or (assoc word lazy-labels-export-files)
             (lazy-labels-fail "There is no format \"" word "\"")))
       (lazy-labels-words formats)))

; How many objects there are.
(define (lazy-labels-export-file image path chosen settings)
  (let ((values (lazy-labels-host-call "plug-in-lazy-labels-export-objects"
                  (list image (lazy-labels-find-micrograph image))
                  (append (map (lambda (file)
                                 (cons (cadr file) (string-append path (caddr file))))
                               chosen)
                          settings))))
    (cons (car values) "")))

; How many files there were.
(define (lazy-labels-batch-export in formats out . settings)
  (let* ((all (lazy-labels-merge (if (pair? settings) (car settings) '())
                                 lazy-labels-export-settings))
         (chosen (lazy-labels-choose-files formats))
         (files (lazy-labels-list in "xcf" (lazy-labels-need-folder out)
                                  (map caddr chosen) '())))
    (lazy-labels-each-file files "exported"
      (lambda (image path) (lazy-labels-export-file image path chosen all)))))

; The name after the last slash of a path.
(define (lazy-labels-basename path)
  (let loop ((rest (reverse (string->list path))) (name '()))
    (if (or (null? rest) (char=? (car rest) #\/))
      (list->string name)
      (loop (cdr rest) (cons (car rest) name)))))

; How many objects there are.  GIMP 3 forgets which file an image was opened from, but the
; result has its name; the dot keeps what looks like an ending in it.
(define (lazy-labels-import-file image path settings)
  (let* ((micrograph (lazy-labels-find-micrograph image))
         (name (string-append (lazy-labels-basename path) ".xcf"))
         (values (lazy-labels-host-call "plug-in-lazy-labels-import-labels"
                                        (list image micrograph)
                                        (cons (cons 'name name) settings))))
    (lazy-labels-save image micrograph (string-append path ".xcf"))
    (cons (cadr values) "")))

; How many files there were.
(define (lazy-labels-batch-import in labels class out . settings)
  (let* ((all (lazy-labels-merge (append (list (cons 'file labels) (cons 'class class))
                                         (if (pair? settings) (car settings) '()))
                                 lazy-labels-import-settings))
         (files (lazy-labels-list in "pictures" (lazy-labels-need-folder out) '(".xcf")
                                  '())))
    (lazy-labels-each-file files "painted"
      (lambda (image path) (lazy-labels-import-file image path all)))))

;; The same in the procedure database, where menu.scm registers it.

(define (script-fu-lazy-labels-train-folder folder weights iterations minutes)
  (if (string=? weights "")
    (lazy-labels-fail "There is no weights file to write: name one"))
  (lazy-labels-batch-train folder (lazy-labels-in-folder folder weights) iterations
                           minutes))

(define (script-fu-lazy-labels-predict-folder in weights out)
  (lazy-labels-batch-predict in weights out))

(define (script-fu-lazy-labels-grow-folder in out)
  (lazy-labels-batch-grow in out))

(define (script-fu-lazy-labels-measure-folder in table summary figures)
  (lazy-labels-batch-measure in (lazy-labels-in-folder in table)
                             (lazy-labels-in-folder in summary) figures))

(define (script-fu-lazy-labels-export-folder in formats out)
  (lazy-labels-batch-export in formats out))

(define (script-fu-lazy-labels-import-folder in labels class out)
  (lazy-labels-batch-import in labels class out))
