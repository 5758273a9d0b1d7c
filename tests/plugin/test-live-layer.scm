; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; A file that was saved while Live was on has its layer, which every procedure ignores.

(define (add-live image)
  (let ((layer (ll-layer-new image "Lazy labels: live" 96 80 0 0 #t)))
    (ll-fill layer ll-orange 'rectangle 0 0 96 80)
    (gimp-item-attach-parasite layer (list "lazy-labels-role" 1 "live"))
    ; Without its role, the lowest layer would be the micrograph.
    (ll-move image layer 0 (- (length (ll-layers image)) 1))
    layer))

; What a network that learned from an image sees in another one.
(define (learn-from image layer)
  (let ((path (ll-path "learned.safetensors"))
        (other (ll-micrograph 'rgb 'u8)))
    (ll-train-small image layer (list (cons 'weights path)))
    (let ((live (add-live other)))
      (ll-predict other live (list (cons 'weights path)))
      (let ((values (map (lambda (place)
                           (ll-pixel (ll-layer other "Segmentation: air bubble")
                                     (car place) (cadr place)))
                         '((20 20) (45 20) (40 60) (80 70)))))
        (ll-image-delete other)
        values))))

(ll-test "a live layer is no micrograph, not even as the drawable of a call"
  (lambda ()
    (let* ((plain (ll-painted-micrograph))
           (without (learn-from plain (ll-layer plain "micrograph")))
           (image (ll-painted-micrograph))
           (live (add-live image))
           (with (learn-from image live)))
      (ll-image-delete plain)
      (ll-image-delete image)
      (if (not (equal? with without))
          (ll-fail "The network learned " with " instead of " without)))))

; How many objects Measure finds.
(define (count-objects image layer)
  (ll-get 'objects
    (ll-call 'plug-in-lazy-labels-measure (list image layer)
             '((resamples . 0) (split . "components")))))

(ll-test "a live layer is no result"
  (lambda ()
    (let* ((image (ll-painted-micrograph))
           (without (count-objects image (ll-layer image "micrograph")))
           (with (count-objects image (add-live image))))
      (if (not (and (> without 0) (= with without)))
          (ll-fail "There are " with " objects instead of " without))
      (ll-image-delete image))))
