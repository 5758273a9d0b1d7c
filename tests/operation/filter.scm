; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; The operation as a filter of GIMP 3: destructively, live on a layer, and in a file.

(define weights (ll-path "net.safetensors"))

(let ((image (ll-painted-micrograph)))
  (ll-train-small image (ll-layer image "micrograph")
                  (list (cons 'weights weights) '(iterations . 150) '(width . 4)
                        '(learning-rate . 0.01)))
  (ll-image-delete image))

(define places '((4 4) (20 20) (46 22) (34 22) (40 60) (90 70) (0 79) (95 0)))

; The red values of a layer, which are those of the other channels in grey.
(define (values-of layer)
  (map (lambda (place) (car (ll-pixel layer (car place) (cadr place)))) places))

; What Segment gives for a copy of the image.
(define (segmented image)
  (let* ((copy (ll-image-duplicate image))
         (layer (ll-layer copy "micrograph")))
    (for-each gimp-drawable-filter-delete
              (vector->list (car (gimp-drawable-get-filters layer))))
    (ll-predict copy layer (list (cons 'weights weights) '(style . "grey") '(contours . 0)))
    (let ((values (values-of (ll-layer copy "Segmentation: ice crystal"))))
      (ll-image-delete copy)
      values)))

; What a person sees.
(define (seen image)
  (ll-forget-pixels)
  (let* ((layer (car (gimp-layer-new-from-visible image image "seen")))
         (ignored (gimp-image-insert-layer image layer -1 0))
         (values (values-of layer)))
    (gimp-image-remove-layer image layer)
    values))

(define (assert-same what expected actual)
  (for-each (lambda (a b) (assert-near what a b 1e-5)) expected actual))

(define (add layer)
  (gimp-drawable-append-new-filter layer "lazy-labels:segment" "" LAYER-MODE-REPLACE 1.0
                                   "weights" weights "show" "probability" "class" 2))

(ll-test "merged, the numbers are those of Segment"
  (lambda ()
    (for-each
      (lambda (kind)
        (let* ((image (ll-micrograph (car kind) (cadr kind)))
               (layer (ll-layer image "micrograph"))
               (expected (segmented image)))
          (gimp-drawable-merge-new-filter layer "lazy-labels:segment" "" LAYER-MODE-REPLACE 1.0
                                          "weights" weights "show" "probability" "class" 2)
          (ll-forget-pixels)
          (assert-same "values" expected (values-of layer))
          (ll-image-delete image)))
      '((rgb float) (grey float)))))

(ll-test "live, it follows the layer, and a file keeps it"
  (lambda ()
    (let* ((image (ll-micrograph 'rgb 'float))
           (layer (ll-layer image "micrograph"))
           (untouched (values-of layer)))
      (add layer)
      (assert-same "live" (segmented image) (seen image))
      (ll-forget-pixels)
      (assert-same "the pixels of the layer" untouched (values-of layer))

      (ll-fill layer '(255 255 255) 'rectangle 60 40 30 30)
      (assert-same "after a stroke" (segmented image) (seen image))

      (ll-image-save image (ll-path "live.xcf"))
      (ll-image-delete image)
      (let* ((again (ll-image-load (ll-path "live.xcf")))
             (opened (ll-layer again "micrograph")))
        (assert-equal "filters" 1 (vector-length (car (gimp-drawable-get-filters opened))))
        (assert-same "opened" (segmented again) (seen again))
        (ll-fill opened '(0 0 0) 'rectangle 10 10 30 30)
        (assert-same "still live" (segmented again) (seen again))
        (ll-image-delete again)))))

(ll-test "without a network, the layer stays as it is"
  (lambda ()
    (let* ((image (ll-micrograph 'rgb 'u8))
           (layer (ll-layer image "micrograph"))
           (before (seen image)))
      (gimp-drawable-append-new-filter layer "lazy-labels:segment" "" LAYER-MODE-REPLACE 1.0
                                       "weights" "/nowhere.safetensors")
      (assert-same "values" before (seen image))
      (ll-image-delete image))))
