; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; The calls of tests that depend on GIMP 2.10.

; Arguments are passed by position, in the table's order, after the run mode.
(define (ll-host-call name place settings)
  (apply (eval name) (append (list RUN-NONINTERACTIVE) place (map cdr settings))))

(define (ll-host-argument-names name)
  (let* ((text (symbol->string name))
         (info (gimp-procedural-db-proc-info text))
         (n (list-ref info 6)))
    (let loop ((i 0))
      (if (= i n)
        '()
        (cons (string->symbol (cadr (gimp-procedural-db-proc-arg text i)))
              (loop (+ i 1)))))))

(define ll-host-place-names '(run-mode image drawable))

; An invalid choice of an argument.
(define (assert-bad-word argument thunk)
  (assert-error argument thunk))

;; Images

(define ll-precisions
  (list (cons 'u8 PRECISION-U8-GAMMA) (cons 'u8-linear PRECISION-U8-LINEAR)
        (cons 'u16 PRECISION-U16-GAMMA) (cons 'u16-linear PRECISION-U16-LINEAR)
        (cons 'u32 PRECISION-U32-GAMMA)
        (cons 'half PRECISION-HALF-GAMMA)
        (cons 'float PRECISION-FLOAT-GAMMA) (cons 'float-linear PRECISION-FLOAT-LINEAR)))

(define (ll-image-new width height base precision)
  (car (gimp-image-new-with-precision width height (if (eq? base 'grey) GRAY RGB)
                                      (cdr (assq precision ll-precisions)))))

(define (ll-image-make-indexed image)
  (gimp-image-convert-indexed image CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 16 FALSE
                              FALSE ""))

(define (ll-image-base image)
  (cdr (assv (car (gimp-image-base-type image))
             (list (cons RGB 'rgb) (cons GRAY 'grey) (cons INDEXED 'indexed)))))

(define (ll-image-width image) (car (gimp-image-width image)))
(define (ll-image-height image) (car (gimp-image-height image)))
(define (ll-image-delete image) (gimp-image-delete image))

(define (ll-image-save image path)
  (gimp-file-save RUN-NONINTERACTIVE image (car (gimp-image-get-active-layer image)) path
                  path))

; Merges all visible layers, for formats without layers.
(define (ll-image-export image path)
  (let* ((copy (car (gimp-image-duplicate image)))
         (layer (car (gimp-image-merge-visible-layers copy CLIP-TO-IMAGE))))
    (gimp-file-save RUN-NONINTERACTIVE copy layer path path)
    (gimp-image-delete copy)))

(define (ll-image-load path) (car (gimp-file-load RUN-NONINTERACTIVE path path)))
(define (ll-image-crop image width height x y) (gimp-image-crop image width height x y))
(define (ll-image-turn image) (gimp-image-rotate image ROTATE-90))

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
  (gimp-context-push)
  (gimp-context-set-interpolation INTERPOLATION-CUBIC)
  (gimp-image-scale image width height)
  (gimp-context-pop))

(define (ll-image-set-precision image precision)
  (let ((wanted (cdr (assq precision ll-precisions))))
    (if (not (= wanted (car (gimp-image-get-precision image))))
      (gimp-image-convert-precision image wanted))))

(define (ll-image-make-grey image)
  (gimp-image-convert-grayscale image))

;; Layers

(define (ll-layer-type image alpha)
  (if (= GRAY (car (gimp-image-base-type image)))
    (if alpha GRAYA-IMAGE GRAY-IMAGE)
    (if alpha RGBA-IMAGE RGB-IMAGE)))

; On top of the others.
(define (ll-layer-new image name width height x y alpha)
  (let ((layer (car (gimp-layer-new image width height (ll-layer-type image alpha) name 100
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
  (let ((group (car (gimp-layer-group-new image))))
    (gimp-image-insert-layer image group 0 0)
    (gimp-item-set-name group name)
    group))

(define (ll-layer image name)
  (let ((layer (car (gimp-image-get-layer-by-name image name))))
    (if (< layer 0) (ll-fail "There is no layer " name) layer)))

(define (ll-layers image)
  (vector->list (cadr (gimp-image-get-layers image))))

(define (ll-children group)
  (vector->list (cadr (gimp-item-get-children group))))

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
  (list (car (gimp-drawable-width layer)) (car (gimp-drawable-height layer))))
(define (ll-offsets layer) (gimp-drawable-offsets layer))
(define (ll-set-offsets layer x y) (gimp-layer-set-offsets layer x y))
(define (ll-has-alpha layer) (= TRUE (car (gimp-drawable-has-alpha layer))))
(define (ll-add-alpha layer) (gimp-layer-add-alpha layer))

; White hides nothing, black everything.
(define (ll-add-mask layer white)
  (let ((mask (car (gimp-layer-create-mask layer (if white ADD-MASK-WHITE ADD-MASK-BLACK)))))
    (gimp-layer-add-mask layer mask)
    mask))

;; Paint

; Coordinates are the image's; nothing is blended at the edges.
(define (ll-fill layer colour shape x y width height)
  (let ((image (car (gimp-item-get-image layer))))
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
    (gimp-context-push)
    (gimp-context-set-antialias FALSE)
    (gimp-context-set-feather FALSE)
    (ll-select image shape x y width height)
    (gimp-drawable-edit-clear layer)
    (ll-select-none image)
    (gimp-context-pop)))

;; Pixels.  GIMP gives their bytes, in the precision of the image.

(define (ll-decode-float bytes)
  (let* ((sign (if (>= (list-ref bytes 3) 128) -1 1))
         (exponent (+ (* 2 (modulo (list-ref bytes 3) 128)) (quotient (list-ref bytes 2) 128)))
         (fraction (+ (* 65536 (modulo (list-ref bytes 2) 128)) (* 256 (list-ref bytes 1))
                      (list-ref bytes 0))))
    (* sign
       (if (= exponent 0)
         (* fraction (expt 2.0 -149))
         (* (+ 1.0 (/ fraction 8388608.0)) (expt 2.0 (- exponent 127)))))))

(define (ll-decode-half bytes)
  (let* ((sign (if (>= (cadr bytes) 128) -1 1))
         (exponent (quotient (modulo (cadr bytes) 128) 4))
         (fraction (+ (* 256 (modulo (cadr bytes) 4)) (car bytes))))
    (* sign
       (if (= exponent 0)
         (* fraction (expt 2.0 -24))
         (* (+ 1.0 (/ fraction 1024.0)) (expt 2.0 (- exponent 15)))))))

(define (ll-component-bytes image)
  (let ((precision (car (gimp-image-get-precision image))))
    (cond ((< precision 200) 1) ((< precision 300) 2) ((< precision 500) 4)
          ((< precision 600) 'half) (else 'float))))

(define (ll-decode kind bytes)
  (if (null? bytes)
    '()
    (cond ((eqv? kind 1)
           (cons (/ (car bytes) 255.0) (ll-decode kind (cdr bytes))))
          ((eqv? kind 2)
           (cons (/ (+ (car bytes) (* 256 (cadr bytes))) 65535.0)
                 (ll-decode kind (cddr bytes))))
          ((eq? kind 'half)
           (cons (ll-decode-half bytes) (ll-decode kind (cddr bytes))))
          ((eq? kind 'float)
           (cons (ll-decode-float bytes) (ll-decode kind (list-tail bytes 4))))
          (else (ll-fail "Pixels of this precision can't be read")))))

; Components from 0 to 1, of the layer's own coordinates.
(define (ll-pixel layer x y)
  (ll-decode (ll-component-bytes (car (gimp-item-get-image layer)))
             (vector->list (cadr (gimp-drawable-get-pixel layer x y)))))

;; Parasites; "" if there is none

(define (ll-image-parasite image name)
  (if (member name (cadr (gimp-image-get-parasite-list image)))
    (caddr (car (gimp-image-get-parasite image name)))
    ""))

(define (ll-layer-parasite layer name)
  (if (member name (cadr (gimp-item-get-parasite-list layer)))
    (caddr (car (gimp-item-get-parasite layer name)))
    ""))

(define (ll-drop-layer-parasite layer name)
  (gimp-item-detach-parasite layer name))

(define (ll-drop-image-parasite image name)
  (gimp-image-detach-parasite image name))

(define (ll-image-set-profile image path)
  (gimp-image-set-color-profile-from-file image (string-append "file://" path)))

(define (ll-count-images) (car (gimp-image-list)))
(define (ll-host-mkdir path) (dir-make path))
(define (ll-host-has-procedure name)
  (= TRUE (car (gimp-procedural-db-proc-exists (symbol->string name)))))
; There are none.
(define (ll-vector-layers? layers) #f)
(define (ll-path-names image)
  (ll-names (vector->list (cadr (gimp-image-get-vectors image)))))
(define (ll-flatten image) (gimp-image-flatten image))

; Replaces a colour by another one.
(define (ll-recolour layer old new)
  (let ((image (car (gimp-item-get-image layer))))
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
