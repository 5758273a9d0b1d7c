; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; What scaling, cropping and stretching in GIMP do to a scale.

(load (string-append ll-source "/tests/plugin/microscope-files.scm"))

(define (test-resized name prepare)
  (ll-test name
    (lambda ()
      (let ((image (prepare)))
        (ll-image-scale image 512 384)
        (assert-scale 0.0062 0.0062 "um" "zeiss" (scale image '()))
        (assert-printed "scaled by 2 since its scale was given")
        (ll-image-delete image))
      ; A crop of the same shape, and one of a few rows.
      (let ((image (prepare)))
        (ll-image-crop image 192 144 40 10)
        (assert-scale 0.0124 0.0124 "um" "zeiss" (scale image '()))
        (assert-printed "was cropped")
        (ll-image-delete image))
      (let ((image (prepare)))
        (ll-image-crop image 256 168 0 0)
        (assert-scale 0.0124 0.0124 "um" "zeiss" (scale image '()))
        (assert-printed "was cropped")
        (ll-image-delete image))
      (let ((image (prepare)))
        (ll-image-scale image 512 192)
        (assert-scale 0.0062 0.0124 "um" "zeiss" (scale image '()))
        (assert-printed "stretched by 2 in width and 1 in height")
        (ll-image-delete image)))))

(test-resized "scaled, cropped and stretched before the scale was asked for"
  (lambda () (load-micrograph "zeiss-le.tif")))

(test-resized "scaled, cropped and stretched after the scale was kept"
  (lambda ()
    (let ((image (load-micrograph "zeiss-le.tif")))
      (scale image '())
      (ll-printed)
      image)))
