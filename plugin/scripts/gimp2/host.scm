; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; What in the batch script belongs to GIMP 2.10.

; Arguments go by position there, so their order is asked for.  @place: image and layer, or
; nothing.
(define (lazy-labels-host-call name place settings)
  (let ((n (list-ref (gimp-procedural-db-proc-info name) 6)))
    (let loop ((i (+ 1 (length place))) (values '()))
      (if (< i n)
        (let* ((argument (cadr (gimp-procedural-db-proc-arg name i)))
               (setting (assq (string->symbol argument) settings)))
          (if setting
            (loop (+ i 1) (cons (cdr setting) values))
            (lazy-labels-fail name " has the argument \"" argument
                              "\", which this script does not know: update the script")))
        (apply (eval (string->symbol name))
               (append (list RUN-NONINTERACTIVE) place (reverse values)))))))

(define (lazy-labels-host-new-image)
  (car (gimp-image-new 1 1 RGB)))

; A layer that covers the image, in an image that may not have one.
(define (lazy-labels-host-new-layer image)
  (let ((layer (car (gimp-layer-new image 1 1 RGB-IMAGE "none" 100 LAYER-MODE-NORMAL))))
    (gimp-image-insert-layer image layer 0 0)
    layer))

; Top to bottom
(define (lazy-labels-host-layers image)
  (vector->list (cadr (gimp-image-get-layers image))))

(define (lazy-labels-host-children group)
  (vector->list (cadr (gimp-item-get-children group))))

; "" if the layer has none of that name
(define (lazy-labels-host-parasite layer name)
  (if (member name (cadr (gimp-item-get-parasite-list layer)))
    (caddr (car (gimp-item-get-parasite layer name)))
    ""))

(define (lazy-labels-host-is-group layer)
  (= TRUE (car (gimp-item-is-group layer))))

(define (lazy-labels-host-show layer visible)
  (gimp-item-set-visible layer (if visible TRUE FALSE)))

(define (lazy-labels-host-merge image)
  (car (gimp-image-merge-visible-layers image CLIP-TO-IMAGE)))
