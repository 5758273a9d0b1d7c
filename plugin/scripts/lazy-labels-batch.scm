; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Whole folders, for the menu and for the batch command of gimp-console:
;
;   (lazy-labels-batch-train "annotated" "network.safetensors" 1000 0)
;   (lazy-labels-batch-predict "new" "network.safetensors" "results")
;   (lazy-labels-batch-grow "marked" "grown")
;   (lazy-labels-batch-measure "results" "objects.csv" "summary.csv" "figures")
;
; The first learns from all XCF files of a folder, for a number of iterations and
; of minutes (0: no limit).  The second segments each TIFF, PNG and XCF file of a
; folder, and writes NAME.xcf with all layers and NAME.png, the micrograph under
; the classes, to another folder.  The third grows masks from the detection marks of
; each XCF file of a folder, and writes the files to another one.  These overwrite the
; files that they are named to write.  The fourth measures the objects of each XCF file of
; a folder and adds them to two tables, and writes a figure of each image to another
; folder: NAME.xcf with its layers, NAME.png and NAME-histogram.svg.  An empty name makes
; none of these.  Other settings come last, by name, for instance '((width . 8)).
;
; What differs between the versions of GIMP is in their file host.scm, which the build
; puts before this one: GIMP loads scripts in no certain order.

;; Errors: catch forgets their text, so it is kept on the way.

(define lazy-labels-last-error "")

; Through the hook, because an error of Scheme's own can't be caught.
(define (lazy-labels-fail . parts)
  (*error-hook* (apply string-append parts)))

; What the action gives; #f after an error.
(define (lazy-labels-try action)
  (let ((old *error-hook*))
    (set! *error-hook*
      (lambda values
        (set! lazy-labels-last-error
          (apply string-append (map (lambda (v) (if (string? v) v "")) values)))
        (apply old values)))
    (let ((result (catch #f (action))))
      (set! *error-hook* old)
      result)))

;; Settings: the defaults of the procedures

(define lazy-labels-train-settings
  '((images . "files") (files . "") (weights . "") (start . "") (resume . 0)
    (network . "multi-task") (task . "segmentation") (labels . "painted") (width . 16)
    (levels . 6) (blocks . 4) (patch . 256) (batch . 4) (iterations . 1000) (minutes . 0) (learning-rate . 0.004)
    (schedule . "cosine") (detection-weight . 1) (separation-weight . 1)
    (segmentation-weight . 1) (interface-weight . 8) (masked-share . 0.5)
    (validation-share . 0.2) (augment . 1) (seed . 1) (threads . 0)))

(define lazy-labels-predict-settings
  '((weights . "") (style . "colour") (tasks . "detection, separation, segmentation")
    (classes-layer . 1) (contours . 0) (contour-width . 2) (instances . 0) (patch . 0)
    (batch . 4) (threads . 0)))

(define lazy-labels-measure-settings
  '((objects . "any") (scale . "image") (pixel-size . 1) (bar-length . 100) (unit . "um")
    (table . "") (summary . "") (edge-objects . "weight") (split . "network")
    (smallest-object . 20) (gap . 3) (resamples . 1000) (level . 0.95)))

; The endings stand for files beside the figure, "" for none.
(define lazy-labels-figure-settings
  '((objects . "any") (contours . 1) (contour-width . 2) (dash . 0) (paths . 0)
    (instances . 0) (overlay . 0) (numbers . 0) (scale-bar . 0) (scale . "image")
    (pixel-size . 1) (bar-length . 100) (unit . "um") (font . "Sans") (font-size . 8)
    (label-map . "") (label-image . 0) (histogram . ".svg") (histogram-image . 0)
    (histogram-by . "number") (edge-objects . "weight") (split . "network")
    (smallest-object . 20)))

(define lazy-labels-grow-settings
  '((method . "grabcut") (reach . 0.8) (overwrite . 0) (rounds . 2) (colours . 3)
    (smoothing . 1) (contrast . 30) (balloon . 0.16) (threads . 0)))

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

;; Folders and names

(define (lazy-labels-strip-slash folder)
  (let ((n (string-length folder)))
    (if (and (> n 1) (char=? #\/ (string-ref folder (- n 1))))
      (lazy-labels-strip-slash (substring folder 0 (- n 1)))
      folder)))

(define (lazy-labels-sort names)
  (define (insert name sorted)
    (if (or (null? sorted) (string<? name (car sorted)))
      (cons name sorted)
      (cons (car sorted) (insert name (cdr sorted)))))
  (let loop ((names names) (sorted '()))
    (if (null? names) sorted (loop (cdr names) (insert (car names) sorted)))))

(define (lazy-labels-list folder)
  (let ((stream (dir-open-stream folder)))
    (if (not stream)
      (lazy-labels-fail "The folder \"" folder "\" can't be read: check its name"))
    (let loop ((entry (dir-read-entry stream)) (names '()))
      (if (eof-object? entry)
        (begin (dir-close-stream stream) (lazy-labels-sort names))
        (loop (dir-read-entry stream) (cons entry names))))))

; Where the last dot is; the length if there is none.
(define (lazy-labels-dot name)
  (let loop ((i (- (string-length name) 1)))
    (cond ((<= i 0) (string-length name))
          ((char=? #\. (string-ref name i)) i)
          (else (loop (- i 1))))))

(define (lazy-labels-base name)
  (substring name 0 (lazy-labels-dot name)))

(define (lazy-labels-suffix name)
  (list->string
    (map char-downcase
         (string->list (substring name (lazy-labels-dot name) (string-length name))))))

(define (lazy-labels-is-picture name)
  (member (lazy-labels-suffix name) '(".tif" ".tiff" ".png" ".xcf")))

; Packed ones, too
(define (lazy-labels-is-xcf name)
  (or (string=? ".xcf" (lazy-labels-suffix name))
      (and (member (lazy-labels-suffix name) '(".gz" ".bz2" ".xz"))
           (string=? ".xcf" (lazy-labels-suffix (lazy-labels-base name))))))

(define (lazy-labels-filter wanted? names)
  (cond ((null? names) '())
        ((wanted? (car names)) (cons (car names) (lazy-labels-filter wanted? (cdr names))))
        (else (lazy-labels-filter wanted? (cdr names)))))

; The folders without a slash at their ends, if what is in one can be written to the other.
(define (lazy-labels-check-folders in out)
  (let ((in (lazy-labels-strip-slash in))
        (out (lazy-labels-strip-slash out)))
    (if (string=? in out)
      (lazy-labels-fail "The results would overwrite the files that they are made "
                        "from: choose another folder for them"))
    (lazy-labels-list out)
    (cons in out)))

;; Files one by one

; Whether it went well; the image is closed in any case.
(define (lazy-labels-try-file path action)
  (let ((image (lazy-labels-try (lambda () (lazy-labels-host-load path)))))
    (if image
      (let ((done (lazy-labels-try (lambda () (action image)))))
        (gimp-image-delete image)
        done)
      #f)))

; Calls the action with the image and the name of each file; how many went well.
(define (lazy-labels-each-file folder names word action)
  (let loop ((rest names) (done 0))
    (if (pair? rest)
      (let ((name (car rest)))
        (if (lazy-labels-try-file (string-append folder "/" name)
              (lambda (image) (action image name)))
          (loop (cdr rest) (+ done 1))
          (begin
            (gimp-message (string-append "Lazy Labels: \"" name "\" failed: "
                                         lazy-labels-last-error))
            (loop (cdr rest) done))))
      (begin
        (gimp-message (string-append "Lazy Labels: " (number->string done) " of "
                                     (number->string (length names)) " files " word "."))
        done))))

; The micrograph under those layers of the group on top that @choose gives; whatever else
; there is, is not shown.
(define (lazy-labels-save-picture image choose path)
  (let* ((copy (car (gimp-image-duplicate image)))
         (group (car (lazy-labels-host-layers copy)))
         (micrograph (lazy-labels-find-micrograph copy)))
    (for-each (lambda (layer) (lazy-labels-host-show layer #f))
              (append (lazy-labels-host-layers copy) (lazy-labels-host-children group)))
    (for-each (lambda (layer) (lazy-labels-host-show layer #t))
              (append (list micrograph group) (choose group)))
    (lazy-labels-host-save copy (lazy-labels-host-merge copy) path)
    (gimp-image-delete copy)))

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

(define (lazy-labels-find-micrograph image)
  (let loop ((layers (lazy-labels-host-layers image)))
    (cond ((null? (cdr layers)) (car layers))
          ((lazy-labels-host-is-micrograph (car layers)) (car layers))
          (else (loop (cdr layers))))))

(define (lazy-labels-find-classes result)
  (let loop ((layers (lazy-labels-host-children result)))
    (if (string=? "Segmentation: classes" (car (gimp-item-get-name (car layers))))
      (car layers)
      (loop (cdr layers)))))

; Both results of one file, or an error.
(define (lazy-labels-predict-file image path settings)
  (let ((micrograph (lazy-labels-find-micrograph image)))
    (lazy-labels-host-call "plug-in-lazy-labels-predict" (list image micrograph) settings)
    (lazy-labels-host-save image micrograph (string-append path ".xcf"))
    (lazy-labels-save-picture image
      (lambda (result) (list (lazy-labels-find-classes result)))
      (string-append path ".png"))
    #t))

; Names of results: two files that differ in their suffix alone keep it.
(define (lazy-labels-result-name name all)
  (let ((same (lambda (other) (string=? (lazy-labels-base name) (lazy-labels-base other)))))
    (let loop ((all all) (n 0))
      (cond ((pair? all) (loop (cdr all) (if (same (car all)) (+ n 1) n)))
            ((= n 1) (lazy-labels-base name))
            (else name)))))

; How many files went well.
(define (lazy-labels-batch-predict in weights out . settings)
  (let* ((folders (lazy-labels-check-folders in out))
         (given (cons (cons 'weights weights) (if (pair? settings) (car settings) '())))
         (all (lazy-labels-merge (append given '((classes-layer . 1)))
                                 lazy-labels-predict-settings))
         (names (lazy-labels-filter lazy-labels-is-picture (lazy-labels-list (car folders)))))
    (if (null? names)
      (lazy-labels-fail "There is no TIFF, PNG or XCF file in the folder \"" in "\""))
    (lazy-labels-each-file (car folders) names "segmented"
      (lambda (image name)
        (lazy-labels-predict-file image
          (string-append (cdr folders) "/" (lazy-labels-result-name name names)) all)))))

;; Masks from marks

; How many files went well.
(define (lazy-labels-batch-grow in out . settings)
  (let* ((folders (lazy-labels-check-folders in out))
         (all (lazy-labels-merge (if (pair? settings) (car settings) '())
                                 lazy-labels-grow-settings))
         (names (lazy-labels-filter lazy-labels-is-xcf (lazy-labels-list (car folders)))))
    (if (null? names)
      (lazy-labels-fail "There is no XCF file in the folder \"" in "\""))
    (lazy-labels-each-file (car folders) names "got masks"
      (lambda (image name)
        (let ((micrograph (lazy-labels-find-micrograph image)))
          (lazy-labels-host-call "plug-in-lazy-labels-grow-masks" (list image micrograph)
                                 all)
          (lazy-labels-host-save image micrograph (string-append (cdr folders) "/" name))
          #t)))))

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
    (lazy-labels-host-save image micrograph (string-append path ".xcf"))
    (lazy-labels-save-picture image lazy-labels-host-children (string-append path ".png"))
    values))

; @figure: where one goes, without its ending; "": none
(define (lazy-labels-measure-file image figure given all)
  (let* ((place (list image (lazy-labels-find-micrograph image)))
         (values (lazy-labels-host-call "plug-in-lazy-labels-measure" place
                   (lazy-labels-pick all lazy-labels-measure-settings))))
    (if (not (string=? figure ""))
      (lazy-labels-figure-file image figure (not (string=? "px" (list-ref values 4))) given
                               all))
    #t))

; How many files went well.
(define (lazy-labels-batch-measure in table summary figures . settings)
  (let* ((with-figures (not (string=? figures "")))
         (folders (if with-figures
                    (lazy-labels-check-folders in figures)
                    (cons (lazy-labels-strip-slash in) "")))
         (given (if (pair? settings) (car settings) '()))
         (all (lazy-labels-merge (append (list (cons 'table table) (cons 'summary summary))
                                         given)
                                 (append lazy-labels-measure-settings
                                         lazy-labels-figure-settings)))
         (names (lazy-labels-filter lazy-labels-is-xcf (lazy-labels-list (car folders)))))
    (if (null? names)
      (lazy-labels-fail "There is no XCF file in the folder \"" in "\""))
    (lazy-labels-each-file (car folders) names "measured"
      (lambda (image name)
        (lazy-labels-measure-file image
          (if with-figures
            (string-append (cdr folders) "/" (lazy-labels-result-name name names))
            "")
          given all)))))

;; The same in the procedure database and in the menu

(define (script-fu-lazy-labels-train-folder folder weights iterations minutes)
  (lazy-labels-batch-train folder weights iterations minutes))

(define (script-fu-lazy-labels-predict-folder in weights out)
  (lazy-labels-batch-predict in weights out))

(define (script-fu-lazy-labels-grow-folder in out)
  (lazy-labels-batch-grow in out))

(define (script-fu-lazy-labels-measure-folder in table summary figures)
  (lazy-labels-batch-measure in table summary figures))

(lazy-labels-host-register "script-fu-lazy-labels-train-folder"
  "Train on a Folde_r..."
  "Train a network on all annotated XCF files of a folder."
  SF-DIRNAME "Folder of XCF files" ""
  SF-FILENAME "Weights file to write" "network.safetensors"
  SF-ADJUSTMENT "Iterations (0: no limit)" (list 1000 0 1000000 1 100 0 SF-SPINNER)
  SF-ADJUSTMENT "Minutes (0: no limit)" (list 0 0 10000 1 10 1 SF-SPINNER))

(lazy-labels-host-register "script-fu-lazy-labels-predict-folder"
  "Segment a F_older..."
  "Segment each TIFF, PNG and XCF file of a folder."
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
  SF-FILENAME "Table of objects (CSV) to append to" "objects.csv"
  SF-FILENAME "Summary (CSV) to append to" "summary.csv"
  SF-DIRNAME "Folder for figures (optional)" "")
