; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; The current network to a file and back, and annotations through an XCF file.

(define image (ll-painted-micrograph))
(define micrograph (ll-layer image "micrograph"))
(define first (ll-path "first.safetensors"))
(define second (ll-path "second.safetensors"))

; What the current network, or one in a file, predicts for a place.
(define (opinion path)
  (let* ((group (ll-predict image micrograph (list (cons 'weights path))))
         (pixel (ll-pixel (ll-layer image "Detection: air bubble") 20 20)))
    (ll-remove image group)
    pixel))

(ll-test "there is nothing to save or to use at first"
  (lambda ()
    (assert-error "There is no network to save yet" (lambda () (ll-save-weights first)))
    (ll-remove image (ll-predict image micrograph '()))
    (assert-printed "No network was trained yet, so the starting network was used")
    (assert-true "no file" (not (ll-exists? first)))))

(ll-test "the network of the last training is saved"
  (lambda ()
    (ll-train-small image micrograph '((seed . 1)))
    (ll-save-weights first)
    (ll-train-small image micrograph (list '(seed . 2) (cons 'weights second)))
    (assert-true "two networks differ" (not (equal? (opinion first) (opinion second))))
    (assert-equal "the second is current" (opinion second) (opinion ""))))

(ll-test "a loaded network becomes the current one, and tells its classes"
  (lambda ()
    (let ((values (ll-load-weights first)))
      (assert-equal "classes" "air bubble, ice crystal" (ll-get 'classes values))
      (assert-true "loss" (> (ll-get 'loss values) 0))
      (assert-near "dice" -1 (ll-get 'dice values) 0)
      (assert-equal "the first is current" (opinion first) (opinion "")))))

(ll-test "a file that can't be loaded changes nothing"
  (lambda ()
    (let ((before (opinion "")))
      (assert-error "picture.png"
        (lambda ()
          (ll-load-weights (string-append ll-source "/tests/engine/files/corpus/picture.png"))))
      (assert-error "\"file\" is empty" (lambda () (ll-load-weights "")))
      (assert-equal "the current network" before (opinion "")))))

(ll-test "weights can't be saved where no folder is"
  (lambda ()
    (assert-error "nowhere" (lambda () (ll-save-weights (ll-path "nowhere/a.safetensors"))))))

; What training finds, and its loss.  GIMP 3's library may print a warning after it, when
; GIMP has closed the pipe before the plug-in ends.
(define (found-and-reached)
  (let ((text (ll-text-from "Detection:" (ll-printed))))
    (list (ll-text-until "loss " text) (ll-number-after "loss " text))))

(ll-test "annotations survive an XCF file"
  (lambda ()
    (let ((path (ll-path "round.xcf"))
          (json (ll-image-parasite image "lazy-labels-classes")))
      (ll-printed)
      (ll-train-small image micrograph '())
      (let ((before (found-and-reached)))
        (ll-image-save image path)
        (let* ((again (ll-image-load path))
               (layer (ll-layer again "micrograph")))
          (assert-equal "classes" json (ll-image-parasite again "lazy-labels-classes"))
          (for-each
            (lambda (name role)
              (assert-equal name role
                            (ll-layer-parasite (ll-layer again name) "lazy-labels-role")))
            '("Detection" "Separation" "Segmentation" "micrograph")
            '("detection" "separation" "segmentation" "micrograph"))
          (ll-train-small again layer '())
          (assert-equal "what training finds and reaches" before (found-and-reached))
          (ll-image-delete again))))))

(ll-test "results survive one, too, and are not taken for annotations"
  (lambda ()
    (let ((path (ll-path "result.xcf")))
      (ll-predict image micrograph '())
      (ll-image-save image path)
      (let ((again (ll-image-load path)))
        (ll-printed)
        (ll-train-small again (ll-layer again "Detection: air bubble") '())
        (assert-near "marks" 3.33
                     (ll-number-after "air bubble " (ll-text-from "Detection: " (ll-printed)))
                     0.01)
        (ll-image-delete again)))))
