; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; The annotation layers.

(define (annotated base precision settings)
  (let ((image (ll-micrograph base precision)))
    (ll-annotate image (ll-layer image "micrograph") settings)
    image))

(ll-test "the database has the table's arguments, in the table's order"
  (lambda ()
    (for-each
      (lambda (spec)
        (assert-equal (symbol->string (car spec))
                      (append (if (cadr spec) ll-host-place-names '(run-mode))
                              (map car (caddr spec)))
                      (ll-host-argument-names (car spec))))
      ll-procedures)))

(ll-test "three transparent layers of the image's size in a group above the micrograph"
  (lambda ()
    (let* ((image (ll-micrograph 'rgb 'u8))
           (group (ll-annotate image (ll-layer image "micrograph") '())))
      (assert-equal "layers" '("Lazy labels" "micrograph") (ll-names (ll-layers image)))
      (assert-equal "group" group (car (ll-layers image)))
      (assert-equal "names" '("Detection" "Separation" "Segmentation")
                    (ll-names (ll-children group)))
      (for-each
        (lambda (layer)
          (assert-equal "size" '(96 80) (ll-size layer))
          (assert-equal "offsets" '(0 0) (ll-offsets layer))
          (assert-true "has alpha" (ll-has-alpha layer))
          (assert-near "opacity" 0 (list-ref (ll-pixel layer 10 10) 3) 0)
          (assert-equal "coverage" "complete"
                        (ll-layer-parasite layer "lazy-labels-coverage")))
        (ll-children group))
      (assert-equal "roles" '("detection" "separation" "segmentation")
                    (map (lambda (layer) (ll-layer-parasite layer "lazy-labels-role"))
                         (ll-children group)))
      (assert-equal "micrograph's role" "micrograph"
                    (ll-layer-parasite (ll-layer image "micrograph") "lazy-labels-role"))
      (ll-image-delete image))))

(ll-test "the classes and their colours are kept with the image"
  (lambda ()
    (let* ((image (annotated 'rgb 'u8 '()))
           (json (ll-image-parasite image "lazy-labels-classes")))
      (assert-contains "classes" "air bubble" json)
      (assert-contains "classes" "ice crystal" json)
      (assert-contains "classes" "#0072b2" json)
      (ll-image-delete image))))

(ll-test "the paper's colours"
  (lambda ()
    (let* ((image (annotated 'rgb 'u8 '((palette . "paper"))))
           (json (ll-image-parasite image "lazy-labels-classes")))
      (assert-contains "classes" "#ff0000" json)
      (ll-image-delete image))))

(ll-test "any list of classes, fifteen too"
  (lambda ()
    (let* ((image (annotated 'rgb 'u8 '((classes . " a,b , c,d,e,f,g,h,i,j,k,l,m,n,o"))))
           (json (ll-image-parasite image "lazy-labels-classes")))
      (assert-contains "classes" "\"a\"" json)
      (assert-contains "classes" "\"o\"" json)
      (ll-image-delete image))))

(ll-test "lists that can't be are refused, and the image stays as it is"
  (lambda ()
    (let* ((image (ll-micrograph 'rgb 'u8))
           (layer (ll-layer image "micrograph"))
           (refuse (lambda (classes part)
                     (assert-error part
                       (lambda () (ll-annotate image layer (list (cons 'classes classes))))))))
      (refuse "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p" "more than 15 classes")
      (refuse "grain, Grain" "Two classes are called")
      (refuse "grain, rest" "is reserved for the background")
      (refuse "grain, All" "'All' has a meaning of its own in tables")
      (refuse "grain,,pore" "has no name")
      (refuse "" "classes")
      (assert-equal "layers" '("micrograph") (ll-names (ll-layers image)))
      (assert-equal "parasite" "" (ll-image-parasite image "lazy-labels-classes"))
      (ll-image-delete image))))

(ll-test "a palette that is not known"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (assert-bad-word "palette"
        (lambda () (ll-annotate image (ll-layer image "micrograph") '((palette . "gaudy")))))
      (ll-image-delete image))))

(ll-test "grey and indexed images become RGB, and a word says so"
  (lambda ()
    (let ((grey (annotated 'grey 'u8 '()))
          (indexed (ll-micrograph 'rgb 'u8)))
      (assert-equal "grey" 'rgb (ll-image-base grey))
      (assert-near "grey value" (/ 220 255) (car (ll-pixel (ll-layer grey "micrograph") 20 20))
                   0.003)
      (assert-printed "converted to RGB")
      (ll-image-make-indexed indexed)
      (ll-annotate indexed (ll-layer indexed "micrograph") '())
      (assert-equal "indexed" 'rgb (ll-image-base indexed))
      (assert-printed "converted to RGB")
      (ll-image-delete grey)
      (ll-image-delete indexed))))

(ll-test "16-bit and float images keep their precision"
  (lambda ()
    (for-each
      (lambda (precision)
        (let* ((image (ll-micrograph 'rgb precision))
               (layer (ll-layer image "micrograph"))
               (places '((0 0) (20 20) (40 50) (95 79)))
               (pixels (lambda () (map (lambda (p) (ll-pixel layer (car p) (cadr p))) places)))
               (before (pixels)))
          (ll-annotate image layer '())
          (assert-equal "layers" '("Lazy labels" "micrograph") (ll-names (ll-layers image)))
          (assert-equal "precision" (cdr (assq precision ll-precisions))
                        (car (gimp-image-get-precision image)))
          (assert-equal "pixels" before (pixels))
          (ll-image-delete image)))
      '(u16 half float float-linear))))

(ll-test "a second call adds only what is missing and keeps paint"
  (lambda ()
    (let* ((image (annotated 'rgb 'u8 '()))
           (group (car (ll-layers image)))
           (detection (ll-layer image "Detection")))
      (ll-fill detection ll-blue 'rectangle 10 10 8 8)
      (ll-remove image (ll-layer image "Separation"))
      (assert-equal "group" group (ll-annotate image (ll-layer image "micrograph") '()))
      (assert-equal "names" '("Detection" "Separation" "Segmentation")
                    (ll-names (ll-children group)))
      (assert-equal "layer" detection (ll-layer image "Detection"))
      (assert-near "paint" 1 (list-ref (ll-pixel detection 12 12) 3) 0)
      (ll-image-delete image))))

(ll-test "classes can be appended to painted ones, but not exchanged"
  (lambda ()
    (let* ((image (annotated 'rgb 'u8 '((palette . "paper"))))
           (layer (ll-layer image "micrograph")))
      (ll-fill (ll-layer image "Detection") '(255 0 0) 'rectangle 10 10 8 8)
      (assert-error "already painted with the classes"
        (lambda () (ll-annotate image layer '((classes . "grain, pore")))))
      (assert-error "already painted with the classes"
        (lambda () (ll-annotate image layer '((classes . "air bubble")))))
      (ll-annotate image layer '((classes . "air bubble, ice crystal, crack")))
      (let ((json (ll-image-parasite image "lazy-labels-classes")))
        (assert-contains "classes" "crack" json)
        (assert-contains "the first colour stays" "#ff0000" json))
      (ll-image-delete image))))

(ll-test "classes of an image without paint can be exchanged"
  (lambda ()
    (let ((image (annotated 'rgb 'u8 '())))
      (ll-annotate image (ll-layer image "micrograph") '((classes . "grain")))
      (assert-contains "classes" "grain" (ll-image-parasite image "lazy-labels-classes"))
      (assert-true "the old class is gone"
        (not (ll-contains? "bubble" (ll-image-parasite image "lazy-labels-classes"))))
      (ll-image-delete image))))

(ll-test "sparse layers"
  (lambda ()
    (let ((image (annotated 'rgb 'u8 '((coverage . "sparse")))))
      (assert-equal "coverage" "sparse"
                    (ll-layer-parasite (ll-layer image "Detection") "lazy-labels-coverage"))
      (ll-image-delete image))))

(ll-test "the layers go above a micrograph that lies in the middle"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (ll-layer-new image "note" 20 20 4 4 #t)
      (ll-annotate image (ll-layer image "micrograph") '())
      (assert-equal "layers" '("note" "Lazy labels" "micrograph") (ll-names (ll-layers image)))
      (ll-image-delete image))))

(ll-test "colours of one's own"
  (lambda ()
    (let* ((image (annotated 'rgb 'u8 '((colours . "#112288, #D55E00"))))
           (json (ll-image-parasite image "lazy-labels-classes")))
      (assert-contains "the first colour" "#112288" json)
      (assert-contains "the second colour" "#d55e00" json)
      (ll-image-delete image))))

(ll-test "colours that can't be told apart, or are none, are refused"
  (lambda ()
    (let* ((image (ll-micrograph 'rgb 'u8))
           (layer (ll-layer image "micrograph"))
           (refuse (lambda (colours part)
                     (assert-error part
                       (lambda () (ll-annotate image layer (list (cons 'colours colours))))))))
      (refuse "#0072b2" "\"colours\" has 1, \"classes\" has 2")
      (refuse "#0072b2, blue" "\"blue\" is not a colour")
      (refuse "#0072b2, #0072c0" "\"air bubble\" and \"ice crystal\" are too similar")
      (refuse "#0072b2, #101010" "\"ice crystal\" and \"rest\" are too similar")
      (refuse "#00f8ff, #d55e00" "\"air bubble\" and \"interface\" are too similar")
      (refuse "#0072b2, #777777" "\"ice crystal\" and \"ignore\" are too similar")
      (assert-equal "layers" '("micrograph") (ll-names (ll-layers image)))
      (ll-image-delete image))))

(ll-test "painted classes keep their colours, new ones may have any other"
  (lambda ()
    (let* ((image (annotated 'rgb 'u8 '((colours . "#112288, #d55e00"))))
           (layer (ll-layer image "micrograph"))
           (annotate (lambda (classes colours)
                       (ll-annotate image layer
                                    (list (cons 'classes classes) (cons 'colours colours))))))
      (ll-fill (ll-layer image "Detection") '(17 34 136) 'rectangle 10 10 8 8)
      (assert-error "must keep their colours"
        (lambda () (annotate "air bubble, ice crystal" "#d55e00, #112288")))
      (annotate "air bubble, ice crystal, crack" "#112288, #d55e00, #f0e442")
      (assert-contains "the new colour" "#f0e442"
                       (ll-image-parasite image "lazy-labels-classes"))
      (ll-image-delete image))))

(ll-test "the panel needs a person"
  (lambda ()
    (let* ((image (annotated 'rgb 'u8 '())))
      (assert-error "RUN-INTERACTIVE"
        (lambda ()
          (ll-host-call 'plug-in-lazy-labels-panel
                        (list image (ll-layer image "micrograph")) '())))
      (ll-image-delete image))))
