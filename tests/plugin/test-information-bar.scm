; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; The information bar below a specimen is ignored.

(load (string-append ll-source "/tests/plugin/microscope-files.scm"))

; A square of 400 pixels on all that is not ignored.
(define (assert-rows rows image)
  (assert-near "area" (/ 400 (* 256 rows)) (ll-get 'area-fraction (measure image '())) 1e-6))

(ll-test "an information bar is painted to be ignored, and left out of area fractions"
  (lambda ()
    (for-each
      (lambda (name)
        (let ((image (load-micrograph name)))
          (annotate-square image)
          (assert-printed "24 rows at the bottom, is painted to be ignored")
          (assert-rows 168 image)
          (ll-image-delete image)))
      ; A tag tells of it, or it is found.
      '("fei-le.tif" "zeiss-bar.tif"))
    (let ((image (load-micrograph "zeiss-bar.tif")))
      (ll-annotate image (ground image) '((information-bar . 0)))
      (ll-fill (ll-layer image "Segmentation") ll-blue 'rectangle 20 20 20 20)
      (assert-rows 192 image)
      (ll-image-delete image))
    (let ((image (load-micrograph "zeiss-le.tif")))
      (annotate-square image)
      (assert-rows 192 image)
      (ll-image-delete image))))

(ll-test "an information bar is not segmented"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (ll-train-small image (ll-layer image "micrograph")
                      (list (cons 'weights (ll-path "net.safetensors"))))
      (ll-image-delete image))
    (let ((image (load-micrograph "zeiss-bar.tif")))
      (ll-predict image (ground image) (list (cons 'weights (ll-path "net.safetensors"))))
      (assert-printed "24 rows at the bottom, was left out")
      (assert-true "the layer" (ll-layer image "Not segmented"))
      (assert-scale 0.0124 0.0124 "um" "zeiss" (scale image '()))
      (ll-image-delete image))))
