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

; Pixels of 0.5 x 0.25 um in a picture of 256 x 192.
(define (load-uneven)
  (load-micrograph "baseline-two-sides.tif"))

(define (test-uneven name source change x y said)
  (ll-test name
    (lambda ()
      (for-each
        (lambda (before)
          (let ((image (load-uneven)))
            (if before (scale image '()))
            (change image)
            (ll-printed)
            (assert-scale x y "um" source (scale image '()))
            (assert-printed said)
            (ll-image-delete image)))
        '(#f #t)))))

(define uneven
  (let* ((image (load-uneven)) (values (scale image '())))
    (ll-image-delete image)
    values))
(define uneven-x (ll-get 'pixel-width uneven))
(define uneven-y (ll-get 'pixel-height uneven))
(define (test-change name change x y said)
  (test-uneven name (ll-get 'source uneven) change x y said))

(ll-test "pixels that are not square"
  (lambda () (assert-true "they differ" (> (abs (- uneven-x uneven-y)) (* 0.1 uneven-x)))))
(test-change "uneven pixels, scaled"
  (lambda (image) (ll-image-scale image 384 288))
  (/ uneven-x 1.5) (/ uneven-y 1.5) "scaled by 1.5")
(test-change "uneven pixels, stretched"
  (lambda (image) (ll-image-scale image 256 384))
  uneven-x (/ uneven-y 2) "stretched by 1 in width and 2 in height")
(test-change "uneven pixels, cropped"
  (lambda (image) (ll-image-crop image 150 160 30 20))
  uneven-x uneven-y "was cropped")
(test-change "uneven pixels, turned"
  (lambda (image) (ll-image-turn image))
  uneven-y uneven-x "turned by 90 degrees")
(test-change "uneven pixels, on a larger canvas"
  (lambda (image) (ll-image-extend image (ground image) 400 300 70 40))
  uneven-x uneven-y "its canvas changed")
(test-change "uneven pixels, on a canvas that is wider and lower"
  (lambda (image) (ll-image-extend image (ground image) 330 150 50 -20))
  uneven-x uneven-y "its canvas changed")

; A square picture has the same size when it is turned.
(ll-test "uneven pixels, a square that is turned"
  (lambda ()
    (let ((image (load-uneven)))
      (ll-image-crop image 192 192 20 0)
      (scale image (list (cons 'scale "pixel-size") (cons 'pixel-size 0.5)
                         (cons 'pixel-height 0.25) (cons 'unit "um")))
      (ll-image-turn image)
      (ll-printed)
      (assert-scale 0.25 0.5 "um" "person" (scale image '()))
      (assert-printed "turned by 90 degrees")
      (ll-image-delete image))))

; A number whose assumption does not hold is not given without a word.
(ll-test "uneven pixels, cropped and then scaled"
  (lambda ()
    (let ((image (load-uneven)))
      (scale image '())
      (ll-image-crop image 150 100 30 20)
      (ll-image-scale image 300 200)
      (ll-printed)
      (scale image '())
      (assert-printed "unless it was only cropped, give its scale again")
      (ll-image-delete image))))
