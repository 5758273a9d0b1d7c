; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; The scale that files of microscopes tell, and what a person says instead.

(load (string-append ll-source "/tests/plugin/microscope-files.scm"))

(ll-test "what files tell"
  (lambda ()
    (for-each
      (lambda (case)
        (let ((image (load-micrograph (car case))))
          (assert-scale (cadr case) (caddr case) "um" (cadddr case) (scale image '()))
          (ll-image-delete image)))
      ; tests/formats/test-file-scale reads all others.
      '(("tescan-be-big.tif" 0.0045 0.0045 "tescan")
        ("hitachi-utf-16.tif" 0.00396875 0.00396875 "hitachi")
        ("imagej-le.tif" 0.25 0.2 "imagej")))
    (let ((image (load-micrograph "zeiss-le.tif")))
      (assert-equal "words" "Zeiss tag, 12.4 nm per pixel"
                    (ll-get 'description (scale image '())))
      (ll-image-delete image))
    ; A picture narrower than half a micrometre.
    (let ((image (load-micrograph "gatan-le.tif")))
      (assert-scale 0.35 0.35 "nm" "gatan" (scale image '()))
      (ll-image-delete image))))

(ll-test "measured, kept in the file, and said"
  (lambda ()
    (let ((image (load-micrograph "zeiss-le.tif")))
      (annotate-square image)
      (let ((values (measure image '())))
        (assert-near "mean" (* 22.568 0.0124) (ll-get 'mean values) 1e-4)
        (assert-equal "unit" "um" (ll-get 'unit values)))
      (ll-image-save image (ll-path "zeiss.xcf"))
      (ll-image-delete image))
    ; The file of the microscope is not known any more.
    (let ((image (ll-image-load (ll-path "zeiss.xcf"))))
      (assert-scale 0.0124 0.0124 "um" "zeiss" (scale image '()))
      (ll-image-delete image))))

(ll-test "set, asked for again, and cleared"
  (lambda ()
    (let ((image (load-micrograph "zeiss-le.tif")))
      (annotate-square image)
      (assert-scale 2 2 "mm" "person"
        (scale image '((scale . "pixel-size") (pixel-size . 2) (unit . "mm"))))
      (assert-scale 2 2 "mm" "person" (scale image '()))
      (assert-near "mean" 45.135 (ll-get 'mean (measure image '())) 0.001)
      (assert-scale 0.0124 0.0124 "um" "zeiss" (scale image '((scale . "file"))))
      (assert-scale -1 -1 "px" "" (scale image '((scale . "none"))))
      ; Not even that of the file.
      (assert-scale -1 -1 "px" "" (scale image '()))
      (assert-equal "unit" "px" (ll-get 'unit (measure image '())))
      (assert-scale 0.5 0.25 "um" "person"
        (scale image '((scale . "pixel-size") (pixel-size . 0.5) (pixel-height . 0.25)
                       (unit . "µm"))))
      (assert-scale 0.5 0.25 "um" "person" (scale image '()))
      (assert-error "The pixel size is 0"
        (lambda () (scale image '((scale . "pixel-size") (pixel-size . 0)))))
      (gimp-image-add-vguide image 10)
      (gimp-image-add-vguide image 60)
      (assert-scale 2 2 "um" "bar"
        (scale image '((scale . "bar") (bar-length . 100) (unit . "um"))))
      (ll-image-delete image))
    (let ((image (ll-micrograph 'grey 'u8)))
      (assert-scale -1 -1 "px" "" (scale image '()))
      (assert-error "tells no scale" (lambda () (scale image '((scale . "file")))))
      (ll-image-delete image))))

(ll-test "pixels that are not square"
  (lambda ()
    (let ((image (load-micrograph "baseline-two-sides.tif")))
      (annotate-square image)
      (assert-error "scale the image to 256 x 384 pixels"
        (lambda () (measure image '())))
      (ll-image-scale image 256 384)
      (let ((values (measure image '())))
        ; The square is a rectangle now: 20 x 40 pixels of half a micrometre.
        (assert-near "mean" (* 0.5 31.915) (ll-get 'mean values) 0.05)
        (assert-equal "unit" "um" (ll-get 'unit values)))
      (ll-image-delete image))))

(ll-test "a resolution for printers, and a scale of another picture, are not believed"
  (lambda ()
    (for-each
      (lambda (case)
        (let ((image (load-micrograph (car case))))
          (annotate-square image)
          (ll-printed)
          (assert-equal "unit" "px" (ll-get 'unit (measure image '())))
          (assert-printed (cadr case))
          (ll-image-delete image)))
      '(("printer-600.tif" "states 600 pixels per inch")
        ("fei-scaled.tif" "belongs to a picture 512 pixels wide, but this one has 256")
        ("no-unit.tif" "has no scale yet")))
    ; A person can say that it is right.
    (let ((image (load-micrograph "printer-300.tif")))
      (assert-scale 84.6666667 84.6666667 "um" "resolution"
                    (scale image '((scale . "resolution") (unit . "um"))))
      (ll-image-delete image))))
