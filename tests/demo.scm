; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later
;
; What tests/demo does in GIMP, one function a step, with the calls of
; tests/plugin/prelude.scm.  A step that came to its end writes something to ll-result.

(define (demo-done line)
  (ll-write-file ll-result line))

(define (demo-micrograph name)
  (ll-path (string-append "micrographs/" name)))

; The number of an image as its file has it: 7 is "07".
(define (demo-number i)
  (string-append (if (< i 10) "0" "") (number->string i)))

; Puts the paint of a PNG file on an annotation layer, as a brush would.
(define (demo-paint image group name path)
  (if (file-exists? path)
    (let* ((layer (ll-layer image name))
           (position (car (gimp-image-get-item-position image layer)))
           (paint (ll-layer-load image path "paint" group)))
      (ll-move image paint group position)
      (gimp-image-merge-down image paint EXPAND-AS-NECESSARY))))

(define (demo-annotate n)
  (let loop ((i 1))
    (if (<= i n)
      (let* ((name (string-append "train-" (demo-number i)))
             (prefix (demo-micrograph name))
             (image (ll-image-load (string-append prefix ".png")))
             (group (ll-annotate image (car (ll-layers image))
                                 '((classes . "air bubble, ice crystal")))))
        (for-each
          (lambda (layer suffix)
            (demo-paint image group layer (string-append prefix suffix)))
          '("Detection" "Separation" "Segmentation")
          '("-detection-paint.png" "-separation-paint.png" "-segmentation-paint.png"))
        (ll-image-save image (ll-path (string-append "annotated/" name ".xcf")))
        (ll-image-delete image)
        (loop (+ i 1)))))
  (demo-done "annotated"))

; Small patches, because two minutes are short.
(define (demo-train minutes)
  (let* ((image (ll-image-load (ll-path "annotated/train-01.xcf")))
         (values (ll-train image (car (ll-layers image))
                   (list '(images . "files") (cons 'files (ll-path "annotated"))
                         (cons 'weights (ll-path "network.safetensors"))
                         '(patch . 128) '(iterations . 0) (cons 'minutes minutes)
                         '(validation-share . 0)))))
    (ll-image-delete image)
    (demo-done (ll-get 'weights values))))

; A layer's copy on top of another image, at full opacity.
(define (demo-copy layer image)
  (let ((copy (car (gimp-layer-new-from-drawable layer image))))
    (gimp-image-insert-layer image copy 0 0)
    (ll-set-opacity copy 100)
    (ll-set-visible copy #t)
    copy))

; The micrograph, flat, under one layer at half opacity.
(define (demo-save-overlay micrograph classes path)
  (let ((image (ll-image-load micrograph)))
    (if (eq? 'grey (ll-image-base image))
      (gimp-image-convert-rgb image))
    (ll-set-opacity (demo-copy classes image) 45)
    (ll-flatten image)
    (ll-image-save image path)
    (ll-image-delete image)))

; Class numbers instead of colours, for programs that count pixels.
(define (demo-save-labels classes path)
  (let* ((size (ll-size classes))
         (image (ll-image-new (car size) (cadr size) 'rgb 'u8)))
    (ll-fill (ll-layer-new image "rest" (car size) (cadr size) 0 0 #f) '(0 0 0) 'rectangle
             0 0 (car size) (cadr size))
    (demo-copy classes image)
    (ll-flatten image)
    (ll-recolour (car (ll-layers image)) ll-blue '(1 1 1))
    (ll-recolour (car (ll-layers image)) ll-orange '(2 2 2))
    (gimp-image-convert-grayscale image)
    (ll-image-save image path)
    (ll-image-delete image)))

(define (demo-save-classes classes path)
  (let* ((size (ll-size classes))
         (image (ll-image-new (car size) (cadr size) 'rgb 'u8)))
    (demo-copy classes image)
    (ll-image-save image path)
    (ll-image-delete image)))

(define (demo-predict)
  (let* ((micrograph (demo-micrograph "unseen.png"))
         (image (ll-image-load micrograph))
         (layer (car (ll-layers image))))
    (ll-load-weights (ll-path "network.safetensors"))
    (ll-predict image layer '())
    (ll-image-save image (ll-path "result.xcf"))
    (let ((classes (ll-layer image "Segmentation: classes")))
      (demo-save-classes classes (ll-path "result-classes.png"))
      (demo-save-labels classes (ll-path "result-labels.png"))
      (demo-save-overlay micrograph classes (ll-path "overlay.png")))
    (ll-image-delete image)
    (demo-truth micrograph)
    (demo-done "predicted")))

(define (demo-measure)
  (let* ((image (ll-image-load (ll-path "result.xcf")))
         (place (list image (car (reverse (ll-layers image))))))
    (ll-call 'plug-in-lazy-labels-measure place
      (list '(scale . "pixel-size") '(pixel-size . 0.5) '(unit . "um")
            (cons 'table (ll-path "objects.csv")) (cons 'summary (ll-path "summary.csv"))))
    (ll-call 'plug-in-lazy-labels-figure place
      (list '(scale-bar . 1) (cons 'histogram (ll-path "histogram.svg"))))
    (ll-image-save image (ll-path "figure.xcf"))
    (ll-image-export image (ll-path "figure.png"))
    (ll-image-delete image)
    (demo-done "measured")))

; Generated micrographs come with their truth: full masks, painted.
(define (demo-truth micrograph)
  (let ((paint (ll-image-load (demo-micrograph "unseen-segmentation-paint.png"))))
    (demo-save-overlay micrograph (car (ll-layers paint)) (ll-path "truth-overlay.png"))
    (ll-image-delete paint)))
