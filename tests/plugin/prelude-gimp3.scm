; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; The calls of tests that depend on GIMP 3.

; The name of an argument in a call: "width" to #:width.
(define (ll-keyword name)
  (read (open-input-string (string-append "#:" (symbol->string name) " "))))

; Arguments by name.
(define (ll-host-call name place settings)
  (ll-forget-pixels)
  (apply (eval name)
         (append (list #:run-mode RUN-NONINTERACTIVE)
                 (if (pair? place)
                   (list #:image (car place) #:drawables (vector (cadr place)))
                   '())
                 (apply append
                        (map (lambda (setting)
                               (list (ll-keyword (car setting)) (cdr setting)))
                             settings)))))

; (name type default) of each
(define (ll-host-arguments name)
  (let loop ((texts (car (plug-in-lazy-labels-inspect-arguments
                           #:procedure-name (symbol->string name)))))
    (if (null? texts)
      '()
      (cons (list (string->symbol (car texts)) (cadr texts) (caddr texts))
            (loop (list-tail texts 3))))))

(define (ll-host-argument-names name) (map car (ll-host-arguments name)))
(define ll-host-place-names '(run-mode image drawables))

; GIMP itself replaces an invalid choice by the default, and warns.
(define (assert-bad-word argument thunk)
  (ll-printed)
  (thunk)
  (assert-printed (string-append "is invalid or out of range for property '" argument "'")))

;; Images

(define ll-precisions
  (list (cons 'u8 PRECISION-U8-NON-LINEAR) (cons 'u8-linear PRECISION-U8-LINEAR)
        (cons 'u16 PRECISION-U16-NON-LINEAR) (cons 'u16-linear PRECISION-U16-LINEAR)
        (cons 'u32 PRECISION-U32-NON-LINEAR)
        (cons 'half PRECISION-HALF-NON-LINEAR)
        (cons 'float PRECISION-FLOAT-NON-LINEAR)
        (cons 'float-linear PRECISION-FLOAT-LINEAR)))

(define (ll-image-new width height base precision)
  (car (gimp-image-new-with-precision width height (if (eq? base 'grey) GRAY RGB)
                                      (cdr (assq precision ll-precisions)))))

(define (ll-image-make-indexed image)
  (ll-forget-pixels)
  (gimp-image-convert-indexed image CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 16 FALSE
                              FALSE ""))

(define (ll-image-base image)
  (cdr (assv (car (gimp-image-get-base-type image))
             (list (cons RGB 'rgb) (cons GRAY 'grey) (cons INDEXED 'indexed)))))

(define (ll-image-width image) (car (gimp-image-get-width image)))
(define (ll-image-height image) (car (gimp-image-get-height image)))
(define (ll-image-delete image) (gimp-image-delete image))

; The last argument stands for export options, which Script-Fu can't make.
(define (ll-image-save image path) (gimp-file-save RUN-NONINTERACTIVE image path -1))

; Merges all visible layers, for formats without layers.
(define (ll-image-export image path)
  (let ((copy (car (gimp-image-duplicate image))))
    (gimp-image-merge-visible-layers copy CLIP-TO-IMAGE)
    (gimp-file-save RUN-NONINTERACTIVE copy path -1)
    (gimp-image-delete copy)))

(define (ll-image-load path) (car (gimp-file-load RUN-NONINTERACTIVE path)))
(define (ll-image-crop image width height x y) (gimp-image-crop image width height x y))
(define (ll-image-turn image) (gimp-image-rotate image ROTATE-DEGREES90))

; Another canvas, which the layer fills; what it had lies at x and y.
(define (ll-image-extend image layer width height x y)
  (gimp-image-resize image width height x y)
  (gimp-layer-resize-to-image-size layer))


(define (ll-select image shape x y width height)
  (if (eq? shape 'ellipse)
    (gimp-image-select-ellipse image CHANNEL-OP-REPLACE x y width height)
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE x y width height)))

(define (ll-select-none image) (gimp-selection-none image))

(define (ll-image-duplicate image) (car (gimp-image-duplicate image)))

; By cubic interpolation, GIMP's default.
(define (ll-image-scale image width height)
  (ll-forget-pixels)
  (gimp-context-push)
  (gimp-context-set-interpolation INTERPOLATION-CUBIC)
  (gimp-image-scale image width height)
  (gimp-context-pop))

(define (ll-image-set-precision image precision)
  (ll-forget-pixels)
  (let ((wanted (cdr (assq precision ll-precisions))))
    (if (not (= wanted (car (gimp-image-get-precision image))))
      (gimp-image-convert-precision image wanted))))

(define (ll-image-make-grey image)
  (ll-forget-pixels)
  (gimp-image-convert-grayscale image))

;; Layers

(define (ll-layer-type image alpha)
  (if (= GRAY (car (gimp-image-get-base-type image)))
    (if alpha GRAYA-IMAGE GRAY-IMAGE)
    (if alpha RGBA-IMAGE RGB-IMAGE)))

; On top of the others.
(define (ll-layer-new image name width height x y alpha)
  (let ((layer (car (gimp-layer-new image name width height (ll-layer-type image alpha) 100
                                    LAYER-MODE-NORMAL))))
    (gimp-image-insert-layer image layer 0 0)
    (gimp-layer-set-offsets layer x y)
    layer))

(define (ll-layer-load image path name parent)
  (let ((layer (car (gimp-file-load-layer RUN-NONINTERACTIVE image path))))
    (gimp-image-insert-layer image layer parent 0)
    (gimp-item-set-name layer name)
    layer))

(define (ll-group-new image name)
  (let ((group (car (gimp-group-layer-new image name))))
    (gimp-image-insert-layer image group 0 0)
    group))

(define (ll-layer image name)
  (let ((layer (car (gimp-image-get-layer-by-name image name))))
    (if (and (number? layer) (> layer 0)) layer (ll-fail "There is no layer " name))))

(define (ll-layers image) (vector->list (car (gimp-image-get-layers image))))
(define (ll-children group) (vector->list (car (gimp-item-get-children group))))
(define (ll-is-group layer) (= TRUE (car (gimp-item-is-group layer))))
(define (ll-name layer) (car (gimp-item-get-name layer)))
(define (ll-names layers) (map ll-name layers))
(define (ll-rename layer name) (gimp-item-set-name layer name))
(define (ll-remove image layer) (gimp-image-remove-layer image layer))
; Copies a layer or group to an image, as dragging it to another image's Layers dialog does.
(define (ll-copy-layer image layer)
  (let ((copy (car (gimp-layer-new-from-drawable layer image))))
    (gimp-image-insert-layer image copy 0 0)
    copy))

(define (ll-move image layer parent position)
  (gimp-image-reorder-item image layer parent position))
(define (ll-set-opacity layer percent) (gimp-layer-set-opacity layer percent))
(define (ll-opacity layer) (car (gimp-layer-get-opacity layer)))
(define (ll-set-visible layer visible)
  (gimp-item-set-visible layer (if visible TRUE FALSE)))
(define (ll-is-visible layer) (= TRUE (car (gimp-item-get-visible layer))))
(define (ll-size layer)
  (list (car (gimp-drawable-get-width layer)) (car (gimp-drawable-get-height layer))))
(define (ll-offsets layer) (gimp-drawable-get-offsets layer))
(define (ll-set-offsets layer x y) (gimp-layer-set-offsets layer x y))
(define (ll-has-alpha layer) (= TRUE (car (gimp-drawable-has-alpha layer))))
(define (ll-add-alpha layer)
  (ll-forget-pixels)
  (gimp-layer-add-alpha layer))

; White hides nothing, black everything.
(define (ll-add-mask layer white)
  (let ((mask (car (gimp-layer-create-mask layer (if white ADD-MASK-WHITE ADD-MASK-BLACK)))))
    (gimp-layer-add-mask layer mask)
    mask))

;; Paint

; Coordinates are the image's; nothing is blended at the edges.
(define (ll-fill layer colour shape x y width height)
  (let ((image (car (gimp-item-get-image layer))))
    (ll-forget-pixels)
    (gimp-context-push)
    (gimp-context-set-antialias FALSE)
    (gimp-context-set-feather FALSE)
    (gimp-context-set-foreground colour)
    (ll-select image shape x y width height)
    (gimp-drawable-edit-fill layer FILL-FOREGROUND)
    (ll-select-none image)
    (gimp-context-pop)))

; The edges are as soft as a brush's, so the colour is half opaque at the border.
(define (ll-fill-soft layer colour shape x y width height radius)
  (let ((image (car (gimp-item-get-image layer))))
    (ll-forget-pixels)
    (gimp-context-push)
    (gimp-context-set-antialias TRUE)
    (gimp-context-set-feather TRUE)
    (gimp-context-set-feather-radius radius radius)
    (gimp-context-set-foreground colour)
    (ll-select image shape x y width height)
    (gimp-drawable-edit-fill layer FILL-FOREGROUND)
    (ll-select-none image)
    (gimp-context-pop)))

(define (ll-erase layer shape x y width height)
  (let ((image (car (gimp-item-get-image layer))))
    (ll-forget-pixels)
    (gimp-context-push)
    (gimp-context-set-antialias FALSE)
    (gimp-context-set-feather FALSE)
    (ll-select image shape x y width height)
    (gimp-drawable-edit-clear layer)
    (ll-select-none image)
    (gimp-context-pop)))

;; Pixels.  GIMP rounds them to 8 bit, so a plug-in of the tests reads a whole layer,
;; which is cached until pixels change.

(define ll-known-pixels '())

(define (ll-forget-pixels)
  (set! ll-known-pixels '()))

(define (ll-layer-values layer)
  (let ((known (assv layer ll-known-pixels)))
    (if known
      (cdr known)
      (let ((values (car (plug-in-lazy-labels-inspect-pixels #:drawable layer))))
        (set! ll-known-pixels (cons (cons layer values) ll-known-pixels))
        values))))

; Components from 0 to 1, of the layer's own coordinates.
(define (ll-pixel layer x y)
  (let* ((values (ll-layer-values layer))
         (width (inexact->exact (vector-ref values 0)))
         (n (inexact->exact (vector-ref values 1)))
         (first (+ 2 (* n (+ x (* y width))))))
    (let loop ((i (- n 1)) (pixel '()))
      (if (< i 0)
        pixel
        (loop (- i 1) (cons (vector-ref values (+ first i)) pixel))))))

;; Parasites; "" if there is none

(define (ll-image-parasite image name)
  (if (member name (car (gimp-image-get-parasite-list image)))
    (caddr (car (gimp-image-get-parasite image name)))
    ""))

(define (ll-layer-parasite layer name)
  (if (member name (car (gimp-item-get-parasite-list layer)))
    (caddr (car (gimp-item-get-parasite layer name)))
    ""))

(define (ll-drop-layer-parasite layer name)
  (gimp-item-detach-parasite layer name))

(define (ll-drop-image-parasite image name)
  (gimp-image-detach-parasite image name))

(define (ll-image-set-profile image path)
  (gimp-image-set-color-profile-from-file image path))

(define (ll-count-images) (vector-length (car (gimp-get-images))))
(define (ll-host-mkdir path) (dir-make path))
(define (ll-host-has-procedure name)
  (= TRUE (car (gimp-pdb-procedure-exists (symbol->string name)))))

(define (ll-vector-layers? layers)
  (or (null? layers)
      (and (= TRUE (car (gimp-item-id-is-vector-layer (car layers))))
           (ll-vector-layers? (cdr layers)))))
(define (ll-path-names image)
  (ll-names (vector->list (car (gimp-image-get-paths image)))))
(define (ll-flatten image)
  (ll-forget-pixels)
  (gimp-image-flatten image))

; Replaces a colour by another one.
(define (ll-recolour layer old new)
  (let ((image (car (gimp-item-get-image layer))))
    (ll-forget-pixels)
    (gimp-context-push)
    (gimp-context-set-antialias FALSE)
    (gimp-context-set-feather FALSE)
    (gimp-context-set-sample-merged FALSE)
    (gimp-context-set-sample-threshold-int 0)
    (gimp-context-set-foreground new)
    (gimp-image-select-color image CHANNEL-OP-REPLACE layer old)
    (if (= FALSE (car (gimp-selection-is-empty image)))
      (gimp-drawable-edit-fill layer FILL-FOREGROUND))
    (ll-select-none image)
    (gimp-context-pop)))
