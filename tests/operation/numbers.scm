; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; What Segment makes of a micrograph in floating point, for a program outside of GIMP to do the
; same: micrograph-BASE.tif, and plane-BASE.tif, the probability of ice crystals.

(define weights (ll-path "net.safetensors"))

(let ((image (ll-painted-micrograph)))
  (ll-train-small image (ll-layer image "micrograph")
                  (list (cons 'weights weights) '(iterations . 150) '(width . 4)
                        '(learning-rate . 0.01)))
  (ll-image-delete image))

(ll-test "files of Segment"
  (lambda ()
    (for-each
      (lambda (base)
        (let ((image (ll-micrograph base 'float))
              (name (lambda (what) (ll-path (string-append what "-" (symbol->string base) ".tif")))))
          (ll-image-export image (name "micrograph"))
          (let ((group (ll-predict image (ll-layer image "micrograph")
                                   (list (cons 'weights weights) '(style . "grey")
                                         '(contours . 0) '(classes-layer . 0)))))
            (for-each (lambda (layer)
                        (ll-set-visible layer (eqv? layer (ll-layer image "Segmentation: ice crystal"))))
                      (ll-children group))
            (ll-image-export image (name "plane")))
          (ll-image-delete image)))
      '(rgb grey))
    #t))
