; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; What GIMP makes of some images, for the test test-gimp, which compares the command with it.

(define (make-folder name)
  (ll-host-mkdir (ll-path name))
  (ll-path name))

(define annotated (make-folder "annotated"))
(define images (make-folder "images"))
(define weights (ll-path "gimp.safetensors"))

; Painted images: one with all layers, one with marks alone, of which a part is ignored and
; another part is not selected, and one in 16 bits.
(define (paint name precision masks? ignore? select?)
  (let ((image (ll-micrograph 'rgb precision)))
    (ll-annotate image (ll-layer image "micrograph") '())
    (ll-paint-weak image)
    (if masks? (ll-paint-masks image))
    (if ignore? (ll-fill (ll-layer image "Detection") ll-ignore 'rectangle 80 0 10 30))
    (if select? (ll-select image 'rectangle 0 0 90 76))
    (ll-image-save image (string-append annotated "/" name ".xcf"))
    (ll-image-delete image)))

(define (export-image name ending precision)
  (let ((image (ll-micrograph 'rgb precision)))
    (ll-image-export image (string-append images "/" name ending))
    (ll-image-delete image)))

(define (train file settings)
  (let ((image (ll-micrograph 'rgb 'u8)))
    (ll-train image (ll-layer image "micrograph")
              (append (list '(images . "files") (cons 'files annotated)
                            (cons 'weights (ll-path file)))
                      settings))
    (ll-image-delete image)))

(ll-test "images are painted and exported"
  (lambda ()
    (paint "a" 'u8 #t #f #f)
    (paint "a-2" 'u8 #f #t #t)
    (paint "b" 'u16 #t #t #f)
    (export-image "rgb8" ".png" 'u8)
    (export-image "rgb16" ".tif" 'u16)
    (export-image "float" ".tif" 'float)
    (export-image "lossy" ".jpg" 'u8)))

(ll-test "networks are trained"
  (lambda ()
    (train "gimp.safetensors"
           '((new-network . 1) (width . 4) (levels . 3) (blocks . 2) (patch . 32) (batch . 2)
             (iterations . 40) (learning-rate . 0.01) (seed . 7) (threads . 1)))
    (train "gimp-starting.safetensors"
           '((patch . 32) (batch . 1) (iterations . 2) (threads . 1)
             (validation-share . 0.4)))))

(ll-test "samples are exported"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (assert-equal "samples" 3
        (ll-get 'samples
          (ll-call 'plug-in-lazy-labels-export-samples
                   (list image (ll-layer image "micrograph"))
                   (list '(images . "files") (cons 'files annotated)
                         (cons 'folder (ll-path "samples"))))))
      ; Once more, which replaces them.
      (ll-call 'plug-in-lazy-labels-export-samples (list image (ll-layer image "micrograph"))
               (list '(images . "files") (cons 'files annotated)
                     (cons 'folder (ll-path "samples"))))
      (ll-host-mkdir (ll-path "other"))
      (ll-image-export image (ll-path "other/a.tif"))
      (assert-error "is not a sample that was exported before"
        (lambda ()
          (ll-call 'plug-in-lazy-labels-export-samples
                   (list image (ll-layer image "micrograph"))
                   (list '(images . "files") (cons 'files annotated)
                         (cons 'folder (ll-path "other"))))))
      (ll-image-delete image))))

(define planes '("Detection: air bubble" "Separation: interface" "Segmentation: ice crystal"))

; Writes the values of some planes, a line for each: name, x, y, value.
(define (write-planes image path)
  (let ((port (open-output-file path)))
    (for-each
      (lambda (name)
        (let ((layer (ll-layer image name)))
          (let rows ((y 0))
            (if (< y 80)
              (let columns ((x 0))
                (if (< x 96)
                  (begin
                    (display name port) (display "\t" port)
                    (display x port) (display "\t" port)
                    (display y port) (display "\t" port)
                    (display (car (ll-pixel layer x y)) port) (newline port)
                    (columns (+ x 5)))
                  (rows (+ y 5))))))))
      planes)
    (close-output-port port)))

(define (segment name ending network)
  (let ((image (ll-image-load (string-append images "/" name ending))))
    (ll-predict image (car (ll-layers image))
                (append network '((style . "grey") (threads . 1))))
    (write-planes image (ll-path (string-append name ".txt")))
    (ll-call 'plug-in-lazy-labels-export-objects (list image (car (ll-layers image)))
             (list (cons 'label-map (ll-path (string-append name "-gimp.tif")))))
    (ll-call 'plug-in-lazy-labels-measure (list image (car (ll-layers image)))
             (list (cons 'table (ll-path (string-append name "-gimp.csv")))
                   (cons 'summary (ll-path (string-append name "-gimp-summary.csv")))))
    (ll-image-delete image)))

(ll-test "images are segmented"
  (lambda ()
    (let ((own (list (cons 'weights weights))))
      (segment "rgb8" ".png" own)
      (segment "rgb16" ".tif" own)
      (segment "float" ".tif" own)
      (segment "lossy" ".jpg" own))))
