; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; Files as microscopes write them, for the tests of scales and information bars: those of
; tests/formats/make-tiff have 256 x 192 pixels, and their bars 24 rows.

; GIMP 3 forgets the file of an image that its own procedure has loaded.
(define (load-micrograph name)
  (ll-get 'image (ll-call 'plug-in-lazy-labels-open-file '()
                          (list (cons 'file (string-append ll-micrographs "/" name))))))

; The lowest layer, also when there are others.
(define (ground image)
  (car (reverse (ll-layers image))))

(define (scale image settings)
  (ll-call 'plug-in-lazy-labels-scale (list image (ground image)) settings))

(define (measure image settings)
  (ll-call 'plug-in-lazy-labels-measure (list image (ground image))
           (append settings '((objects . "layers") (resamples . 0)))))

(define (assert-scale width height unit source values)
  (assert-near "width" width (ll-get 'pixel-width values) (* 1e-6 (abs width)))
  (assert-near "height" height (ll-get 'pixel-height values) (* 1e-6 (abs height)))
  (assert-equal "unit" unit (ll-get 'unit values))
  (assert-equal "source" source (ll-get 'source values)))

; A square of 20 pixels, whose disc of the same area has a diameter of 22.568.
(define (annotate-square image)
  (ll-annotate image (ground image) '())
  (ll-fill (ll-layer image "Segmentation") ll-blue 'rectangle 20 20 20 20))
