; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; A picture of any type and precision gives the training the same values, so that it ends
; with the same loss.  There are few iterations, because each of them amplifies a
; difference in the last digit.

(define (paint image)
  (ll-annotate image (ll-layer image "micrograph") '())
  (ll-paint-weak image)
  (ll-paint-masks image)
  image)

(define (loss-of image)
  (let ((values (ll-train-small image (ll-layer image "micrograph") '((iterations . 4)))))
    (ll-image-delete image)
    (ll-get 'loss values)))

(define reference (loss-of (paint (ll-micrograph 'rgb 'u8))))

(define (same-as-8-bit name image tolerance)
  (ll-test name (lambda () (assert-near "loss" reference (loss-of image) tolerance))))

(ll-test "another picture has another loss"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      ; The background is slightly brighter: 60 instead of 40.
      (ll-fill (ll-layer image "micrograph") '(60 60 60) 'rectangle 60 0 36 80)
      (assert-true "loss differs" (> (abs (- (loss-of (paint image)) reference)) 0.002)))))

(same-as-8-bit "grey" (paint (ll-micrograph 'grey 'u8)) 0.001)
(same-as-8-bit "16 bit" (paint (ll-micrograph 'rgb 'u16)) 0.001)
(same-as-8-bit "16 bit grey" (paint (ll-micrograph 'grey 'u16)) 0.001)
(same-as-8-bit "16 bit, linear" (paint (ll-micrograph 'rgb 'u16-linear)) 0.001)
(same-as-8-bit "half float" (paint (ll-micrograph 'rgb 'half)) 0.005)
(same-as-8-bit "float" (paint (ll-micrograph 'rgb 'float)) 0.001)
(same-as-8-bit "float, linear" (paint (ll-micrograph 'rgb 'float-linear)) 0.001)
(same-as-8-bit "8 bit, linear" (paint (ll-micrograph 'rgb 'u8-linear)) 0.02)

(same-as-8-bit "indexed"
  (let ((image (ll-micrograph 'rgb 'u8)))
    (ll-image-make-indexed image)
    (paint image))
  0.001)

; GIMP makes no image with layer groups indexed.
(same-as-8-bit "indexed when it was painted"
  (let ((image (ll-micrograph 'rgb 'u8)))
    (for-each (lambda (name) (ll-layer-new image name 96 80 0 0 #t))
              '("Segmentation" "Separation" "Detection"))
    (ll-paint-weak image)
    (ll-paint-masks image)
    (ll-image-make-indexed image)
    image)
  0.001)

; The profile, which is part of GIMP, changes how values look, but not what they are.
(define profile "/usr/share/color/icc/ghostscript/a98.icc")

(define (with-profile name base precision)
  (same-as-8-bit name
    (let ((image (ll-micrograph base precision)))
      (ll-image-set-profile image profile)
      (paint image))
    0.001))

(if (ll-exists? profile)
  (begin
    (with-profile "with a colour profile" 'rgb 'u16)
    (with-profile "linear, with a colour profile" 'rgb 'float-linear)))

(ll-test "with alpha"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (ll-add-alpha (ll-layer image "micrograph"))
      (assert-near "loss" reference (loss-of (paint image)) 0.001))))
