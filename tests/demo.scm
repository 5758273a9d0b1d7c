; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later
;
; What tests/demo does in GIMP, one function a step.  It defines demo-folder and
; demo-result first; a step that came to its end writes something to demo-result.

(define (demo-path . parts)
  (apply string-append demo-folder "/" parts))

(define (demo-done . lines)
  (let ((port (open-output-file demo-result)))
    (for-each (lambda (line) (display line port) (newline port)) lines)
    (close-output-port port)))

(define (demo-load path)
  (car (gimp-file-load RUN-NONINTERACTIVE path path)))

(define (demo-save-xcf image path)
  (gimp-xcf-save RUN-NONINTERACTIVE image (car (gimp-image-get-active-layer image))
                 path path))

(define (demo-save-png image layer path)
  (file-png-save RUN-NONINTERACTIVE image layer path path 0 9 0 0 0 0 0))

(define (demo-layer image name)
  (car (gimp-image-get-layer-by-name image name)))

; The number of an image as its file has it: 7 is "07".
(define (demo-number i)
  (string-append (if (< i 10) "0" "") (number->string i)))

; Puts the paint of a PNG file on an annotation layer, as a brush would.
(define (demo-paint image name path)
  (if (file-exists? path)
      (let* ((paint (car (gimp-file-load-layer RUN-NONINTERACTIVE image path)))
             (layer (demo-layer image name))
             (group (car (gimp-item-get-parent layer)))
             (position (car (gimp-image-get-item-position image layer))))
        (gimp-image-insert-layer image paint group position)
        (gimp-image-merge-down image paint EXPAND-AS-NECESSARY))))

(define (demo-annotate n)
  (let loop ((i 1))
    (if (<= i n)
        (let* ((name (string-append "train-" (demo-number i)))
               (prefix (demo-path "micrographs/" name))
               (image (demo-load (string-append prefix ".png")))
               (micrograph (car (gimp-image-get-active-layer image))))
          (plug-in-lazy-labels-annotate RUN-NONINTERACTIVE image micrograph
                                        "air bubble, ice crystal"
                                        "colour-blind-safe"
                                        "complete")
          (demo-paint image "Detection" (string-append prefix "-detection-paint.png"))
          (demo-paint image "Separation" (string-append prefix "-separation-paint.png"))
          (demo-paint image "Segmentation"
                      (string-append prefix "-segmentation-paint.png"))
          (demo-save-xcf image (demo-path "annotated/" name ".xcf"))
          (gimp-image-delete image)
          (loop (+ i 1)))))
  (demo-done "annotated"))

; A small network, because two minutes are short.
(define (demo-train minutes)
  (let* ((image (demo-load (demo-path "annotated/train-01.xcf")))
         (layer (car (gimp-image-get-active-layer image)))
         (result (plug-in-lazy-labels-train
                  RUN-NONINTERACTIVE image layer
                  "files" (demo-path "annotated")  ; images, files
                  (demo-path "network.safetensors") ; weights
                  "" FALSE                         ; start, resume
                  "multi-task" "segmentation"      ; network, task
                  8 4 3                            ; width, levels, blocks
                  128 4                            ; patch, batch
                  0 minutes                        ; iterations, minutes
                  0.004 "cosine"                   ; learning-rate, schedule
                  1 1 1 1                          ; weights of tasks and interfaces
                  0.5 0                            ; masked-share, validation-share
                  TRUE 1 0)))                      ; augment, seed, threads
    (gimp-image-delete image)
    (demo-done (car result))))

; The micrograph, flat, under one layer at half opacity.
(define (demo-save-overlay micrograph classes path)
  (let* ((image (demo-load micrograph))
         (layer #f))
    (if (= (car (gimp-image-base-type image)) GRAY)
        (gimp-image-convert-rgb image))
    (set! layer (car (gimp-layer-new-from-drawable classes image)))
    (gimp-image-insert-layer image layer 0 0)
    (gimp-layer-set-opacity layer 45)
    (demo-save-png image (car (gimp-image-flatten image)) path)
    (gimp-image-delete image)))

; Class numbers instead of colours, for programs that count pixels.
(define (demo-save-labels classes colours path)
  (let* ((width (car (gimp-drawable-width classes)))
         (height (car (gimp-drawable-height classes)))
         (image (car (gimp-image-new width height RGB)))
         (colour (car (gimp-layer-new-from-drawable classes image)))
         (labels (car (gimp-layer-new image width height RGB-IMAGE "labels" 100
                                      LAYER-MODE-NORMAL))))
    (gimp-image-insert-layer image labels 0 0)
    (gimp-image-insert-layer image colour 0 1)
    (gimp-layer-set-opacity colour 100)
    (gimp-context-push)
    (gimp-context-set-antialias FALSE)
    (gimp-context-set-feather FALSE)
    (gimp-context-set-sample-merged FALSE)
    (gimp-context-set-sample-threshold-int 0)
    (gimp-context-set-sample-transparent FALSE)
    (gimp-context-set-foreground '(0 0 0))
    (gimp-drawable-fill labels FILL-FOREGROUND)
    (let loop ((colours colours) (i 1))
      (if (pair? colours)
          (begin
            (gimp-image-select-color image CHANNEL-OP-REPLACE colour (car colours))
            (gimp-context-set-foreground (list i i i))
            (if (= (car (gimp-selection-is-empty image)) FALSE)
                (gimp-drawable-edit-fill labels FILL-FOREGROUND))
            (loop (cdr colours) (+ i 1)))))
    (gimp-selection-none image)
    (gimp-image-remove-layer image colour)
    (gimp-image-convert-grayscale image)
    (demo-save-png image (car (gimp-image-get-active-layer image)) path)
    (gimp-context-pop)
    (gimp-image-delete image)))

(define (demo-save-classes classes path)
  (let* ((image (car (gimp-image-new (car (gimp-drawable-width classes))
                                     (car (gimp-drawable-height classes)) RGB)))
         (layer (car (gimp-layer-new-from-drawable classes image))))
    (gimp-image-insert-layer image layer 0 0)
    (gimp-layer-set-opacity layer 100)
    (demo-save-png image layer path)
    (gimp-image-delete image)))

(define demo-colours '((0 114 178) (230 159 0)))

(define (demo-predict)
  (let* ((micrograph (demo-path "micrographs/unseen.png"))
         (image (demo-load micrograph))
         (layer (car (gimp-image-get-active-layer image)))
         (classes #f))
    (plug-in-lazy-labels-load-weights RUN-NONINTERACTIVE
                                      (demo-path "network.safetensors"))
    (plug-in-lazy-labels-predict RUN-NONINTERACTIVE image layer
                                 "" "colour"  ; weights: the current network; style
                                 "detection, separation, segmentation"
                                 TRUE 0 4 0)  ; classes-layer, patch, batch, threads
    (demo-save-xcf image (demo-path "result.xcf"))
    (set! classes (demo-layer image "Segmentation: classes"))
    (demo-save-classes classes (demo-path "result-classes.png"))
    (demo-save-labels classes demo-colours (demo-path "result-labels.png"))
    (demo-save-overlay micrograph classes (demo-path "overlay.png"))
    (gimp-image-delete image)
    (demo-truth micrograph)
    (demo-done "predicted")))

; Generated micrographs come with their truth: full masks, painted.
(define (demo-truth micrograph)
  (let* ((paint (demo-load (demo-path "micrographs/unseen-segmentation-paint.png"))))
    (demo-save-overlay micrograph (car (gimp-image-get-active-layer paint))
                       (demo-path "truth-overlay.png"))
    (gimp-image-delete paint)))
