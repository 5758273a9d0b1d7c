; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; The build sets LAZY_LABELS_MEMORY, so that this runs as on a computer with 300 MB left.

(define (refused part image settings)
  (assert-error part
    (lambda () (ll-train-small image (ll-layer image "micrograph") settings))))

(ll-test "a small training fits"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (assert-equal "iterations" 2
        (ll-get 'iterations (ll-train-small image (ll-layer image "micrograph")
                                            '((iterations . 2)))))
      (ll-image-delete image))))

(ll-test "settings that need more are refused with what would fit"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (refused "it would fit with a batch size of" image '((batch . 256) (patch . 64) (width . 8)))
      (refused "it would fit with a patch side of" image
               '((batch . 1) (patch . 1024) (width . 8)))
      (refused "a width of" image '((width . 256) (levels . 8) (blocks . 7) (batch . 256)
                                    (patch . 1024)))
      (refused "available" image '((width . 256) (levels . 8) (batch . 1) (patch . 128)))
      (ll-image-delete image))))

(ll-test "an image that does not fit is refused before it is read"
  (lambda ()
    (let ((image (ll-painted-micrograph))
          (large (ll-image-new 9000 8000 'grey 'u8)))
      (ll-layer-new large "micrograph" 9000 8000 0 0 #f)
      (ll-image-save large (ll-path "large.xcf"))
      ; What is read would be found to have no marks.
      (refused "The largest image needs at least" image
               (list '(images . "files") (cons 'files (ll-path "large.xcf"))))
      (ll-image-delete large)
      (ll-image-delete image))))

(ll-test "a prediction that needs more is refused with what would fit"
  (lambda ()
    (let ((image (ll-painted-micrograph))
          (wide (ll-image-new 30000 64 'grey 'u8)))
      (ll-train-small image (ll-layer image "micrograph") '((iterations . 2)))
      (ll-layer-new wide "micrograph" 30000 64 0 0 #f)
      (assert-error "The prediction needs about"
        (lambda () (ll-predict wide (ll-layer wide "micrograph")
                               '((batch . 64) (patch . 512)))))
      (ll-image-delete wide)
      (ll-image-delete image))))
