; Lazy Labels: segmentation of micrographs learned from rough marks
; SPDX-License-Identifier: GPL-3.0-or-later

; The starting networks: segmenting without any training, and trainings that begin with them.

; Sixteen discs of 36 pixels, bright on dark.
(define (discs base size)
  (let* ((image (ll-image-new (* 4 size) (* 4 size) base 'u8))
         (layer (ll-layer-new image "micrograph" (* 4 size) (* 4 size) 0 0 #f))
         (inset (round (* 0.2 size)))
         (side (round (* 0.6 size))))
    (ll-fill layer '(60 60 60) 'rectangle 0 0 (* 4 size) (* 4 size))
    (do ((i 0 (+ i 1))) ((= i 16))
      (ll-fill layer '(190 190 190) 'ellipse (+ inset (* size (modulo i 4)))
               (+ inset (* size (quotient i 4))) side side))
    image))

(define (segment image settings)
  (ll-call 'plug-in-lazy-labels-predict (list image (ll-layer image "micrograph")) settings))

(define (objects-of values) (ll-get 'objects values))

(ll-test "without any training the starting network finds discs, and says so"
  (lambda ()
    (let* ((image (discs 'grey 60))
           (values (segment image '((threads . 1)))))
      (assert-near "objects" 16 (objects-of values) 2)
      (let ((printed (ll-printed)))
        (assert-contains "printed" "No network was trained yet, so the starting network was used"
                         printed)
        (assert-near "diameter" 36 (ll-number-after "to be about " printed) 8))
      (assert-contains "name" "starting network" (car (ll-names (ll-layers image))))
      (ll-image-delete image))))

(ll-test "it finds them at another size as well"
  (lambda ()
    (let* ((image (discs 'grey 180))
           (values (segment image '((starting . 1) (threads . 1)))))
      (assert-near "objects" 16 (objects-of values) 2)
      (assert-near "diameter" 108 (ll-number-after "to be about " (ll-printed)) 30)
      (ll-image-delete image))))

(ll-test "a diameter that is given is taken, and matters"
  (lambda ()
    (let ((image (discs 'grey 60)))
      (assert-near "objects" 16
                   (objects-of (segment image '((starting . 1) (diameter . 36)))) 2)
      (assert-true "with a wrong one they are not found"
                   (> (abs (- 16 (objects-of
                                   (segment image '((starting . 1)
                                                    (diameter . 600)))))) 4))
      (ll-image-delete image))))

(ll-test "colours have a starting network of their own"
  (lambda ()
    (let* ((image (ll-image-new 240 240 'rgb 'u8))
           (layer (ll-layer-new image "micrograph" 240 240 0 0 #f)))
      (ll-fill layer '(235 205 225) 'rectangle 0 0 240 240)
      (do ((i 0 (+ i 1))) ((= i 16))
        (ll-fill layer '(90 50 140) 'ellipse (+ 12 (* 60 (modulo i 4)))
                 (+ 12 (* 60 (quotient i 4))) 36 36))
      (assert-near "objects" 16 (objects-of (segment image '((starting . 1)))) 2)
      (ll-image-delete image))))

(ll-test "a training begins with it unless the size of the network is given"
  (lambda ()
    (let ((image (ll-painted-micrograph))
          (small '((iterations . 1) (batch . 1) (threads . 1))))
      (define (train settings)
        (ll-train image (ll-layer image "micrograph") (append settings small)))
      (train '())
      (assert-printed "The network begins as the starting network")
      (train '((new-network . 1) (patch . 64)))
      (assert-printed "The network is new: width 16, ")
      (train '((width . 2) (levels . 3) (patch . 32)))
      (assert-printed "A network of this kind and size is a new one")
      (ll-image-delete image))))

(ll-test "after a few steps it finds discs, and a new network does not"
  (lambda ()
    (let* ((image (discs 'rgb 60))
           (layer (ll-layer image "micrograph"))
           (few '((iterations . 4) (batch . 2) (threads . 1) (validation-share . 0))))
      (define (found settings)
        (ll-train image layer (append settings few))
        (objects-of (segment image '())))
      (ll-annotate image layer '((classes . "disc") (coverage . "sparse")))
      (ll-fill (ll-layer image "Segmentation") '(0 0 0) 'rectangle 0 0 8 240)
      (ll-fill (ll-layer image "Detection") '(0 0 0) 'rectangle 0 0 8 240)
      (ll-fill (ll-layer image "Detection") ll-blue 'ellipse 20 20 20 20)
      (ll-fill (ll-layer image "Segmentation") ll-blue 'ellipse 12 12 36 36)
      (assert-near "objects" 16 (found '((labels . "painted"))) 3)
      (assert-true "of a new network"
                   (> (abs (- 16 (found '((new-network . 1) (patch . 128))))) 3))
      (ll-image-delete image))))
