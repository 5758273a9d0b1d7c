; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; How GIMP 3 sees the arguments: by name, each with its type and default.

(define (type-of argument name)
  (cadr (assq argument (ll-host-arguments name))))

(define (default-of argument name)
  (caddr (assq argument (ll-host-arguments name))))

(ll-test "choices are choices, paths are files"
  (lambda ()
    (for-each
      (lambda (case)
        (for-each
          (lambda (argument)
            (assert-equal (symbol->string argument) (cadr case)
                          (type-of argument (car case))))
          (cddr case)))
      '((plug-in-lazy-labels-annotate "GimpParamChoice" palette coverage)
        (plug-in-lazy-labels-annotate "GParamString" classes colours)
        (plug-in-lazy-labels-train "GimpParamChoice" images network task schedule)
        (plug-in-lazy-labels-train "GimpParamFile" weights start)
        (plug-in-lazy-labels-train "GParamString" files)
        (plug-in-lazy-labels-train "GParamInt" width levels iterations seed)
        (plug-in-lazy-labels-train "GParamDouble" minutes learning-rate)
        (plug-in-lazy-labels-train "GParamBoolean" resume augment)
        (plug-in-lazy-labels-predict "GimpParamFile" weights)
        (plug-in-lazy-labels-load-weights "GimpParamFile" file)
        (plug-in-lazy-labels-save-weights "GimpParamFile" file)))))

(ll-test "defaults are the table's"
  (lambda ()
    (for-each
      (lambda (spec)
        (for-each
          (lambda (argument)
            (let ((name (symbol->string (car argument)))
                  (expected (cdr argument))
                  (actual (default-of (car argument) (car spec))))
              (cond ((string? expected) (assert-equal name expected actual))
                    ((string=? actual "TRUE") (assert-near name expected 1 0))
                    ((string=? actual "FALSE") (assert-near name expected 0 0))
                    (else (assert-near name expected (string->number actual) 1e-9)))))
          (caddr spec)))
      ll-procedures)))

(ll-test "a call names only what it cares about"
  (lambda ()
    (let* ((image (ll-micrograph 'rgb 'u8))
           (group (car (plug-in-lazy-labels-annotate #:image image
                         #:drawables (vector (ll-layer image "micrograph"))
                         #:classes "grain"))))
      (assert-equal "names" '("Detection" "Separation" "Segmentation")
                    (ll-names (ll-children group)))
      (assert-true "a group" (ll-is-group group))
      (ll-image-delete image))))

(ll-test "with the last values, which are the defaults at first"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (plug-in-lazy-labels-annotate #:run-mode RUN-WITH-LAST-VALS #:image image
        #:drawables (vector (ll-layer image "micrograph")))
      (assert-contains "classes" "ice crystal" (ll-image-parasite image "lazy-labels-classes"))
      (ll-image-delete image))))

(ll-test "without a drawable, the micrograph is looked for"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (plug-in-lazy-labels-annotate #:image image)
      (assert-equal "layers" '("Lazy labels" "micrograph") (ll-names (ll-layers image)))
      (ll-image-delete image))))

(ll-test "of several drawables the first counts"
  (lambda ()
    (let ((image (ll-image-new 40 30 'rgb 'u8)))
      (let* ((below (ll-layer-new image "below" 40 30 0 0 #f))
             (above (ll-layer-new image "above" 40 30 0 0 #f)))
        (plug-in-lazy-labels-annotate #:image image #:drawables (vector above below))
        (assert-equal "role" "micrograph" (ll-layer-parasite above "lazy-labels-role"))
        (assert-equal "role" "" (ll-layer-parasite below "lazy-labels-role")))
      (ll-image-delete image))))
