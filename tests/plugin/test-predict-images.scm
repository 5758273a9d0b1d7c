; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Images of odd sizes and positions, images that do not match the network, and
; invalid calls.

(define weights (ll-path "net.safetensors"))
(define colour-weights (ll-path "colour.safetensors"))
(define with-weights (list (cons 'weights weights)))

(let ((image (ll-painted-micrograph)))
  (ll-train-small image (ll-layer image "micrograph") with-weights)
  (ll-fill (ll-layer image "micrograph") '(200 40 40) 'rectangle 60 50 20 20)
  (ll-train-small image (ll-layer image "micrograph")
                  (list (cons 'weights colour-weights)))
  (ll-image-delete image))

(ll-test "tiny images"
  (lambda ()
    (for-each
      (lambda (size)
        (let* ((image (ll-image-new (car size) (cadr size) 'rgb 'u8))
               (layer (ll-layer-new image "tiny" (car size) (cadr size) 0 0 #f)))
          (for-each (lambda (result) (assert-equal "size" size (ll-size result)))
                    (ll-children (ll-predict image layer with-weights)))
          (ll-image-delete image)))
      '((1 1) (5 3) (1 70)))))

(ll-test "results lie where the layer lies"
  (lambda ()
    (let* ((image (ll-image-new 200 160 'rgb 'u8))
           (layer (ll-layer-new image "micrograph" 50 40 -10 90 #f)))
      (for-each
        (lambda (result)
          (assert-equal "size" '(50 40) (ll-size result))
          (assert-equal "offsets" '(-10 90) (ll-offsets result)))
        (ll-children (ll-predict image layer with-weights)))
      (ll-image-delete image))))

(ll-test "with one of our layers given, the micrograph is segmented"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (let* ((first (ll-predict image (ll-layer image "Detection") with-weights))
             (second (ll-predict image (cadr (ll-children first))
                                 (cons '(style . "grey") with-weights)))
             (third (ll-predict image (ll-layer image "micrograph")
                                (cons '(style . "grey") with-weights))))
        (for-each
          (lambda (a b)
            (assert-equal "pixels" (ll-pixel a 20 20) (ll-pixel b 20 20))
            (assert-equal "pixels" (ll-pixel a 50 60) (ll-pixel b 50 60)))
          (cdr (ll-children second)) (cdr (ll-children third))))
      (ll-image-delete image))))

(ll-test "a grey network takes colours as brightness, and says so"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (ll-fill (ll-layer image "micrograph") '(200 40 40) 'rectangle 60 50 20 20)
      (ll-predict image (ll-layer image "micrograph") with-weights)
      (assert-printed "learned from grey images")
      (ll-image-delete image))))

(ll-test "a colour network takes grey for three channels, and says so"
  (lambda ()
    (for-each
      (lambda (base)
        (let ((image (ll-micrograph base 'u8)))
          (ll-predict image (ll-layer image "micrograph")
                      (list (cons 'weights colour-weights)))
          (assert-printed "learned from colour images")
          (ll-image-delete image)))
      '(grey rgb))))

(ll-test "a network of a single task has its task's layers"
  (lambda ()
    (for-each
      (lambda (network)
        (let ((image (ll-painted-micrograph))
              (path (ll-path "single.safetensors")))
          (ll-train-small image (ll-layer image "micrograph")
                          (list (cons 'weights path) (cons 'network network)))
          (assert-equal "names"
            '("Segmentation: classes" "Segmentation: air bubble" "Segmentation: ice crystal")
            (ll-names (ll-children (ll-predict image (ll-layer image "micrograph")
                                               (list (cons 'weights path)
                                                     '(contours . 0))))))
          (ll-image-delete image)))
      '("single-task" "mdu-net"))))

(define corpus (string-append ll-source "/tests/engine/files/corpus/"))

; A call that fails must not add anything.
(define (refused part settings)
  (let ((image (ll-micrograph 'grey 'u8)))
    (assert-error part
      (lambda () (ll-predict image (ll-layer image "micrograph") settings)))
    (assert-equal "layers" '("micrograph") (ll-names (ll-layers image)))
    (assert-equal "base" 'grey (ll-image-base image))
    (ll-image-delete image)))

(ll-test "files that are no weights"
  (lambda ()
    (let ((file (lambda (name) (list (cons 'weights name)))))
      (refused "can't be read" (file (ll-path "missing.safetensors")))
      (refused "a folder" (file ll-folder))
      (refused "empty" (file (string-append corpus "empty")))
      (refused "not a weights file" (file (string-append corpus "picture.png")))
      (refused "foreign.safetensors" (file (string-append corpus "foreign.safetensors")))
      (refused "newer" (file (string-append corpus "newer-version.safetensors"))))))

(ll-test "weights that were cut off"
  (lambda ()
    (refused "is damaged"
             (list (cons 'weights
                         (string-append ll-source "/tests/plugin/cut-network.safetensors"))))))

(ll-test "settings that can't be"
  (lambda ()
    (refused "\"tasks\" contains \"colour\"" (cons '(tasks . "colour") with-weights))
    (refused "none of the requested layers" (append '((tasks . "") (classes-layer . 0) (contours . 0)) with-weights))
    (refused "patch" (cons '(patch . 2000) with-weights))
    (refused "patch" (cons '(patch . 33) with-weights))))

(ll-test "a style that is not known"
  (lambda ()
    (let ((image (ll-micrograph 'grey 'u8)))
      (assert-bad-word "style"
        (lambda () (ll-predict image (ll-layer image "micrograph")
                               (cons '(style . "loud") with-weights))))
      (ll-image-delete image))))
