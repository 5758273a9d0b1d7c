; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Layers and groups that were copied to another image keep the meaning of their paint.

(define (bare) (ll-micrograph 'rgb 'u8))

(define (annotated settings)
  (let ((image (bare)))
    (ll-annotate image (ll-layer image "micrograph") settings)
    image))

(define (annotate image classes)
  (ll-annotate image (ll-layer image "micrograph") (list (cons 'classes classes))))

(define (painted settings)
  (let ((image (annotated settings)))
    (ll-paint-weak image)
    image))

(define grains '((classes . "grain, crack")))
(define grains-in-paper '((classes . "grain, crack") (palette . "paper")))

; What a training says that it learns from.
(define (learned image)
  (ll-printed)
  (ll-train-small image (ll-layer image "micrograph") '((iterations . 1)))
  (ll-printed))

(define (assert-learned image first second)
  (let ((text (ll-text-from "Detection: " (learned image))))
    (assert-near first (/ 256 76.8) (ll-number-after (string-append first " ") text) 0.02)
    (assert-near second (/ 392 76.8) (ll-number-after (string-append second " ") text) 0.02)))

; On the topmost layer for marks.
(define (paint-pore image)
  (ll-fill (car (ll-children (group-of image))) '(0 158 115) 'rectangle 70 4 10 10))

(define (group-of image) (car (ll-layers image)))

; As files of older versions are: only the image knows the classes.
(define (make-old image)
  (for-each (lambda (layer)
              (if (not (string=? "" (ll-layer-parasite layer "lazy-labels-classes")))
                (ll-drop-layer-parasite layer "lazy-labels-classes")))
            (cons (group-of image) (ll-children (group-of image)))))

(define (with-images thunk . images)
  (apply thunk images)
  (for-each ll-image-delete images))

(ll-test "a group brings its classes along"
  (lambda ()
    (with-images
      (lambda (from to)
        (ll-copy-layer to (group-of from))
        (assert-learned to "grain" "crack"))
      (painted grains) (bare))))

(ll-test "and so does a single layer"
  (lambda ()
    (with-images
      (lambda (from to)
        (ll-copy-layer to (ll-layer from "Detection"))
        (assert-learned to "grain" "crack"))
      (painted grains) (bare))))

(ll-test "classes can be given again, and more after them"
  (lambda ()
    (with-images
      (lambda (from to)
        (ll-copy-layer to (group-of from))
        (annotate to "grain, crack")
        (annotate to "grain, crack, pore")
        (assert-contains "the image" "pore" (ll-image-parasite to "lazy-labels-classes"))
        (assert-contains "the group" "pore"
                         (ll-layer-parasite (group-of to) "lazy-labels-classes"))
        (assert-error "already painted with the classes" (lambda () (annotate to "void, dust")))
        (paint-pore to)
        (assert-learned to "grain" "crack"))
      (painted grains) (bare))))

(ll-test "an image that has these classes and more keeps its own"
  (lambda ()
    (with-images
      (lambda (from to)
        (ll-copy-layer to (group-of from))
        (paint-pore to)
        (assert-contains "learned" "pore" (learned to)))
      (painted grains) (annotated '((classes . "grain, crack, pore"))))))

(ll-test "other classes are a contradiction, and giving them resolves it"
  (lambda ()
    (with-images
      (lambda (from to)
        (ll-copy-layer to (group-of from))
        (assert-error "was painted with the classes \"grain #0072b2, crack #e69f00\", but the image has the classes \"air bubble #0072b2"
          (lambda () (learned to)))
        (annotate to "grain, crack")
        (assert-learned to "grain" "crack"))
      (painted grains) (annotated '()))))

(ll-test "so are other colours of the same classes"
  (lambda ()
    (with-images
      (lambda (from to)
        (ll-copy-layer to (group-of from))
        (assert-error "but the image has the classes" (lambda () (learned to))))
      (painted grains) (annotated grains-in-paper))))

(ll-test "and paint of two images with different classes"
  (lambda ()
    (with-images
      (lambda (first second to)
        (ll-copy-layer to (group-of first))
        (ll-copy-layer to (group-of second))
        (assert-error "remove one of them" (lambda () (learned to))))
      (painted grains) (painted '()) (bare))))

(ll-test "layers without paint contradict nothing"
  (lambda ()
    (with-images
      (lambda (from to)
        (ll-copy-layer to (group-of from))
        (assert-learned to "air bubble" "ice crystal"))
      (annotated grains) (painted '()))))

(ll-test "files of older versions, where only the image knows the classes"
  (lambda ()
    (with-images
      (lambda (image)
        (make-old image)
        (assert-learned image "grain" "crack"))
      (painted grains))))

(ll-test "a group of an older file has lost its classes, and they can be given"
  (lambda ()
    (with-images
      (lambda (from to)
        (make-old from)
        (ll-copy-layer to (group-of from))
        (assert-error "its classes stayed there" (lambda () (learned to)))
        (annotate to "grain, crack")
        (assert-learned to "grain" "crack"))
      (painted grains) (bare))))

(ll-test "layers made by hand have the default classes, and a word says so"
  (lambda ()
    (with-images
      (lambda (image)
        (ll-layer-new image "Detection" 96 80 0 0 #t)
        (ll-fill (ll-layer image "Detection") ll-blue 'rectangle 14 14 16 16)
        (ll-fill (ll-layer image "Detection") ll-orange 'rectangle 26 52 28 14)
        (assert-contains "printed" "taken for \"air bubble, ice crystal\"" (learned image))
        (annotate image "grain, crack")
        (assert-learned image "grain" "crack"))
      (bare))))

(ll-test "paint that has none of the classes' colours is named when they are given"
  (lambda ()
    (with-images
      (lambda (image)
        (ll-layer-new image "Detection" 96 80 0 0 #t)
        (ll-fill (ll-layer image "Detection") ll-blue 'rectangle 14 14 16 16)
        (ll-fill (ll-layer image "Detection") '(255 0 255) 'rectangle 26 52 28 14)
        (ll-printed)
        (annotate image "grain")
        (assert-printed "x = 26, y = 52 has the colour #ff00ff"))
      (bare))))

(ll-test "a duplicate that was cropped and scaled knows its classes"
  (lambda ()
    (with-images
      (lambda (image)
        (let ((copy (ll-image-duplicate image)))
          (ll-image-crop copy 90 70 2 2)
          (ll-image-scale copy 180 140)
          (let ((text (learned copy)))
            (assert-contains "learned" "grain" text)
            (assert-contains "learned" "crack" text))
          (ll-image-delete copy)))
      (painted grains))))

(ll-test "coverage goes along, and a contradiction is refused"
  (lambda ()
    (with-images
      (lambda (from to)
        (ll-copy-layer to (group-of from))
        (assert-near "left out" (/ (- 7680 256 392) 76.8)
                     (ll-number-after "of the pixels, " (learned to)) 0.1)
        (ll-copy-layer to (group-of from))
        (learned to)
        (ll-annotate to (ll-layer to "micrograph") '((classes . "air bubble, ice crystal")))
        (assert-true "nothing is left out" (not (ll-contains? "left out" (learned to))))
        (ll-copy-layer to (ll-layer from "Detection"))
        (assert-error "is sparse, but both are painted" (lambda () (learned to))))
      (painted '((coverage . "sparse"))) (bare))))

(ll-test "masks that grow from copied marks have their classes"
  (lambda ()
    (with-images
      (lambda (from to)
        (ll-copy-layer to (ll-layer from "Detection"))
        (ll-call 'plug-in-lazy-labels-grow-masks (list to (ll-layer to "micrograph")) '())
        (assert-contains "the new layer" "grain"
                         (ll-layer-parasite (ll-layer to "Segmentation") "lazy-labels-classes"))
        (assert-learned to "grain" "crack"))
      (painted grains) (bare))))
