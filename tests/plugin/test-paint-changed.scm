; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Paint of images that were changed after it was painted: scaled, converted, and so on.

(load (string-append ll-source "/tests/plugin/paint.scm"))

; Bricks of five classes, three of which meet at each corner.
(define (bricks)
  (let ((image (ll-micrograph 'rgb 'u8))
        (colours (list ll-blue ll-orange '(0 158 115) '(240 228 66) '(213 94 0))))
    (ll-annotate image (ll-layer image "micrograph") '((classes . "a, b, c, d, e")))
    (do ((row 0 (+ row 1))) ((= row 5))
      (do ((column 0 (+ column 1))) ((= column 7))
        (let ((colour (list-ref colours (modulo (+ column (* 2 row)) 5)))
              (x (- (* column 16) (if (odd? row) 8 0)))
              (y (* row 16)))
          ; Outside of the image, nothing would be selected, and everything filled.
          (if (< x 88)
            (begin
              (ll-fill (ll-layer image "Segmentation") colour 'rectangle x y 16 16)
              (ll-fill (ll-layer image "Detection") colour 'rectangle (+ x 4) (+ y 4) 8 8))))))
    image))

(ll-test "scaling an image leaves the shares of its classes"
  (lambda ()
    (for-each
      (lambda (size)
        (let* ((image (bricks))
               (before (ll-text-from "Segmentation: " (found image))))
          (ll-image-scale image (car size) (cadr size))
          (let ((after (ll-text-from "Segmentation: " (found image))))
            (for-each
              (lambda (name)
                (assert-near name (ll-number-after name before) (ll-number-after name after)
                             1.5))
              '(" a " ", b " ", c " ", d " ", e "))
            (if (ll-contains? "left out" after)
              (assert-true "few pixels are left out"
                           (< (ll-number-after "of the pixels, " after) 2))))
          (ll-image-delete image)))
      '((125 104) (70 58)))))

; A profile that is assigned after painting changes how all colours look.
(for-each
  (lambda (profile)
    (if (ll-exists? profile)
      (ll-test (string-append "paint keeps its meaning when a profile is assigned: " profile)
        (lambda ()
          (let* ((image (bricks))
                 (before (ll-text-from "Segmentation: " (found image))))
            (ll-image-set-profile image profile)
            (let ((after (ll-text-from "Segmentation: " (found image))))
              (for-each
                (lambda (name)
                  (assert-near name (ll-number-after name before)
                               (ll-number-after name after) 0.01))
                '(" a " ", b " ", c " ", d " ", e ")))
            (ll-image-delete image))))))
  '("/usr/share/color/icc/ghostscript/a98.icc" "/usr/share/color/icc/ghostscript/rommrgb.icc"))

(ll-test "paint keeps its meaning in every precision"
  (lambda ()
    (for-each
      (lambda (precision)
        (let ((image (painted)))
          (ll-image-set-precision image precision)
          (let ((text (found image)))
            (assert-share text "Detection" "air bubble" 256 0.01)
            (assert-share text "Detection" "ice crystal" 392 0.01)
            (assert-share text "Separation" "interface" 64 0.01))
          (ll-image-delete image)))
      '(u16 half float-linear))))

(ll-test "and with a palette, which GIMP gives to images without groups"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (ll-layer-new image "Detection" 96 80 0 0 #t)
      (ll-fill (ll-layer image "Detection") ll-blue 'rectangle 14 14 16 16)
      (ll-fill (ll-layer image "Detection") ll-orange 'rectangle 26 52 28 14)
      (ll-image-make-indexed image)
      (let ((text (found image)))
        (assert-share text "Detection" "air bubble" 256 0.01)
        (assert-share text "Detection" "ice crystal" 392 0.01))
      (ll-image-delete image))))

(ll-test "but loses it in greyscale"
  (lambda ()
    (let ((image (painted)))
      (ll-image-make-grey image)
      (assert-error "is in greyscale, so the colours of its paint" (lambda () (found image)))
      (ll-image-delete image))))
