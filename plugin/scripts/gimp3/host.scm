; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; What in the batch script belongs to GIMP 3.

; The name of an argument, as it stands in a call: "width" to #:width.
(define (lazy-labels-host-keyword name)
  (read (open-input-string (string-append "#:" (symbol->string name) " "))))

; Arguments go by name there; of several settings of one name the first counts.  @place:
; image and layer, or nothing.
(define (lazy-labels-host-call name place settings)
  (let loop ((rest settings) (arguments '()) (done '()))
    (cond ((null? rest)
           (apply (eval (string->symbol name))
                  (append (list #:run-mode RUN-NONINTERACTIVE)
                          (if (pair? place)
                            (list #:image (car place) #:drawables (vector (cadr place)))
                            '())
                          arguments)))
          ((memq (caar rest) done)
           (loop (cdr rest) arguments done))
          (else
           (loop (cdr rest)
                 (cons (lazy-labels-host-keyword (caar rest)) (cons (cdar rest) arguments))
                 (cons (caar rest) done))))))

(define (lazy-labels-host-new-image)
  (car (gimp-image-new 1 1 RGB)))

; A layer that covers the image, in an image that may not have one.
(define (lazy-labels-host-new-layer image)
  (let ((layer (car (gimp-layer-new image "none" 1 1 RGB-IMAGE 100 LAYER-MODE-NORMAL))))
    (gimp-image-insert-layer image layer 0 0)
    layer))

; Top to bottom
(define (lazy-labels-host-layers image)
  (vector->list (car (gimp-image-get-layers image))))

(define (lazy-labels-host-children group)
  (vector->list (car (gimp-item-get-children group))))

; "" if the layer has none of that name
(define (lazy-labels-host-parasite layer name)
  (if (member name (car (gimp-item-get-parasite-list layer)))
    (caddr (car (gimp-item-get-parasite layer name)))
    ""))

(define (lazy-labels-host-is-group layer)
  (= TRUE (car (gimp-item-is-group layer))))

(define (lazy-labels-host-show layer visible)
  (gimp-item-set-visible layer (if visible TRUE FALSE)))

(define (lazy-labels-host-merge image)
  (car (gimp-image-merge-visible-layers image CLIP-TO-IMAGE)))
