; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; How paint is read follows from the shares that training prints at its start.
; A micrograph has 7680 pixels.

(define (percent pixels) (/ pixels 76.8))

; Trains once, for the text.
(define (found image)
  (ll-printed)
  (ll-train-small image (car (reverse (ll-layers image))) '((iterations . 1)))
  (ll-printed))

(define (assert-share text task class pixels tolerance)
  (assert-near (string-append task ", " class) (percent pixels)
               (ll-number-after (string-append class " ")
                                (ll-text-from (string-append task ": ") text))
               tolerance))

(define (painted)
  (let ((image (ll-micrograph 'rgb 'u8)))
    (ll-annotate image (ll-layer image "micrograph") '())
    (ll-paint-weak image)
    image))
