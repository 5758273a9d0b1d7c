; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; In a German GIMP, messages are in German, and scripts keep their English words.  For tests/plugin/test-languages.

(define weights (ll-path "net.safetensors"))

(ll-test "errors are German"
  (lambda ()
    (let ((image (ll-micrograph 'rgb 'u8)))
      (assert-error "Eben"
        (lambda () (ll-train-small image (ll-layer image "micrograph") '())))
      (ll-image-delete image))))

(ll-test "notes are German, layers' names are not"
  (lambda ()
    (let ((image (ll-painted-micrograph)))
      (ll-train-small image (ll-layer image "micrograph") (list (cons 'weights weights)))
      (assert-printed "Iterationen")
      (ll-predict image (ll-layer image "micrograph") (list (cons 'weights weights)))
      (assert-true "the layers" (ll-layer image "Segmentation: air bubble"))
      (ll-evaluate image (ll-layer image "micrograph") (list (cons 'csv (ll-path "scores.csv"))))
      (ll-image-delete image))))

(ll-test "weights are read again"
  (lambda ()
    (let ((values (ll-load-weights weights)))
      (assert-equal "the classes" "air bubble, ice crystal" (ll-get 'classes values))
      (assert-true "the loss" (> (ll-get 'loss values) 0)))))
